"""Times: dates, weekdays, windows and lengths of time, each as the days that it may stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from sayso.analysis.syntax import token_at
from sayso.mentions.times.joins import Found, join_times
from sayso.mentions.times.rules import Sense, TimeMatch, match_times
from sayso.mentions.times.senses import resolve
from sayso.mentions.times.setting import Setting
from sayso.mentions.times.tense import Tense, read_tense
from sayso.mentions.times.values import is_quarter
from sayso.mentions.times.words import load_time_words
from sayso.records.document import PassageKind
from sayso.records.evidence import Provenance, content_id, span_id
from sayso.records.mention import TimeBasis, TimeKind, TimeMention, TimePrecision, TimeValue
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.records.document import Document

COMPONENT = "mentions.times"
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADER = re.compile(r"\s*[A-Z]{2}[^\n]{0,80}\n?[^\n]{0,60}?(?:--+|[—–]|\s-\s)")


def find_times(parsed: Parsed) -> list[TimeMention]:
    """The times that a report names, in the order of the text (coding rules, section 5).

    Relative times are counted from the day of publication, or where that is not known from the
    date in the dateline; without either they have no bounds, and a reason that says so.
    """
    matches = [m for m in match_times(parsed.document.text) if not _is_something_else(parsed, m)]
    header = _header(parsed)
    reference = _published(parsed.document) or _dateline_day(matches, header)
    found: list[Found] = []
    setting = Setting(reference, None, ahead=False)
    anchored = 0
    for match in matches:
        tense = _tense(parsed, match)
        near = setting.anchor if _in_one_sentence(parsed, anchored, match.start) else None
        setting = replace(setting, ahead=tense is Tense.AHEAD, past=tense is Tense.PAST, near=near)
        resolved = resolve(match, setting)
        if resolved is None:
            continue
        time = Found.of(match, resolved)
        if match.end <= header:
            time = replace(time, basis=TimeBasis.DATELINE)
        else:
            anchored = match.start if resolved.window.day else anchored
            setting = _after(setting, time)
        found.append(time)
    joined = join_times(parsed.document.text, found, reference)
    return [_mention(parsed, time) for time in joined]


def _after(setting: Setting, time: Found) -> Setting:
    """The setting of the times that follow one: what it names is what they are counted from."""
    window = time.window
    is_length = time.duration or time.kind is TimeKind.DURATION
    if is_length or window.earliest is None or window.latest is None:
        return setting
    if time.sense is Sense.QUARTER and is_quarter(window):
        over = setting.reference is None or window.latest < setting.reference
        known = setting.quarter.earliest if setting.quarter else None
        if known is None or (over and window.earliest > known):
            setting = replace(setting, quarter=window)
    if window.day:
        return replace(setting, anchor=window.day, named=window)
    return replace(setting, named=window)


def publication_time(document: Document) -> TimeMention | None:
    """The day of publication as a time that no words state, or null when it is not known.

    It is the fallback for events without a date, and its basis says so.
    """
    day = _published(document)
    if day is None:
        return None
    return TimeMention(
        id=content_id("t", document.id, "publication"),
        span=None,
        earliest=day.isoformat(),
        latest=day.isoformat(),
        precision=TimePrecision.DAY,
        basis=TimeBasis.PUBLICATION,
        provenance=Provenance(
            component=COMPONENT,
            version=VERSION,
            rule="en.time.publication",
            reason=f"{_day_of(document)}: no words of the text date it",
        ),
    )


def _day_of(document: Document) -> str:
    """The day of publication in words, with the zone whose day it is where the time has one."""
    try:
        moment = datetime.fromisoformat(document.published or "")
    except ValueError:
        return "the day of publication"
    if moment.tzinfo is None:
        return "the day of publication"
    zone = document.time_zone or f"{moment.tzname()}, as the report's own date gives it"
    return f"the day of publication by the clocks of {zone}"


def _mention(parsed: Parsed, time: Found) -> TimeMention:
    span = parsed.span(time.start, time.end)
    window = time.window
    return TimeMention(
        id=span_id("t", parsed.document.id, span),
        span=span,
        earliest=window.earliest.isoformat() if window.earliest else None,
        latest=window.latest.isoformat() if window.latest else None,
        precision=window.precision,
        basis=time.basis,
        deadline=time.deadline,
        duration=time.duration,
        values=tuple(
            TimeValue(span=parsed.span(t.start, t.end), kind=t.kind, value=t.value)
            for t in time.expressions
        ),
        provenance=Provenance(
            component=COMPONENT, version=VERSION, rule=time.rule, reason=time.reason
        ),
    )


def _published(document: Document) -> date | None:
    """The day of publication: the first ten characters of an ISO date or time."""
    try:
        return date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None


def _dateline_day(matches: list[TimeMatch], header: int) -> date | None:
    """The full date that the dateline states, or null."""
    for match in matches:
        resolved = (
            resolve(match, Setting(None, None, ahead=False)) if match.end <= header else None
        )
        if resolved and resolved.window.day:
            return resolved.window.day
    return None


def _header(parsed: Parsed) -> int:
    """Where the dateline ends (code points), or 0: its passage, or "CITY, date (AGENCY) --"."""
    for passage in parsed.passages:
        if passage.kind is PassageKind.DATELINE:
            return passage.end
        if passage.kind is PassageKind.BODY:
            opening = _HEADER.match(parsed.document.text, passage.start)
            return opening.end() if opening else 0
    return 0


def _in_one_sentence(parsed: Parsed, one: int, other: int) -> bool:
    first, second = token_at(parsed.doc, one), token_at(parsed.doc, other)
    return first is not None and second is not None and first.sent.start == second.sent.start


def _tense(parsed: Parsed, match: TimeMatch) -> Tense:
    token = token_at(parsed.doc, match.start)
    if token is None:
        return Tense.OPEN
    title = any(
        p.kind is PassageKind.TITLE and p.start <= match.start < p.end for p in parsed.passages
    )
    return read_tense(token, end=match.end, title=title)


def _is_something_else(parsed: Parsed, match: TimeMatch) -> bool:
    """Whether the parse takes the words for a name ("April Ryan") or a count ("2000 men").

    Never behind a day and a month: "On 3 July 1999 gunmen shot a judge" has no 1999 gunmen.
    """
    first, last = token_at(parsed.doc, match.start), token_at(parsed.doc, match.end - 1)
    if first is None or last is None:
        return False
    if match.rule.sense in {Sense.MONTH, Sense.WEEKDAY} and not first.is_upper:
        return first.i == last.i and first.ent_type_ == "PERSON"
    whole = match.rule.sense is Sense.DAY and _YEAR.fullmatch(last.text)
    if whole or not last.like_num or last.i + 1 == len(parsed.doc):
        return False
    noun = last.head if last.dep_ == "nummod" and last.head.i > last.i else last.nbor()
    return noun.tag_ == "NNS" and ("HAPPENING", noun.lower_) not in load_time_words()

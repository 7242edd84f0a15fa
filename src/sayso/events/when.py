"""When an event took place: the date that governs it, one carried on, or the publication's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sayso.events import moods
from sayso.events.attached import Attached
from sayso.events.factuality import classify_status
from sayso.events.links import VERBAL
from sayso.events.scopes import Way, way
from sayso.lexicons.operators import load_operators
from sayso.lexicons.quads import material_types
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.mention import TimeMention

_COMPONENT = "events.when"
_OLD = 31
_AFTER = frozenset({"after", "since", "following", "over", "for", "about", "before"})
_AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED, Status.HYPOTHETICAL})


def attach_date(
    parsed: Parsed,
    trigger: Trigger,
    dates: Sequence[TimeMention],
    publication: TimeMention | None,
) -> Attached:
    """The date of an event, by syntax first; the publication's only for current news.

    Args:
        parsed: the report.
        trigger: the event's words.
        dates: the time mentions of the report, in the order of the text.
        publication: the day of publication as a mention without span, or null where unknown.
    """
    status = classify_status(parsed, trigger, (), load_operators()).status
    today = publication.latest if publication else None
    usable = [d for d in dates if d.span is not None and _fits(d, status, today)]
    ranked = sorted(_in_sentence(parsed, trigger, usable, today), key=lambda c: c[0])
    if ranked:
        (level, *_), mention = ranked[0]
        rule, reason = _LEVELS[level]
        return _attach(mention, rule, reason)
    if status in _AHEAD or status is Status.HISTORICAL:
        return Attached.make(_COMPONENT, None, "none", f"{status.value}, and no date is told")
    return _fallback(parsed, trigger, usable, publication, status)


def _fallback(
    parsed: Parsed,
    trigger: Trigger,
    usable: Sequence[TimeMention],
    publication: TimeMention | None,
    status: Status,
) -> Attached:
    """The date of an event whose sentence tells none: carried on, of the denial, of the news."""
    if carried := _carried(parsed, trigger, usable):
        return _attach(carried, "date.carried", "told in the sentence before, same paragraph")
    if status is Status.NEGATED and (said := _saying(parsed, trigger, usable)):
        return _attach(said, "date.saying", "did not happen, as was said on that day")
    if publication is None:
        return Attached.make(_COMPONENT, None, "none", "no date is told, nor that of publication")
    if _is_known(trigger):
        why = "a known event, whose date is not told here"
        return Attached.make(_COMPONENT, None, "none", why)
    why = "told as current news without a date"
    return Attached.make(_COMPONENT, publication.id, "date.publication", why)


_LEVELS = (
    ("date.clause", "stands in the event's own clause"),
    ("date.governing_clause", "stands in the clause that holds the event"),
    ("date.sentence", "stands elsewhere in the event's sentence"),
)


def _attach(mention: TimeMention, rule: str, reason: str) -> Attached:
    quote = mention.span.quote if mention.span else ""
    return Attached.make(_COMPONENT, mention.id, rule, f"{reason}: {quote!r}")


def _fits(date: TimeMention, status: Status, today: str | None) -> bool:
    """Whether a date can be that of an event: no duration; ahead only for what lies ahead."""
    if date.duration:
        return False
    if date.deadline:
        return status in {Status.PLANNED, Status.DEMANDED}
    if today is None:
        return True
    if status in _AHEAD:
        return date.latest is None or date.latest >= today
    return date.earliest is None or date.earliest <= today


def _in_sentence(
    parsed: Parsed, trigger: Trigger, dates: Sequence[TimeMention], today: str | None
) -> Iterator[tuple[tuple[int, int, int], TimeMention]]:
    for mention in dates:
        token = _root(parsed, mention)
        path = way(trigger, token) if token is not None else None
        if token is None or path is None:
            continue
        level = 0 if path.is_own else 1
        if not _dates_noun(trigger, token, mention, today) and (
            path.leaves_speech or not _governs(path, token)
        ):
            if not path.is_in_next_clause:
                continue
            level = 2
        yield (level, len(path.up), abs(token.i - trigger.head.i)), mention


def _saying(parsed: Parsed, trigger: Trigger, dates: Sequence[TimeMention]) -> TimeMention | None:
    """The date of the saying that holds the event: all the date that a denied deed can have."""
    for mention in dates:
        token = _root(parsed, mention)
        path = way(trigger, token) if token is not None else None
        if path is not None and path.leaves_speech and not path.inner_clauses:
            return mention
    return None


def _dates_noun(trigger: Trigger, token: Token, mention: TimeMention, today: str | None) -> bool:
    """Whether a date long before the news stands right behind an event noun: "the raid in 2011".

    The parser may hang it on the verb before; but the verb is news, and the date is not.
    """
    noun = trigger.head
    if noun.pos_ in VERBAL or today is None or mention.latest is None:
        return False
    gap = dt.date.fromisoformat(today[:10]) - dt.date.fromisoformat(mention.latest[:10])
    return gap.days > _OLD and token.head.i == noun.right_edge.i + 1


def _governs(path: Way, date: Token) -> bool:
    """A date in another clause below the meeting point belongs to that clause."""
    if path.leaves_noun or path.inner_clauses:
        return False
    down = [t for t in path.down if not _parenthetical(t, date)]
    if any(t.dep_ in {"relcl", "acl", "appos"} for t in down):
        return False
    if any(t.dep_ in {"nsubj", "nsubjpass", "poss"} for t in down):
        return path.crosses_up == 0 and not path.up
    return not _is_presupposed(path)


def _parenthetical(subject: Token, date: Token) -> bool:
    """Whether a date hangs on a subject only by its place: "The rebels on Monday shot down"."""
    return subject.dep_ in {"nsubj", "nsubjpass"} and date.head.head == subject


def _is_presupposed(path: Way) -> bool:
    """Whether the meeting clause only speaks of a known event: "condemned the raid on Monday".

    A verb that tells of the event's own course ("halted on Monday") dates it.
    """
    if not path.up or path.up[0].pos_ in VERBAL or path.meeting.pos_ not in VERBAL:
        return False
    forms = (path.meeting.lower_, path.meeting.lemma_.lower())
    rule = load_operators().find(forms, ("VERB",), "obj")
    if rule is not None and rule.same_time:
        return False
    if moods.is_definite(path.up[0]) and any(t.dep_ == "prep" for t in path.up):
        return True
    after = any(t.dep_ == "prep" and t.lower_ in _AFTER for t in path.up)
    return after or (rule is not None and path.up[-1].dep_ in {"dobj", "prep"})


def _root(parsed: Parsed, mention: TimeMention) -> Token | None:
    if mention.span is None:
        return None
    words = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return words.root if words is not None else None


def _carried(parsed: Parsed, trigger: Trigger, dates: Sequence[TimeMention]) -> TimeMention | None:
    """The date of the last sentence before in the paragraph, unless it is that of a saying."""
    if trigger.event_type not in material_types():
        return None
    sent = trigger.head.sent
    passage = next((p for p in parsed.passages if p.start <= trigger.start < p.end), None)
    if passage is None:
        return None
    for mention in reversed(dates):
        token = _root(parsed, mention)
        if token is None or not passage.start <= token.idx < sent.start_char:
            continue
        verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None)
        says = verb is None or any(c.dep_ == "ccomp" for c in verb.children)
        return None if says or _clause_gap(token, sent.start) > 2 else mention
    return None


def _clause_gap(token: Token, start: int) -> int:
    return sum(1 for t in token.doc[token.i : start] if t.is_sent_end)


def _is_known(trigger: Trigger) -> bool:
    """Whether an event is spoken of as known, not told as news: "the raid", "who fled"."""
    noun = trigger.light is None and trigger.head.pos_ not in VERBAL
    return (noun and moods.is_definite(trigger.head)) or trigger.clause.dep_ in {"relcl", "acl"}

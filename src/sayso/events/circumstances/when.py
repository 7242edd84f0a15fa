"""When an event took place: the date that governs it, one carried on, or that of the telling."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sayso.analysis.margins import heading_end
from sayso.analysis.syntax import first_conjunct
from sayso.events.circumstances.attached import Attached
from sayso.events.circumstances.margins import day_beside
from sayso.events.circumstances.said_on import bound_of, date_word, day_of_saying, stands_by_saying
from sayso.events.circumstances.shared_day import (
    is_day_of_noun,
    is_day_of_place,
    is_day_with_clause,
    only_tells_harm,
)
from sayso.events.sides.scopes import Way, way
from sayso.events.status import moods
from sayso.events.status.factuality import classify_status
from sayso.events.status.links import VERBAL
from sayso.lexicons.codes.quads import material_types
from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.operators import load_operators
from sayso.records.document import PassageKind
from sayso.records.event import Status
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.attribution import Attribution
    from sayso.records.mention import TimeMention

_COMPONENT = "events.when"
_OLD = 31
_SCENE = 2
_NOW = "en.time.present"
_DESCRIBING = frozenset({"relcl", "acl"})
_LONG = frozenset({TimePrecision.MONTH, TimePrecision.YEAR})
_AHEAD = frozenset({Status.PLANNED, Status.THREATENED, Status.DEMANDED, Status.HYPOTHETICAL})


def attach_date(
    parsed: Parsed,
    trigger: Trigger,
    dates: Sequence[TimeMention],
    publication: TimeMention | None,
    chain: Sequence[Attribution] = (),
) -> Attached:
    """The date of an event, by syntax first; the publication's only for current news.

    What a voice told on a stated day happened on that day or before: such a date has no first
    day, and its id is that of the mention that `bound_of` makes of the day of saying.

    Args:
        parsed: the report.
        trigger: the event's words.
        dates: the time mentions of the report, in the order of the text.
        publication: the day of publication as a mention without span, or null where unknown.
        chain: the attributions whose content holds the event, outermost first.
    """
    status = classify_status(parsed, trigger, (), load_operators()).status
    today = publication.latest if publication else None
    usable = [d for d in dates if d.span is not None and _fits(d, status, today)]
    ranked = sorted(_in_sentence(parsed, trigger, usable, today), key=lambda c: c[0])
    if ranked:
        (level, *_), mention = ranked[0]
        rule, reason = _LEVELS[level]
        return _attach(mention, rule, reason)
    if beside := day_beside(parsed, trigger, usable):
        return _attach(beside, "date.margin", "heads or closes the line")
    if status in _AHEAD or status is Status.HISTORICAL:
        return Attached.make(_COMPONENT, None, "none", f"{status.value}, and no date is told")
    said = day_of_saying(parsed, trigger, usable, chain)
    sent = parsed.sentence(trigger.head)
    own = {
        d.latest for d in usable if d.span and sent.start <= d.span.start < sent.end and d != said
    }
    carried = _carried(parsed, trigger, usable)
    if carried and (not own or carried.latest in own):
        return _attach(carried, "date.carried", "told in the sentences before")
    if said:
        return _as_said(said, status)
    return _fallback(trigger, publication)


def _as_said(said: TimeMention, status: Status) -> Attached:
    """The date of what was said on a day: that day for a denial, else that day or before."""
    if status is Status.NEGATED:
        return _attach(said, "date.saying", "did not happen, as was said on that day")
    if said.latest is None:
        return Attached.make(_COMPONENT, None, "none", "told on a day that cannot be counted")
    why = f"told on {said.latest}: on that day or before"
    return Attached.make(_COMPONENT, bound_of(said).id, "date.told_by", why)


def _fallback(trigger: Trigger, publication: TimeMention | None) -> Attached:
    """The date of an event of which the text tells none: the publication's, for news only."""
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
) -> Iterator[tuple[tuple[int, bool, int, int], TimeMention]]:
    for mention in dates:
        token = date_word(parsed, mention)
        path = way(trigger, token) if token is not None else None
        if token is None or path is None or _is_past_for_perfect(trigger, mention, today):
            continue
        if _is_measure(trigger, token, mention):
            continue
        level = 0 if path.is_own else 1
        if is_day_with_clause(trigger.clause, mention) or is_day_of_noun(trigger.clause, token):
            yield (0, False, 0, 0), mention
            continue
        said = path.leaves_speech or stands_by_saying(trigger, token)
        if not _dates_noun(trigger, token, mention, today) and (said or not _governs(path, token)):
            if not path.is_in_next_clause:
                continue
            level = 2
        vague = None in {mention.earliest, mention.latest}
        yield (level, vague, len(path.up), abs(token.i - trigger.head.i)), mention


def _is_past_for_perfect(trigger: Trigger, mention: TimeMention, today: str | None) -> bool:
    """Whether a date long past stands by a verb in the present perfect: "has been held ... 1998".

    The parser hangs the date of something else on it: such a verb tells of what is still so.
    """
    if trigger.clause.pos_ not in VERBAL or today is None or mention.latest is None:
        return False
    perfect = any(
        c.lower_ in class_words("perfect_now") and c.dep_ == "aux" for c in trigger.clause.lefts
    )
    gap = dt.date.fromisoformat(today[:10]) - dt.date.fromisoformat(mention.latest[:10])
    return perfect and gap.days > _OLD


def _is_measure(trigger: Trigger, date: Token, mention: TimeMention) -> bool:
    """Whether a date is what an event is measured by: "the worst raid {since 2001}"."""
    noun = trigger.head
    if mention.precision in _LONG and any(c.tag_ == "JJS" for c in noun.lefts):
        return True
    best = any(c.tag_ == "JJS" or c.lower_ in class_words("singled_out") for c in noun.lefts)
    return best and date.head.lower_ in class_words("measured_from")


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
    if path.leaves_noun or path.answers_another or _is_of_noun(path, date):
        return False
    lying = sum(t.dep_ == "acl" and is_day_of_place(t, date) for t in path.down)
    if path.inner_clauses > lying:
        return False
    down = [t for t in path.down if not _parenthetical(t, date)]
    aside = (t for t in down if t != date and not is_day_of_place(t, date))
    if any(t.dep_ in {"relcl", "acl", "appos"} for t in aside):
        return False
    if any(t.dep_ in {"nsubj", "nsubjpass", "poss"} for t in down):
        return path.crosses_up == 0 and not path.up
    return not _is_presupposed(path)


def _is_of_noun(path: Way, date: Token) -> bool:
    """Whether a date is that of a noun below the event: "jailed for the massacres {of 1971}".

    The noun of a stretch of time has none of its own: "on the night of Monday".
    """
    noun = date.head.head
    if date.dep_ != "pobj" or date.head.lower_ != "of" or noun not in path.down:
        return False
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return False
    return noun.ent_type_ not in {"DATE", "TIME"} and noun.pos_ in {"NOUN", "PROPN"}


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
    if any(
        t.lower_ in grammar("dated_in") and only_tells_harm(path.meeting, t.head) for t in path.up
    ):
        return False
    if moods.is_definite(path.up[0]) and any(t.dep_ == "prep" for t in path.up):
        return True
    known = class_words("of_the_known")
    after = any(t.dep_ == "prep" and t.lower_ in known for t in path.up)
    return after or (rule is not None and path.up[-1].dep_ in {"dobj", "prep"})


def _carried(parsed: Parsed, trigger: Trigger, dates: Sequence[TimeMention]) -> TimeMention | None:
    """The date of the last sentences before, of this paragraph or the one before it.

    The day of a saying is passed over, and "now" too; none for what goes on now.
    """
    described = first_conjunct(trigger.clause).dep_ in _DESCRIBING
    if trigger.event_type not in material_types() or described or _goes_on(trigger.clause):
        return None
    sent = trigger.head.sent
    body = [p for p in parsed.passages if p.kind is PassageKind.BODY]
    at = next((n for n, p in enumerate(body) if p.start <= trigger.start < p.end), None)
    if at is None:
        return None
    passage = body[max(0, at - 1)]
    told = [d for d in dates if d.earliest and d.latest and d.provenance.rule != _NOW]
    for mention in reversed(told):
        token = date_word(parsed, mention)
        if token is None or not passage.start <= token.idx < sent.start_char:
            continue
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.ent_type_ == "":
            continue
        verb = next((t for t in token.ancestors if t.pos_ in VERBAL), None)
        if verb is not None and first_conjunct(verb).dep_ == "relcl":
            continue
        if _clause_gap(token, sent.start) > _SCENE:
            return None
        if verb is not None and not any(c.dep_ == "ccomp" for c in verb.children):
            return mention
        if verb is None and heading_end(parsed.doc, token.sent.start) == token.sent.end:
            return mention
    return None


def _goes_on(verb: Token) -> bool:
    """Whether a verb, or the one that an infinitive completes, is in the present tense."""
    while verb.dep_ == "xcomp" and verb.head.pos_ in VERBAL and verb.head != verb:
        verb = verb.head
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    bare = not auxiliaries and verb.tag_ in {"VBZ", "VBP"}
    return bare or (bool(auxiliaries & {"is", "are", "am"}) and "been" not in auxiliaries)


def _clause_gap(token: Token, start: int) -> int:
    return sum(1 for t in token.doc[token.i : start] if t.is_sent_end)


def _is_known(trigger: Trigger) -> bool:
    """Whether an event is spoken of as known, not told as news: "the raid", "who fled"."""
    noun = trigger.light is None and trigger.head.pos_ not in VERBAL
    described = first_conjunct(trigger.clause).dep_ in _DESCRIBING
    return (noun and moods.is_definite(trigger.head)) or described

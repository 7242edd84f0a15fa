"""Mentions of one event in one report: which they are, and what they lend each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import first_conjunct
from sayso.lexicons.codes.quads import material_types
from sayso.linking.consequences import is_outcome_of
from sayso.linking.pointing import head_of, is_definite, pointing, points
from sayso.linking.sameness import PAST, Sides, are_apart, own_place
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.records.event import EventMention
    from sayso.records.reading import Annotations

_COMPONENT = "linking.events"
_CARRIED = "date.carried"


def link_events(parsed: Parsed, found: Annotations) -> Annotations:
    """Gives the mentions of one event a shared id, and definite mentions what they leave out.

    Two mentions are one event when nothing keeps them apart (coding rules, section 4) and the
    later one points back: "this attack", "the onslaught", or the same deed told again by another
    voice with a participant in common. What the text does not let a reader decide stays apart.
    The id is that of the first mention. Order of the input does not matter.
    """
    sides = Sides.of(found)
    linked: list[EventMention] = []
    for event in sorted(found.events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)):
        cause = _cause(parsed, sides, linked, event)
        told = event if cause else _without_clause_date(parsed, sides, event)
        antecedent = cause or _antecedent(parsed, sides, linked, told)
        linked.append(
            msgspec.structs.replace(event, event=event.id)
            if antecedent is None
            else _join(parsed, told, antecedent, lend=cause is None)
        )
    dated = tuple(_date(sides, linked))
    return msgspec.structs.replace(found, events=tuple(_place(parsed, dated)))


def _place(parsed: Parsed, events: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions; a deed without a place takes the one place of its sentence's other deeds.

    A clause that only describes a noun ("men armed by X") has a scene of its own.
    """
    deeds = [e for e in events if e.event_type in material_types() and e.status in PAST]
    for event in events:
        places = {e.place for e in deeds if e.sentence == event.sentence and e.place}
        if event.place or len(places) != 1 or event not in deeds or _describes(parsed, event):
            yield event
            continue
        lender = next(e for e in deeds if e.place in places and e.sentence == event.sentence)
        why = _because("event.scene", f"in one sentence with {lender.trigger.quote!r}")
        yield msgspec.structs.replace(
            event, place=lender.place, provenance=event.provenance | {"place": why}
        )


def _describes(parsed: Parsed, event: EventMention) -> bool:
    """Whether a deed is told in a participle that only says which men or things are meant."""
    head = head_of(parsed, event)
    clause = None if head is None else first_conjunct(head)
    return clause is not None and clause.dep_ == "acl" and clause.tag_ == "VBN"


def _date(sides: Sides, linked: Sequence[EventMention]) -> Iterator[EventMention]:
    """The mentions; a fallback date, or one open at its beginning, gives way to a stated one."""
    for event in linked:
        stated = {
            other.date: other
            for other in linked
            if other.event == event.event and sides.is_stated(other.date)
        }
        closed = {date: other for date, other in stated.items() if not sides.is_open(date)}
        lenders = closed or stated
        windows = {sides.window(date) for date in lenders}
        weak = sides.is_fallback(event.date) or (bool(closed) and sides.is_open(event.date))
        if len(windows) != 1 or not weak:
            yield event
            continue
        lender = next(iter(lenders.values()))
        why = _because("event.inherited", f"dated by {lender.trigger.quote!r}, the same event")
        yield msgspec.structs.replace(
            event, date=lender.date, provenance=event.provenance | {"date": why}
        )


def _without_clause_date(parsed: Parsed, sides: Sides, event: EventMention) -> EventMention:
    """The mention, less a date of its clause where "this" says that the event is an earlier one.

    "In the face of this attack the envoy left on Monday": Monday is the day of the leaving.
    Nor has "the raids" a day that only goes on from the sentence before.
    """
    head = head_of(parsed, event)
    date = sides.dates.get(event.date or "")
    if head is None or date is None:
        return event
    why = event.provenance.get("date")
    if why is not None and why.rule == _CARRIED and is_definite(head):
        return msgspec.structs.replace(event, date=None)
    if not points(head):
        return event
    last = max(
        (c.right_edge for c in head.rights if c.dep_ == "prep"), default=head, key=lambda t: t.i
    )
    start, end = head.left_edge.idx, last.idx + len(last.text)
    own = date.span is None or (start <= date.span.start and date.span.end <= end)
    return event if own else msgspec.structs.replace(event, date=None)


def _cause(
    parsed: Parsed, sides: Sides, earlier: Sequence[EventMention], event: EventMention
) -> EventMention | None:
    """The nearest earlier mention in the sentence of which this tells the outcome, or reversed."""
    tied = (e for e in reversed(earlier) if is_outcome_of(parsed, sides, e, event))
    return next(tied, None)


def _antecedent(
    parsed: Parsed, sides: Sides, earlier: Sequence[EventMention], event: EventMention
) -> EventMention | None:
    """The earlier mention that this one points back to most clearly, the nearest among equals."""
    best: tuple[int, int] = (0, 0)
    chosen = None
    for order, candidate in enumerate(earlier):
        if are_apart(sides, candidate, event) or _is_elsewhere(sides, earlier, candidate, event):
            continue
        score = pointing(parsed, sides, candidate, event)
        if score and (score, order) >= best:
            best, chosen = (score, order), candidate
    return chosen


def _is_elsewhere(
    sides: Sides, earlier: Sequence[EventMention], candidate: EventMention, event: EventMention
) -> bool:
    """Whether another mention of the candidate's event has a place or day that this has not."""
    return any(
        "different"
        in {
            sides.place(own_place(each), own_place(event)),
            sides.date(each.date, event.date),
        }
        for each in earlier
        if each.event == candidate.event
    )


def _join(
    parsed: Parsed, event: EventMention, antecedent: EventMention, *, lend: bool
) -> EventMention:
    """The mention with the event of its antecedent and, if definite, what it leaves out.

    What an attack did lends it nothing (`lend`): those killed in clashes need not be their target.
    """
    head = head_of(parsed, event)
    reason = f"the same event as {antecedent.trigger.quote!r} at {antecedent.trigger.start}"
    provenance = dict(event.provenance)
    provenance["event"] = _because("event.same", reason)
    lent: dict[str, object] = {}
    if lend and head is not None and is_definite(head):
        for field in ("place", "date", "actors", "recipients"):
            value = getattr(antecedent, field)
            own = own_place(event) if field == "place" else getattr(event, field)
            if value and not own:
                lent[field] = value
                provenance[field] = _because(
                    "event.inherited", f"left out here, taken from {reason}"
                )
    return msgspec.structs.replace(
        event,
        event=antecedent.event,
        provenance=provenance,
        **lent,
    )


def _because(rule: str, reason: str) -> Provenance:
    return Provenance(component=_COMPONENT, version=VERSION, rule=rule, reason=reason)

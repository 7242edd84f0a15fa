"""What each mention of an event gives its slots, before the same value is joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.merging.kinds import kind_of
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.mention import Counted
from sayso.records.telling import stance_of
from sayso.records.version import VERSION
from sayso.records.whole import Filler, FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span

COMPONENT = "merging.fillers"
_TOLLS = {
    Counted.KILLED: Slot.KILLED,
    Counted.INJURED: Slot.INJURED,
    Counted.ABDUCTED: Slot.ABDUCTED,
    Counted.DETAINED: Slot.DETAINED,
}


def told_fillers(parsed: Parsed, tables: Tables, mentions: Sequence[EventMention]) -> list[Filler]:
    """One filler for each value of each mention, in the order of the mentions.

    What a mention says did not happen is denied of an event that another one tells of: the
    stance of its values is then `denies`, whoever speaks.
    """
    denied_alone = all(mention.status is Status.NEGATED for mention in mentions)
    found: list[Filler] = []
    for mention in mentions:
        stance = stance_of(mention, tables.attributions)
        if mention.status is Status.NEGATED and not denied_alone:
            stance = Stance.DENIES
        told = _Told(mention, stance)
        found += _participants(parsed, tables, told)
        found += _circumstances(tables, told)
        found += _tolls(tables, told)
    return found


class _Told:
    """A mention as the one that tells values: what all its fillers share."""

    def __init__(self, mention: EventMention, stance: Stance) -> None:
        self.mention = mention
        self._stance = stance

    def filler(
        self,
        slot: Slot,
        span: Span | None,
        record: str | None,
        *,
        field: str,
        kind: FillerKind | None = None,
    ) -> Filler:
        """The filler of a slot at its words; `field` is the mention's field that has it."""
        mention = self.mention
        return Filler(
            slot=slot,
            kind=kind,
            span=span,
            mention=record,
            told_by=mention.id,
            attribution=mention.attribution,
            stance=self._stance,
            confidence=mention.confidence,
            provenance=self._provenance(slot, field),
        )

    def _provenance(self, slot: Slot, field: str) -> Provenance:
        trigger = self.mention.trigger
        told = f"{slot} by {trigger.quote!r} at {trigger.start}"
        why = self.mention.provenance.get(field)
        if why is None:
            reason, rule, model = told, None, None
        else:
            reason = f"{told}: {why.reason}" if why.reason else told
            rule, model = why.rule, why.model
        return Provenance(
            component=COMPONENT, version=VERSION, rule=rule, model=model, reason=reason
        )


def _participants(parsed: Parsed, tables: Tables, told: _Told) -> Iterator[Filler]:
    """Both sides. A thing that was struck is a target; one that acts stands for who uses it."""
    for field, side in (("actors", Slot.ACTOR), ("recipients", Slot.RECIPIENT)):
        for key in getattr(told.mention, field):
            actor = tables.actors[key]
            kind = kind_of(parsed, actor, tables.actors)
            if kind is not FillerKind.THING:
                yield told.filler(side, actor.span, key, field=field, kind=kind)
            elif side is Slot.RECIPIENT:
                yield told.filler(Slot.TARGET, actor.span, key, field=field, kind=kind)
            else:
                user = FillerKind.ORGANISATION
                yield told.filler(side, actor.span, key, field=field, kind=user)


def _circumstances(tables: Tables, told: _Told) -> Iterator[Filler]:
    for span in told.mention.weapon:
        yield told.filler(Slot.WEAPON, span, None, field="weapon", kind=FillerKind.THING)
    if (place := tables.places.get(told.mention.place or "")) is not None:
        yield told.filler(Slot.PLACE, place.span, place.id, field="place")
    if (date := tables.dates.get(told.mention.date or "")) is not None:
        yield told.filler(Slot.DATE, date.span, date.id, field="date")


def _tolls(tables: Tables, told: _Told) -> Iterator[Filler]:
    """The counts that are the event's own: no running total, no part of another count."""
    for key in told.mention.quantities:
        quantity = tables.quantities[key]
        slot = _TOLLS.get(quantity.what)
        if slot is not None and not quantity.cumulative and quantity.part_of is None:
            yield told.filler(slot, quantity.span, key, field="quantities")

"""The values of a claim: who, whom, where, when, each with its words and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import msgspec

from sayso.records.claim import Party, When, Where
from sayso.records.mention import BORROWED_PLACES
from sayso.records.whole import FillerKind, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records.attribution import Attribution
    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention
    from sayso.records.reading import Annotations
    from sayso.records.whole import Filler


@dataclass(frozen=True)
class Known:
    """The records of one report by id."""

    language: str
    mentions: Mapping[str, EventMention]
    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    dates: Mapping[str, TimeMention]
    quantities: Mapping[str, QuantityMention]
    attributions: Mapping[str, Attribution]

    @classmethod
    def of(cls, found: Annotations, language: str) -> Self:
        """The records of a report's annotations."""
        return cls(
            language=language,
            mentions={m.id: m for m in found.events},
            actors={m.id: m for m in found.actors},
            places={m.id: m for m in found.places},
            dates={m.id: m for m in found.dates},
            quantities={m.id: m for m in found.quantities},
            attributions={a.id: a for a in found.attributions},
        )


def parties(known: Known, fillers: Iterable[Filler], slot: Slot) -> tuple[Party, ...]:
    """Those who fill a slot, the surest first."""
    return tuple(
        _party(known, filler, filler.span)
        for filler in fillers
        if filler.slot is slot and filler.span is not None
    )


def owners(known: Known, fillers: Iterable[Filler]) -> tuple[Party, ...]:
    """Whose the things are that were hit or taken, where the words name them: "X's positions"."""
    things = (
        msgspec.structs.replace(filler, kind=FillerKind.ORGANISATION)
        for filler in fillers
        if filler.slot is Slot.TARGET
    )
    found = (_party(known, one, one.span) for one in things if one.span is not None)
    return tuple(party for party in found if party.name or party.country)


def wheres(known: Known, fillers: Iterable[Filler]) -> tuple[Where, ...]:
    """The places, the surest first."""
    return tuple(
        Where(
            span=place.span,
            name=place.name,
            geonameid=place.geonameid,
            country=place.country,
            admin1=place.admin1,
            lat=place.lat,
            lon=place.lon,
            precision=place.precision,
            borrowed=filler.provenance.rule in BORROWED_PLACES,
        )
        for filler in fillers
        if filler.slot is Slot.PLACE
        and (place := known.places.get(filler.mention or "")) is not None
    )


def whens(known: Known, fillers: Iterable[Filler]) -> tuple[When, ...]:
    """The dates, the surest first."""
    return tuple(
        When(
            span=date.span,
            earliest=date.earliest,
            latest=date.latest,
            precision=date.precision,
            basis=date.basis,
        )
        for filler in fillers
        if filler.slot is Slot.DATE and (date := known.dates.get(filler.mention or "")) is not None
    )


def spans(fillers: Sequence[Filler], slot: Slot) -> tuple[Span, ...]:
    """The words of a slot of things."""
    told = (f.span for f in fillers if f.slot is slot and f.span is not None)
    return tuple(dict.fromkeys(told))


def _party(known: Known, filler: Filler, span: Span) -> Party:
    actor = known.actors.get(filler.mention or "")
    return Party(
        span=span,
        name=actor.name if actor else None,
        country=actor.country if actor else None,
        sector=actor.sector if actor else None,
        epithet=actor.epithet if actor else False,
        kind=filler.kind,
        fate=filler.fate,
        stance=filler.stance,
    )

"""The records of one report by id, to follow the references of its event mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.attribution import Attribution
    from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention
    from sayso.records.reading import Annotations


@dataclass(frozen=True)
class Tables:
    """Actors, places, dates, quantities and attributions by id."""

    actors: Mapping[str, ActorMention]
    places: Mapping[str, PlaceMention]
    dates: Mapping[str, TimeMention]
    quantities: Mapping[str, QuantityMention]
    attributions: Mapping[str, Attribution]

    @classmethod
    def of(cls, found: Annotations) -> Self:
        """The tables of a report's annotations."""
        return cls(
            actors={m.id: m for m in found.actors},
            places={m.id: m for m in found.places},
            dates={m.id: m for m in found.dates},
            quantities={m.id: m for m in found.quantities},
            attributions={a.id: a for a in found.attributions},
        )

"""The places of an incident, those of most independent sources first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.told.by_source import by_source
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.records.claim import Account, Where

_FINE = (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.WATER)
_PLACES = (*_FINE, PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY)


def places_of(accounts: Sequence[Account], source: Callable[[str], str]) -> list[Where]:
    """The places of the event, own ones before borrowed, fine ones first, then by sources."""
    told = by_source(accounts, source, lambda claim: map(_place_key, claim.places))
    best: dict[tuple[object, ...], Where] = {}
    for account in accounts:
        for place in account.claim.places:
            key = _place_key(place)
            if key not in best or place.borrowed < best[key].borrowed:
                best[key] = place

    def order(item: tuple[tuple[object, ...], Where]) -> tuple[object, ...]:
        key, place = item
        fineness = 0 if place.precision in _FINE else _PLACES.index(place.precision)
        finer = _PLACES.index(place.precision)
        return place.borrowed, fineness, -len(told[key]), finer, place_name(place)

    return [place for _, place in sorted(best.items(), key=order)]


def _place_key(place: Where) -> tuple[object, ...]:
    return place.geonameid or place_name(place).casefold(), place.precision


def place_name(place: Where) -> str:
    """The gazetteer's name of a place, else the words for it on one line."""
    return place.name or " ".join(place.span.quote.split())

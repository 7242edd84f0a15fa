"""Places, reports and parties as cells: what several formats write alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.places.country_codes import country_codes
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.claim import Account, Where

_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_DAY = 10


def point(place: Where | None) -> tuple[str, str]:
    """Latitude and longitude (WGS 84 degrees) of a place known at least as near, else empty.

    The middle of a district or a sea is never written as if the event had been there.
    """
    if place is None or place.precision not in _POINTS or place.lat is None or place.lon is None:
        return "", ""
    return f"{place.lat:.5f}", f"{place.lon:.5f}"


def town(place: Where | None) -> str:
    """The name of a place known at least as near, else empty."""
    return (place.name or "") if place is not None and place.precision in _POINTS else ""


def district(place: Where | None) -> str:
    """The name of a second-level division, else empty."""
    fine = place is not None and place.precision is PlacePrecision.ADMIN2
    return (place.name or "") if place is not None and fine else ""


def division(place: Where | None) -> str:
    """The name of the first-level division, which may be the place itself, else empty."""
    if place is None:
        return ""
    own = place.name if place.precision is PlacePrecision.ADMIN1 else None
    return place.admin1 or own or ""


def country_name(country: str | None) -> str:
    """The English name of a country by its code, else empty."""
    row = country_codes().of(country)
    return row.name if row else ""


def place_loss(place: Where | None) -> str | None:
    """What of a place a row with names and coordinates cannot say, in words; or null."""
    if place is None:
        return "no account tells the place: its columns are empty"
    if place.borrowed:
        return "the place is told beside the event, not with it: no column says so"
    return _LOSSES.get(place.precision)


_LOSSES = {
    PlacePrecision.NEAR: "near a place: no column says that it was not in it",
    PlacePrecision.ADMIN2: "district: no point is written",
    PlacePrecision.AREA: "area across provinces: no point is written",
    PlacePrecision.WATER: "at sea: no point is written",
}


def first_report(accounts: Iterable[Account]) -> Account:
    """The account whose report was published first; those without a date come last."""
    return min(accounts, key=lambda a: (a.published or "9999", a.publisher or "", a.claim.id))


def day_of(account: Account) -> str:
    """The ISO day of a report's publication, else empty."""
    return (account.published or "")[:_DAY]

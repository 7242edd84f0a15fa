"""Cells of GDELT Events: the day, an actor in CAMEO's codes, the place in FIPS 10-4."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sayso.export.formats.cells.codes_known import international, sector_rows
from sayso.export.formats.cells.parties import country_name, place_loss, point
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections import Counter

    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Party, Where

_COUNTRY, _US_STATE, _US_CITY, _CITY, _STATE = "1", "2", "3", "4", "5"
_TOWNS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_DIVISIONS = frozenset({PlacePrecision.ADMIN1, PlacePrecision.ADMIN2})


def day_cells(told: Told) -> dict[str, str]:
    """The day in the four ways of GDELT."""
    assert told.spell is not None
    day = date.fromisoformat(told.spell.first)
    return {
        "SQLDATE": f"{day:%Y%m%d}".rjust(8, "0"),
        "MonthYear": f"{day:%Y%m}".rjust(6, "0"),
        "Year": f"{day:%Y}".rjust(4, "0"),
        "FractionDate": f"{fraction(day):.4f}",
    }


def fraction(day: date) -> float:
    """A day as a part of its year, as published files have it.

    The formula is (month x 30 + day) / 365 with months from 0: from 1, December would lie in the
    next year.
    """
    return day.year + ((day.month - 1) * 30 + day.day) / 365


def actor_cells(prefix: str, party: Party | None, lost: Counter[str]) -> dict[str, str]:
    """The columns of one actor; a party without any code has its name alone."""
    if party is None:
        return {}
    role = sector_rows()[party.sector].cameo if party.sector in sector_rows() else ""
    known = international().get(party.country or "")
    if known is not None:
        code, country, group = f"{known.code}{role}", known.country, known.group
        roles = [each for each in (known.role, role) if each]
    else:
        row = country_codes().of(party.country)
        country, group = ((row.cameo or "") if row else ""), ""
        code, roles = f"{country}{role}", [role] if role else []
    if not code:
        lost["party for whom CAMEO has no code"] += 1
    if party.name is None:
        lost["party without a neutral name: the words for it have no column"] += 1
    return {
        f"{prefix}Code": code,
        f"{prefix}Name": party.name or "",
        f"{prefix}CountryCode": country,
        f"{prefix}KnownGroupCode": group,
        **{f"{prefix}Type{number}Code": each for number, each in enumerate(roles, 1)},
    }


def place_cells(place: Where | None, lost: Counter[str]) -> dict[str, str]:
    """The columns of the place; none where it is at sea or in no country that is known."""
    loss = place_loss(place)
    if loss:
        lost[loss] += 1
    kind = _kind(place)
    if place is None or kind is None:
        return {}
    fips = country_codes().fips(place.country, place.admin1 or place.name)
    if fips is None:
        lost["country without one FIPS 10-4 code"] += 1
    lat, lon = point(place)
    whole = country_name(place.country)
    own = [] if kind == _COUNTRY else [place.name or "", place.admin1 or ""]
    names = dict.fromkeys(name for name in (*own, whole) if name)
    return {
        "ActionGeo_Type": kind,
        "ActionGeo_FullName": ", ".join(names),
        "ActionGeo_CountryCode": fips or "",
        "ActionGeo_Lat": lat,
        "ActionGeo_Long": lon,
    }


def _kind(place: Where | None) -> str | None:
    """The type of a place by its precision (place_precision.tsv); an area is its country."""
    if place is None or place.country is None or place.precision is PlacePrecision.WATER:
        return None
    in_us = place.country == "USA"
    if place.precision in _TOWNS:
        return _US_CITY if in_us else _CITY
    if place.precision in _DIVISIONS:
        return _US_STATE if in_us else _STATE
    return _COUNTRY

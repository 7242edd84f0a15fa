"""How the places and the days of two events compare."""

from __future__ import annotations

import math
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import ARABIC_SCRIPT, skeleton
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from sayso.incidents.joining.features import Linkable, Spot, Window

Outcome = tuple[str, float]
"""A level of `levels.tsv` and the number that its words tell: kilometres, days."""

CLOSE_KM, NEAR_KM = 10.0, 35.0
_EARTH_KM = 6371.0
_ALIKE = 0.84
_SHORTEST = 4
_POINTS = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.WATER}
)
_PLACES = (
    "same", "same_spelling", "close", "borrowed", "near", "same_name", "within", "same_country",
    "unknown", "borrowed_far", "other_place", "other_province", "far", "other_country",
)  # fmt: skip
_ORDER = {level: place for place, level in enumerate(_PLACES)}
_MONTHS = 60
_LENGTHS = ((3, "overlap_days"), (7, "overlap"), (31, "overlap_month"), (10**6, "overlap_year"))
_SOON, _TEN_DAYS = 2, 10


def compare_places(one: Linkable, other: Linkable) -> Outcome:
    """The level of the two places that agree best, and how many kilometres apart they are."""
    if one.beside or other.beside:
        return _beside(one, other), 0.0
    if not one.places or not other.places:
        return "unknown", 0.0
    if len(one.places) == 1 == len(other.places):
        return _ordered(one.places[0], other.places[0])
    best: Outcome = ("unknown", 0.0)
    rank = len(_PLACES)
    for a in one.places:
        for b in other.places:
            found = (
                _places(a, b) if (a.name, a.skeleton) <= (b.name, b.skeleton) else _places(b, a)
            )
            if _ORDER[found[0]] < rank:
                best, rank = found, _ORDER[found[0]]
    return best


def _ordered(one: Spot, other: Spot) -> Outcome:
    return _places(one, other) if one.name <= other.name else _places(other, one)


def _beside(one: Linkable, other: Linkable) -> str:
    """At least one place was not read: whether it is named in the words around the event."""
    if _is_beside(one, other) or _is_beside(other, one):
        return "beside"
    if any(_is_one_name(a, b) for a in one.beside for b in other.beside):
        return "both_beside"
    return "unknown" if one.places and other.places else "not_beside"


def _is_beside(one: Linkable, other: Linkable) -> bool:
    """Whether a place of one is named in the words around the other."""
    return any(_is_one_name(place.name, name) for place in other.places for name in one.beside)


@lru_cache(maxsize=65_536)
def _is_one_name(one: str, other: str) -> bool:
    """Whether two folded names are one word for word, or nearly so with the same consonants."""
    if one == other:
        return True
    bones = skeleton(one)
    return bones is not None and bones == skeleton(other) and _nearly(*sorted((one, other)))


def _places(one: Spot, other: Spot) -> Outcome:
    level, km = _spots(one, other)
    if not (one.borrowed or other.borrowed):
        return level, km
    if level in {"same", "same_spelling", "close"}:
        return "borrowed", km
    return (
        ("borrowed_far", km) if level in {"far", "other_place", "other_province"} else (level, km)
    )


def _spots(one: Spot, other: Spot) -> Outcome:
    if one.country and other.country and one.country != other.country:
        return "other_country", 0.0
    fine = (one.precision in _POINTS, other.precision in _POINTS)
    if not all(fine):
        return _coarse(one, other, either=any(fine)), 0.0
    if one.geonameid is not None and one.geonameid == other.geonameid:
        return "same", 0.0
    km = distance(one, other)
    alike = same_name(one, other)
    if km is None:
        exact = "same" if one.name == other.name else "same_spelling"
        return (exact if alike else "other_place"), 0.0
    return _apart(
        km, alike=alike, near=PlacePrecision.NEAR in {one.precision, other.precision}
    ), km


def _apart(km: float, *, alike: bool, near: bool) -> str:
    """Two points so many kilometres apart, with names that are alike or not."""
    if km <= CLOSE_KM:
        return "same" if km < 1 else "same_spelling" if alike else "close"
    if km <= NEAR_KM:
        return "same_spelling" if alike else "near" if near else "far"
    return "same_name" if alike else "far"


def _coarse(one: Spot, other: Spot, *, either: bool) -> str:
    """Two places of which at least one is a province, a region or a country."""
    if one.name == other.name and one.name:
        return "same_country" if one.precision is PlacePrecision.COUNTRY else "within"
    if PlacePrecision.COUNTRY in {one.precision, other.precision}:
        return "same_country" if one.country and one.country == other.country else "unknown"
    if PlacePrecision.AREA in {one.precision, other.precision}:
        return "same_country" if one.country and one.country == other.country else "unknown"
    if one.admin1 and other.admin1:
        return "within" if one.admin1 == other.admin1 else "other_province"
    return "unknown" if either else "same_country" if one.country else "unknown"


def same_name(one: Spot, other: Spot) -> bool:
    """Whether two names are one: equal, of one skeleton in Arabic script, or nearly the same."""
    if one.name == other.name:
        return True
    arabic = {one.country, other.country} - {None} <= ARABIC_SCRIPT
    if arabic and one.skeleton is not None and one.skeleton == other.skeleton:
        return True
    return _nearly(*sorted((one.name, other.name)))


@lru_cache(maxsize=65_536)
def _nearly(one: str, other: str) -> bool:
    """Whether two folded names of some length differ by a letter or two."""
    if min(len(one), len(other)) <= _SHORTEST or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def distance(one: Spot, other: Spot) -> float | None:
    """The kilometres between two points on the sphere, null where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north, south = math.radians(one.lat), math.radians(other.lat)
    east = math.radians(one.lon - other.lon)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def compare_dates(one: Linkable, other: Linkable) -> Outcome:
    """The level of the two windows that agree best, and by how many days they miss each other.

    The day of a report proves nothing: it only says by when something had happened.
    """
    if one.windows and other.windows:
        if len(one.windows) == 1 == len(other.windows):
            return _windows(one.windows[0], other.windows[0])
        return min(
            (_windows(a, b) for a in one.windows for b in other.windows),
            key=lambda found: (found[1], _DATES.index(found[0])),
        )
    if one.reported is not None and other.reported is not None:
        days = abs(one.reported - other.reported)
        level = "together" if days <= 1 else "near" if days <= _SOON + 2 else "apart"
        return f"reports_{level}", days
    told, later = (one, other) if one.windows else (other, one)
    if not told.windows or later.reported is None:
        return "unknown", 0.0
    return _reported(told.windows, later.reported)


_DATES = (
    "same_day", "overlap_days", "overlap", "overlap_month", "overlap_year", "day_apart",
    "days_apart", "week_apart",
)  # fmt: skip


def _windows(one: Window, other: Window) -> Outcome:
    gap = max(one.first - other.last, other.first - one.last)
    if gap <= 0:
        longest = max(one.days, other.days)
        if longest == 1:
            return "same_day", 0.0
        return next(level for days, level in _LENGTHS if longest <= days), 0.0
    level = "day_apart" if gap == 1 else "days_apart" if gap <= 3 else "week_apart"
    return level, gap


def _reported(windows: tuple[Window, ...], day: int) -> Outcome:
    """How a day by which something had happened goes with days that are told."""
    since = min((day - window.last for window in windows), key=lambda days: (days < -1, abs(days)))
    if since < -1:
        return "reported_before", -since
    if since <= _SOON:
        return "reported_soon", since
    if since <= _TEN_DAYS:
        return "reported_week", since
    return ("reported_later" if since <= _MONTHS else "reported_long_after"), since

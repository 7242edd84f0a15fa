"""Reference points of wide places: those of centres.tsv, and the middle of a division's towns."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .place import Place

_CELL = 0.25
_POINTLESS = frozenset({"exact"})


def add_centres(
    places: Mapping[int, Place], by_code: Mapping[str, Place], rows: Iterable[dict[str, str]]
) -> None:
    """Gives each country, division, region and water its reference point, where one is known.

    Args:
        places: all places by number.
        by_code: divisions by GeoNames code ("US.TX").
        rows: the rows of centres.tsv.

    Raises:
        SystemExit: for a row that names no place.
    """
    _add_middles(places)
    wide: dict[str, list[Place]] = defaultdict(list)
    for place in places.values():
        if place.precision not in _POINTLESS:
            key = place.country if place.precision == "country" else None
            wide[key or place.name].append(place)
    for row in rows:
        key = row["place"]
        owners = [by_code[key]] if key in by_code else [p for p in wide[key] if _is_ours(p)]
        if not owners:
            raise SystemExit(f"centres.tsv: no place {key}")
        for place in owners:
            place.centre = (float(row["lat"]), float(row["lon"]))


def _is_ours(place: Place) -> bool:
    """Whether a place comes from our own lists: a country, region or water."""
    return place.precision in {"country", "water"} or place.id < 0


def _add_middles(places: Mapping[int, Place]) -> None:
    """Gives divisions the middle of the ground that their towns cover, dense or not."""
    cells: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for town in places.values():
        if town.lat is None or town.lon is None:
            continue
        for division in {town.admin1, town.admin2} - {None}:
            cells[division or 0].add((round(town.lat / _CELL), round(town.lon / _CELL)))
    for number, covered in cells.items():
        if number in places and places[number].precision not in _POINTLESS:
            lat, lon = (sum(axis) / len(covered) * _CELL for axis in zip(*covered, strict=True))
            places[number].centre = (round(lat, 2), round(lon, 2))

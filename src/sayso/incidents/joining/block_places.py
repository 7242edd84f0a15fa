"""Places as keys: names, and squares of a map that are about as wide everywhere."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import skeleton
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.incidents.joining.features import Linkable, Spot

_CELL = 0.35
_ROWS = 12
POINTS = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.WATER}
)

Key = tuple[object, ...]


def own_places(event: Linkable) -> Iterator[Key]:
    """The names of an event's places, and the squares in which they lie."""
    found: dict[Key, None] = {("name", skeleton(name) or name): None for name in event.beside}
    for place in _points(event):
        found["name", place.skeleton or place.name] = None
        if place.lat is not None and place.lon is not None:
            row = math.floor(place.lat / _CELL)
            for scale in {min(_scale(row), _scale(near)) for near in _beside(row)}:
                found[scale, row, _column(place.lon, scale)] = None
    yield from found


def near_places(event: Linkable) -> Iterator[Key]:
    """The names of an event's places, and the squares in which they lie or that are beside."""
    found: dict[Key, None] = {("name", skeleton(name) or name): None for name in event.beside}
    for place in _points(event):
        found["name", place.skeleton or place.name] = None
        if place.lat is not None and place.lon is not None:
            found.update(_squares_near(place.lat, place.lon))
    yield from found


@lru_cache(maxsize=65_536)
def _squares_near(lat: float, lon: float) -> Mapping[Key, None]:
    found: dict[Key, None] = {}
    row = math.floor(lat / _CELL)
    for near in _beside(row):
        scale = min(_scale(row), _scale(near))
        columns = _beside(_column(lon, scale))
        found.update(dict.fromkeys((scale, near, column) for column in columns))
    return found


def _points(event: Linkable) -> Iterator[Spot]:
    if not event.words:
        yield from filter(_is_point, event.places)


def towns(event: Linkable) -> dict[str, None]:
    """What the places of an event that are no wider than a district are called, each once."""
    return dict.fromkeys(p.skeleton or p.name for p in event.places if _is_point(p))


def _is_point(place: Spot) -> bool:
    return place.precision in POINTS and bool(place.name)


def _beside(number: int) -> tuple[int, int, int]:
    return (number - 1, number, number + 1)


@lru_cache(maxsize=1024)
def _scale(row: int) -> int:
    """By how much squares are narrower in degrees of longitude, in hundredths: less to the poles.

    Rows are taken by dozens, so that neighbours nearly always have one scale.
    """
    farthest = max(abs(row // _ROWS * _ROWS), abs((row // _ROWS + 1) * _ROWS)) * _CELL
    return max(5, math.floor(100 * math.cos(math.radians(min(farthest, 89.0)))))


def _column(lon: float, scale: int) -> int:
    return math.floor(lon * scale / (100 * _CELL))

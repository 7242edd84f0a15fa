"""Whether two values of one column can both hold: yes, no, or nothing tells (null).

Unknown is not disagreement: what sayso cannot resolve is never held against anything.
"""

from __future__ import annotations

from math import asin, cos, inf, radians, sin, sqrt
from typing import TYPE_CHECKING

from sayso.lexicons.actors.wholes import is_part
from sayso.lexicons.words.victims import sector_standings
from sayso.records.claim import Claim, Party, Toll, Victims, When, Where
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision
from sayso.records.shown.matrix import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.incidents.side_by_side.cells import Cell

_EARTH_KM = 6371.0
_EXACT_KM = 5.0
"""Two entries of a gazetteer for one town lie this far apart at most."""
_NEAR_KM = 25.0
"""How far "near" reaches (place_precision.tsv)."""
_TOLD_AS_DONE = frozenset({Status.OCCURRED, Status.HISTORICAL})
_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})

Relation = bool | None


def relation(column: Column) -> Callable[[Cell, Cell], Relation]:
    """The comparison of a column's values; symmetric."""
    return _RELATIONS.get(column, _tolls)


def _parties(one: Cell, other: Cell) -> Relation:
    """By neutral name, a part agreeing with its whole; without names by words and by standing."""
    a, b = one.basis, other.basis
    if not isinstance(a, Party) or not isinstance(b, Party):
        return True if one.said.label == other.said.label else None
    if a.name is not None and b.name is not None:
        same = a.name.casefold() == b.name.casefold() or is_part(a, b) or is_part(b, a)
        return same or (False if one.deed == other.deed else None)
    if one.said.label.casefold() == other.said.label.casefold():
        return True
    standings = {sector_standings().get(p.sector or "") for p in (a, b)}
    return False if len(standings - {None}) > 1 and one.deed == other.deed else None


def _things(one: Cell, other: Cell) -> Relation:
    return True if one.said.label.casefold() == other.said.label.casefold() else None


def _tolls(one: Cell, other: Cell) -> Relation:
    """By overlap of the bounds; counts of people known to be different are not compared."""
    if len({_whom(one), _whom(other)} - {Victims.UNKNOWN}) > 1:
        return None
    a, b = one.said, other.said
    low = max(-inf if a.low is None else a.low, -inf if b.low is None else b.low)
    high = min(inf if a.high is None else a.high, inf if b.high is None else b.high)
    return low <= high


def _whom(cell: Cell) -> Victims:
    return cell.basis.whom if isinstance(cell.basis, Toll) else Victims.UNKNOWN


def _dates(one: Cell, other: Cell) -> Relation:
    """By overlap of the windows."""
    a, b = one.basis, other.basis
    if not isinstance(a, When) or not isinstance(b, When):
        return None
    first = max(a.earliest or "", b.earliest or "")
    last = min(a.latest or "9999-12-31", b.latest or "9999-12-31")
    return first <= last


def _places(one: Cell, other: Cell) -> Relation:
    """At the coarser precision: a town agrees with its province and its country."""
    a, b = one.basis, other.basis
    if not isinstance(a, Where) or not isinstance(b, Where):
        return None
    same_id = a.geonameid is not None and a.geonameid == b.geonameid
    if same_id or one.said.label.casefold() == other.said.label.casefold():
        return True
    if a.country is None or b.country is None:
        return None
    return _in_country(a, b) if a.country == b.country else False


def _in_country(a: Where, b: Where) -> Relation:
    precisions = {a.precision, b.precision}
    if PlacePrecision.COUNTRY in precisions:
        return True
    if PlacePrecision.ADMIN1 in precisions:
        return a.admin1 == b.admin1 if a.admin1 and b.admin1 else None
    return _points(a, b) if precisions <= _POINTS else None


def _points(a: Where, b: Where) -> Relation:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    exact = a.precision is b.precision is PlacePrecision.EXACT
    return _kilometres(a.lat, a.lon, b.lat, b.lon) <= (_EXACT_KM if exact else _NEAR_KM)


def _kilometres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great circle between two points, in kilometres (haversine)."""
    north, east = radians(lat_b - lat_a) / 2, radians(lon_b - lon_a) / 2
    half = sin(north) ** 2 + cos(radians(lat_a)) * cos(radians(lat_b)) * sin(east) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))


def _statuses(one: Cell, other: Cell) -> Relation:
    """Done and not done, done and only tried exclude each other; a threat excludes neither."""
    a, b = one.basis, other.basis
    if not isinstance(a, Claim) or not isinstance(b, Claim):
        return None
    if a.status is b.status or {a.status, b.status} == _TOLD_AS_DONE:
        return True
    excluded = {Status.NEGATED, Status.ATTEMPTED}
    against = a.status in excluded and b.status in _TOLD_AS_DONE
    back = b.status in excluded and a.status in _TOLD_AS_DONE
    return False if against or back else None


def _certainties(one: Cell, other: Cell) -> Relation:
    return True if one.said.label == other.said.label else None


_RELATIONS: dict[Column, Callable[[Cell, Cell], Relation]] = {
    Column.ACTOR: _parties,
    Column.RECIPIENT: _parties,
    Column.TARGET: _things,
    Column.PLACE: _places,
    Column.DATE: _dates,
    Column.MEANS: _things,
    Column.RESPONSIBILITY: _parties,
    Column.STATUS: _statuses,
    Column.CERTAINTY: _certainties,
}

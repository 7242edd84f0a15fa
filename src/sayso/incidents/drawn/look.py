"""How an incident is drawn: its one symbol on a map, its part of a bar, its ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.codes.quads import event_types
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision
from sayso.records.shown.drawn import UNDRAWN, Located, Look, Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.linking import IncidentLine, Point
    from sayso.records.shown.matrix import Headline

_POINTS = {PlacePrecision.EXACT: Located.EXACT, PlacePrecision.NEAR: Located.NEAR}


def to_look(line: IncidentLine) -> Look:
    """How an incident is drawn by its line."""
    head = line.headline
    return Look(
        spot=to_spot(line.points),
        quad=_quad(head),
        told=next((str(one) for one in Status if one in head.statuses), None),
        reported=line.reported,
        ties=line.ties,
    )


def to_spot(points: Sequence[Point]) -> Spot:
    """The place that an incident is drawn at: the most told one that a symbol can stand for.

    Args:
        points: its places, those of most accounts first.
    """
    spots = [_spot(point) for point in points]
    drawn = (spot for spot in spots if spot.located not in UNDRAWN)
    return next(drawn, spots[0] if spots else Spot())


def _spot(point: Point) -> Spot:
    at_a_point = point.lat is not None and point.lon is not None
    located = Located.COUNTRY
    if point.precision is PlacePrecision.ADMIN1:
        located = Located.PROVINCE
    elif at_a_point and point.precision is not PlacePrecision.COUNTRY:
        located = _POINTS.get(point.precision, Located.AREA)
    middle = located not in {Located.COUNTRY, Located.PROVINCE}
    return Spot(
        located=located,
        name=point.name,
        geonameid=point.geonameid,
        country=point.country,
        admin1=point.admin1,
        lat=point.lat if middle else None,
        lon=point.lon if middle else None,
        precision=point.precision,
    )


def _quad(head: Headline) -> int | None:
    row = event_types().get(head.types[0]) if head.types else None
    return row.quad if row is not None else None

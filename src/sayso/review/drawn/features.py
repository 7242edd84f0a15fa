"""Incidents as the map draws them: one by one, or counted where they are too many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import heading_words, range_words
from sayso.records.shown.drawn import UNDRAWN, Box, Located
from sayso.review.lists.asking import address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.shown.drawn import Cell, Spot
    from sayso.records.shown.matrix import Headline
    from sayso.review.drawn.sheet import Sheet

EACH = 400
"""Incidents that are drawn one by one; more are counted by squares of a grid."""

DRAWN = "drawn"
UNLOCATED = "undrawn"
"""What addresses call the incidents that a map draws, and those that it cannot."""

_SQUARE = 52 * 360 / 256
"""The width of a square in degrees at the zoom that shows the world on 256 pixels."""
_DEEPEST = 12

WORDS = {
    Located.EXACT: "exact place",
    Located.NEAR: "near the place",
    Located.AREA: "somewhere in the area",
    Located.PROVINCE: "somewhere in the province",
    Located.COUNTRY: "somewhere in the country or region",
    Located.NOWHERE: "no place told",
}
"""How finely the place of an incident is known."""


class WindowError(ValueError):
    """An address asks for a window of the map that is none."""


def window(parameters: Mapping[str, str]) -> tuple[Box | None, int]:
    """The window (`box=west,south,east,north` in degrees) and the zoom that an address asks for.

    Raises:
        WindowError: when it is none.
    """
    told, zoom = parameters.get("box", ""), parameters.get("zoom", "1")
    if not zoom.isascii() or not zoom.isdigit():
        raise WindowError(f"zoom: {zoom[:20]!r} is not a number; write it as 5")
    box = None
    if told:
        try:
            west, south, east, north = map(float, told.split(","))
        except ValueError as error:
            words = "write it as box=west,south,east,north in degrees"
            raise WindowError(f"box: {told[:60]!r} is no window; {words}") from error
        if east - west < 360:
            box = Box(south=south, west=_turned(west), north=north, east=_turned(east))
        else:
            box = Box(south=south, west=-180, north=north, east=180)
    return box, min(int(zoom[:3]), _DEEPEST)


def features(
    sheet: Sheet, given: Mapping[str, str], box: Box | None, zoom: int
) -> tuple[list[dict[str, Any]], bool]:
    """What the map draws, and whether points are counted by squares.

    Args:
        sheet: the incidents.
        given: the parameters of the list.
        box: only what is drawn at a point within this window; null for all.
        zoom: how near the map is, which says how wide a square is.
    """
    each = sheet.drawn(most=EACH, box=box)
    if each is not None:
        return [feature(head, spot) for head, spot in each], False
    cells = sheet.cells(step=_SQUARE / 2**zoom, box=box)
    return [_counted(cell, given) for cell in cells], True


def feature(head: Headline, spot: Spot) -> dict[str, Any]:
    """One incident with its symbol."""
    killed = head.killed
    told = {} if killed is None else {"killed": range_words(killed)}
    return {
        "id": head.id,
        "title": heading_words(head),
        "href": f"/incident/{head.id}",
        **_where(spot),
        "incidents": 1,
        "count": head.reports,
        **told,
    }


def _counted(cell: Cell, given: Mapping[str, str]) -> dict[str, Any]:
    """Several incidents with one symbol; a link to their list where one place is all of theirs."""
    spot = cell.spot
    noun = "incident" if cell.incidents == 1 else "incidents"
    narrowed = {**given, "place": spot.name, "located": str(spot.located)} if spot.name else None
    return {
        "title": f"{cell.incidents:,} {noun}: {spot.name or 'several places'}",
        "href": None if narrowed is None else address("/incidents", narrowed),
        **_where(spot),
        "incidents": cell.incidents,
    }


def _where(spot: Spot) -> dict[str, Any]:
    return {
        "located": str(spot.located),
        "precision": _precision(spot),
        "place": spot.name,
        "country": spot.country,
        "admin1": spot.admin1 or (spot.name if spot.located is Located.PROVINCE else None),
        "geonameid": spot.geonameid,
        "lat": spot.lat,
        "lon": spot.lon,
    }


def _precision(spot: Spot) -> str | None:
    return None if spot.located in UNDRAWN or spot.precision is None else str(spot.precision)


def _turned(lon: float) -> float:
    """A longitude from -180 to 180."""
    return (lon + 180) % 360 - 180

"""Places as data sets give them: names from town to province, a point that may be of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.files.tab_checks import to_number
from sayso.records.exchange.foreign import ForeignPlace
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEVELS = (
    ("City", PlacePrecision.EXACT),
    ("District", PlacePrecision.ADMIN2),
    ("Province", PlacePrecision.ADMIN1),
)
_LAT, _LON = 90.0, 180.0


def to_place(
    cells: Mapping[str, str],
    country: str | None,
    *,
    also: Sequence[str] = (),
    geonameid: int | None = None,
) -> ForeignPlace | None:
    """The place of a row with City, District, Province, Latitude and Longitude, or null.

    Without a town the point is the middle of an area and is left out.

    Args:
        cells: the row by column.
        country: its country, ISO 3166-1 alpha-3 or PLOVER's, or null.
        also: a name of the place that stands before the others where there is no town.
        geonameid: its id in GeoNames, or null.
    """
    levels = [(cells.get(column, ""), precision) for column, precision in _LEVELS]
    own = [name for name, _ in levels if name]
    names = tuple(dict.fromkeys([*(also if not levels[0][0] else ()), *own]))
    if not names and country is None:
        return None
    precision = next((level for name, level in levels if name), PlacePrecision.COUNTRY)
    lat, lon = coordinates(cells.get("Latitude", ""), cells.get("Longitude", ""))
    town = precision is PlacePrecision.EXACT
    return ForeignPlace(
        names=names,
        country=country,
        lat=lat if town else None,
        lon=lon if town else None,
        precision=precision,
        geonameid=geonameid,
    )


def coordinates(lat: str, lon: str) -> tuple[float | None, float | None]:
    """A point of two cells (WGS 84 degrees), nulls where it is none on the globe."""
    north, east = to_number(lat), to_number(lon)
    if north is None or east is None or not (abs(north) <= _LAT and abs(east) <= _LON):
        return None, None
    return north, east

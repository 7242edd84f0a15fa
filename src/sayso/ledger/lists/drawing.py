"""Asking the tables of lists for what is drawn: symbols by cells of a grid, bars, ties.

Each is one grouped query, so that the answer stays small however many incidents there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import text as sql

from sayso.ledger.lists.listed import condition
from sayso.ledger.lists.listing_tables import SHELVES
from sayso.records.mention import PlacePrecision
from sayso.records.shown.drawn import Box, Cell, Clock, DayCount, Located, Part, Spot

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from sayso.records.shown.listing import ListFilter

_POINTS = f"('{Located.EXACT}', '{Located.NEAR}')"
_NONE = f"('{Located.COUNTRY}', '{Located.NOWHERE}')"
_WIDE = f"('{Located.AREA}', '{Located.PROVINCE}')"
_DAY, _MONTH = 10, 7
_PARTS = {
    Part.KIND: "coalesce(l.quad, 0)",
    Part.TOLD: "l.told",
    Part.DISPUTED: "CASE WHEN l.disputed > 0 THEN 1 ELSE 0 END",
}
_CLOCKS = {Clock.EVENT: "l.day", Clock.REPORT: "l.reported"}


def located(connection: Connection, wanted: ListFilter, number: int) -> dict[Located, int]:
    """How many incidents of a list have each symbol."""
    query = condition(connection, wanted, number)
    rows = connection.execute(
        sql(f"SELECT l.located, count(*) FROM listed l WHERE {query.where} GROUP BY l.located"),  # noqa: S608
        query.values,
    )
    found = {Located(name or Located.NOWHERE): count for name, count in rows}
    return {one: found.get(one, 0) for one in Located}


def spots(  # noqa: PLR0913 (what is asked for, each by its name)
    connection: Connection,
    wanted: ListFilter,
    number: int,
    *,
    limit: int,
    box: Box | None = None,
    ids: Collection[str] | None = None,
) -> list[tuple[str, bool, Spot]]:
    """Incidents with their places and whether people spoke of them, the latest first.

    Args:
        connection: where to read.
        wanted: what the list has.
        number: which view's words are laid over; 0 for nobody's.
        limit: how many at most.
        box: only what is drawn at a point within.
        ids: these incidents, drawn or not; null for those that a map draws.
    """
    query = condition(connection, wanted, number)
    where, values = _within(query.where, query.values, box)
    source = "listed l"
    if ids is None:
        where += f" AND l.located NOT IN {_NONE}"
    else:
        names = {f"id{n}": key for n, key in enumerate(sorted(ids))}
        values = {**values, **names}
        among = ", ".join(f":{name}" for name in names) or "NULL"
        # these first: SQLite keeps the order of a cross join, else it goes over the whole shelf
        own = f"SELECT i.seq AS number FROM listed i WHERE i.id IN ({among})"  # noqa: S608
        source = f"({own}) AS own CROSS JOIN listed l"
        where += " AND l.seq = own.number"
    rows = connection.execute(
        sql(
            "SELECT l.id, l.shelf, l.located, l.place, l.geonameid, l.country, l.admin1,"  # noqa: S608
            f" l.lat, l.lon, l.precision FROM {source} WHERE {where}"
            " ORDER BY l.day DESC, l.id LIMIT :limit"
        ),
        {**values, "limit": limit},
    )
    return [(row.id, row.shelf >= SHELVES, _spot(row)) for row in rows]


def cells(
    connection: Connection,
    wanted: ListFilter,
    number: int,
    *,
    step: float,
    box: Box | None = None,
) -> list[Cell]:
    """What a map draws, counted: points by squares of a grid, rings and provinces each by itself.

    Args:
        connection: where to read.
        wanted: what the list has.
        number: which view's words are laid over; 0 for nobody's.
        step: the width of a square in degrees.
        box: only what is drawn at a point within.
    """
    query = condition(connection, wanted, number)
    where, values = _within(query.where, query.values, box)
    across, up = (f"CAST((l.{name} + 180) / :step AS INTEGER)" for name in ("lon", "lat"))
    found = []
    for drawn, by in (
        (_POINTS, f"l.located, {across}, {up}"),
        (_WIDE, "l.country, l.place, l.lat, l.lon"),
    ):
        rows = connection.execute(
            sql(
                "SELECT max(l.located) AS located, min(l.place) AS place, max(l.place) AS last,"  # noqa: S608
                " max(l.geonameid) AS geonameid, max(l.country) AS country,"
                " max(l.admin1) AS admin1, avg(l.lat) AS lat, avg(l.lon) AS lon,"
                " max(l.precision) AS precision, count(*) AS incidents"
                f" FROM listed l WHERE {where} AND l.located IN {drawn} GROUP BY {by}"
                " ORDER BY incidents DESC, lat, lon, place"
            ),
            {**values, "step": step} if drawn == _POINTS else values,
        )
        found += [
            Cell(spot=_spot(row, named=row.place == row.last), incidents=row.incidents)
            for row in rows
        ]
    return found


def days(  # noqa: PLR0913 (what is counted, each by its name)
    connection: Connection,
    wanted: ListFilter,
    number: int,
    *,
    part: Part,
    clock: Clock,
    monthly: bool,
) -> list[DayCount]:
    """How many incidents stand at each day, or month, of each part, the earliest first.

    Those of which no day is told are counted at the day "".
    """
    query = condition(connection, wanted, number)
    column, cut = _CLOCKS[clock], _MONTH if monthly else _DAY
    rows = connection.execute(
        sql(
            f"SELECT substr({column}, 1, {cut}) AS day, {_PARTS[part]} AS part,"  # noqa: S608
            f" count(*) AS incidents FROM listed l WHERE {query.where}"
            " GROUP BY 1, 2 ORDER BY 1, 2"
        ),
        query.values,
    )
    return [
        DayCount(
            day=row.day or "",
            part="" if row.part is None else str(row.part),
            incidents=row.incidents,
        )
        for row in rows
    ]


def _within(where: str, values: dict[str, Any], box: Box | None) -> tuple[str, dict[str, Any]]:
    """A condition, narrowed to a window of the map."""
    if box is None:
        return where, values
    sides = {name: getattr(box, name) for name in ("south", "west", "north", "east")}
    across = "BETWEEN :west AND :east"
    along = f"l.lon {across}" if box.west <= box.east else "(l.lon >= :west OR l.lon <= :east)"
    inside = f"l.lat BETWEEN :south AND :north AND {along}"
    return f"{where} AND {inside}", {**values, **sides}


def _spot(row: Any, *, named: bool = True) -> Spot:
    return Spot(
        located=Located(row.located),
        name=(row.place or None) if named else None,
        geonameid=row.geonameid if named else None,
        country=row.country,
        admin1=row.admin1,
        lat=row.lat,
        lon=row.lon,
        precision=None if row.precision is None else PlacePrecision(row.precision),
    )

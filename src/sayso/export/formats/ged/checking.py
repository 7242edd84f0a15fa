"""What is wrong with a table in GED's shape, ours or somebody else's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tables_read import (
    Table,
    check_cells,
    check_header,
    check_point,
    check_unique,
    integer,
    number,
    summed,
)
from sayso.export.formats.ged.rows import priogrid
from sayso.export.formats.ged.sides import CIVILIAN_SIDE, ONE_SIDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tables_read import Line

NOT_IN_19_1 = frozenset(
    {
        "relid",
        "code_status",
        "conflict_dset_id",
        "dyad_dset_id",
        "side_a_dset_id",
        "side_b_dset_id",
        "where_description",
    }
)
"""The columns that release 19.1 lacks: 42 of 49 are left."""

_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_BOUNDS = ("low", "best", "high")
_NUMBERS = re.compile(r"-?\d+([;,]\s*-?\d+)*")
_PLACEHOLDERS = frozenset({"3", "4", "5", "6"})
_DAY = 10


def check(path: Path) -> Iterator[Problem]:
    """The problems of a file, by line; those that published releases have are no errors."""
    table = Table(path, columns("ged"))
    unique = check_unique(table, "id")
    for line in table.lines():
        check_cells(table, line)
        check_point(table, line)
        unique(line)
        _check_deaths(table, line)
        _check_bounds(table, line)
        _check_sides(table, line)
        _check_days(table, line)
        _check_place(table, line)
        _check_known(table, line)
    check_header(table)
    _check_release(table)
    yield from summed(table.problems)


def _check_release(table: Table) -> None:
    missing = {p.column for p in table.problems if p.line == 1 and p.severe} & NOT_IN_19_1
    if missing == NOT_IN_19_1 and len(table.names) == len(table.schema) - len(NOT_IN_19_1):
        table.problems[:] = [p for p in table.problems if p.line != 1 or p.column not in missing]
        message = "42 columns: a release up to 19.1, which leaves out Syria"
        table.say(1, None, message, "use release 20.1 or later", severe=False)


def _check_deaths(table: Table, line: Line) -> None:
    counts = [integer(line.cells, name) for name in _PARTS]
    best = integer(line.cells, "best")
    for name in (*_PARTS, *_BOUNDS):
        if (integer(line.cells, name) or 0) < 0:
            table.say(line.number, name, "fewer than none", "write 0 or more")
    if best is None or None in counts:
        return
    total = sum(count or 0 for count in counts)
    if best != total:
        message = f"best is {best:,}, its parts add up to {total:,}"
        table.say(line.number, "best", message, "mend the part that is wrong, or best")


def _check_bounds(table: Table, line: Line) -> None:
    low, best, high = (integer(line.cells, name) for name in _BOUNDS)
    if low is None or best is None or high is None:
        return
    if not low <= best <= high:
        message = f"low {low:,}, best {best:,}, high {high:,} are out of order"
        remedy = "published releases have such rows: take each number for itself"
        table.say(line.number, "best", message, remedy, severe=False)
    if max(low, best, high) < 1:
        table.say(line.number, "high", "no death at all", "leave the row out: GED lists deaths")


def _check_sides(table: Table, line: Line) -> None:
    violence, side = integer(line.cells, "type_of_violence"), line.cells.get("side_b")
    if violence is None or not side:
        return
    if (violence == ONE_SIDED) != (side == CIVILIAN_SIDE):
        message = f"side B is {side!r} where the type of violence is {violence}"
        remedy = "write Civilians where the type is 3, and only there"
        table.say(line.number, "side_b", message, remedy)


def _check_days(table: Table, line: Line) -> None:
    start, end = (line.cells.get(name, "")[:_DAY] for name in ("date_start", "date_end"))
    if start and end and start > end:
        table.say(line.number, "date_end", "it is before date_start", "swap or mend the dates")
    year = line.cells.get("year", "")
    if year and start and end and not start[:4] <= year <= end[:4]:
        table.say(line.number, "year", "it is not that of the dates", "mend one of them")


def _check_place(table: Table, line: Line) -> None:
    cells = line.cells
    lat, lon = number(cells, "latitude"), number(cells, "longitude")
    if lat is None or lon is None:
        if "latitude" in cells and not cells["latitude"]:
            remedy = "readers that draw maps must leave the row out"
            table.say(line.number, "latitude", "no coordinates", remedy, severe=False)
        return
    cell = integer(cells, "priogrid_gid")
    on_globe = abs(lat) <= 90.0 and abs(lon) <= 180.0  # degrees
    if cell is not None and on_globe and cell != priogrid(lat, lon):
        message = f"cell {cell:,} is not that of the point, {priogrid(lat, lon):,}"
        remedy = "on the border of two cells either may stand there"
        table.say(line.number, "priogrid_gid", message, remedy, severe=False)
    if cells.get("where_prec") in _PLACEHOLDERS:
        message = f"a point for an area (where_prec {cells['where_prec']})"
        remedy = "do not draw it as the place of the event"
        table.say(line.number, "latitude", message, remedy, severe=False)


def _check_known(table: Table, line: Line) -> None:
    if line.cells.get("number_of_sources") == "-1":
        remedy = "read it as not recorded"
        table.say(line.number, "number_of_sources", "-1", remedy, severe=False)
    for name in ("gwnoa", "gwnob"):
        cell = line.cells.get(name, "")
        if cell and not _NUMBERS.fullmatch(cell):
            message = f"{cell!r} is no number of a state, nor a list of some"
            table.say(line.number, name, message, "write numbers, joined by ;")

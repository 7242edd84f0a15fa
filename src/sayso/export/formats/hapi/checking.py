"""What is wrong with a table in the shape of HAPI's conflict events."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime
from typing import TYPE_CHECKING

from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tables_read import (
    Table,
    check_cells,
    check_header,
    integer,
    summed,
)
from sayso.export.formats.hapi.units import DEMONSTRATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tables_read import Line

_KEY = (
    "location_code",
    "provider_admin1_name",
    "provider_admin2_name",
    "admin1_code",
    "admin2_code",
    "event_type",
    "reference_period_start",
)
_ALPHA3 = re.compile(r"[A-Z]{3}")
_FINEST = 2
_NAMES = (("provider_", "name"), ("", "name"), ("", "code"))
_BOM = b"\xef\xbb\xbf"


def check(path: Path) -> Iterator[Problem]:
    """The problems of a file, by line; what other tools than HAPI's do is no error."""
    table = Table(path, columns("hapi"))
    seen: dict[tuple[str, ...], int] = {}
    for line in table.lines():
        check_cells(table, line)
        _check_counts(table, line)
        _check_level(table, line)
        _check_period(table, line)
        key = tuple(line.cells.get(name, "") for name in _KEY)
        if key in seen:
            message = f"the unit, month and type of line {seen[key]} again"
            table.say(line.number, None, message, "add the two rows up")
        seen.setdefault(key, line.number)
    check_header(table)
    if table.names and not _has_mark(path):
        remedy = "HAPI's own files have one; most readers do without"
        table.say(1, None, "no byte order mark", remedy, severe=False)
    yield from summed(table.problems)


def _has_mark(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_BOM)) == _BOM


def _check_counts(table: Table, line: Line) -> None:
    code = line.cells.get("location_code", "")
    if code and not _ALPHA3.fullmatch(code):
        remedy = "write an ISO 3166-1 alpha-3 code"
        table.say(line.number, "location_code", f"{code[:20]!r} is no code", remedy)
    events = integer(line.cells, "events")
    if events is not None and events < 0:
        table.say(line.number, "events", "fewer than none", "write 0 or more")
    deaths = integer(line.cells, "fatalities")
    if deaths is not None and deaths < 0:
        table.say(line.number, "fatalities", "fewer than none", "write 0 or more")
    if events == 0 and deaths:
        table.say(line.number, "events", "deaths without an event", "mend one of the two")
    if deaths and line.cells.get("event_type") == DEMONSTRATION:
        remedy = "the published files leave it empty"
        table.say(line.number, "fatalities", "a demonstration", remedy, severe=False)


def _check_level(table: Table, line: Line) -> None:
    """The level must be that of the divisions that are filled in."""
    cells = line.cells
    told = [any(cells.get(f"{start}admin{n}_{end}") for start, end in _NAMES) for n in (1, 2)]
    level = integer(cells, "admin_level")
    if level is None:
        return
    if told[1] and not told[0]:
        message = "a second-level division without its first"
        table.say(line.number, "admin1_name", message, "name the first-level division")
    elif level != sum(told):
        message = f"level {level}, but {sum(told)} of two divisions are told"
        table.say(line.number, "admin_level", message, f"write {sum(told)}")
    if level < _FINEST and not cells.get("warning"):
        remedy = "say that the events are known no finer"
        table.say(line.number, "warning", "a coarse unit without a warning", remedy, severe=False)


def _check_period(table: Table, line: Line) -> None:
    """The period must be a whole month."""
    try:
        start, end = (
            datetime.fromisoformat(line.cells.get(f"reference_period_{name}", "")).date()
            for name in ("start", "end")
        )
    except ValueError:
        return
    last = start.replace(day=monthrange(start.year, start.month)[1])
    if start.day != 1 or end != last:
        message = f"{start} to {end} is no month"
        remedy = "write the first and the last instant of one month"
        table.say(line.number, "reference_period_end", message, remedy)

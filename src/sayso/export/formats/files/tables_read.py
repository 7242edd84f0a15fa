"""Reads somebody's table of columns line by line, and says what is wrong with it, line by line."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.export.formats.files.checked import Checked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.columns import Column

_TAG = "#"
_MOST_SHOWN = 60


@dataclass(frozen=True)
class Line:
    """A row of a table: its line in the file (1-based) and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Table(Checked):
    """A table that is read once, from the top.

    `lines` gives its rows; `problems` is whole when they are through. `names` are the columns of
    the file, those of `schema` where it has no header.
    """

    schema: Sequence[Column]
    names: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The rows, without header and tags; a damaged row becomes a problem and is left out."""
        try:
            with self.path.open(encoding="utf-8-sig", errors="strict", newline="") as stream:
                yield from self._rows(csv.reader(stream, strict=True))
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            self.say(None, None, "there is no such file", "name a CSV file")
        except PermissionError:
            self.say(None, None, "the file may not be read", "give yourself the right to read it")
        except UnicodeDecodeError:
            self.say(None, None, "it is not UTF-8", "save it as UTF-8 text")

    def _rows(self, reader: Iterator[list[str]]) -> Iterator[Line]:
        first = True
        while True:
            start = reader.line_num + 1  # type: ignore[attr-defined]  # csv.reader counts lines
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                self.say(start, None, f"the row cannot be read: {error}", "mend its quotes")
                continue
            if first:
                first = False
                if self._is_header(row, start):
                    continue
            if row and not all(cell.startswith(_TAG) or not cell for cell in row):
                yield from self._line(start, row)
        if first:
            self.say(None, None, "the file is empty", "write the header line and the rows")

    def _is_header(self, row: list[str], line: int) -> bool:
        """Takes the names of the columns from a header; without one, those of the schema."""
        known = [column.column for column in self.schema]
        names = [cell.strip() for cell in row]
        if not set(names) & set(known):
            self.names = tuple(known)
            if len(row) == len(known):
                self.say(line, None, "there is no header line", "add one", severe=False)
                return False
            self.say(
                line,
                None,
                f"the first line has {len(row)} cells and none of the {len(known)} column names",
                f"begin with the header line {known[0]},{known[1]},…",
            )
            return True
        self.names = tuple(names)
        for name in dict.fromkeys(name for name in names if names.count(name) > 1):
            self.say(line, name, "the column stands there twice", "take one of them out")
        return True

    def _line(self, number: int, row: list[str]) -> Iterator[Line]:
        width = len(self.names)
        if len(row) != width:
            self.say(
                number,
                None,
                f"{len(row)} cells under {width} columns",
                "add or take out cells; a cell with a comma needs quotes",
            )
            return
        yield Line(number, dict(zip(self.names, map(str.strip, row), strict=True)))


def check_header(table: Table, optional: Iterable[str] = ()) -> None:
    """Adds the columns that a table lacks, has too many or in another order."""
    known = [column.column for column in table.schema]
    if not table.names:
        return
    allowed = set(optional)
    for name in known:
        if name not in table.names:
            table.say(1, name, "the column is missing", "add it, with empty cells if need be")
    for name in dict.fromkeys(table.names):
        if name not in known and name not in allowed:
            table.say(1, name or None, f"{name!r} is no column of the format", "take it out")
    order = [name for name in table.names if name in known]
    if order == sorted(set(order), key=known.index) or len(order) != len(set(order)):
        return
    table.say(1, None, "the columns stand in another order", "sort them", severe=False)


def check_cells(table: Table, line: Line) -> None:
    """Adds every cell of a row that is empty and must not be, or not what the column holds."""
    for column in table.schema:
        cell = line.cells.get(column.column)
        mistake = None if cell is None else column.mistake(cell)
        if mistake is not None:
            message, remedy = mistake
            table.say(line.number, column.column, _short(message), remedy)


def summed(problems: Iterable[Problem], limit: int = 5) -> Iterator[Problem]:
    """The problems in order of lines; of a defect that is known of real files the first few alone.

    The last of them says how many more rows have it.
    """
    ordered = sorted(problems, key=lambda p: (p.line or 0, p.column or "", p.message))
    kinds: dict[tuple[str | None, str], int] = {}
    for problem in ordered:
        if not problem.severe:
            kinds[problem.column, problem.remedy] = (
                kinds.get((problem.column, problem.remedy), 0) + 1
            )
    seen: dict[tuple[str | None, str], int] = {}
    for problem in ordered:
        key = problem.column, problem.remedy
        if problem.severe:
            yield problem
            continue
        seen[key] = seen.get(key, 0) + 1
        if seen[key] < limit:
            yield problem
        elif seen[key] == limit:
            more = kinds[key] - limit
            tail = f" (and {more:,} more rows like it)" if more else ""
            yield replace(problem, message=f"{problem.message}{tail}")


def integer(cells: Mapping[str, str], name: str) -> int | None:
    """The whole number of a cell; null where it is empty or none."""
    try:
        return int(cells.get(name, ""))
    except ValueError:
        return None


def number(cells: Mapping[str, str], name: str) -> float | None:
    """The number of a cell; null where it is empty or none."""
    try:
        return float(cells.get(name, ""))
    except ValueError:
        return None


def check_point(table: Table, line: Line) -> None:
    """Adds coordinates that lie on no globe or come alone."""
    lat, lon = (line.cells.get(name, "") for name in ("latitude", "longitude"))
    if bool(lat) != bool(lon):
        missing = "longitude" if lat else "latitude"
        table.say(line.number, missing, "only one of two coordinates", "give both or none")
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        value = number(line.cells, name)
        if value is not None and not -most <= value <= most:
            table.say(line.number, name, f"{value:g} is beyond {most:g} degrees", "mend it")


def check_unique(table: Table, key: str) -> Callable[[Line], None]:
    """A check that adds rows whose key another row has."""
    seen: dict[str, int] = {}

    def check(line: Line) -> None:
        value = line.cells.get(key, "")
        if value and value in seen:
            message = f"{_short(repr(value))} is also in line {seen[value]}"
            table.say(line.number, key, message, "give each row its own")
        seen.setdefault(value, line.number)

    return check


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else f"{words[: _MOST_SHOWN - 1]}…"

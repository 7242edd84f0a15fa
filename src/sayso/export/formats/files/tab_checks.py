"""Checks that the tab-separated formats share, line by line, in little memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tabs import read_tabs
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sayso.export.formats.files.columns import Column
    from sayso.export.formats.files.tabs import TabLine

_SHOWN = 5
_LONGEST = 60
_NONE = "None"
_LAT, _LON = 90.0, 180.0


@dataclass(frozen=True)
class Row:
    """A row of a file: its line (1-based) and its cells by column; the word None is empty."""

    path: str
    number: int
    cells: Mapping[str, str]

    def problem(
        self, column: str | None, message: str, remedy: str, *, severe: bool = True
    ) -> Problem:
        """A problem of this row."""
        return Problem(self.path, self.number, column, message, severe=severe, remedy=remedy)


def to_row(path: Path, line: TabLine, names: Sequence[str]) -> tuple[Row | None, list[Problem]]:
    """A line as a row, null where its cells do not fit the columns, and what was wrong with it."""
    row = Row(str(path), line.number, dict(zip(names, line.cells, strict=False)))
    problems = [
        row.problem(None, words, "nothing: reading takes it so", severe=False)
        for words in line.forgiven
    ]
    if len(line.cells) != len(names):
        problems.append(
            row.problem(
                None,
                f"{len(line.cells)} cells under {len(names)} columns",
                "add or take out tabs; a cell has no tab and no line break in it",
            )
        )
        return None, problems
    empty = [name for name, cell in row.cells.items() if cell == _NONE]
    problems += [
        row.problem(name, "the word None stands for nothing", "leave it empty", severe=False)
        for name in empty
    ]
    cells = {name: "" if cell == _NONE else cell for name, cell in row.cells.items()}
    return replace(row, cells=cells), problems


def check_cells(row: Row, schema: Sequence[Column]) -> Iterator[Problem]:
    """What is wrong with single cells: empty, of another kind, none of the known values."""
    for column in schema:
        cell = row.cells.get(column.column, "")
        mistake = column.mistake(cell)
        if mistake is not None:
            yield row.problem(column.column, _short(mistake[0]), mistake[1])


def check_point(row: Row, lat: str, lon: str) -> Iterator[Problem]:
    """Coordinates that stand alone or lie beyond the degrees."""
    given = row.cells.get(lat, ""), row.cells.get(lon, "")
    if bool(given[0]) != bool(given[1]):
        missing = lon if given[0] else lat
        yield row.problem(missing, "only one of the two coordinates", "give both or none")
    for name, cell, most in ((lat, given[0], _LAT), (lon, given[1], _LON)):
        value = to_number(cell)
        if value is not None and abs(value) > most:
            yield row.problem(name, f"{cell} lies beyond {most:g} degrees", "mend or empty it")


def check_known(
    row: Row, column: str, values: Iterable[str], known: Iterable[str], remedy: str
) -> Iterator[Problem]:
    """Codes that no list has: a warning, for the lists of published files differ."""
    for value in sorted(set(values) - set(known) - {""}):
        yield row.problem(column, f"unknown code {_short(repr(value))}", remedy, severe=False)


def few(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first few problems of a kind; at the end one for each kind with how many more there are.

    A kind is a column, a remedy, and whether it is severe.
    """
    seen: Counter[tuple[str | None, str, bool]] = Counter()
    last: dict[tuple[str | None, str, bool], Problem] = {}
    for problem in problems:
        key = problem.column, problem.remedy, problem.severe
        seen[key] += 1
        if seen[key] <= _SHOWN:
            yield problem
        else:
            last[key] = problem
    for key, problem in last.items():
        more = seen[key] - _SHOWN
        message = f"{more:,} more like it, the last in line {problem.line}: {problem.message}"
        yield replace(problem, line=None, message=message)


def check_lines(path: Path, name: str) -> Iterator[tuple[Row | None, list[Problem]]]:
    """The rows of a file without header by the columns of a format, with their problems.

    A file that cannot be read at all is one problem.
    """
    names = [column.column for column in columns(name)]
    try:
        for line in read_tabs(path):
            yield to_row(path, line.cut(len(names)), names)
    except FormatError as error:
        yield None, [whole_file(path, error)]


def whole_file(path: Path, error: FormatError) -> Problem:
    """A problem of a file that cannot be read."""
    message, _, remedy = str(error).removeprefix(f"{path}: ").partition("; ")
    return Problem(str(path), None, None, message, remedy=remedy)


def to_number(cell: str) -> float | None:
    """The number in a cell, null where there is none."""
    try:
        return float(cell)
    except ValueError:
        return None


def to_integer(cell: str) -> int | None:
    """The whole number in a cell, null where there is none."""
    try:
        return int(cell)
    except ValueError:
        return None


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"

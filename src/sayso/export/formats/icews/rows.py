"""The rows of an ICEWS file, with what is wrong with each line; nothing is quoted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tab_checks import to_row, whole_file
from sayso.export.formats.files.tabs import read_tabs
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.files.tab_checks import Row
    from sayso.export.formats.files.tabs import TabLine


def rows(path: Path) -> Iterator[tuple[Row | None, list[Problem]]]:
    """Each line as a row, null for the header and for damaged lines, and its problems."""
    names = tuple(column.column for column in columns("icews"))
    first = True
    try:
        for line in read_tabs(path):
            if first:
                first = False
                order, problems = _header(path, line, names)
                yield None, problems
                if any(problem.severe for problem in problems):
                    return
                if order is not None:
                    names = order
                    continue
            yield to_row(path, line.cut(len(names)), names)
    except FormatError as error:
        yield None, [whole_file(path, error)]
        return
    if first:
        yield None, [whole_file(path, FormatError(f"{path}: it is empty; name an ICEWS file"))]


def _header(
    path: Path, line: TabLine, known: tuple[str, ...]
) -> tuple[tuple[str, ...] | None, list[Problem]]:
    """The columns of a file by its first line, null without header, and what is odd in it."""

    def problem(column: str | None, message: str, remedy: str, *, severe: bool) -> Problem:
        return Problem(str(path), line.number, column, message, severe=severe, remedy=remedy)

    if not set(line.cells) & set(known):
        if len(line.cut(len(known)).cells) == len(known):
            return None, [problem(None, "there is no header line", "add one", severe=False)]
        begin = f"begin with {known[0]}, {known[1]} … between tabs"
        return None, [problem(None, "no column of ICEWS in the first line", begin, severe=True)]
    found = [
        problem(name, "the column is missing", "add it, with empty cells if need be", severe=True)
        for name in known
        if name not in line.cells
    ]
    found += [
        problem(name or None, f"{name!r} is no column of ICEWS", "take it out", severe=True)
        for name in dict.fromkeys(line.cells)
        if name not in known
    ]
    found += [
        problem(name, "the column stands there twice", "take one of them out", severe=True)
        for name in known
        if line.cells.count(name) > 1
    ]
    return line.cells, found

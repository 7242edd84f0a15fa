"""The rows of a POLECAT file, with what is wrong with each line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tab_checks import to_row, whole_file
from sayso.export.formats.files.tabs import read_tabs
from sayso.export.formats.polecat.columns_found import read_header
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Problem
    from sayso.export.formats.files.tab_checks import Row


def rows(path: Path) -> Iterator[tuple[Row | None, list[Problem]]]:
    """Each line as a row, null for the header and for damaged lines, and its problems."""
    names = tuple(column.column for column in columns("polecat"))
    first = True
    try:
        for line in read_tabs(path):
            if first:
                first = False
                header = read_header(str(path), line.cells)
                yield None, list(header.problems)
                if header.names is not None:
                    names = header.names
                    continue
                if any(problem.severe for problem in header.problems):
                    return
            yield to_row(path, line.cut(len(names)), names)
    except FormatError as error:
        yield None, [whole_file(path, error)]
        return
    if first:
        yield None, [whole_file(path, FormatError(f"{path}: it is empty; name a POLECAT file"))]

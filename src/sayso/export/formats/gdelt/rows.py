"""The rows of a GDELT file, with what is wrong with each line; 61 and 62 columns are read."""

from __future__ import annotations

import re
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

_STAMP = re.compile(r"\d{14}")
_HEADER = frozenset({"GLOBALEVENTID", "GlobalEventID", "globaleventid"})


def rows(path: Path, schema: str) -> Iterator[tuple[Row | None, list[Problem]]]:
    """Each line as a row, null for a damaged line or a header, and its problems.

    Args:
        path: the file.
        schema: "gdelt_events" or "gdelt_mentions".
    """
    names = tuple(column.column for column in columns(schema))
    try:
        for line in read_tabs(path):
            if line.cells[0] in _HEADER:
                yield None, [_header(path, line)]
                continue
            yield to_row(path, _fitted(line.cut(len(names)), names), names)
    except FormatError as error:
        yield None, [whole_file(path, error)]


def _header(path: Path, line: TabLine) -> Problem:
    return Problem(
        str(path),
        line.number,
        None,
        "a header: files of GDELT have none",
        severe=False,
        remedy="take it out",
    )


def _fitted(line: TabLine, names: tuple[str, ...]) -> TabLine:
    """A line of 62 cells cut to 61 where the moment of entry stands in its place."""
    stamp = names.index("DATEADDED") if "DATEADDED" in names else None
    if (
        stamp is None
        or len(line.cells) != len(names) + 1
        or not _STAMP.fullmatch(line.cells[stamp])
    ):
        return line
    words = "62 columns, as feeds of translated reports have had"
    return line._replace(cells=line.cells[:-1], forgiven=(*line.forgiven, words))

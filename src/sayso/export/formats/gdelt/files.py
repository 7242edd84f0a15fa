"""The files of a GDELT folder: their names, and which of them a path has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.files.tabs import read_tabs
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = "sayso.export.CSV"
MENTIONS = "sayso.mentions.CSV"
_ENDINGS = {"gdelt_events": ".export.csv", "gdelt_mentions": ".mentions.csv"}
_WIDTHS = {61: "gdelt_events", 62: "gdelt_events", 16: "gdelt_mentions"}
_FIRST_VERSION = frozenset({57, 58})


def find_files(path: Path) -> list[tuple[str, Path]]:
    """The files of a folder by their names, or one file by its columns, Events first.

    Each stands with the name of its schema.

    Raises:
        FormatError: where there is none; says what to do.
    """
    if not path.is_dir():
        return [(_by_width(path), path)]
    found = [
        (schema, file)
        for schema, ending in _ENDINGS.items()
        for file in sorted(path.iterdir())
        if file.name.lower().endswith(ending)
    ]
    if not found:
        raise FormatError(
            f"{path}: no file in it ends in .export.CSV or .mentions.CSV; name a folder with "
            "unpacked files of GDELT 2.0, or one of them"
        )
    return found


def _by_width(path: Path) -> str:
    first = next(read_tabs(path), None)
    if first is None:
        raise FormatError(f"{path}: it is empty; name a file of GDELT 2.0")
    width = len(first.cells)
    if width in _WIDTHS:
        return _WIDTHS[width]
    if width in _FIRST_VERSION:
        raise FormatError(
            f"{path}: {width} columns are GDELT 1.0; take the file of version 2.0 (61 columns)"
        )
    raise FormatError(
        f"{path}: {width} columns in line {first.number}; GDELT 2.0 has 61 in Events and 16 in "
        "Mentions, between tabs"
    )

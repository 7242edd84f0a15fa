"""Where the head of a table stands, and what parts its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ingest.fields import match_columns
from sayso.ingest.tables.rows import split_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PREAMBLE = 10
"""Lines at most above the head: the name of a database, the day of the export, the query."""
DELIMITERS = (",", ";", "\t", "|")
_SPREADSHEET = re.compile(r"\ufeff?\"?sep=(?P<delimiter>[^\w\s]|\t)\"?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The bytes before a table's head, and its delimiter; `sure` when it names known columns."""

    before: int
    delimiter: str
    sure: bool


def find_head(opening: bytes, delimiters: Sequence[str], columns: Mapping[str, str]) -> Head:
    """The head in the first bytes of a table.

    It is the first line with a column for the text; below the first line it names one more of
    our fields at least. A line `sep=;`, as spreadsheets write it, sets the delimiter, else it is
    the one under which most names are known. Where no line is a head, the first is taken for it.
    """
    before, given = 0, delimiters
    lines = opening.split(b"\n")[: PREAMBLE + 1]
    said = _SPREADSHEET.fullmatch(lines[0].decode(errors="replace"))
    if said:
        given = said["delimiter"]
        before = len(lines.pop(0)) + 1
    first = before
    for number, line in enumerate(lines):
        words = line.decode(errors="replace")
        delimiter = max(given, key=lambda d: _known(words, d, columns))
        matched = match_columns(split_line(words, delimiter), columns)
        if "text" in matched and (number == 0 or len(matched) > 1):
            return Head(before, delimiter, sure=True)
        before += len(line) + 1
    words = lines[0].decode(errors="replace") if lines else ""
    return Head(first, max(given, key=lambda d: _known(words, d, columns)), sure=False)


def has_head(opening: bytes, delimiters: Sequence[str], columns: Mapping[str, str]) -> bool:
    """Whether enough was read: the whole line of a head, or all lines that can hold it."""
    whole = opening[: opening.rfind(b"\n") + 1]
    if whole.count(b"\n") > PREAMBLE:
        return True
    return bool(whole) and find_head(whole, delimiters, columns).sure


def without(chunks: Iterator[bytes], count: int) -> Iterator[bytes]:
    """The chunks without their first `count` bytes."""
    for chunk in chunks:
        kept = chunk[count:]
        count = max(0, count - len(chunk))
        if kept:
            yield kept


def _known(line: str, delimiter: str, columns: Mapping[str, str]) -> tuple[int, int]:
    cells = split_line(line, delimiter)
    return len(match_columns(cells, columns)), len(cells)

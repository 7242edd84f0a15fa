"""The rows of a table with their bytes, one at a time."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from sayso.ingest.streams import read_lines
from sayso.ingest.unreadable import UnreadableError, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_CELL = 2**31 - 1  # the csv module's limit holds for the process; rows are bounded here

Row = tuple[bytes, "list[str] | UnreadableError"]


def read_rows(chunks: Iterator[bytes], delimiter: str, limit: int) -> Iterator[Row]:
    """The rows that are not blank, each with its bytes and its cells or why it has none.

    Cells may be quoted as in RFC 4180; a quotation mark that is neither doubled nor around a whole
    cell makes the row unreadable, for guessing would change a quotation. Bytes that are not UTF-8
    come through as surrogates. No more than one row up to `limit` bytes is ever held.

    Raises:
        UnreadableError: where the stream breaks, or a row that runs over several lines is longer
            than `limit`: a quotation mark was not closed, and where rows begin is unknown.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    lines = _Lines(read_lines(chunks, limit), limit)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield lines.raw(), _misquoted(lines, error)
        except _OverlongError:
            if lines.taken:
                raise _unclosed(lines, limit) from None
            yield b"", too_long(limit)
        else:
            if any(cells):
                yield lines.raw(), cells


def split_line(line: str, delimiter: str) -> list[str]:
    """The cells of one line by itself; none when they cannot be told apart."""
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


class _OverlongError(Exception):
    """A line, or the lines of a row, of more bytes than the limit."""


class _Lines:
    """Lines for the csv module, keeping those of the row at hand."""

    def __init__(self, lines: Iterator[tuple[int, bytes | None]], limit: int) -> None:
        self._lines = lines
        self._limit = limit
        self._size = 0
        self.taken: list[bytes] = []
        self.last = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.last, line = next(self._lines)
        if line is None or self._size + len(line) > self._limit:
            raise _OverlongError
        self._size += len(line)
        self.taken.append(line)
        return line.decode(errors="surrogateescape")

    def begin_row(self) -> None:
        self._size, self.taken = 0, []

    def raw(self) -> bytes:
        return b"".join(self.taken)

    def where(self) -> str:
        """The lines of the row at hand, for a person."""
        first = self.last - len(self.taken) + 1
        return f"line {first:,}" if first == self.last else f"lines {first:,} to {self.last:,}"


def _misquoted(lines: _Lines, error: csv.Error) -> UnreadableError:
    return UnreadableError(
        f"the cells of the row in {lines.where()} cannot be told apart: {error}",
        'put the cell between quotation marks and double those inside it: "She said ""no"""',
    )


def _unclosed(lines: _Lines, limit: int) -> UnreadableError:
    return UnreadableError(
        f"a quotation mark in {lines.where()} is not closed within {limit:,} bytes; "
        "from there on nothing was read",
        "close it, or double it if it belongs to the text",
    )

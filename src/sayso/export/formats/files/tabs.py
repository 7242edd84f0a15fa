"""Tab-separated files without quoting, as POLECAT, GDELT and ICEWS publish them.

Writing is strict: UTF-8, one line a row, no tab or line break inside a cell. Reading forgives what
published files are known to have, and says so: ISO-8859-1, empty tabs at the end, a Windows line
end.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.files.columns import one_line
from sayso.export.formats.registry import FormatError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

_PACKED = {b"PK\x03\x04": "ZIP", b"\x1f\x8b": "gzip"}
_NUMBERS = 10**15
LONGEST = 1_000_000
"""Bytes of a line beyond which a file is no table."""


class TabLine(NamedTuple):
    """A line of a file: its number (1-based), its cells, and what was forgiven in it."""

    number: int
    cells: tuple[str, ...]
    forgiven: tuple[str, ...] = ()

    def cut(self, columns: int) -> TabLine:
        """The line without empty cells beyond so many columns: published files have such."""
        if len(self.cells) <= columns or any(self.cells[columns:]):
            return self
        forgiven = (*self.forgiven, "empty cells at the end of the line")
        return TabLine(self.number, self.cells[:columns], forgiven)


def write_tabs(
    path: Path, rows: Iterable[Sequence[str]], header: Sequence[str] | None = None
) -> int:
    """Writes rows as lines of cells; how many rows it wrote.

    Args:
        path: the file; what stood there is written over.
        rows: cells as text; tabs and line breaks in them become spaces.
        header: the names of the columns, null for a file without.
    """
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        if header is not None:
            stream.write(to_line(header))
        for row in rows:
            stream.write(to_line(row))
            count += 1
    return count


def to_line(cells: Sequence[str]) -> str:
    """Cells as one line of a file; tabs and line breaks in them become spaces."""
    return "\t".join(one_line(cell) for cell in cells) + "\n"


def read_tabs(path: Path) -> Iterator[TabLine]:
    """The lines of a file that are not empty, as cells without white space around them.

    Raises:
        FormatError: when there is no such file, or it is no text; says what to do.
    """
    for number, raw in enumerate(_raw_lines(path), 1):
        words, forgiven = _decoded(raw.rstrip(b"\r\n"))
        if number == 1:
            words = words.removeprefix("\ufeff")
        if not words.strip():
            continue
        cells = tuple(cell.strip() for cell in words.split("\t"))
        yield TabLine(number, cells, forgiven)


def _raw_lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while raw := stream.readline(LONGEST):
                _refuse_binary(path, raw)
                yield raw
    except FileNotFoundError:
        raise FormatError(f"{path}: there is no such file; check the path") from None
    except (IsADirectoryError, NotADirectoryError):
        raise FormatError(f"{path}: it is a folder; name the file in it") from None
    except PermissionError:
        raise FormatError(f"{path}: it may not be read; give yourself the right") from None


def _refuse_binary(path: Path, raw: bytes) -> None:
    for start, name in _PACKED.items():
        if raw.startswith(start):
            raise FormatError(f"{path}: it is a {name} archive; unpack it first")
    if b"\0" in raw:
        raise FormatError(f"{path}: it has NUL bytes and is no text; save it as UTF-8 text")
    if len(raw) >= LONGEST:
        raise FormatError(f"{path}: a line is longer than {LONGEST:,} bytes; this is no table")


def _decoded(raw: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1"), ("it is ISO-8859-1, not UTF-8",)


def numeric_id(text: str) -> int:
    """A whole number made of an id: the same everywhere, of at most 15 digits.

    Spreadsheets and JavaScript keep 15 digits exactly. Among a million ids the chance that two
    share a number is 1 in 2,000; the validators find it.
    """
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8]) % _NUMBERS


def joined(values: Sequence[str]) -> str:
    """A list as one cell, "; " between; empty where every value is. A ";" in a value goes."""
    clean = [" ".join(value.replace(";", ",").split()) for value in values]
    return "; ".join(clean) if any(clean) else ""


def parts(cell: str, most: int | None = None) -> tuple[str, ...]:
    """The values of a cell that `joined` wrote, without the word None that published files have.

    `most` keeps the empty ones, filled up or cut to that many: lists of names and codes go
    side by side.
    """
    values = [value.strip() for value in cell.split(";")]
    values = ["" if value == "None" else value for value in values]
    if most is None:
        return tuple(value for value in values if value)
    return tuple((values + [""] * most)[:most])

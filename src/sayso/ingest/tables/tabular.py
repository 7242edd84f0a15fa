"""CSV and TSV: one report a row, under a header that names the columns."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from sayso.ingest.columns import did_you_mean
from sayso.ingest.fields import Found, match_columns, missing_text, take_fields
from sayso.ingest.media import Media
from sayso.ingest.streams import as_utf8, peek
from sayso.ingest.tables.records import RecordFile
from sayso.ingest.tables.rows import read_rows
from sayso.ingest.tables.table_head import DELIMITERS, find_head, has_head, without
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_HEADER = 1 << 16


def read_table(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports of a table, numbered by row without the header.

    The head names the columns, and stands in the first line or under a few others (`find_head`);
    the delimiter of CSV is the one of comma, semicolon, tab and bar under which most of their
    names are known. A row that cannot be read is one reject, and the next one is read.

    Raises:
        UnreadableError: without a header or a column for the text; and where the file breaks off
            or a quotation mark is never closed, after every row before that.
    """
    file = RecordFile(path, media, options)
    delimiters = ("\t",) if media is Media.TSV else DELIMITERS
    opening, chunks = peek(
        as_utf8(chunks), _HEADER, lambda head: has_head(head, delimiters, options.columns)
    )
    head = find_head(opening, delimiters, options.columns)
    rows = read_rows(without(chunks, head.before), head.delimiter, file.limit)
    _, header = next(rows, (b"", []))
    if isinstance(header, UnreadableError):
        raise header
    check_header(header, options.columns)
    number = 0
    try:
        for number, (raw, cells) in enumerate(rows, 1):
            yield file.read(number, raw, partial(_take, header, cells, options.columns))
    except UnreadableError as error:
        raise UnreadableError(error.reason, error.remedy, where=number + 1) from error
    if number == 0:
        raise UnreadableError("the table has no row under its header", "give one report a row")


def check_header(header: Sequence[str], columns: Mapping[str, str]) -> None:
    """Refuses a header that is empty, or in which a column is missing or cannot be told apart.

    Raises:
        UnreadableError: with the names that there are.
    """
    if not any(name.strip() for name in header):
        raise UnreadableError("the table has no header", "name the columns in the first row")
    matched = match_columns(header, columns)
    if "text" not in matched:
        raise missing_text(header, columns)
    if absent := sorted(set(columns) - set(matched)):
        named = ", ".join(
            f"{columns[field]!r}{did_you_mean(columns[field], header)}" for field in absent
        )
        listed = ", ".join(repr(name[:40]) for name in header[:20])
        raise UnreadableError(
            f"there is no column {named}; found: {listed}", "correct the names in --columns"
        )
    twice = [name for name, n in Counter(header).items() if n > 1 and name in matched.values()]
    if twice:
        raise UnreadableError(
            f"the column {twice[0]!r} stands in the header twice",
            "rename one of them, or name another: --columns FIELD=NAME",
        )


def _take(
    header: Sequence[str],
    cells: list[str] | UnreadableError,
    columns: Mapping[str, str],
    _said: str,
) -> Found:
    if isinstance(cells, UnreadableError):
        raise cells
    cells = _fitted(header, cells, columns)
    return take_fields(dict(zip(header, cells, strict=True)), columns)


def _fitted(header: Sequence[str], cells: list[str], columns: Mapping[str, str]) -> list[str]:
    """The cells, one under each column.

    Empty cells at the end that a program left out are filled in, and those that are too many
    taken off. A row that ends with its text is not filled in: there the text may be cut off by a
    line end without quotation marks.

    Raises:
        UnreadableError: when the cells do not fit.
    """
    missing = len(header) - len(cells)
    if missing < 0 and not any(cell.strip() for cell in cells[missing:]):
        return cells[:missing]
    text_at = header.index(match_columns(header, columns)["text"])
    if missing > 0 and text_at < len(cells) - 1:
        return cells + [""] * missing
    if missing:
        raise UnreadableError(
            f"the row has {len(cells)} cells under {len(header)} columns",
            "put cells that hold the delimiter or a line end between quotation marks",
        )
    return cells

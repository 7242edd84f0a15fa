"""Parquet and Arrow files: one report a row, a few rows in memory at a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec
import pyarrow as pa

from sayso.ingest.fields import Found, match_columns, take_fields
from sayso.ingest.media import Media
from sayso.ingest.tables.records import RecordFile
from sayso.ingest.tables.tabular import check_header
from sayso.ingest.unreadable import UnreadableError, too_long

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject

_ROWS = 64
_BUFFER = 1 << 20


def read_columnar(
    path: str, file: BinaryIO, media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports of a Parquet or Arrow (Feather) file, numbered by row.

    Columns are found as in CSV, and only those are read, in stretches of 64 rows. Dates and
    timestamps are taken as they are, a timestamp with its zone. A row has no bytes of its own:
    its hash is that of its fields as JSON. A row that cannot be read is one reject.

    Raises:
        UnreadableError: for a file that is damaged, without a column for the text, with a field
            in a nested column, or without rows; after every row before that.
    """
    record = RecordFile(path, media, options)
    number = 0
    try:
        for batch in _batches(file, media, options):
            for row in range(batch.num_rows):
                number += 1
                try:
                    values = _values(batch, row, record.limit)
                except UnreadableError as error:
                    yield error.at(number).to_reject(path)
                    continue
                raw = msgspec.json.encode(values)
                yield record.read(number, raw, lambda said: _take(said, options))
    except (pa.ArrowException, OSError) as error:
        raise UnreadableError(
            f"the file is damaged or no {_NAMES[media]}: {_first_line(error)}",
            "get the file again, or write it anew from its source",
            where=number + 1 if number else None,
        ) from error
    if number == 0:
        raise UnreadableError("the table has no row", "give one report a row")


_NAMES = {Media.PARQUET: "Parquet file", Media.ARROW: "Arrow file"}


def _batches(file: BinaryIO, media: Media, options: IngestOptions) -> Iterator[pa.RecordBatch]:
    """The rows in stretches, with the columns that are fields."""
    if media is Media.ARROW:
        reader = pa.ipc.open_file(file)
        names = _fields(reader.schema, options)
        for number in range(reader.num_record_batches):
            batch = reader.get_batch(number).select(names)
            yield from (batch.slice(start, _ROWS) for start in range(0, batch.num_rows, _ROWS))
        return
    from pyarrow import parquet  # noqa: PLC0415 (slow, and only Parquet needs it)

    kept = parquet.ParquetFile(file)
    names = _fields(kept.schema_arrow, options)
    words = [name for name in names if pa.types.is_string(kept.schema_arrow.field(name).type)]
    # a word that a dictionary holds once is not repeated in memory for every row that has it
    reader = parquet.ParquetFile(
        file, read_dictionary=words, buffer_size=_BUFFER, pre_buffer=False
    )
    yield from reader.iter_batches(_ROWS, columns=names, use_threads=False)


def _fields(schema: pa.Schema, options: IngestOptions) -> list[str]:
    """The names of the columns that are fields, in the order of the file."""
    check_header(schema.names, options.columns)
    matched = match_columns(schema.names, options.columns)
    for field, name in matched.items():
        if pa.types.is_nested(schema.field(name).type):
            raise UnreadableError(
                f"the column {name!r} is nested: it holds {schema.field(name).type}",
                f"write its {field} as a column of its own, or name another: "
                f"--columns {field}=NAME",
            )
    return [name for name in schema.names if name in set(matched.values())]


def _values(batch: pa.RecordBatch, row: int, limit: int) -> dict[str, Any]:
    return {
        name: _value(name, column[row], limit)
        for name, column in zip(batch.schema.names, batch.columns, strict=True)
    }


def _value(name: str, cell: Any, limit: int) -> object:
    """What a cell holds, as JSON can: words, a number, or a time in ISO 8601."""
    kind = cell.type
    if pa.types.is_dictionary(kind):
        cell = cell.value
        kind = kind.value_type
    if cell is None or not cell.is_valid:
        return None
    if pa.types.is_timestamp(kind):
        return str(cell.cast(pa.timestamp("us", kind.tz), safe=False).as_py().isoformat())
    if _is_bytes(kind):
        if cell.as_buffer().size > limit:
            raise too_long(limit)
        return _words(name, cell.as_buffer().to_pybytes())
    value = cell.as_py()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _is_bytes(kind: pa.DataType) -> bool:
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    binary = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
    return any(test(kind) for test in (*tests, *binary))


def _words(name: str, data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{name!r} is not UTF-8 at byte {error.start:,}",
            "write the column as strings in UTF-8",
        ) from error


def _take(said: str, options: IngestOptions) -> Found:
    return take_fields(msgspec.json.decode(said), options.columns)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]

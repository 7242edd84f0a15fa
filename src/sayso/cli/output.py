"""Where events go: JSON Lines, CSV, Parquet or a table, to a file or standard output.

A level says what a row is: one mention of an event, or one event of a report.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import msgspec

    from sayso.records.reading import ReadDocument

    _Writer = Iterator[Callable[[Sequence[msgspec.Struct]], None]]

_ROW_GROUP = 10_000
_WIDTH_OF_A_TABLE = 160


class Format(StrEnum):
    """How events are written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    TABLE = "table"


def format_of(output: str) -> Format | None:
    """The format that the name of an output tells: `events.jsonl.gz`, `events.parquet`."""
    name = output.lower().removesuffix(".gz").removesuffix(".zst")
    return next((format_ for format_ in Format if name.endswith(f".{format_}")), None)


class Level(StrEnum):
    """What one record is: a mention of an event, or an event of a report."""

    MENTION = "mention"
    EVENT = "event"


class _Shape(NamedTuple):
    """The rows of a level: of a reading, their record, their columns, their lines in a table."""

    rows: Callable[[ReadDocument], Sequence[Any]]
    record: type[msgspec.Struct]
    columns: tuple[str, ...]
    flat: Callable[[Any], dict[str, Any]]
    table: Callable[[Sequence[Any]], Any]


@contextmanager
def open_writer(
    format_: Format | None, output: str, level: Level = Level.MENTION
) -> Iterator[Callable[[ReadDocument], None]]:
    """A function that writes the events of one reading; the file is whole when this ends.

    `output` is a path, an address in a store, or "-" for standard output; null `format_` writes
    nothing. A file is written beside its place and renamed when it is complete, and lies in a
    store only when it is complete; JSON Lines and CSV are packed by gzip or Zstandard where the
    name ends in `.gz` or `.zst`.
    """
    if format_ is None:
        yield lambda _: None
        return
    from sayso.cli.places import as_text, new_file, new_object
    from sayso.ingest.stores import is_address

    shape = _shape(level)
    if output == "-":
        with _ROWS[format_](sys.stdout, shape) as write_rows:
            yield lambda read: write_rows(shape.rows(read))
        return
    place = new_object(output) if is_address(output) else new_file(Path(output))
    packed = format_ in {Format.JSONL, Format.CSV}
    with (
        place as file,
        as_text(file, output if packed else "") as out,
        _ROWS[format_](out, shape) as write_rows,
    ):
        yield lambda read: write_rows(shape.rows(read))


def _shape(level: Level) -> _Shape:
    from sayso.export import flat, table, whole_flat
    from sayso.records.rows import events, mentions

    if level is Level.MENTION:
        return _Shape(
            mentions.to_rows, mentions.EventRow, flat.COLUMNS, flat.flat, table.event_table
        )
    return _Shape(
        events.to_whole_rows,
        events.WholeEventRow,
        whole_flat.COLUMNS,
        whole_flat.flat,
        table.whole_event_table,
    )


def streams_to_terminal(format_: Format | None, output: str) -> bool:
    """Whether events appear on the terminal one by one, where nothing may stand between them."""
    return format_ in {Format.JSONL, Format.CSV} and output == "-" and sys.stdout.isatty()


@contextmanager
def _json_lines(out: TextIO, _: _Shape) -> _Writer:
    from sayso.cli.places import is_packed
    from sayso.records.exchange.codec import encode

    def write(rows: Sequence[msgspec.Struct]) -> None:
        out.writelines(encode(row).decode() + "\n" for row in rows)
        if not is_packed(out):
            out.flush()

    yield write


@contextmanager
def _csv(out: TextIO, shape: _Shape) -> _Writer:
    import csv

    writer = csv.DictWriter(out, shape.columns)
    writer.writeheader()
    yield lambda rows: writer.writerows(shape.flat(row) for row in rows)


@contextmanager
def _parquet(out: TextIO, shape: _Shape) -> _Writer:
    import pyarrow.parquet as pq

    from sayso.export.arrow import arrow_schema, to_arrow

    waiting: list[msgspec.Struct] = []
    columns = arrow_schema(shape.record)
    with pq.ParquetWriter(out.buffer, columns, compression="zstd") as writer:

        def write(rows: Sequence[msgspec.Struct]) -> None:
            waiting.extend(rows)
            if len(waiting) >= _ROW_GROUP:
                writer.write_table(to_arrow(waiting, shape.record))
                waiting.clear()

        yield write
        if waiting:
            writer.write_table(to_arrow(waiting, shape.record))


@contextmanager
def _table(out: TextIO, shape: _Shape) -> _Writer:
    from sayso.cli.terminal import console

    rows: list[msgspec.Struct] = []
    yield rows.extend
    console(out, width=_WIDTH_OF_A_TABLE).print(shape.table(rows))


_ROWS = {
    Format.JSONL: _json_lines,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
    Format.TABLE: _table,
}

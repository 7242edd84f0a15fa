"""Where events go: JSON Lines, CSV, Parquet or a table, to a file or standard output."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sayso.cli.messages import USAGE, fail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sayso.records.reading import ReadDocument
    from sayso.records.rows import EventRow

_ROW_GROUP = 10_000
_WIDTH_OF_A_TABLE = 160


class Format(StrEnum):
    """How events are written."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
    TABLE = "table"


@contextmanager
def open_writer(format_: Format | None, output: str) -> Iterator[Callable[[ReadDocument], None]]:
    """A function that writes the events of one reading; the file is whole when this ends.

    `output` is a path, or "-" for standard output; null `format_` writes nothing. A file is
    written beside its place and renamed when it is complete.
    """
    if format_ is None:
        yield lambda _: None
        return
    if output == "-":
        with _ROWS[format_](sys.stdout) as write_rows:
            yield _by_reading(write_rows)
        return
    with _new_file(Path(output)) as out, _ROWS[format_](out) as write_rows:
        yield _by_reading(write_rows)


def streams_to_terminal(format_: Format | None, output: str) -> bool:
    """Whether events appear on the terminal one by one, where nothing may stand between them."""
    return format_ in {Format.JSONL, Format.CSV} and output == "-" and sys.stdout.isatty()


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """A file that takes the place of `path` when it is whole; a device or pipe is written to."""
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(path.name + ".part")
    try:
        out = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}", status=USAGE)
    try:
        with out:
            yield out
        if not special:
            part.replace(path)
    finally:
        if not special:
            part.unlink(missing_ok=True)


def _by_reading(
    write_rows: Callable[[list[EventRow]], None],
) -> Callable[[ReadDocument], None]:
    from sayso.records.rows import to_rows

    return lambda read: write_rows(to_rows(read))


@contextmanager
def _json_lines(out: TextIO) -> Iterator[Callable[[list[EventRow]], None]]:
    from sayso.records.codec import encode

    def write(rows: list[EventRow]) -> None:
        out.writelines(encode(row).decode() + "\n" for row in rows)
        out.flush()

    yield write


@contextmanager
def _csv(out: TextIO) -> Iterator[Callable[[list[EventRow]], None]]:
    import csv

    from sayso.export.flat import COLUMNS, flat

    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    yield lambda rows: writer.writerows(flat(row) for row in rows)


@contextmanager
def _parquet(out: TextIO) -> Iterator[Callable[[list[EventRow]], None]]:
    import pyarrow.parquet as pq

    from sayso.export.arrow import arrow_schema, to_arrow
    from sayso.records.rows import EventRow

    waiting: list[EventRow] = []
    with pq.ParquetWriter(out.buffer, arrow_schema(EventRow), compression="zstd") as writer:

        def write(rows: list[EventRow]) -> None:
            waiting.extend(rows)
            if len(waiting) >= _ROW_GROUP:
                writer.write_table(to_arrow(waiting, EventRow))
                waiting.clear()

        yield write
        if waiting:
            writer.write_table(to_arrow(waiting, EventRow))


@contextmanager
def _table(out: TextIO) -> Iterator[Callable[[list[EventRow]], None]]:
    from sayso.cli.terminal import console
    from sayso.export.table import event_table

    rows: list[EventRow] = []
    yield rows.extend
    console(out, width=_WIDTH_OF_A_TABLE).print(event_table(rows))


_ROWS = {
    Format.JSONL: _json_lines,
    Format.CSV: _csv,
    Format.PARQUET: _parquet,
    Format.TABLE: _table,
}

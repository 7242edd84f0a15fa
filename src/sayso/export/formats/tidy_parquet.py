"""The six tidy tables as a folder of Parquet files, each column of its own type."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.export.formats.contract import FormatLevel, Problem, Tally
from sayso.export.formats.tidy.rows import rows_of
from sayso.export.formats.tidy.tables import TidyCheck, count_withheld, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

LEVEL = FormatLevel.ACCOUNT
FOLDER = True

_BATCH = 10_000
_TYPES = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def schema_of(name: str) -> pa.Schema:
    """The Arrow schema of a table; the meaning of each column stands with it."""
    return pa.schema(
        [
            pa.field(
                column.column,
                _TYPES[column.kind],
                nullable=column.required != "yes",
                metadata={"meaning": column.meaning},
            )
            for column in tables()[name]
        ]
    )


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes one file a table into a new folder, a few thousand rows in memory at a time."""
    tally = Tally()
    target.mkdir()
    with ExitStack() as files:
        writers = {}
        waiting: dict[str, list[dict[str, Any]]] = {}
        for name in tables():
            path = target / f"{name}.parquet"
            writers[name] = files.enter_context(
                pq.ParquetWriter(path, schema_of(name), compression="zstd")
            )
            waiting[name] = []
            tally.rows[path.name] = 0
        for dossier in dossiers:
            for name, row in rows_of(dossier, context):
                if name == "accounts":
                    count_withheld(row, tally.lost)
                waiting[name].append(_typed(name, row))
                tally.rows[f"{name}.parquet"] += 1
                if len(waiting[name]) == _BATCH:
                    _flush(writers[name], waiting[name])
        for name, writer in writers.items():
            _flush(writer, waiting[name])
    return tally


def check(path: Path) -> Iterator[Problem]:
    """What is wrong with a folder of the six tables, or with one of them alone.

    The line of a row is its number, from 1.
    """
    ids = TidyCheck()
    if not path.is_dir():
        if path.stem in tables():
            yield from _check_table(path.stem, path, ids)
            return
        message, remedy = f"{path.stem!r} is none of the six tables", f"name one: {_names()}"
        yield Problem(str(path), None, None, message, remedy=remedy)
        return
    for name in tables():
        file = path / f"{name}.parquet"
        if file.is_file():
            yield from _check_table(name, file, ids)
        else:
            message = "the table is missing"
            yield Problem(str(file), None, None, message, remedy="export the six tables anew")
    yield from ids.end()


def _names() -> str:
    return ", ".join(tables())


def _flush(writer: pq.ParquetWriter, rows: list[dict[str, Any]]) -> None:
    writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema))
    rows.clear()


def _typed(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its days as dates and empty text as nothing."""
    days = {column.column for column in tables()[name] if column.kind == "date"}
    return {
        key: date.fromisoformat(value) if key in days and value else _null(value)
        for key, value in row.items()
    }


def _null(value: Any) -> Any:
    return None if isinstance(value, str) and not value else value


def _check_table(name: str, path: Path, ids: TidyCheck) -> Iterator[Problem]:
    try:
        with pq.ParquetFile(path) as file:
            yield from ids.header(name, str(path), file.schema_arrow.names)
            line = 0
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    line += 1
                    told = {key: _plain(value) for key, value in row.items()}
                    yield from ids.row(name, str(path), line, told)
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"no Parquet: {str(error).splitlines()[0][:200]}"
        yield Problem(str(path), None, None, message, remedy="export it anew, or copy it again")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

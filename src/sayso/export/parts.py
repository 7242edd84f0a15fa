"""Part files: what one shard of a large run gives, whole or not there.

A folder of parts has `mentions/part-KEY.parquet` (event mentions), `events/part-KEY.parquet`
(one row an event of a report), `rejects/part-KEY.jsonl`, and `readings/part-KEY.jsonl.zst`
(everything, a `PartLine` a line: what a ledger is made from). Equal items give equal bytes.
"""

from __future__ import annotations

import io
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.export.arrow import arrow_schema, to_arrow
from sayso.records.document import Document, Reject
from sayso.records.exchange.codec import decode, encode
from sayso.records.exchange.part import PartCounts, PartLine
from sayso.records.reading import ReadDocument
from sayso.records.rows.events import WholeEventRow, to_whole_rows
from sayso.records.rows.mentions import EventRow, to_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import msgspec

    Item = ReadDocument | Document | Reject

_READINGS = "readings"
_REJECTS = "rejects"
_NAMES = {
    "mentions": "part-{}.parquet",
    "events": "part-{}.parquet",
    _REJECTS: "part-{}.jsonl",
    _READINGS: "part-{}.jsonl.zst",
}
_UNFINISHED = ".unfinished"
_ROW_GROUP = 10_000


def part_path(folder: Path, table: str, key: str) -> Path:
    """Where a part of the table "mentions", "events", "rejects" or "readings" lies."""
    return folder / table / _NAMES[table].format(key)


def has_part(folder: Path, key: str) -> bool:
    """Whether all files of a part are there; each is whole if it is."""
    return all(part_path(folder, table, key).is_file() for table in _NAMES)


def part_keys(folder: Path) -> set[str]:
    """The keys of all parts of which a file is there."""
    return {
        path.name.removeprefix("part-").partition(".")[0]
        for table in _NAMES
        for path in (folder / table).glob("part-*")
    }


def make_tables(folder: Path) -> None:
    """Makes the folder of parts, empty, where it is not there."""
    for table in _NAMES:
        (folder / table).mkdir(parents=True, exist_ok=True)


def write_part(folder: Path, key: str, items: Iterable[Item]) -> PartCounts:
    """Writes a part, an item at a time; the files appear under their names when all are whole.

    Any number of processes may write one part at the same time: each writes files of its own,
    and the last to finish replaces those of the others, which are equal.

    Raises:
        OSError: when the folder cannot be written; what the items raise is passed on. Nothing
            half-written is left in both cases.
    """
    mark = f".{uuid.uuid4().hex}{_UNFINISHED}"
    finals = [part_path(folder, table, key) for table in _NAMES]
    drafts = [path.with_name(path.name + mark) for path in finals]
    try:
        counts = _write(drafts, items)
        for draft, final in zip(drafts, finals, strict=True):
            draft.replace(final)
    finally:
        for draft in drafts:
            draft.unlink(missing_ok=True)
    return counts


def read_part(folder: Path, key: str) -> Iterator[Item]:
    """The items of a part in their order, one in memory at a time.

    Raises:
        OSError: when the part is not there.
        ValueError: when it is damaged (msgspec's decoding errors are such).
    """
    stream = pa.input_stream(str(part_path(folder, _READINGS, key)), compression="zstd")
    with io.BufferedReader(stream) as lines:
        for line in lines:
            yield decode(line, PartLine).item


def read_rejects(folder: Path, key: str) -> list[Reject]:
    """The rejects of a part.

    Raises:
        OSError: when the part is not there.
    """
    lines = part_path(folder, _REJECTS, key).read_bytes().splitlines()
    return [decode(line, Reject) for line in lines]


def remove_part(folder: Path, key: str) -> None:
    """Removes the files of a part, where there are any."""
    for table in _NAMES:
        part_path(folder, table, key).unlink(missing_ok=True)


def remove_unfinished(folder: Path) -> None:
    """Removes what killed processes left half-written; none may be writing."""
    for table in _NAMES:
        for path in (folder / table).glob(f"*{_UNFINISHED}"):
            path.unlink(missing_ok=True)


def _write(drafts: list[Path], items: Iterable[Item]) -> PartCounts:
    read = unread = rejected = events = 0
    with ExitStack() as stack:
        mentions = stack.enter_context(_Table(drafts[0], EventRow))
        whole = stack.enter_context(_Table(drafts[1], WholeEventRow))
        rejects = stack.enter_context(drafts[2].open("wb"))
        readings = stack.enter_context(pa.CompressedOutputStream(str(drafts[3]), "zstd"))
        for item in items:
            readings.write(encode(PartLine.of(item)) + b"\n")
            if isinstance(item, ReadDocument):
                rows = to_rows(item)
                mentions.write(rows)
                whole.write(to_whole_rows(item))
                read, events = read + 1, events + len(rows)
            elif isinstance(item, Document):
                unread += 1
            else:
                rejects.write(encode(item) + b"\n")
                rejected += 1
    return PartCounts(read=read, unread=unread, rejected=rejected, events=events)


class _Table:
    """A Parquet file of rows of one kind, written in row groups of `_ROW_GROUP` rows."""

    def __init__(self, path: Path, kind: type[msgspec.Struct]) -> None:
        self._kind = kind
        self._rows: list[Any] = []
        self._writer = pq.ParquetWriter(path, arrow_schema(kind), compression="zstd")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def write(self, rows: Iterable[msgspec.Struct]) -> None:
        self._rows.extend(rows)
        if len(self._rows) >= _ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(to_arrow(self._rows, self._kind))
            self._rows.clear()

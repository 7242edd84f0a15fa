"""JSON Lines, and lists of JSON objects: one report a record."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sayso.ingest.fields import Found, take_fields
from sayso.ingest.media import Media
from sayso.ingest.streams import as_utf8, read_lines
from sayso.ingest.tables.json_values import read_values
from sayso.ingest.tables.records import RecordFile
from sayso.ingest.unreadable import UnreadableError, too_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject


def read_json(
    path: str, chunks: Iterator[bytes], media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports of JSON Lines, numbered by line, or of JSON values, numbered by record.

    A record that cannot be read is one reject, and the next one is read. Blank lines are passed
    over.

    Raises:
        UnreadableError: where the file ends inside a record or its stream breaks, after every
            record before that; and when it holds no record.
    """
    file = RecordFile(path, media, options)
    split = read_lines if media is Media.JSON_LINES else read_values
    empty = True
    for item in _read(file, split(as_utf8(chunks), file.limit)):
        yield item
        empty = False
    if empty:
        raise UnreadableError("the file holds no record", "give one JSON object for each report")


def read_some_lines(
    path: str, chunks: Iterator[bytes], first: int, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports in a stretch of a JSON Lines file whose first line is line `first` (1-based).

    What it gives is what the whole file would give for these lines; there may be none.
    """
    file = RecordFile(path, Media.JSON_LINES, options)
    lines = read_lines(as_utf8(chunks) if first == 1 else chunks, file.limit)
    yield from _read(file, ((first - 1 + number, raw) for number, raw in lines))


def _read(
    file: RecordFile, records: Iterable[tuple[int, bytes | None]]
) -> Iterator[Document | Reject]:
    for number, raw in records:
        if raw is None:
            yield too_long(file.limit).at(number).to_reject(file.path)
        elif raw.strip():
            yield file.read(number, raw, lambda said: _take(said, file.options))


def _take(said: str, options: IngestOptions) -> Found:
    try:
        record = json.loads(said, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"not valid JSON: {error.msg} (character {error.pos + 1:,} of the record)",
            "write each report as one JSON object; JSON Lines takes one object a line",
        ) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "not JSON that can be read: numbers too long or brackets too deep",
            "write each report as one flat JSON object",
        ) from error
    if not isinstance(record, dict):
        raise UnreadableError(
            f"the record is {_KINDS.get(type(record), 'a word')}, not an object",
            'write each report as an object: {"id": …, "text": …}',
        )
    return take_fields(record, options.columns)


_KINDS: dict[type, str] = {list: "a list", int: "a number", float: "a number", str: "a string"}

"""Everything a user can name, to documents and rejects."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING, BinaryIO

from sayso.ingest.build import STDIN, Origin, build_document
from sayso.ingest.encoding import decode_document, front_matter_encoding, html_charset
from sayso.ingest.jsonl import read_json
from sayso.ingest.media import HEAD, Media, recognise
from sayso.ingest.options import IngestOptions
from sayso.ingest.paths import find_files, from_os_error, shown_path
from sayso.ingest.records import RecordFile
from sayso.ingest.streams import as_utf8, peek, read_chunks, read_whole, unpack
from sayso.ingest.tabular import read_table
from sayso.ingest.text import read_markdown, read_text
from sayso.ingest.unreadable import UnreadableError
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path, PurePath

    from sayso.ingest.fields import Found
    from sayso.records.document import Document

__all__ = ["IngestOptions", "read_sources"]


def read_sources(paths: Sequence[str], options: IngestOptions) -> Iterator[Document | Reject]:
    """The documents in files, folders, globs and standard input (`-`), in the order of the paths.

    Read are plain text and Markdown with or without front matter, HTML, JSON Lines, JSON lists,
    CSV and TSV, each also packed by gzip. What cannot be read comes as a `Reject` in its place,
    with path, line or record, reason and remedy; nothing is raised for what an input holds. What
    one document gives does not depend on the others, and one record at a time is held in memory.
    """
    for found in find_files(paths):
        if isinstance(found, Reject):
            yield found
        else:
            yield from _read_file(found, options)


def _read_file(path: Path, options: IngestOptions) -> Iterator[Document | Reject]:
    shown = shown_path(path)
    try:
        if shown == STDIN:
            yield from _read_stream(path, options.stdin or sys.stdin.buffer, options)
        else:
            with path.open("rb") as stream:
                yield from _read_stream(path, stream, options)
    except UnreadableError as error:
        yield error.to_reject(shown)
    except OSError as error:
        yield from_os_error(path, error)


def _read_stream(
    path: PurePath, stream: BinaryIO, options: IngestOptions
) -> Iterator[Document | Reject]:
    shown = shown_path(path)
    digest = hashlib.sha256()
    head, chunks = peek(unpack(read_chunks(stream, digest)), HEAD)
    name = path.stem if path.suffix.lower() == ".gz" else path.name
    media = recognise(name, head, options.columns)
    if media in {Media.JSON, Media.JSON_LINES}:
        yield from read_json(shown, as_utf8(chunks), media, options)
    elif media in {Media.CSV, Media.TSV}:
        yield from read_table(shown, as_utf8(chunks), media, options)
    else:
        limit = (
            options.max_bytes if media is Media.HTML else RecordFile(shown, media, options).limit
        )
        found = _read_report(read_whole(chunks, limit), media)
        origin = Origin(path=shown, media_type=media.value, sha256_bytes=digest.hexdigest())
        yield build_document(found, origin, options)


def _read_report(data: bytes, media: Media) -> Found:
    """The report in a file that holds one.

    Raises:
        UnreadableError: when there is none, or the bytes are no text.
    """
    if not data.strip():
        raise UnreadableError("the file is empty", "give a file with a text, or leave it out")
    if media is Media.HTML:
        from sayso.ingest.html import read_page  # noqa: PLC0415 (slow, and only pages need it)

        return read_page(decode_document(data, html_charset))
    text = decode_document(data, front_matter_encoding)
    return read_markdown(text) if media is Media.MARKDOWN else read_text(text)

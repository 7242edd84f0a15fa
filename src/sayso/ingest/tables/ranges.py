"""Large JSON Lines files in stretches that can be read by themselves."""

from __future__ import annotations

import codecs
import hashlib
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, BinaryIO

from sayso.ingest.media import HEAD, Media, recognise
from sayso.ingest.paths import shown_path
from sayso.ingest.streams import CHUNK
from sayso.ingest.tables.jsonl import read_some_lines
from sayso.ingest.unreadable import UnreadableError
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ingest.options import IngestOptions
    from sayso.records.document import Document, Reject


class Stretch(Record, frozen=True, kw_only=True):
    """Bytes `start` to `end` of a file (end-exclusive), with their hash.

    `line` is the number of the first line in them, where a file was cut at its line ends; null
    says that the file is to be read as a whole.
    """

    start: int
    end: int
    sha256: str
    line: int | None = None


def cut_file(path: Path, size: int, options: IngestOptions) -> list[Stretch]:
    """A file as stretches of `size` bytes or a line more, where its lines are its records.

    That is so for JSON Lines that are not packed and in UTF-8; any other file is one stretch.
    Every byte is in one stretch, and no line in two.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as stream:
        if path.stat().st_size > size and _has_lines(path, stream.peek(HEAD), options):
            ends = list(_line_ends(stream, size))
            if len(ends) > 1 and not _is_blank(stream):
                return [
                    Stretch(start=start, end=end, sha256=_sha256(stream, start, end), line=line)
                    for (start, line), (end, _) in pairwise([(0, 1), *ends])
                ]
        end = path.stat().st_size
        return [Stretch(start=0, end=end, sha256=_sha256(stream, 0, end))]


def is_unchanged(path: Path, stretch: Stretch) -> bool:
    """Whether the file still holds the bytes that were cut.

    Raises:
        OSError: when the file cannot be read.
    """
    with path.open("rb") as stream:
        same = _sha256(stream, stretch.start, stretch.end) == stretch.sha256
        return same and (stretch.line is not None or not stream.read(1))


def read_stretch(
    path: Path, stretch: Stretch, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The reports in a stretch that was cut at line ends, as the whole file would give them.

    Raises:
        OSError: when the file cannot be read.
    """
    assert stretch.line is not None
    with path.open("rb") as stream:
        chunks = _chunks(stream, stretch.start, stretch.end)
        yield from read_some_lines(shown_path(path), chunks, stretch.line, options)


def _has_lines(path: Path, head: bytes, options: IngestOptions) -> bool:
    """Whether lines are records: not so in packed files and in UTF-16, which begin otherwise."""
    if not head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        return recognise(path.name, head[:HEAD], options.columns) is Media.JSON_LINES
    except UnreadableError:
        return False


def _is_blank(stream: BinaryIO) -> bool:
    stream.seek(0)
    return not any(chunk.strip() for chunk in iter(partial(stream.read, CHUNK), b""))


def _line_ends(stream: BinaryIO, size: int) -> Iterator[tuple[int, int]]:
    """Where stretches end: the byte after each, and the number of the line that begins there."""
    begin, here, line = 0, 0, 1
    while chunk := stream.read(CHUNK):
        at = 0
        while at < len(chunk):
            wanted = max(begin + size - 1 - here, at)
            end = chunk.find(b"\n", wanted) + 1 if wanted < len(chunk) else 0
            stop = end or len(chunk)
            line += chunk.count(b"\n", at, stop)
            if end:
                begin = here + end
                yield begin, line
            at = stop
        here += len(chunk)
    if here > begin:
        yield here, line


def _sha256(stream: BinaryIO, start: int, end: int) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(stream, start, end):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(stream: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    stream.seek(start)
    left = end - start
    while left and (chunk := stream.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk

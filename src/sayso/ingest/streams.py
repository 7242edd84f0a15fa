"""Bytes from files in bounded pieces: peeked at, gathered, cut into lines."""

from __future__ import annotations

import codecs
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    import hashlib
    from collections.abc import Callable, Iterator

CHUNK = 1 << 16
_IN_MEMORY = 1 << 23
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_chunks(stream: BinaryIO, digest: hashlib._Hash) -> Iterator[bytes]:
    """The bytes of a stream as they come, at most `CHUNK` at a time, taken in by `digest`.

    A pipe gives what is in it: a slow writer's first line does not wait for the next ones.
    """
    read = getattr(stream, "read1", stream.read)
    while chunk := read(CHUNK):
        digest.update(chunk)
        yield chunk


def hashed(chunks: Iterator[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The chunks, each taken in by `digest` when it is asked for."""
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def peek(
    chunks: Iterator[bytes], size: int, enough: Callable[[bytes], bool] = lambda _: False
) -> tuple[bytes, Iterator[bytes]]:
    """The first `size` bytes or a little more, and all chunks including these.

    Fewer bytes do where the chunks so far are `enough`: a slow stream is not waited for.
    A stream that breaks off inside the first bytes breaks off at the same byte again when the
    chunks are read.
    """
    head: list[bytes] = []
    broken: UnreadableError | None = None
    try:
        while sum(map(len, head)) < size and not enough(b"".join(head)):
            if (chunk := next(chunks, None)) is None:
                break
            head.append(chunk)
    except UnreadableError as error:
        broken = error
    return b"".join(head), _resume(head, chunks, broken)


def _resume(
    head: list[bytes], chunks: Iterator[bytes], broken: UnreadableError | None
) -> Iterator[bytes]:
    yield from head
    if broken is not None:
        raise broken
    yield from chunks


def as_utf8(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The chunks without byte order mark; UTF-16 and UTF-32, known by their mark, as UTF-8.

    Raises:
        UnreadableError: where the bytes are not what their mark says.
    """
    head, chunks = peek(chunks, 4)
    if head.startswith(codecs.BOM_UTF8):
        return _drop(chunks, len(codecs.BOM_UTF8))
    encoding = wide_encoding(head)
    return _transcode(chunks, encoding) if encoding else chunks


def wide_encoding(head: bytes) -> str | None:
    """The encoding, UTF-16 or UTF-32, whose byte order mark begins the bytes."""
    return next((name for mark, name in _WIDE_MARKS.items() if head.startswith(mark)), None)


def _drop(chunks: Iterator[bytes], count: int) -> Iterator[bytes]:
    for chunk in chunks:
        kept = chunk[count:]
        count -= len(chunk) - len(kept)
        if kept:
            yield kept


def _transcode(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"the file begins as {encoding.upper()} but goes on as something else",
            f"save it again as UTF-8: iconv -f {encoding.upper()} -t UTF-8 FILE > NEW",
        ) from error


def read_whole(chunks: Iterator[bytes], limit: int) -> bytes:
    """All bytes, of which there may be `limit` at most.

    Raises:
        UnreadableError: when there are more; what comes after them is not read.
    """
    excess = UnreadableError(
        f"the document is larger than the limit of {limit:,} bytes",
        "split it into its reports, or give them as JSON Lines, one report a line",
    )
    return b"".join(_up_to(limit, chunks, excess))


def _up_to(limit: int, chunks: Iterator[bytes], excess: UnreadableError) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise excess
        yield chunk


@contextmanager
def as_file(chunks: Iterator[bytes], limit: int) -> Iterator[BinaryIO]:
    """All bytes as a file that can be sought in, at its start; gone with the `with` block.

    Beyond eight megabytes they lie on disk, in a nameless file of the system's temporary folder.

    Raises:
        UnreadableError: when there are more than `limit` bytes; what comes after is not read.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        excess = UnreadableError(
            f"the file is larger, unpacked, than the limit of {limit:,} bytes (max_bytes)",
            "split it, or raise max_bytes in the configuration",
        )
        file.writelines(_up_to(limit, chunks, excess))
        file.seek(0)
        yield cast("BinaryIO", file)


def read_lines(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers (1-based), with line end; null for one over `limit` bytes.

    No more than one line up to the limit is ever held.

    Raises:
        UnreadableError: where the stream breaks, with the number of the line that is cut off.
    """
    number, parts, size = 1, [], 0
    try:
        for chunk in chunks:
            for piece in _pieces(chunk):
                size += len(piece)
                if size <= limit:
                    parts.append(piece)
                else:
                    parts.clear()
                if piece.endswith(b"\n"):
                    yield number, (b"".join(parts) if size <= limit else None)
                    number, size = number + 1, 0
                    parts.clear()
    except UnreadableError as error:
        raise error.at(number) from error
    if size:
        yield number, (b"".join(parts) if size <= limit else None)


def _pieces(chunk: bytes) -> Iterator[bytes]:
    start = 0
    while start < len(chunk):
        end = chunk.find(b"\n", start) + 1 or len(chunk)
        yield chunk[start:end]
        start = end

"""The body of an HTTP response as it lies in an archive: chunks joined, packing undone."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from sayso.ingest.archives.packing import unpack
from sayso.ingest.streams import CHUNK, read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sayso.ingest.archives.packing import Allowance

_AGAIN = "crawl the page again, or save it as HTML"


def decoded_body(
    body: bytes, headers: Mapping[str, str], limit: int, allowance: Allowance
) -> bytes:
    """The body without transfer coding and content coding; headers are named in small letters.

    Either may be announced and missing: crawlers undo them and leave the headers.

    Raises:
        UnreadableError: for a coding that is not known, damaged data, more than `limit` bytes,
            and a bomb, by the `allowance` of the whole archive.
    """
    if (headers.get("transfer-encoding") or "").strip().lower() == "chunked":
        body = _joined(body)
    coding = (headers.get("content-encoding") or "").strip().lower()
    if coding in {"", "identity", "none", "utf-8"}:
        return body
    if (decode := _CODINGS.get(coding)) is None:
        raise UnreadableError(f"the page is packed as {coding}, which is not read", _AGAIN)
    allowance.grant(len(body))
    return read_whole(decode(body, allowance), limit)


def _joined(body: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 (only archives need it)

    reader, parts = ChunkedDataReader(io.BytesIO(body)), list[bytes]()
    while part := reader.read(CHUNK):
        parts.append(part)
    return b"".join(parts)


def _unpacked(body: bytes, allowance: Allowance) -> Iterator[bytes]:
    """What gzip or Zstandard gives; the body itself where it is neither."""
    return unpack(iter([body]), allowance)


def _inflated(body: bytes, allowance: Allowance) -> Iterator[bytes]:
    """Deflate, with zlib's header as the standard has it, or without as some servers do."""
    try:
        yield from _pieces(zlib.decompressobj(), body, allowance)
    except zlib.error:
        yield from _raw(body, allowance)


def _raw(body: bytes, allowance: Allowance) -> Iterator[bytes]:
    try:
        yield from _pieces(zlib.decompressobj(-zlib.MAX_WBITS), body, allowance)
    except zlib.error:
        yield body


def _pieces(member: zlib._Decompress, packed: bytes, allowance: Allowance) -> Iterator[bytes]:
    while packed and not member.eof:
        piece = member.decompress(packed, CHUNK)
        allowance.spend(len(piece))
        yield piece
        packed = member.unconsumed_tail
    if not member.eof:
        raise UnreadableError("the page's deflate data end too early", _AGAIN)


def _brotli(body: bytes, allowance: Allowance) -> Iterator[bytes]:
    import brotli  # noqa: PLC0415 (only web archives need it)

    member, packed, given = brotli.Decompressor(), body, False
    try:
        while not member.is_finished():
            piece = member.process(packed, output_buffer_limit=CHUNK)
            if not piece and not packed:
                raise UnreadableError("the page's brotli data end too early", _AGAIN)
            packed, given = b"", given or bool(piece)
            allowance.spend(len(piece))
            yield piece
    except brotli.error as error:
        if given:
            raise UnreadableError("the page's brotli data are damaged", _AGAIN) from error
        yield body


_CODINGS: dict[str, Callable[[bytes, Allowance], Iterator[bytes]]] = {
    "gzip": _unpacked,
    "x-gzip": _unpacked,
    "zstd": _unpacked,
    "deflate": _inflated,
    "br": _brotli,
}

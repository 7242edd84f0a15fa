"""The body of an HTTP response as it lies in an archive: chunks joined, packing undone."""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from sayso.ingest.packing import Allowance, unpack
from sayso.ingest.streams import CHUNK, read_whole
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_AGAIN = "crawl the page again, or save it as HTML"


def decoded_body(body: bytes, headers: Mapping[str, str], limit: int) -> bytes:
    """The body without transfer coding and content coding; headers are named in small letters.

    Either may be announced and missing: crawlers undo them and leave the headers.

    Raises:
        UnreadableError: for a coding that is not known, damaged data, or more than `limit` bytes.
    """
    if (headers.get("transfer-encoding") or "").strip().lower() == "chunked":
        body = _joined(body)
    coding = (headers.get("content-encoding") or "").strip().lower()
    if coding in {"", "identity", "none", "utf-8"}:
        return body
    if (decode := _CODINGS.get(coding)) is None:
        raise UnreadableError(f"the page is packed as {coding}, which is not read", _AGAIN)
    return read_whole(decode(body), limit)


def _joined(body: bytes) -> bytes:
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415 (only archives need it)

    reader, parts = ChunkedDataReader(io.BytesIO(body)), list[bytes]()
    while part := reader.read(CHUNK):
        parts.append(part)
    return b"".join(parts)


def _unpacked(body: bytes) -> Iterator[bytes]:
    """What gzip or Zstandard gives; the body itself where it is neither."""
    return unpack(iter([body]))


def _inflated(body: bytes) -> Iterator[bytes]:
    """Deflate, with zlib's header as the standard has it, or without as some servers do."""
    try:
        yield from _pieces(zlib.decompressobj(), body)
    except zlib.error:
        yield from _raw(body)


def _raw(body: bytes) -> Iterator[bytes]:
    try:
        yield from _pieces(zlib.decompressobj(-zlib.MAX_WBITS), body)
    except zlib.error:
        yield body


def _pieces(member: zlib._Decompress, packed: bytes) -> Iterator[bytes]:
    while packed and not member.eof:
        yield member.decompress(packed, CHUNK)
        packed = member.unconsumed_tail


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # noqa: PLC0415 (only web archives need it)

    member, allowance = brotli.Decompressor(), Allowance()
    allowance.spend(len(body), 0)
    packed, given = body, False
    try:
        while packed or not (member.can_accept_more_data() or member.is_finished()):
            piece = member.process(packed, output_buffer_limit=CHUNK)
            packed, given = b"", given or bool(piece)
            allowance.spend(0, len(piece))
            yield piece
    except brotli.error as error:
        if given:
            raise UnreadableError("the page's brotli data are damaged", _AGAIN) from error
        yield body


_CODINGS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _unpacked,
    "x-gzip": _unpacked,
    "zstd": _unpacked,
    "deflate": _inflated,
    "br": _brotli,
}

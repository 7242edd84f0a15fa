"""A WARC file cut into its records, the broken ones set apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_VERSION = re.compile(rb"WARC/\d\.\d+\s*")
_OPENS_INSIDE = re.compile(rb"\nWARC/\d\.\d+\s*\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,18})\s*$", re.IGNORECASE | re.MULTILINE)
_MOST_HEADER = 1 << 18
_LONGEST_LINE = 1 << 16
_END = b"\r\n"
LOST = b"\r\n\r\n(lost)\r\n"
"""What stands for a damaged stretch of a file, so that it is told as a broken record."""

_REMEDY = "crawl or download the page again; the records after it are read"


@dataclass(frozen=True)
class WarcRecord:
    """A record: its number in the file (1-based), its header and its block.

    `block` is null where it is not wanted, or longer than the limit; `fault` says why a record
    cannot be read.
    """

    number: int
    header: bytes = b""
    block: bytes | None = None
    length: int = 0
    fault: UnreadableError | None = None


def read_records(
    chunks: Iterator[bytes], limit: int, wanted: Callable[[bytes], bool]
) -> Iterator[WarcRecord]:
    """The records of a WARC file; blocks over `limit` bytes, or not `wanted`, are passed over.

    After a broken record, reading goes on at the next line that begins one. No more than one
    block and 64 KiB are held.

    Raises:
        UnreadableError: where the file breaks off, with the number of the record.
    """
    source, number = _Bytes(chunks), 0
    try:
        while line := _opening(source):
            number += 1
            if _VERSION.fullmatch(line):
                yield _record(source, number, line, limit, wanted)
            else:
                yield WarcRecord(number, fault=_broken("it does not begin as a WARC record"))
                _resync(source)
    except UnreadableError as error:
        raise error.at(max(number, 1)) from error


def _opening(source: _Bytes) -> bytes:
    """The next line that is not blank; none at the end."""
    while (line := source.line()) and not line.strip():
        pass
    return line


def _record(
    source: _Bytes, number: int, line: bytes, limit: int, wanted: Callable[[bytes], bool]
) -> WarcRecord:
    lines, size = [line], 0
    while (line := source.line()).strip():
        lines.append(line)
        size += len(line)
        if size > _MOST_HEADER:
            _resync(source)
            return WarcRecord(number, fault=_broken("its header has no end"))
    header = b"".join(lines)
    match = _LENGTH.search(header.replace(b"\r\n", b"\n"))
    if match is None:
        _resync(source)
        return WarcRecord(number, header, fault=_broken("its header states no length"))
    length = int(match[1])
    kept = length <= limit and wanted(header)
    block, got = source.take(length, keep=kept)
    if got < length and _OPENS_INSIDE.search(block) is None:
        raise UnreadableError(
            f"the file ends inside the record, after {got:,} of {length:,} bytes",
            "get the file again: it was cut off",
        )
    if (end := source.take(len(_END), keep=True)[0]).strip() or got < length:
        source.give_back(block + end)
        _resync(source)
        return WarcRecord(number, header, fault=_broken("its length is not what its header says"))
    return WarcRecord(number, header, block if kept else None, length)


def _resync(source: _Bytes) -> None:
    """Goes to the next line that begins a record."""
    while line := source.line():
        if _VERSION.fullmatch(line):
            source.give_back(line)
            return


def _broken(why: str) -> UnreadableError:
    return UnreadableError(f"the WARC record is broken: {why}", _REMEDY)


class _Bytes:
    """Chunks from which lines and blocks are taken, and to which they can be given back."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self._at = 0

    def line(self) -> bytes:
        """The next line with its end, or the next 64 KiB of a longer one; none at the end."""
        while True:
            end = self._rest.find(b"\n", self._at) + 1
            left = len(self._rest) - self._at
            if end or left >= _LONGEST_LINE or not self._fill():
                stop = min(end or len(self._rest), self._at + _LONGEST_LINE)
                line, self._at = self._rest[self._at : stop], stop
                return line

    def take(self, size: int, *, keep: bool) -> tuple[bytes, int]:
        """The next `size` bytes, or none when not to be kept, and how many there were."""
        parts, left = [], size
        while left:
            if self._at == len(self._rest) and not self._fill():
                break
            piece = self._rest[self._at : self._at + left]
            self._at += len(piece)
            left -= len(piece)
            if keep:
                parts.append(piece)
        return b"".join(parts), size - left

    def give_back(self, data: bytes) -> None:
        """Puts bytes before those that come next."""
        self._rest, self._at = data + self._rest[self._at :], 0

    def _fill(self) -> bool:
        chunk = next(self._chunks, b"")
        self._rest, self._at = self._rest[self._at :] + chunk, 0
        return bool(chunk)

"""The values of a JSON file one at a time: of a list, or one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = re.compile(rb'["\[\]{},]')
_STRING_MARK = re.compile(rb'["\\]')
_BETWEEN = b" \t\r\n,"


def read_values(chunks: Iterator[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The values with their numbers (1-based), as bytes; null for one over `limit` bytes.

    The file is a list, whose elements are the values, or values one after another on as many
    lines as they like. Brackets and strings are followed, nothing else: whether a value is valid
    JSON is seen when it is decoded. No more than one value up to the limit is ever held.

    Raises:
        UnreadableError: where the file ends inside a value or list, or its stream breaks, with
            the number of the value.
    """
    scanner = _Scanner(limit)
    try:
        for chunk in chunks:
            for value in scanner.feed(chunk):
                yield scanner.number, value
        for value in scanner.rest():
            yield scanner.number, value
    except UnreadableError as error:
        raise error.at(scanner.number + 1) from error


class _Scanner:
    """Where the reading of a file stands.

    `_floor` is the depth of brackets at which the values stand: 1 in a list, 0 without; null
    until the first byte that is no white space. `number` is that of the last value.
    """

    def __init__(self, limit: int) -> None:
        self.number = 0
        self._limit = limit
        self._floor: int | None = None
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """The values that end in the chunk."""
        at = 0
        while at < len(chunk):
            if self._in_string:
                at = self._string(chunk, at)
                continue
            match = _MARK.search(chunk, at)
            end = match.end() if match else len(chunk)
            yield from self._outside(chunk[at:end], match[0] if match else b" ")
            at = end

    def rest(self) -> Iterator[bytes | None]:
        """What stands at the end of the file, where no mark ended it."""
        if self._in_string or self._depth > (self._floor or 0):
            raise _cut_off("a value")
        if self._floor == 1:
            raise _cut_off("the list")
        yield from self._take()

    def _outside(self, run: bytes, mark: bytes) -> Iterator[bytes | None]:
        """Reads a run of bytes outside strings up to its mark; a value, when that ends one."""
        if self._floor is None and run.strip():
            self._floor = self._depth = int(run.strip() == b"[")
            if self._floor == 1:
                return
        if mark == b"]" and self._depth == self._floor == 1:
            self._keep(run[:-1])
            self._floor = self._depth = 0
            yield from self._take()
            return
        self._keep(run)
        if mark == b'"':
            self._in_string = True
        elif mark in b"[{":
            self._depth += 1
        elif mark in b"]}":
            self._depth = max(self._depth - 1, self._floor or 0)
        if mark in b"]}," and self._depth == self._floor:
            yield from self._take()

    def _string(self, chunk: bytes, at: int) -> int:
        """Reads on inside a string; where it stopped."""
        if self._escaped:
            self._escaped = False
            self._keep(chunk[at : at + 1])
            return at + 1
        match = _STRING_MARK.search(chunk, at)
        end = match.end() if match else len(chunk)
        self._keep(chunk[at:end])
        if match:
            self._escaped = match[0] == b"\\"
            self._in_string = self._escaped
        return end

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size <= self._limit:
            self._parts.append(piece)
        else:
            self._parts.clear()

    def _take(self) -> Iterator[bytes | None]:
        value = b"".join(self._parts).strip(_BETWEEN)
        too_long = self._size > self._limit
        self._parts, self._size = [], 0
        if value or too_long:
            self.number += 1
            yield None if too_long else value


def _cut_off(what: str) -> UnreadableError:
    return UnreadableError(
        f"the file ends in the middle of {what}", "get the file again: it was cut off"
    )

"""Packed bytes, unpacked in bounded pieces: gzip, bzip2, xz and Zstandard."""

from __future__ import annotations

import zlib
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from sayso.ingest.streams import CHUNK, peek
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import PurePath

FREE = 1 << 28
RATIO = 200
_SUFFIXES = {
    ".gz": "",
    ".bz2": "",
    ".xz": "",
    ".zst": "",
    ".tgz": ".tar",
    ".tbz": ".tar",
    ".tbz2": ".tar",
    ".txz": ".tar",
    ".tzst": ".tar",
}
_GZIP_WINDOW = 31  # zlib: the largest window, with the header of gzip
_MEMBER_OPENS = b"\x1f\x8b\x08"
_MOST_MEMORY = 1 << 28  # for the window of xz and Zstandard, which the file itself demands
_ZSTD_SLICE = 256  # one such slice can hold sixty blocks of 128 KiB each, and no more


class Allowance:
    """How much may still be unpacked, for a file and all that is packed in it.

    Unpacked bytes may be `FREE` and `RATIO` times those of the file itself, each of which counts
    once, however often parts of it are unpacked and however deep they are packed. Conflict
    reports pack to a third or a tenth, and no text that anyone wrote to a two-hundredth.
    """

    def __init__(self) -> None:
        self._left = FREE

    def granted(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The chunks of the file as it lies on disk, each of which allows for more."""
        for chunk in chunks:
            self.grant(len(chunk))
            yield chunk

    def grant(self, size: int) -> None:
        """Allows for what `size` bytes of the file as it lies on disk may give."""
        self._left += size * RATIO

    def spend(self, size: int) -> None:
        """Counts `size` unpacked bytes.

        Raises:
            UnreadableError: when too much came of too little: a bomb.
        """
        self._left -= size
        if self._left < 0:
            raise UnreadableError(
                f"it unpacks to more than {RATIO} times its size: a decompression bomb",
                "do not trust where it came from; unpack it yourself if you know what it holds",
            )


class _DamagedError(UnreadableError):
    """Packed data that are damaged; `rest` are the bytes in hand when that was seen."""

    def __init__(self, reason: str, remedy: str, rest: bytes) -> None:
        super().__init__(reason, remedy)
        self.rest = rest


class _Member(Protocol):
    """One stream of packed data; several may follow each other in a file."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def pieces(self, packed: bytes) -> Iterator[bytes]:
        """What the packed bytes give, at most about `CHUNK` at a time."""


class _Gzip:
    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP_WINDOW)

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        while packed and not self._member.eof:
            yield self._member.decompress(packed, CHUNK)
            packed = self._member.unconsumed_tail


class _Buffered:
    """bzip2 and xz, whose decompressors keep what they could not yet unpack."""

    def __init__(self, *, xz: bool) -> None:
        import bz2  # noqa: PLC0415 (few inputs need them)
        import lzma  # noqa: PLC0415

        self._member = (
            lzma.LZMADecompressor(lzma.FORMAT_XZ, _MOST_MEMORY) if xz else bz2.BZ2Decompressor()
        )

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        yield self._member.decompress(packed, CHUNK)
        while not (self._member.eof or self._member.needs_input):
            yield self._member.decompress(b"", CHUNK)


class _Zstandard:
    def __init__(self) -> None:
        import zstandard  # noqa: PLC0415 (few inputs need it)

        self._member = zstandard.ZstdDecompressor(max_window_size=_MOST_MEMORY).decompressobj()
        self._rest = b""

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data + self._rest

    def pieces(self, packed: bytes) -> Iterator[bytes]:
        for start in range(0, len(packed), _ZSTD_SLICE):
            yield self._member.decompress(packed[start : start + _ZSTD_SLICE])
            if self._member.eof:
                self._rest = packed[start + _ZSTD_SLICE :]
                return


# First bytes: the name, how to make a decompressor, the command that unpacks it.
_KINDS: dict[bytes, tuple[str, Callable[[], _Member], str]] = {
    b"\x1f\x8b": ("gzip", _Gzip, "gzip -dc"),
    b"BZh": ("bzip2", lambda: _Buffered(xz=False), "bzip2 -dc"),
    b"\xfd7zXZ\0": ("xz", lambda: _Buffered(xz=True), "xz -dc"),
    b"\x28\xb5\x2f\xfd": ("Zstandard", _Zstandard, "zstd -dc"),
}
_LONGEST = max(map(len, _KINDS))


def packed_as(head: bytes) -> str | None:
    """The name of the packing that begins with these bytes; null for none."""
    return next((kind[0] for magic, kind in _KINDS.items() if head.startswith(magic)), None)


def unpacked_name(path: PurePath) -> str:
    """The name of what a packed file holds: `a.csv` for `a.csv.gz`, `a.tar` for `a.tgz`."""
    inside = _SUFFIXES.get(path.suffix.lower())
    return path.name if inside is None else path.stem + inside


def unpack(
    chunks: Iterator[bytes], allowance: Allowance, *, mend: bytes | None = None
) -> Iterator[bytes]:
    """The chunks, unpacked once where they are packed, of one member or several.

    Where `mend` is given, a damaged member of gzip does not end the file: `mend` stands for what
    is lost, and the next member follows it.

    Raises:
        UnreadableError: for data that are damaged or end too early, after everything that could
            be unpacked before; and for a bomb, by `allowance`.
    """
    head, chunks = peek(chunks, _LONGEST)
    for magic, (name, make, command) in _KINDS.items():
        if head.startswith(magic):
            if mend is not None and name == "gzip":
                return _mended(chunks, allowance, mend)
            return _unpacked(chunks, name, make, command, allowance)
    return chunks


def _unpacked(
    chunks: Iterator[bytes],
    name: str,
    make: Callable[[], _Member],
    command: str,
    allowance: Allowance,
) -> Iterator[bytes]:
    member, between, done = make(), False, 0
    for chunk in chunks:
        packed = chunk
        while packed := packed.lstrip(b"\0") if between else packed:
            between = False
            try:
                for plain in member.pieces(packed):
                    allowance.spend(len(plain))
                    done += len(plain)
                    if plain:
                        yield plain
            except UnreadableError:
                raise
            except Exception as error:
                raise _DamagedError(
                    f"the {name} data are damaged after {done:,} unpacked bytes",
                    f"get the file again, or save what can be saved: {command} FILE > NEW",
                    packed,
                ) from error
            if not member.eof:
                break
            packed, member, between = member.unused_data, make(), True
    if not between:
        raise UnreadableError(
            f"the {name} data end too early, after {done:,} unpacked bytes",
            "get the file again: it was cut off",
        )


def _mended(chunks: Iterator[bytes], allowance: Allowance, mend: bytes) -> Iterator[bytes]:
    """Gzip whose damaged members are passed over, with `mend` in their place."""
    left: Iterator[bytes] | None = chunks
    while left is not None:
        try:
            yield from _unpacked(left, "gzip", _Gzip, "gzip -dc", allowance)
        except _DamagedError as error:
            yield mend
            left = _after_next(_MEMBER_OPENS, error.rest[1:], chunks)
        else:
            return


def _after_next(opening: bytes, rest: bytes, chunks: Iterator[bytes]) -> Iterator[bytes] | None:
    """The bytes from the next place on where `opening` stands; null when there is none."""
    while (at := rest.find(opening)) < 0:
        if not (chunk := next(chunks, b"")):
            return None
        rest = rest[-len(opening) + 1 :] + chunk
    return chain([rest[at:]], chunks)

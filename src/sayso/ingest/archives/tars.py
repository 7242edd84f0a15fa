"""Tar archives to the files in them, read once from front to back."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, BinaryIO, Self, cast

from sayso.ingest.archives.members import Member, Roll, check_name, is_beside, refuse, shown_name
from sayso.ingest.streams import CHUNK
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_HEADER = 1 << 20
_AGAIN = "get the archive again: it was cut off or changed"


def tar_members(chunks: Iterator[bytes]) -> Iterator[Member]:
    """The files in a tar archive, in its own order.

    A member's bytes can be read until the next member is asked for. Hidden files and folders are
    passed over; links and devices are members that cannot be read. No byte is written anywhere.

    Raises:
        UnreadableError: for an archive that is damaged, cut off, or made to be endless, after the
            members before that.
    """
    source, faults = _Source(chunks), list[str]()
    try:
        with tarfile.open(
            fileobj=cast("BinaryIO", source), mode="r|", bufsize=CHUNK, tarinfo=_minding(faults)
        ) as archive:
            yield from _members(archive, source)
    except (tarfile.TarError, EOFError, OSError, ValueError, RecursionError) as error:
        raise UnreadableError(f"the tar archive is damaged or cut off: {error}", _AGAIN) from error
    if faults:
        raise UnreadableError(f"the tar archive is damaged or cut off: {faults[-1]}", _AGAIN)


def _minding(faults: list[str]) -> type[tarfile.TarInfo]:
    """Headers that note their faults, where `tarfile` takes a bad header for the end."""

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            try:
                return super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as error:
                if any(buf):  # else the end: a block of zeros, or nothing more
                    faults.append(str(error))
                raise

    return Header


def _members(archive: tarfile.TarFile, source: _Source) -> Iterator[Member]:
    roll = Roll()
    while True:
        source.bounded, source.drawn = True, 0
        if (info := archive.next()) is None:
            return
        source.bounded = False
        archive.members = []  # type: ignore[attr-defined]
        if info.issparse():
            raise UnreadableError(
                "the tar archive holds a sparse file; what follows was not read",
                "unpack it where that is safe, and give the files in it",
            )
        chunks = _chunks(archive, info)
        if not info.isdir() and not is_beside(info.name):
            yield _member(info, chunks, roll)
        for _ in chunks:  # what is left here is no header of the next member
            pass


def _member(info: tarfile.TarInfo, chunks: Iterator[bytes], roll: Roll) -> Member:
    again = roll.holds(info.name)
    roll.enter(info.name, info.size if info.isreg() else 1)
    name = shown_name(info.name)
    try:
        _check(info, again=again)
    except UnreadableError as error:
        return Member(name, refuse(error))
    return Member(name, chunks)


def _check(info: tarfile.TarInfo, *, again: bool) -> None:
    check_name(info.name)
    if again:
        raise UnreadableError(
            "the archive holds a file of this name before it",
            "unpack the archive, and give both files under names of their own",
        )
    if not info.isreg():
        kind = "a link" if info.issym() or info.islnk() else "a device or pipe"
        raise UnreadableError(
            f"it is {kind}, not a file", "unpack the archive where that is safe, or leave it out"
        )


def _chunks(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Iterator[bytes]:
    stream = archive.extractfile(info) if info.isreg() else None
    if stream is None:
        return
    try:
        while chunk := stream.read(CHUNK):
            yield chunk
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise UnreadableError(f"it is cut off in the archive: {error}", _AGAIN) from error


class _Source:
    """Chunks as the file that `tarfile` reads; `bounded` while nothing but headers is due."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""
        self.bounded = True
        self.drawn = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes, none at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        piece, self._rest = self._rest[:size], self._rest[size:]
        self.drawn += len(piece)
        if self.bounded and self.drawn > _MOST_HEADER:
            raise UnreadableError(
                f"the tar archive has a header of more than {_MOST_HEADER:,} bytes",
                "unpack it where that is safe, and give the files in it",
            )
        return piece

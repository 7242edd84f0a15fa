"""Zip archives, and the web archives (WACZ) that are zips, to the files in them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from sayso.ingest.archives.members import Member, Roll, check_name, is_beside, refuse, shown_name
from sayso.ingest.streams import CHUNK
from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ingest.archives.packing import Allowance

_MOST_DIRECTORY = 1 << 24
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_MOST_COMMENT = 1 << 16
_UNKNOWN = 0xFFFFFFFF
_ENCRYPTED = 1
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_AGAIN = "get the archive again, or save what can be saved: zip -FF FILE --out NEW.zip"
# A member that tells what the zip is, what to call that, and the remedy.
_NOT_ARCHIVES = (
    ("[Content_Types].xml", "an Office document is", "save it as plain text or HTML"),
    ("META-INF/container.xml", "an e-book is", "save it as plain text or HTML"),
    ("mimetype", "an OpenDocument file is", "save it as plain text or HTML"),
)


def zip_members(file: BinaryIO, allowance: Allowance) -> Iterator[Member]:
    """The files in a zip archive, in its own order; of a WACZ the WARC files alone.

    Hidden files and folders are passed over. What is wrong with one file is raised when its bytes
    are read; no byte is written anywhere.

    Raises:
        UnreadableError: for an archive that is damaged, cut off, an Office document, or made to
            be endless.
    """
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
        raise UnreadableError(f"the zip archive is damaged: {error}", _AGAIN) from error
    with archive:
        names = set(archive.NameToInfo)
        for name, kind, remedy in _NOT_ARCHIVES:
            if name in names:
                raise UnreadableError(f"{kind} not read yet", remedy)
        web = _is_wacz(names)
        roll = Roll()
        for info in archive.infolist():
            if info.filename.endswith("/") or is_beside(info.filename):
                continue
            if web and not info.filename.startswith("archive/"):
                continue
            yield _member(archive, info, roll, allowance)


def _is_wacz(names: set[str]) -> bool:
    return "datapackage.json" in names and any(
        name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) for name in names
    )


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, roll: Roll, allowance: Allowance
) -> Member:
    again = roll.holds(info.orig_filename)
    roll.enter(info.orig_filename, info.file_size)
    try:
        _check(info, again=again)
    except UnreadableError as error:
        return Member(shown_name(info.orig_filename), refuse(error))
    return Member(shown_name(info.filename), _chunks(archive, info, allowance))


def _check(info: zipfile.ZipInfo, *, again: bool) -> None:
    check_name(info.orig_filename)
    if again:
        raise UnreadableError(
            "the archive holds a file of this name before it",
            "unpack the archive, and give both files under names of their own",
        )
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("it is encrypted", "unpack the archive with its password")
    if info.compress_type not in _METHODS:
        raise UnreadableError(
            f"it is packed by a method of zip that is not read (number {info.compress_type})",
            "unpack the archive, and give the files in it",
        )


def _chunks(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance
) -> Iterator[bytes]:
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(CHUNK):
                allowance.spend(len(chunk))
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableError(f"it is damaged in the archive: {error}", _AGAIN) from error


def _check_directory(file: BinaryIO) -> None:
    """Refuses a table of contents that would not fit in memory, before it is read.

    Raises:
        UnreadableError: for one of more than 16 MiB, or none, which comes last in a zip.
    """
    size = file.seek(0, 2)
    tail = min(size, _MOST_COMMENT + _END.size + _LOCATOR.size)
    file.seek(size - tail)
    data = file.read(tail)
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) - at < _END.size:
        raise UnreadableError("the zip archive is cut off: it has no table of contents", _AGAIN)
    length: int = _END.unpack_from(data, at)[5]
    if length == _UNKNOWN and at >= _LOCATOR.size:
        length = _length_64(file, _LOCATOR.unpack_from(data, at - _LOCATOR.size)[2])
    if length > _MOST_DIRECTORY:
        raise UnreadableError(
            f"the zip archive's table of contents has {length:,} bytes; "
            f"the limit is {_MOST_DIRECTORY:,}",
            "unpack it, and give the folder of the reports in it",
        )
    file.seek(0)


def _length_64(file: BinaryIO, offset: int) -> int:
    try:
        file.seek(offset)
        return int(_END_64.unpack(file.read(_END_64.size))[8])
    except (OSError, OverflowError, ValueError, struct.error) as error:
        raise UnreadableError("the zip archive is damaged at its end", _AGAIN) from error

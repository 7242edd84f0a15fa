"""Everything a user can name, to documents and rejects."""

from __future__ import annotations

import hashlib
import itertools
import os
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.ingest.archives.packing import Allowance, packed_as, unpack, unpacked_name
from sayso.ingest.archives.tars import tar_members
from sayso.ingest.archives.warc_records import LOST
from sayso.ingest.archives.zips import zip_members
from sayso.ingest.build import STDIN, Origin, build_document
from sayso.ingest.media import HEAD, Media, recognise
from sayso.ingest.opening import opens_records
from sayso.ingest.options import IngestOptions
from sayso.ingest.paths import find_files, from_os_error, shown_path
from sayso.ingest.readers import RECORDS, REPORTS
from sayso.ingest.stores import Stored, find_stored, is_address, opened
from sayso.ingest.streams import as_file, hashed, peek, read_chunks, read_whole
from sayso.ingest.tables.records import RecordFile
from sayso.ingest.unreadable import UnreadableError
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sayso.ingest.archives.members import Member
    from sayso.records.document import Document

_SOUGHT = frozenset({Media.ZIP, Media.PARQUET, Media.ARROW})
"""Kinds whose table of contents stands at their end."""

__all__ = ["IngestOptions", "read_sources", "read_stream"]


def read_sources(paths: Sequence[str], options: IngestOptions) -> Iterator[Document | Reject]:
    """The documents in files, folders, globs and standard input (`-`), in the order of the paths.

    A path may be the address of a file, folder or glob in object storage (`stores`).
    Read are the kinds of `Media`, each also packed by gzip, bzip2, xz or Zstandard, or in a zip
    or tar archive. What cannot be read comes as a `Reject` in its place, with path, line or
    record, reason and remedy; nothing is raised for what an input holds. What one document gives
    does not depend on the others, and one record at a time is held in memory.
    """
    for stored, named in itertools.groupby(paths, is_address):
        for found in find_stored(named) if stored else find_files(named):
            if isinstance(found, Reject):
                yield found
            elif isinstance(found, Stored):
                yield from _read_stored(found, options)
            else:
                yield from _read_file(found, options)


def _read_stored(found: Stored, options: IngestOptions) -> Iterator[Document | Reject]:
    try:
        with opened(found) as stream:
            name = PurePath(found.name)
            yield from read_stream(name, stream, options, shown=found.address)
    except UnreadableError as error:
        yield error.to_reject(found.address)


def _read_file(path: Path, options: IngestOptions) -> Iterator[Document | Reject]:
    shown = shown_path(path)
    try:
        if shown == STDIN:
            yield from read_stream(path, options.stdin or _standard_input(), options)
        else:
            with path.open("rb") as stream:
                yield from read_stream(path, stream, options)
    except UnreadableError as error:
        yield error.to_reject(shown)
    except OSError as error:
        yield from_os_error(path, error)


def _standard_input() -> BinaryIO:
    """Standard input without its buffer: a thread that waits in it must not hold up the end."""
    return cast("BinaryIO", getattr(sys.stdin.buffer, "raw", sys.stdin.buffer))


def read_stream(
    path: PurePath, stream: BinaryIO, options: IngestOptions, *, shown: str | None = None
) -> Iterator[Document | Reject]:
    """The documents in a stream of bytes that is shown as `path`, whose name helps to know it.

    `shown` is what records hold as its path instead.

    Raises:
        UnreadableError: where the stream as a whole cannot be read, or not to its end, after
            everything before that.
    """
    digest, allowance = hashlib.sha256(), Allowance()
    enough = partial(opens_records, columns=options.columns)
    magic, packed = peek(allowance.granted(read_chunks(stream, digest)), HEAD, enough)
    head, chunks = peek(unpack(packed, allowance, mend=_mend(path)), HEAD, enough)
    media = recognise(unpacked_name(path), head, options.columns)
    shown = shown or shown_path(path)
    if media in _SOUGHT:
        as_it_is = stream.seekable() and packed_as(magic) is None
        if as_it_is:
            allowance.grant(stream.seek(0, os.SEEK_END))
        with nullcontext(stream) if as_it_is else as_file(chunks, options.max_bytes) as file:
            if media is Media.ZIP:
                yield from _read_members(shown, zip_members(file, allowance), allowance, options)
            else:
                yield from _read_columnar(shown, file, media, options)
    elif media is Media.TAR:
        yield from _read_members(shown, tar_members(chunks), allowance, options)
    else:
        yield from _read_reports(shown, media, chunks, digest, options)


def _mend(path: PurePath) -> bytes | None:
    """A web archive packs each record by itself, and can be read on after a damaged one."""
    return LOST if unpacked_name(path).lower().endswith(".warc") else None


def _read_members(
    shown: str, members: Iterator[Member], allowance: Allowance, options: IngestOptions
) -> Iterator[Document | Reject]:
    """The documents of the files in an archive, each shown as `archive!path/in/it`."""
    empty = True
    for member in members:
        empty = False
        inside = f"{shown}!{member.name}"
        try:
            yield from _read_member(inside, member, allowance, options)
        except UnreadableError as error:
            yield error.to_reject(inside)
    if empty:
        raise UnreadableError("the archive holds no file", "give one with reports in it")


def _read_member(
    shown: str, member: Member, allowance: Allowance, options: IngestOptions
) -> Iterator[Document | Reject]:
    digest = hashlib.sha256()
    name = PurePath(member.name)
    chunks = unpack(hashed(member.chunks, digest), allowance, mend=_mend(name))
    head, chunks = peek(chunks, HEAD)
    media = recognise(unpacked_name(name), head, options.columns)
    if media in {Media.PARQUET, Media.ARROW}:
        with as_file(chunks, options.max_bytes) as file:
            yield from _read_columnar(shown, file, media, options)
        return
    if media in {Media.ZIP, Media.TAR}:
        raise UnreadableError(
            "an archive inside an archive is not read", "unpack the outer one, and give this"
        )
    yield from _read_reports(shown, media, chunks, digest, options)


def _read_columnar(
    shown: str, file: BinaryIO, media: Media, options: IngestOptions
) -> Iterator[Document | Reject]:
    from sayso.ingest.tables.columnar import read_columnar  # noqa: PLC0415 (slow, and few need it)

    return read_columnar(shown, file, media, options)


def _read_reports(
    shown: str,
    media: Media,
    chunks: Iterator[bytes],
    digest: hashlib._Hash,
    options: IngestOptions,
) -> Iterator[Document | Reject]:
    if read_records := RECORDS.get(media):
        yield from read_records(shown, chunks, media, options)
        return
    data = read_whole(chunks, _report_limit(shown, media, options))
    if not data.strip():
        raise UnreadableError("the file is empty", "give a file with a text, or leave it out")
    origin = Origin(path=shown, media_type=media.value, sha256_bytes=digest.hexdigest())
    yield build_document(REPORTS[media](data), origin, options)


def _report_limit(shown: str, media: Media, options: IngestOptions) -> int:
    """The most bytes of a file with one report: of plain text, what `max_characters` can take."""
    plain = media in {Media.TEXT, Media.MARKDOWN}
    return RecordFile(shown, media, options).limit if plain else options.max_bytes

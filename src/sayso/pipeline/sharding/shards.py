"""The inputs of a large run as a list of shards: the same list wherever and whenever it is made.

A shard is a group of small files, a large file, or a stretch of a large JSON Lines file. Its key
is a hash of what it holds and of everything that decides what is read from it, so a shard that
was read once need never be read again, and one that changed always is.
"""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sayso.ingest.build import STDIN
from sayso.ingest.paths import find_files, from_os_error, shown_path
from sayso.ingest.sources import read_sources
from sayso.ingest.tables.ranges import Stretch, cut_file, is_unchanged, read_stretch
from sayso.records.document import Document, Reject
from sayso.records.evidence import Record, content_id
from sayso.records.exchange.codec import encode
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.ingest.options import IngestOptions
    from sayso.pipeline.reading.config import ReadConfig

SIZE = 200_000
"""Bytes of a shard, about: half a minute's reading."""

_MOST_FILES = 500


class ShardError(Exception):
    """Inputs that cannot be read in shards, or are not what they were: says why and what to do."""


class Piece(Record, frozen=True, kw_only=True):
    """A file, or a stretch of one, as the user named it; `bytes_` are those of the stretch."""

    path: str
    stretch: Stretch


class Shard(Record, frozen=True, kw_only=True):
    """Pieces that are read together, in this order, under a key."""

    key: str
    pieces: tuple[Piece, ...]


class Plan(Record, frozen=True, kw_only=True):
    """All shards of a run, by path, and the rejects for what is no file that can be read.

    `reading` is a hash of the version, the configuration and the options: shards of two plans
    can lie in one folder only when it is the same.
    """

    reading: str
    shards: tuple[Shard, ...]
    rejects: tuple[Reject, ...]


def plan_shards(
    paths: Sequence[str], options: IngestOptions, config: ReadConfig, *, size: int = SIZE
) -> Plan:
    """The shards of everything that the paths name; the order of the paths changes nothing.

    Every file is read once, for its hash. `size` is in bytes.

    Raises:
        ShardError: for object storage, and for standard input and pipes, which cannot be read a
            second time.
    """
    reading = content_id(
        "q",
        VERSION,
        config.digest(),
        encode(msgspec.structs.replace(options, stdin=None)).decode(),
    )
    for path in paths:
        if "://" in path and not Path(path).exists():
            raise ShardError(
                f"{path}: object storage cannot be read in shards; copy it to a folder that every "
                "worker sees, or mount it there"
            )
    pieces: list[Piece] = []
    rejects: list[Reject] = []
    for found in find_files(paths):
        cut = found if isinstance(found, Reject) else _pieces(found, size, options)
        if isinstance(cut, Reject):
            rejects.append(cut)
        else:
            pieces.extend(cut)
    pieces.sort(key=lambda piece: (piece.path, piece.stretch.start))
    shards = (_shard(reading, group) for group in _groups(pieces, size))
    return Plan(
        reading=reading,
        shards=tuple(shards),
        rejects=tuple(sorted(rejects, key=lambda reject: (reject.path, reject.id))),
    )


def read_shard(shard: Shard, options: IngestOptions) -> Iterator[Document | Reject]:
    """The documents of a shard, as a run over its files gives them.

    Raises:
        ShardError: when a file is not there, or not what it was when the shard was made.
    """
    for piece in shard.pieces:
        path = Path(piece.path)
        _check(path, piece)
        if piece.stretch.line is None:
            yield from read_sources([piece.path], options)
        else:
            yield from read_stretch(path, piece.stretch, options)


def _pieces(path: Path, size: int, options: IngestOptions) -> list[Piece] | Reject:
    name = str(path)
    if name == STDIN or (path.exists() and not path.is_file()):
        raise ShardError(
            f"{name}: standard input and pipes can be read only once, and a shard may be read "
            "several times; write them to a file first"
        )
    if shown_path(path) != path.as_posix():
        return Reject.make(shown_path(path), "the file's name is not UTF-8", "rename it")
    try:
        return [Piece(path=name, stretch=s) for s in cut_file(path, size, options)]
    except OSError as error:
        return from_os_error(path, error)


def _groups(pieces: Iterable[Piece], size: int) -> Iterator[list[Piece]]:
    """Pieces in their order, put together until they have the size; stretches stay alone."""
    group: list[Piece] = []
    for piece in pieces:
        alone = piece.stretch.line is not None
        if group and (alone or len(group) >= _MOST_FILES or _length(group) >= size):
            yield group
            group = []
        group.append(piece)
        if alone:
            yield group
            group = []
    if group:
        yield group


def _length(group: list[Piece]) -> int:
    return sum(piece.stretch.end - piece.stretch.start for piece in group)


def _shard(reading: str, group: list[Piece]) -> Shard:
    key = content_id("k", reading, *(encode(piece).decode() for piece in group))
    return Shard(key=key, pieces=tuple(group))


def _check(path: Path, piece: Piece) -> None:
    try:
        same = is_unchanged(path, piece.stretch)
    except OSError as error:
        raise ShardError(
            f"{piece.path} cannot be read on {platform.node()}: {error.strerror}; every "
            "worker must see the inputs under the path at which the command sees them"
        ) from error
    if not same:
        raise ShardError(
            f"{piece.path} is not what it was when the run began; let nothing write to the "
            "inputs, and give the command again with --resume"
        )

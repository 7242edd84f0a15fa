"""Which document a process was at when it died.

Each attempt at a shard has a file of its own, to which it adds the number of a document before
it reads it, and which it removes when it ends, however it ends but by its death. So the last
number in a file that is left is the document at which that attempt died.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_FOLDER = "work"


@contextmanager
def noting(folder: Path, key: str) -> Iterator[Callable[[int], None]]:
    """A function that is told the number of each document of the shard before it is read."""
    cursors = folder / _FOLDER
    cursors.mkdir(exist_ok=True)
    path = cursors / f"{key}.{uuid.uuid4().hex}"
    try:
        with path.open("wb", buffering=0) as out:
            yield lambda number: _write(out.write, number)
    finally:
        path.unlink(missing_ok=True)


def suspects(folder: Path, key: str) -> frozenset[int]:
    """The numbers of the documents at which attempts at the shard died, or are at work now."""
    numbers = (_last(path) for path in (folder / _FOLDER).glob(f"{key}.*"))
    return frozenset(number for number in numbers if number is not None)


def remove_cursors(folder: Path, key: str = "*") -> None:
    """Forgets where attempts at a shard, or at all shards, died."""
    for path in (folder / _FOLDER).glob(f"{key}.*"):
        path.unlink(missing_ok=True)


def _write(write: Callable[[bytes], object], number: int) -> None:
    write(b"%d\n" % number)


def _last(path: Path) -> int | None:
    try:
        lines = path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return None
    return int(lines[-1]) if lines else None

"""What the user named, to files: folders walked, globs filled in, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sayso.ingest.build import STDIN
from sayso.ingest.unreadable import UnreadableError
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MISSING = "check the spelling; a path is a file, a folder, a glob in quotation marks, or -"


def find_files(paths: Iterable[str]) -> Iterator[Path | Reject]:
    """The files that the paths name, each once, and a reject for each that names none.

    A folder gives the files in it and below it, by name, without hidden ones; symbolic links are
    followed unless they lead back. A path that does not exist but holds `*`, `?` or `[` is a glob,
    `**` for folders in between. `-` is passed on.
    """
    seen: set[str] = set()
    for given in paths:
        for found in _named(given):
            key = found.id if isinstance(found, Reject) else str(found)
            if key not in seen:
                seen.add(key)
                yield found


def shown_path(path: PurePath) -> str:
    """The path as records hold it: as given, `/` between folders, no `./`, valid UTF-8."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _named(given: str) -> Iterator[Path | Reject]:
    if given == STDIN:
        yield Path(given)
        return
    if not given or "\0" in given:
        yield _reject(Path(given.replace("\0", " ")), "this is no path", _MISSING)
        return
    path = Path(given)
    if os.path.lexists(path):
        yield from _at(path, ())
        return
    matches = _matches(given) if glob.has_magic(given) else []
    if not matches:
        reason = "no file matches" if glob.has_magic(given) else "there is no such file or folder"
        yield _reject(path, reason, _MISSING)
    for match in matches:
        yield from _at(Path(match), ())


def _matches(pattern: str) -> list[str]:
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (takes absolute patterns)


def _at(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path | Reject]:
    """The files at a path; `above` are device and inode of the folders that lead to it."""
    try:
        status = path.stat()
        if not stat.S_ISDIR(status.st_mode):
            yield _file(path, status.st_mode, inside=bool(above))
            return
        here = (status.st_dev, status.st_ino)
        if here in above:
            yield _reject(
                path, "the symbolic link leads back to a folder that it lies in", "remove it"
            )
            return
        inside = sorted(p for p in path.iterdir() if not p.name.startswith("."))
    except OSError as error:
        yield from_os_error(path, error)
        return
    empty = True
    for entry in inside:
        for found in _at(entry, (*above, here)):
            empty = False
            yield found
    if empty and not above:
        yield _reject(path, "the folder holds no file", "name a folder with reports in it")


def _file(path: Path, mode: int, *, inside: bool) -> Path | Reject:
    """A pipe or device is read when it was named, but not when it merely lies in a folder."""
    if stat.S_ISREG(mode) or not inside:
        return path
    return _reject(path, "this is a pipe, socket or device, not a file", "name it by itself")


def from_os_error(path: PurePath, error: OSError) -> Reject:
    """The reject for a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return _reject(path, "no permission to read it", f"allow it: chmod u+r {shown_path(path)}")
    if isinstance(error, FileNotFoundError):
        return _reject(path, "the file is gone, or the link leads nowhere", _MISSING)
    words = error.strerror or type(error).__name__
    return _reject(path, f"the system cannot read it: {words}", "see that it can be opened")


def _reject(path: PurePath, reason: str, remedy: str) -> Reject:
    return UnreadableError(reason, remedy).to_reject(shown_path(path))

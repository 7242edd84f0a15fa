"""A file inside an archive: its name made harmless, its bytes, and what is wrong with it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.ingest.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_MEMBERS = 1_000_000
MOST_EMPTY = 1_000
_LONGEST_NAME = 4_096
_BESIDE = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_LEADS_OUT = re.compile(r"/|[A-Za-z]:|~")
_UNSHOWABLE = re.compile(r"[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_REPACK = "unpack the archive where that is safe, and give the file by itself"


@dataclass(frozen=True)
class Member:
    """A file in an archive: the name it is shown by, `/` between folders, and its bytes.

    Reading `chunks` raises `UnreadableError` where the file is damaged or not to be trusted.
    """

    name: str
    chunks: Iterator[bytes]


@dataclass
class Roll:
    """The members of one archive as they come: how many, how many empty, which names."""

    _names: set[bytes] = field(default_factory=set)
    _empty: int = 0

    def enter(self, name: str, size: int) -> None:
        """Takes in a member by its name as it stands in the archive and its size in bytes.

        Raises:
            UnreadableError: for an archive that is made to be endless.
        """
        self._empty += size == 0
        if self._empty > MOST_EMPTY or len(self._names) >= MOST_MEMBERS:
            what = f"{MOST_EMPTY:,} empty files" if self._empty > MOST_EMPTY else "a million files"
            raise UnreadableError(
                f"the archive holds more than {what}; the rest was not read",
                "unpack it, and give the folder of the reports in it",
            )
        self._names.add(_key(name))

    def holds(self, name: str) -> bool:
        """Whether a member of that name was entered before."""
        return _key(name) in self._names


def _key(name: str) -> bytes:
    return hashlib.blake2b(name.encode("utf-8", "backslashreplace"), digest_size=8).digest()


def shown_name(name: str) -> str:
    """The name as it can be shown and stored: no control, direction or broken character."""
    plain = _UNSHOWABLE.sub(lambda found: ascii(found[0])[1:-1], name[:_LONGEST_NAME])
    return plain.replace("\\x00", "\\0")


def is_beside(name: str) -> bool:
    """Whether the member is hidden, or something that a system puts beside files."""
    parts = name.replace("\\", "/").split("/")
    return any(p in _BESIDE or (p.startswith(".") and p.strip(".")) for p in parts)


def check_name(name: str) -> None:
    """Refuses names that are no plain path below the archive.

    Nothing is ever written under a member's name; but who made such an archive meant harm.

    Raises:
        UnreadableError: for `..`, absolute paths, drives, NUL, and names without end.
    """
    plain = name.replace("\\", "/")
    if _LEADS_OUT.match(plain) or ".." in plain.split("/"):
        raise UnreadableError("its name leads out of the archive", _REPACK)
    if "\0" in name or len(name) > _LONGEST_NAME:
        raise UnreadableError("its name is no file name", _REPACK)


def refuse(error: UnreadableError) -> Iterator[bytes]:
    """The bytes of a member that cannot be read: none, and why."""
    yield b""
    raise error

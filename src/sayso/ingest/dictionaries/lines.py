"""The lines of a dictionary: without comments, and those that nobody can read told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from sayso.ingest.unreadable import UnreadableError
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONGEST = 4_000
_CHUNK = 1 << 16
_BRACKETS = {"[": 1, "]": -1}
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")

Lost = Literal["whole", "part", "known"]


class Loss(Record, frozen=True, kw_only=True):
    """What of a dictionary stands in no overlay, or not all of it, and why.

    `line` counts from 1, null for a whole file. `lost` is whole, part (an entry went over without
    something), or known (sayso reads it so without an overlay).
    """

    path: str
    line: int | None
    lost: Lost
    words: str
    reason: str


class Line(NamedTuple):
    """A line without its comment and outer white space; `number` counts from 1."""

    number: int
    text: str


class DictionaryText(NamedTuple):
    """The lines of a file that say something, and those that could not be read."""

    path: str
    lines: tuple[Line, ...]
    losses: tuple[Loss, ...]

    def loss(self, line: int, words: str, reason: str, lost: Lost = "whole") -> Loss:
        """A loss of this file."""
        return Loss(path=self.path, line=line, lost=lost, words=words, reason=reason)


def dictionary_text(path: Path) -> DictionaryText:
    """The lines of a dictionary, in UTF-8.

    A line that is not UTF-8, or longer than 4,000 bytes, is left out and told; so a damaged line
    costs no other.

    Raises:
        UnreadableError: for a file that cannot be opened or is no text.
    """
    lines: list[Line] = []
    losses: list[Loss] = []
    try:
        with path.open("rb") as file:
            for number, data in _raw_lines(file):
                line = _line(str(path), number, data)
                if isinstance(line, Loss):
                    losses.append(line)
                else:
                    lines.append(line)
    except OSError as error:
        raise UnreadableError(
            f"it cannot be read ({error.strerror})", "check the path and its permissions"
        ) from error
    return DictionaryText(str(path), tuple(_without_comments(lines)), tuple(losses))


def _raw_lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers; null for one that is too long, which is not kept."""
    number = 0
    while data := file.readline(_LONGEST + 1):
        number += 1
        if b"\0" in data:
            raise UnreadableError(
                "it is no text: it holds zero bytes",
                "give the dictionary as plain text in UTF-8",
                where=number,
            )
        if len(data) > _LONGEST and not data.endswith(b"\n"):
            while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, data


def _line(path: str, number: int, data: bytes | None) -> Line | Loss:
    if data is None:
        reason = f"the line has more than {_LONGEST:,} characters; break it up"
        return Loss(path=path, line=number, lost="whole", words="", reason=reason)
    try:
        text = data.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        shown = data.decode("ascii", errors="replace").strip()
        reason = "the line is not UTF-8; convert the file, with iconv -f WINDOWS-1252 -t UTF-8"
        return Loss(path=path, line=number, lost="whole", words=shown, reason=reason)
    return Line(number, text.replace("\t", " ").rstrip("\r\n"))


def _without_comments(lines: list[Line]) -> Iterator[Line]:
    """The lines with content; comments are `;` and `#` outside brackets, `<!-- -->` and markup."""
    inside = False
    for number, text in lines:
        kept = text
        if inside:
            _, closed, kept = kept.partition("-->")
            inside = not closed
        if "<!--" in kept:
            kept, _, rest = kept.partition("<!--")
            _, closed, after = rest.partition("-->")
            inside = not closed
            kept += after
        stripped = _before_comment(_MARKUP.sub(" ", kept)).strip()
        if stripped:
            yield Line(number, stripped)


def _before_comment(text: str) -> str:
    """What stands before the first `;`, or `#` after white space, outside brackets."""
    depth = 0
    for at, letter in enumerate(text):
        depth = max(0, depth + _BRACKETS.get(letter, 0))
        starts = letter == ";" or (letter == "#" and (not at or text[at - 1] == " "))
        if starts and not depth:
            return text[:at]
    return text

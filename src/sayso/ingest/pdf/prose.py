"""Lines of a PDF to paragraphs: line ends undone, hyphens at line ends rejoined."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sayso.ingest.pdf.layout import Line

_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_LEADING = 1.25  # times the usual distance of lines: beyond it a paragraph ends
_OTHER_SIZE = 0.12
_INDENT = 0.8  # of the letters' size
_SHORT = 0.65  # of the usual length of lines: such a line ends its paragraph
_MARKER = re.compile(r"(?:[•▪●◦‣■□*·]|[-–—]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_BROKEN_WORD = re.compile(r"([^\W\d_][\w'’-]*)-$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*[\w]")
# Ligatures, and the bullets of symbol fonts and of WinAnsiEncoding.
_LETTERS = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        **dict.fromkeys("\uf0b7\uf0a7\uf0d8\x7f", "•"),
    }
)


class KeptHyphen(Record, frozen=True, kw_only=True):
    """The first part of compounds that keep their hyphen: "anti" in "anti-government"."""

    first: str


def kept_hyphens(path: Path = DATA / "ingest" / "kept_hyphens.tsv") -> frozenset[str]:
    """The first parts after which a hyphen at a line's end is the word's own."""
    return frozenset(row.first for row in read_table(path, KeptHyphen))


def prose(pages: Sequence[Sequence[Line]]) -> str:
    """The text of the pages: paragraphs of one line each, a blank line between them.

    A new paragraph begins after a wider gap, with an indented line, other letters' size, a
    bullet or number, after a short line, and with each column and page — but for a sentence
    that runs on there, which a blank line would cut in two. Ligatures are written as letters.
    """
    pages = [[_in_letters(line) for line in page] for page in pages]
    known = _words(line.text for page in pages for line in page)
    paragraphs: list[str] = []
    previous: Line | None = None
    for page in pages:
        breaks = _Breaks(page)
        for number, line in enumerate(page):
            if previous is None or breaks.before(line, previous, first=number == 0):
                paragraphs.append(line.text)
            else:
                paragraphs[-1] = _joined(paragraphs[-1], line.text, known)
            previous = line
    return "\n\n".join(p.replace(_SOFT_HYPHEN, "") for p in paragraphs)


def _in_letters(line: Line) -> Line:
    return replace(line, text=line.text.translate(_LETTERS))


class _Breaks:
    """Where the paragraphs of a page begin, by what is usual on it."""

    def __init__(self, page: Sequence[Line]) -> None:
        gaps = [a.y - b.y for a, b in itertools.pairwise(page)]
        usual = [
            gap
            for gap, line in zip(gaps, page, strict=False)
            if 0.5 * line.size < gap < 3 * line.size
        ]
        self._leading = median(usual) if usual else None
        lengths = sorted(len(line.text) for line in page)
        self._length = lengths[len(lengths) * 3 // 4] if lengths else 0

    def before(self, line: Line, previous: Line, *, first: bool) -> bool:
        """Whether a paragraph begins with the line."""
        if abs(line.size - previous.size) > _OTHER_SIZE * max(line.size, previous.size):
            return True
        gap = previous.y - line.y
        if first or gap < -line.size:
            return not _runs_on(previous.text, line.text)
        if _MARKER.match(line.text):
            return True
        if self._leading is not None and gap > _LEADING * self._leading:
            return True
        indented = line.x - previous.x > _INDENT * line.size
        if indented and not _MARKER.match(previous.text):
            return not _BROKEN_WORD.search(previous.text)
        short = len(previous.text) < _SHORT * self._length
        return short and not _runs_on(previous.text, line.text)


def _runs_on(before: str, after: str) -> bool:
    """Whether a sentence goes on from one column or page to the next."""
    if before.endswith(_SOFT_HYPHEN) or _BROKEN_WORD.search(before):
        return after[:1].isalnum()
    return not _ENDS.search(before) and after[:1].islower()


def _joined(before: str, after: str, known: frozenset[str]) -> str:
    if before.endswith(_SOFT_HYPHEN):
        return before + after
    broken = _BROKEN_WORD.search(before)
    if broken is None or not after[:1].isalnum():
        return f"{before} {after}"
    rest = re.match(r"\w+", after)
    whole = broken[1] + (rest[0] if rest else "")
    compound = f"{broken[1]}-{rest[0] if rest else ''}"
    if not after[0].islower() or _keeps_hyphen(broken[1], whole, compound, known):
        return before + after
    return before[:-1] + after


def _keeps_hyphen(first: str, whole: str, compound: str, known: frozenset[str]) -> bool:
    """By how the file writes the word elsewhere, then by what the first part is."""
    if compound.lower() in known or whole.lower() in known:
        return compound.lower() in known
    return first.lower().rpartition("-")[2] in _kept() or "-" in first


@cache
def _kept() -> frozenset[str]:
    return kept_hyphens()


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))

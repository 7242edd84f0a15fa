"""Words and word pieces of a text: what an encoder like BERT reads (Devlin et al. 2019)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_WORD = re.compile(r"\w+|[^\w\s]")
_ENDS = re.compile(r"\n+|(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9])")
_ASCII = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "―": "-"})
_LONGEST_WORD = 100
_PIECES_A_WORD = 12
_KEPT = 50_000
SHAPES = 5


class Word(NamedTuple):
    """A word or mark of a text: its code points, end-exclusive, its pieces and its letters' case.

    `shape` is 0 for lower case and marks, 1 for a capital first, 2 for capitals throughout, 3 for
    other capitals ("iPhone"), 4 for a word with digits: what an uncased vocabulary forgets.
    """

    start: int
    end: int
    pieces: tuple[int, ...]
    shape: int


@dataclass(frozen=True)
class Window:
    """Some words of a text, in order, that a network reads at once."""

    words: list[Word]

    def inside(self, start: int, end: int) -> list[int]:
        """The numbers of the words that lie between two code points, or in part."""
        return list(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def _ends(self) -> list[int]:
        return [word.end for word in self.words]


class Vocabulary:
    """The pieces of an encoder's vocabulary, one a line; the line's number is the piece's id."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self._ids: Mapping[str, int] = {piece: n for n, piece in enumerate(lines) if piece}
        self.opening, self.closing = self._ids["[CLS]"], self._ids["[SEP]"]
        self._unknown = self._ids["[UNK]"]
        # A few thousand words make up most of any text, and a sentence is read several times.
        self._spelled = lru_cache(maxsize=_KEPT)(self._spell)

    def words(self, text: str) -> list[Word]:
        """Every word of a text with its pieces, in order."""
        plain = text.translate(_ASCII)
        return [Word(*m.span(), *self._spelled(m[0])) for m in _WORD.finditer(plain)]

    def _spell(self, word: str) -> tuple[tuple[int, ...], int]:
        return self._pieces(word), _shape(word)

    def _pieces(self, word: str) -> tuple[int, ...]:
        bare = "".join(
            c
            for c in unicodedata.normalize("NFD", word.lower())
            if unicodedata.category(c) != "Mn"
        )
        if len(bare) > _LONGEST_WORD:
            return (self._unknown,)
        pieces = list(self._longest(bare))
        return tuple(pieces[:_PIECES_A_WORD]) or (self._unknown,)

    def _longest(self, word: str) -> Iterator[int]:
        """The longest known piece first, then the longest of what is left; else unknown."""
        start = 0
        while start < len(word):
            mark = "##" if start else ""
            found = next(
                (e for e in range(len(word), start, -1) if mark + word[start:e] in self._ids), None
            )
            if found is None:
                yield self._unknown
                return
            yield self._ids[mark + word[start:found]]
            start = found


def word_ranges(text: str) -> list[tuple[int, int]]:
    """The words and marks of a text: code points, end-exclusive."""
    return [m.span() for m in _WORD.finditer(text)]


def split_windows(text: str, words: list[Word], limit: int) -> list[list[Word]]:
    """The words in stretches of whole sentences with at most `limit` pieces each.

    A sentence longer than that is cut. Every word is in exactly one window.
    """
    ends = [m.end() for m in _ENDS.finditer(text)] + [len(text)]
    windows: list[list[Word]] = [[]]
    size, rest = 0, iter(words)
    word = next(rest, None)
    for end in ends:
        sentence = []
        while word is not None and word.start < end:
            sentence.append(word)
            word = next(rest, None)
        length = sum(len(w.pieces) for w in sentence)
        if size + length > limit and windows[-1]:
            windows.append([])
            size = 0
        for one in sentence:
            if size + len(one.pieces) > limit:
                windows.append([])
                size = 0
            windows[-1].append(one)
            size += len(one.pieces)
    return [window for window in windows if window]


def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 4
    if word.islower() or not any(c.isupper() for c in word):
        return 0
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return 1
    return 2 if word.isupper() else 3

"""A text cut into pieces that stand side by side with what was read from them, and into parts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?؟。।][\"'”’»)\]]*\s+")
_SPACE = re.compile(r"\s+")
_LONG = 900
"""Code points above which a paragraph is cut at the end of a sentence."""
_LONGEST = 3_000
_PART = 12_000
"""Code points on one page: of longer reports each part has an address of its own."""
_LOOKED_AT = 4_000
_JOINER = "\u200d"
_RIGHT = frozenset({"R", "AL"})


class Piece(NamedTuple):
    """A paragraph, or some sentences of a long one: code points, end-exclusive."""

    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a text, in order; line ends and empty lines belong to none."""
    return [
        piece
        for line in _LINE.finditer(text)
        if line[0].strip()
        for piece in _cut(text, line.start(), line.end())
    ]


def parts(found: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each part: as many as fill a page; one empty part where there are none."""
    made: list[list[Piece]] = [[]]
    for piece in found:
        if made[-1] and piece.end - made[-1][0].start > _PART:
            made.append([])
        made[-1].append(piece)
    return made


def part_at(made: Sequence[Sequence[Piece]], at: int) -> int:
    """The number of the part, from 0, in which a code point stands."""
    number = 0
    for n, own in enumerate(made):
        if own and own[0].start <= at:
            number = n
    return number


def sentence_at(text: str, start: int, end: int) -> Piece:
    """The sentences in which some words stand, by the full stops around them; in their piece."""
    own = next((one for one in pieces(text) if one.start <= start < one.end), Piece(start, end))
    ends = [found.end() for found in _SENTENCE_END.finditer(text, own.start, own.end)]
    first = max((at for at in ends if at <= start), default=own.start)
    last = min((at for at in ends if at >= end), default=max(own.end, end))
    return Piece(first, first + len(text[first:last].rstrip()))


def direction(text: str) -> str:
    """How most of the letters at the beginning of a text run: "rtl" or "ltr"."""
    classes = [unicodedata.bidirectional(sign) for sign in text[:_LOOKED_AT]]
    right = sum(one in _RIGHT for one in classes)
    return "rtl" if right > classes.count("L") else "ltr"


def _cut(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > 2 * _LONG:
        stop = _stop(text, start, end)
        yield Piece(start, stop)
        start = stop
    if start < end:
        yield Piece(start, end)


def _stop(text: str, start: int, end: int) -> int:
    """Where a long piece ends: behind a sentence, else behind a word, never within a sign."""
    limit = min(start + _LONGEST, end)
    for pattern in (_SENTENCE_END, _SPACE):
        found = pattern.search(text, start + _LONG, limit)
        if found is not None and found.end() < end:
            return found.end()
    while limit < end and _goes_on(text, limit):
        limit += 1
    return limit


def _goes_on(text: str, at: int) -> bool:
    """Whether the code point belongs to the sign before it."""
    return unicodedata.category(text[at]) in {"Mn", "Me", "Cf"} or text[at - 1] == _JOINER

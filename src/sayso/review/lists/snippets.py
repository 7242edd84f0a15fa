"""The words around what a search found, each with where it stands in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.ledger.searching.folding import places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AROUND = 90
"""Code points before and after a hit, cut to whole words."""

_SPACE = re.compile(r"\s+")
_HITS = 8
_PIECE = 20_000
_OVERLAP = 300


def snippets(text: str, wanted: Sequence[str], most: int = 3) -> list[dict[str, Any]]:
    """The first stretches of a text in which searched words stand.

    Args:
        text: the text; offsets are code points in it, end-exclusive.
        wanted: folded words and phrases, as `ledger.folding.terms` gives them.
        most: how many stretches are wanted.
    """
    found: list[dict[str, Any]] = []
    near: list[tuple[int, int]] = []
    for hit in _places(text, wanted, most * _HITS):
        if near and hit[1] > near[0][1] + _AROUND:
            found.append(_cut(text, near))
            near = []
            if len(found) == most:
                return found
        near.append(hit)
    return [*found, _cut(text, near)] if near else found


def _places(text: str, wanted: Sequence[str], most: int) -> Iterator[tuple[int, int]]:
    """Hits in the order of the text, a piece of it at a time: a long text need not be folded."""
    passed = 0
    for at in range(0, max(len(text), 1), _PIECE):
        piece = text[at : at + _PIECE + _OVERLAP]
        for start, end in places(piece, wanted, most):
            if at + start >= passed:
                passed = at + end
                yield at + start, at + end


def _cut(text: str, hits: Sequence[tuple[int, int]]) -> dict[str, Any]:
    """A stretch of text around hits; `marks` are where these stand in the stretch.

    `start` and `end` are those of the first hit in the text.
    """
    (start, end), last_end = hits[0], hits[-1][1]
    first, last = max(0, start - _AROUND), min(len(text), max(end + _AROUND, last_end))
    if first:
        first += len(text[first:start].partition(" ")[0])
    if last < len(text):
        last = last_end + len(text[last_end:last].rpartition(" ")[0])
    told, marks, passed = "…" if first else "", [], first
    for one, other in hits:
        before = _SPACE.sub(" ", text[passed:one])
        told += before if told else before.lstrip()
        marks.append([len(told), len(told) + other - one])
        told += text[one:other]
        passed = other
    after = _SPACE.sub(" ", text[passed:last])
    told += f"{after} …" if last < len(text) else after.rstrip()
    return {"text": told, "marks": marks, "start": start, "end": end}

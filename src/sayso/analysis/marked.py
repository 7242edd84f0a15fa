"""A sentence with its trigger and sides marked, as the typer reads it (Zhou and Chen 2022).

Marks are signs of the vocabulary itself, set before and behind the words: "@" for the actor, "#"
for the recipient, "*" for the trigger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.analysis.pieces import Vocabulary

MARKS = {"actor": "@", "recipient": "#", "trigger": "*"}
_LONGEST = 126


@dataclass(frozen=True)
class Marked:
    """The pieces of a marked sentence, their letters' case, and where each mark first stands.

    `at` holds the positions of actor, recipient and trigger among the pieces, 0 where unmarked.
    `words` are the words that are read, as numbers in the sentence, and `firsts` the positions
    of their first pieces.
    """

    pieces: tuple[int, ...]
    shapes: tuple[int, ...]
    at: tuple[int, int, int]
    words: tuple[int, ...]
    firsts: tuple[int, ...]


def mark(
    text: str, sides: Mapping[str, Sequence[tuple[int, int]]], vocabulary: Vocabulary
) -> Marked:
    """A sentence as the typer reads it.

    Args:
        text: the sentence; of a long one the words around the marks are kept.
        sides: code points of `text`, end-exclusive, for each of `MARKS` that is known.
        vocabulary: the encoder's pieces.
    """
    words = vocabulary.words(text)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for role in MARKS:
        for start, end in sides.get(role, ()):
            inside = [n for n, w in enumerate(words) if w.start < end and start < w.end]
            if inside:
                opening.setdefault(inside[0], []).append(role)
                closing.setdefault(inside[-1], []).append(role)
    signs = {role: vocabulary.words(sign)[0].pieces[0] for role, sign in MARKS.items()}
    pieces: list[int] = []
    shapes: list[int] = []
    first: dict[str, int] = {}
    firsts: list[int] = []
    for number, word in enumerate(words):
        for role in opening.get(number, ()):
            pieces.append(signs[role])
            first.setdefault(role, len(pieces))
        firsts.append(len(pieces) + 1)
        after = [signs[role] for role in closing.get(number, ())]
        pieces += (*word.pieces, *after)
        cases = [word.shape] * len(word.pieces)
        shapes += [0] * (len(pieces) - len(shapes) - len(cases) - len(after))
        shapes += (*cases, *(0 for _ in after))
    return _cut(pieces, shapes, (first, firsts), vocabulary)


def _cut(
    pieces: list[int],
    shapes: list[int],
    found: tuple[dict[str, int], list[int]],
    vocabulary: Vocabulary,
) -> Marked:
    """The part that is read, around the marks, between the signs that open and close it."""
    first, firsts = found
    start = 0
    if len(pieces) > _LONGEST:
        middle = sum(first.values()) // len(first) if first else 0
        start = min(max(0, middle - _LONGEST // 2), len(pieces) - _LONGEST)
    places = {role: place - start for role, place in first.items()}
    kept = pieces[start : start + _LONGEST]
    at = [places.get(role, 0) for role in MARKS]
    actor, recipient, trigger = (place if 0 < place <= len(kept) else 0 for place in at)
    words = tuple(n for n, place in enumerate(firsts) if 0 < place - start <= len(kept))
    return Marked(
        pieces=(vocabulary.opening, *kept, vocabulary.closing),
        shapes=(0, *shapes[start : start + _LONGEST], 0),
        at=(actor, recipient, trigger),
        words=words,
        firsts=tuple(firsts[n] - start for n in words),
    )

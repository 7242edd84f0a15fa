"""The places in a report where the recorder sees a slot of an incident filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sayso.lexicons.words.edge_words import articles, edge_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from sayso.analysis.recorder import Recorded, RecordedWindow

_TRACE = 0.08
_NEW = 0.4
_LONGEST = 14
_BREAKS = frozenset(",;()[]:")
_BARE = re.compile(r"[^\w\s]")


@dataclass(frozen=True)
class Recording:
    """Words that fill a slot, with what the recorder says of them.

    `start` and `end` are code points, end-exclusive; `words` the same without case, articles and
    punctuation; `window` and `word` where the first word that the recorder saw stands in what it
    read.
    """

    start: int
    end: int
    slot: str
    words: str
    probability: float
    kinds: NDArray[np.float32]
    stages: NDArray[np.float32]
    stances: NDArray[np.float32]
    fates: NDArray[np.float32]
    window: int
    word: int


def find_recordings(
    text: str, recorded: Recorded, least: Mapping[str, float], language: str
) -> list[Recording]:
    """The recordings of all slots, in the order of the text.

    `least` is, by slot, how probable the words of a recording must be on average.
    """
    found = [
        recording
        for number, window in enumerate(recorded.windows)
        for n, slot in enumerate(recorded.heads.slots)
        for recording in _in_window(text, window, number, (slot, n), language)
        if recording.probability >= least[slot]
    ]
    return sorted(found, key=lambda r: (r.start, r.end, r.slot))


def _in_window(
    text: str, window: RecordedWindow, number: int, slot: tuple[str, int], language: str
) -> Iterator[Recording]:
    tags = window.slots[:, slot[1]]
    inside = 1.0 - tags[:, 0]
    if not (inside >= _TRACE).any():
        return
    lowered = [text[w.start : w.end].lower() for w in window.words]
    edges = edge_words(language)
    for begin, end in _regions(lowered, tags, inside):
        best = _best(lowered[begin:end], inside[begin:end], edges)
        if best is None:
            continue
        first, last = begin + best[0], begin + best[1]
        start, stop = window.words[first].start, window.words[last - 1].end
        words = comparable_words(text[start:stop], language)
        if words:
            yield Recording(
                start=start,
                end=stop,
                slot=slot[0],
                words=words,
                probability=float(inside[first:last].mean()),
                kinds=window.kinds[first:last].mean(axis=0),
                stages=window.stages[first:last].mean(axis=0),
                stances=window.stances[first:last].mean(axis=0),
                fates=window.fates[first:last].mean(axis=0),
                window=number,
                word=first,
            )


def _regions(
    lowered: list[str], tags: NDArray[np.float32], inside: NDArray[np.float32]
) -> Iterator[tuple[int, int]]:
    """The stretches with a trace of the slot, cut where a new filler or another phrase begins."""
    begin: int | None = None
    for n in range(len(lowered) + 1):
        within = n < len(lowered) and inside[n] >= _TRACE
        new = within and tags[n, 1] > max(_NEW, tags[n, 2])
        broken = within and lowered[n] in _BREAKS and inside[n] < 0.5
        if begin is not None and (not within or new or broken):
            yield begin, n
            begin = None
        if begin is None and within and not broken:
            begin = n


def _best(
    lowered: list[str], inside: NDArray[np.float32], edges: frozenset[str]
) -> tuple[int, int] | None:
    """The part of a stretch that has most of its probability in fewest words (Dice 1945)."""
    sums = np.concatenate([[0.0], np.cumsum(inside)]).tolist()
    choices = [
        (2.0 * (sums[j] - sums[i]) / (j - i + sums[-1]), -i, -j)
        for i in range(len(lowered))
        if lowered[i] not in edges
        for j in range(i + 1, min(len(lowered), i + _LONGEST) + 1)
        if lowered[j - 1] not in edges
    ]
    if not choices:
        return None
    _, i, j = max(choices)
    return -i, -j


def comparable_words(words: str, language: str) -> str:
    """Words without case, articles and punctuation, to see whether two are the same."""
    kept = _BARE.sub("", words.lower()).split()
    return " ".join(word for word in kept if word not in articles(language))

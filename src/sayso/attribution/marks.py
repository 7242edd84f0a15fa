"""Attributions as the trained reader marks them: each cue with the source and content it takes.

The reader marks the words of cues, sources and contents apart, and says how surely each word
is the source or content of a cue (its arcs). Here they are put together: every content has a cue
outside it, a cue without any may take a part of the content that it stands in, and what is left
without content reports nothing. The thresholds were chosen on a half of texts kept from training.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.tagger import TaggedWindow, Tags

_ANOTHER = 0.7  # from here on a word that may begin a stretch begins another one
_SHARED = 0.8
_NESTED = 0.5
_ARC = 0.02
_STEP = 0.2
_BEYOND = 2.0

Range = tuple[int, int]
Words = list[int]


@dataclass(frozen=True)
class Mark:
    """A cue with its source and content (code points, end-exclusive); probability of the cue."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    probability: float


@dataclass(frozen=True)
class _Level:
    """How probable one word of a stretch must be, and all of them."""

    peak: float
    every: float
    gap: int = 0


_CUE = _Level(0.5, 0.3, gap=1)
_SOURCE = _Level(0.45, 0.25)
_CONTENT = _Level(0.5, 0.35, gap=3)


def find_marks(parsed: Parsed) -> list[Mark]:
    """The attributions that the trained reader sees in a text, in the order of their cues."""
    if parsed.tags is None:
        return []
    sentences = [sentence.start_char for sentence in parsed.doc.sents]
    return [
        mark
        for window in parsed.tags.windows
        for mark in _Page(window, parsed.twin, sentences).marks()
    ]


def cue_probability(tags: Tags, start: int, end: int) -> float:
    """How surely a word of a range is a cue's: the surest one's probability."""
    sure = [
        float(1.0 - window.tags["cue"][n, 0])
        for window in tags.windows
        for n in window.inside(start, end)
    ]
    return max(sure, default=0.0)


class _Page:
    """One window of a text: its stretches of words, and what belongs to what."""

    def __init__(self, window: TaggedWindow, text: str, sentences: Sequence[int]) -> None:
        self._window = window
        self._words = window.words
        self._spoken = [text[word.start].isalnum() for word in window.words]
        self._sentence = [bisect_right(sentences, word.start) for word in window.words]
        self._cues = _stretches(window.tags["cue"], _CUE)
        self._sources = _stretches(window.tags["source"], _SOURCE)
        self._contents = _stretches(window.tags["content"], _CONTENT)

    def marks(self) -> list[Mark]:
        """The cues that take a content, with their sources."""
        taken = self._assigned()
        found = []
        for number, cue in enumerate(self._cues):
            content = taken[number] or self._nested(cue)
            if content:
                source = self._source(cue)
                found.append(
                    Mark(
                        self._range(cue),
                        self._range(source) if source else None,
                        tuple(self._range(part) for part in content),
                        float(1.0 - self._window.tags["cue"][cue, 0].min()),
                    )
                )
        return found

    def _assigned(self) -> list[list[Words]]:
        """The contents of each cue: every content goes to the likeliest cue outside it.

        Others share it that are sure of it.
        """
        taken: list[list[Words]] = [[] for _ in self._cues]
        skipped = {n for source in self._sources for n in source}
        for content in self._contents:
            outside = [
                number
                for number, cue in enumerate(self._cues)
                if not content[0] <= cue[0] <= content[-1]
            ]
            if not outside:
                continue
            best = max(
                outside, key=lambda n: self._tie("content", self._cues[n], content, skipped)
            )
            for number in outside:
                sure = self._arc("content", self._cues[number], content)
                if number == best or sure >= _SHARED:
                    taken[number].append(content)
        return taken

    def _nested(self, cue: Words) -> list[Words]:
        """What a cue within a content reports: what it is sure of, else what follows it."""
        arcs = self._window.arcs["content"][cue].mean(axis=0)
        outside = [float(a) >= _NESTED and n not in cue for n, a in enumerate(arcs)]
        sure = [run for run in _runs(outside) if len(run) > 1]
        around = next((c for c in self._contents if c[0] <= cue[0] <= c[-1]), None)
        if sure or around is None:
            return sure
        here = self._sentence[cue[-1]]
        rest = [n for n in around if n > cue[-1] and self._sentence[n] == here]
        return [rest] if rest else []

    def _source(self, cue: Words) -> Words | None:
        """The likeliest source, as far as the cue does not run into it."""
        skipped = {n for other in self._cues for n in other}
        best = max(
            self._sources,
            key=lambda source: self._tie("source", cue, source, skipped, weight=2.0),
            default=[],
        )
        before = [n for n in best if n < cue[0]]
        return before or [n for n in best if n > cue[-1]] or None

    def _arc(self, role: str, cue: Words, end: Words) -> float:
        return float(self._window.arcs[role][cue][:, end].mean())

    def _tie(
        self, role: str, cue: Words, end: Words, skipped: set[int], *, weight: float = 1.0
    ) -> float:
        """How well a stretch goes with a cue: by the arcs, the words between, the sentence."""
        first, last = (cue, end) if cue[0] < end[0] else (end, cue)
        between = sum(n not in skipped and self._spoken[n] for n in range(first[-1] + 1, last[0]))
        here = self._sentence[cue[0]]
        beyond = here not in {self._sentence[end[0]], self._sentence[end[-1]]}
        arc = math.log(self._arc(role, cue, end) + _ARC)
        return weight * arc - _STEP * between - _BEYOND * beyond

    def _range(self, words: Words) -> Range:
        return self._words[words[0]].start, self._words[words[-1]].end


def _stretches(sure: NDArray[np.float32], level: _Level) -> list[Words]:
    """The stretches of words that are likely enough, with one among them that is likelier."""
    likely = [float(1.0 - p) for p in sure[:, 0]]
    begins = [float(p) >= _ANOTHER for p in sure[:, 1]]
    runs = _runs([p >= level.every for p in likely], begins)
    found: list[Words] = []
    for run in runs:
        if max(likely[n] for n in run) < level.peak:
            continue
        before = found[-1][-1] if found else None
        if before is not None and 0 < run[0] - before - 1 <= level.gap and not begins[run[0]]:
            found[-1] = list(range(found[-1][0], run[-1] + 1))
        else:
            found.append(run)
    return found


def _runs(inside: Sequence[bool], begins: Sequence[bool] | None = None) -> list[Words]:
    """The numbers of the words inside, by stretches; one that begins another is its first."""
    runs: list[Words] = []
    for n, is_inside in enumerate(inside):
        goes_on = n > 0 and inside[n - 1] and not (begins is not None and begins[n])
        if is_inside and goes_on:
            runs[-1].append(n)
        elif is_inside:
            runs.append([n])
    return runs

"""Stretches of words that a network puts under one label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from sayso.analysis.pieces import Word


@dataclass(frozen=True)
class TaggedSpan:
    """A stretch of words under one label; `probability` is the mean of its words'.

    Offsets are code points of the text, end-exclusive; `kind` is empty where a head has one label.
    """

    start: int
    end: int
    kind: str
    probability: float


def stretches(
    words: Sequence[Word], sure: NDArray[np.float32], least: float
) -> Iterator[TaggedSpan]:
    """The runs of words whose probability is `least` or more, in order."""
    run: list[int] = []
    for n in range(len(words) + 1):
        if n < len(words) and sure[n] >= least:
            run.append(n)
        elif run:
            yield TaggedSpan(words[run[0]].start, words[run[-1]].end, "", float(sure[run].mean()))
            run = []

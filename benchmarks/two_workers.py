"""Two worker processes against one, while both are at work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import sayso
from benchmarks import corpus
from benchmarks.rows import Row, words_in

if TYPE_CHECKING:
    from benchmarks.rows import Setting

_WORDS_A_TEXT = 100
_FEWEST = 200
"""Texts; with fewer, what is read ahead in batches is most of what is measured."""
_FROM, _TO = 0.2, 0.9
"""The share of the texts between which the clock runs.

Before, workers load their models; after, the last of them is alone. In between as much is read
ahead at the end as at the beginning.
"""


def two_workers(setting: Setting) -> list[Row]:
    """One process and two in turns, on generated reports: many and short, as archives are."""
    texts = list(corpus.texts(max(2 * setting.words // _WORDS_A_TEXT, _FEWEST), seed=13))
    ratios = []
    for _ in range(setting.runs):
        one, two = _words_a_second(texts, 1), _words_a_second(texts, 2)
        ratios.append(two / one)
    told = f"{len(texts):,} generated texts, {words_in(texts):,} words"
    return [Row("two workers against one", "times", tuple(ratios), least=1.8, told=told)]


def _words_a_second(texts: list[str], workers: int) -> float:
    first, last = int(len(texts) * _FROM), int(len(texts) * _TO)
    reached = [
        time.perf_counter()
        for _ in zip(sayso.read_many(texts, workers=workers, lang="en"), texts, strict=True)
    ]
    return words_in(texts[first + 1 : last + 1]) / (reached[last] - reached[first])

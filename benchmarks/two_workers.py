"""Two worker processes against one, once both are at work."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import sayso
from benchmarks.reports import mixed_news
from benchmarks.rows import Row, Setting

if TYPE_CHECKING:
    from benchmarks.reports import Texts

_WARM = 0.2
"""The share of the texts that is read before the clock starts: workers load their models."""


def two_workers(setting: Setting) -> list[Row]:
    """One process and two in turns."""
    given = mixed_news(setting)
    ratios = []
    for _ in range(setting.runs):
        one, two = _words_a_second(given, 1), _words_a_second(given, 2)
        ratios.append(two / one)
    return [Row("two workers against one", "times", tuple(ratios), least=1.8, told=given.told)]


def _words_a_second(given: Texts, workers: int) -> float:
    """The pace between the first fifth of the texts and the last."""
    warm = int(len(given.texts) * _WARM)
    begun = 0.0
    for number, _ in enumerate(sayso.read_many(given.texts, workers=workers, lang="en"), 1):
        if number == warm:
            begun = time.perf_counter()
    words = sum(len(text.split()) for text in given.texts[warm:])
    return words / (time.perf_counter() - begun)

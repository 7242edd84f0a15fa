"""A row of the table: what was measured, what it should reach, and every single run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """What holds for all rows.

    `data` is the folder of public texts, or null where there is none; `runs` how often each
    thing is measured; `words` how many words one run reads; `full` whether sizes are those of
    the promise, not the small ones.
    """

    data: Path | None
    runs: int = 3
    words: int = 12_000
    full: bool = False


@dataclass(frozen=True)
class Row:
    """One promise and what was measured: the values of all runs, in `unit`.

    `least` and `most` bound what the median should be; null where nothing is promised. `told`
    says on what it was measured.
    """

    what: str
    unit: str
    values: tuple[float, ...]
    least: float | None = None
    most: float | None = None
    told: str = ""

    @property
    def middle(self) -> float:
        """The median of the runs."""
        return median(self.values)

    @property
    def reached(self) -> bool | None:
        """Whether the median keeps the promise; null without one."""
        if self.least is None and self.most is None:
            return None
        high_enough = self.least is None or self.middle >= self.least
        return high_enough and (self.most is None or self.middle <= self.most)


Measure = Callable[[Setting], list[Row]]


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, in seconds of the clock."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long some work keeps this process busy: what else runs on its core is not counted."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def words_in(texts: list[str]) -> int:
    """How many words texts have: what white space parts."""
    return sum(len(text.split()) for text in texts)


@contextmanager
def one_core() -> Iterator[None]:
    """This process on a single core, where the system can hold it there."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(allowed)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)

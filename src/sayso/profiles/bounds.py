"""Bounds of a count, and their sums and differences: low <= best <= high, null where open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Bounds(NamedTuple):
    """How many: `best` is null where no number is told, `high` where nothing bounds it."""

    low: int
    best: int | None
    high: int | None

    @property
    def value(self) -> int:
        """The number told, else the lowest that the words allow."""
        return self.low if self.best is None else self.best


def ordered(low: int | None, best: int | None, high: int | None) -> Bounds:
    """The bounds, an open low as nought; none is below nought or below the one before it."""
    least = max(low or 0, 0)
    middle = None if best is None else max(best, least)
    most = None if high is None else max(high, least, middle or 0)
    return Bounds(least, middle, most)


def exactly(number: int) -> Bounds:
    """One number."""
    return Bounds(number, number, number)


def total(parts: Sequence[Bounds]) -> Bounds:
    """The sum: as open as its most open part."""
    return Bounds(
        sum(part.low for part in parts),
        _sum([part.best for part in parts]),
        _sum([part.high for part in parts]),
    )


def minus(whole: Bounds, part: Bounds) -> Bounds:
    """What is left of a whole without a part of it, never below nought."""
    low = 0 if part.high is None else whole.low - part.high
    best = None if whole.best is None or part.best is None else whole.best - part.best
    high = None if whole.high is None else whole.high - part.low
    return ordered(low, None if best is None else max(best, 0), high)


def in_words(bounds: Bounds) -> str:
    """The bounds as people write them: "12", "9–22", "24 or more"."""
    if bounds.high is None:
        return f"{bounds.low:,} or more"
    return f"{bounds.low:,}" if bounds.low == bounds.high else f"{bounds.low:,}–{bounds.high:,}"


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None

"""Krippendorff's alpha: any number of coders, any missing values, four scales.

Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, University of Pennsylvania.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from sayso.agreement.resampling import RESAMPLES, SEED, interval
from sayso.records.review.agreement import Measured, Scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Value = str | float | None
    Floats = NDArray[np.float64]

NO_PAIRS = "no unit has two values"
NO_VARIANCE = "all values are the same, so that nothing tells agreement from chance"


def krippendorff_alpha(
    units: Iterable[Sequence[Value]],
    scale: Scale,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Measured:
    """How far the coders agree beyond chance: 1 is perfect, 0 what chance gives, below is worse.

    The order of units and that of coders change nothing, neither in the value nor in its bounds.

    Args:
        units: for each unit the values that coders gave it, null where one gave none; a unit with
            fewer than two values says nothing. On other scales than the nominal one, numbers (the
            ranks of an ordinal scale, no number below 0 on a ratio scale).
        scale: which differences between values count.
        resamples: over how many resamples of the units the bounds are; 0 for none.
        seed: where the generator of the resamples begins.

    Raises:
        ValueError: for a value that is no number, or negative, where the scale needs another.
    """
    told = [[value for value in unit if value is not None] for unit in units]
    pairable = [unit for unit in told if len(unit) > 1]
    if not pairable:
        return Measured(value=None, units=0, why=NO_PAIRS)
    table = _Table(pairable, scale)
    value = table.alpha(np.ones(table.units))
    if value is None:
        return Measured(value=None, units=table.units, why=NO_VARIANCE)
    low, high = interval(table.alpha, table.units, resamples=resamples, seed=seed)
    return Measured(value=value, low=low, high=high, units=table.units)


class _Table:
    """The values of all units as numbers of categories, in an order of their own."""

    def __init__(self, units: Sequence[Sequence[str | float]], scale: Scale) -> None:
        self._scale = scale
        self._values = _categories({value for unit in units for value in unit}, scale)
        place = {value: number for number, value in enumerate(self._values)}
        coded = sorted(sorted(place[value] for value in unit) for unit in units)
        self.units = len(coded)
        self._sizes = np.array([len(unit) for unit in coded], dtype=np.float64)
        self._owner = np.repeat(np.arange(self.units), self._sizes.astype(np.int64))
        self._coded = np.array([number for unit in coded for number in unit])
        self._apart = _ratios(self._values) if scale is Scale.RATIO else None
        self._within = self._of_units(coded)

    def alpha(self, weights: Floats) -> float | None:
        """Alpha where each unit counts as often as its weight says; null without variance."""
        counts: Floats = np.bincount(
            self._coded, weights=weights[self._owner], minlength=len(self._values)
        ).astype(np.float64)
        total = float(counts.sum())
        if self._scale is Scale.ORDINAL:
            # the distance of two ranks is that of their middles among all values
            at = np.cumsum(counts) - counts / 2
            expected, within = _squares(counts, at), self._spread(at)
        else:
            expected, within = self._expected(counts), self._within
        if expected <= 0:
            return None
        observed = float((weights * within / (self._sizes - 1)).sum())
        return 1 - (total - 1) * observed / expected

    def _expected(self, counts: Floats) -> float:
        """The sum over all ordered pairs of values of their squared distance."""
        if self._apart is not None:
            return float(counts @ self._apart @ counts)
        if self._scale is Scale.NOMINAL:
            return float(counts.sum() ** 2 - (counts**2).sum())
        return _squares(counts, self._numbers())

    def _of_units(self, coded: Sequence[Sequence[int]]) -> Floats:
        """The same sum within each unit."""
        if self._scale in {Scale.INTERVAL, Scale.ORDINAL}:
            return self._spread(self._numbers())
        if self._apart is None:
            return np.array([_unequal(unit) for unit in coded])
        return np.array([self._apart[np.ix_(unit, unit)].sum() for unit in coded])

    def _spread(self, at: Floats) -> Floats:
        """The sum of squared differences over the ordered pairs within each unit."""
        values = at[self._coded]
        sums = np.bincount(self._owner, weights=values, minlength=self.units)
        apart = values - (sums / self._sizes)[self._owner]
        squares = np.bincount(self._owner, weights=apart**2, minlength=self.units)
        return 2 * self._sizes * squares

    def _numbers(self) -> Floats:
        return np.array(self._values, dtype=np.float64)


def _categories(values: set[str | float], scale: Scale) -> list[str | float]:
    """The distinct values, sorted, numbers first; refused where the scale cannot hold one."""
    for value in values if scale is not Scale.NOMINAL else ():
        if isinstance(value, str) or not np.isfinite(value):
            raise ValueError(f"{value!r} is no number, and the scale is {scale.value}")
        if scale is Scale.RATIO and value < 0:
            raise ValueError(f"{value!r} is below 0, and the scale is ratio")
    return sorted(values, key=lambda value: (isinstance(value, str), value))


def _squares(counts: Floats, at: Floats) -> float:
    """The sum over all ordered pairs of values, so many at each place, of squared distances."""
    total = counts.sum()
    if np.count_nonzero(counts) < 2:
        return 0.0
    middle = (counts * at).sum() / total
    return float(2 * total * (counts * (at - middle) ** 2).sum())


def _unequal(unit: Sequence[int]) -> float:
    """The ordered pairs of a unit that are not equal."""
    return float(len(unit) ** 2 - sum(n * n for n in Counter(unit).values()))


def _ratios(values: Sequence[str | float]) -> Floats:
    """The squared distance of all values on a ratio scale: difference by sum; 0 and 0 are one."""
    numbers = np.array(values, dtype=np.float64)
    sums = numbers[:, None] + numbers[None, :]
    apart = numbers[:, None] - numbers[None, :]
    found: Floats = np.divide(apart, sums, out=np.zeros_like(apart), where=sums > 0) ** 2
    return found

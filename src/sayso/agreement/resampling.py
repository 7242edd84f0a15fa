"""How sure a measure is: its spread over resamples of the units (Efron 1979)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Statistic = Callable[[NDArray[np.float64]], float | None]
    """A measure by how often each unit counts; null where it is not defined."""

RESAMPLES = 1000
"""How many resamples give an interval that no longer moves in the second decimal."""
SEED = 1
_ENDS = (2.5, 97.5)


def interval(
    statistic: Statistic, units: int, *, resamples: int = RESAMPLES, seed: int = SEED
) -> tuple[float | None, float | None]:
    """The percentiles 2.5 and 97.5 of a measure over resamples with replacement.

    Both are null where fewer than half of the resamples have a value. The same units in the same
    order and the same seed give the same interval.

    Args:
        statistic: the measure by the weights of the units.
        units: how many units there are.
        resamples: how many resamples are drawn; 0 draws none.
        seed: where the generator (PCG-64) begins.
    """
    if units < 2 or resamples < 1:
        return None, None
    generator = np.random.default_rng(seed)
    found: list[float] = []
    for _ in range(resamples):
        drawn = generator.integers(0, units, units)
        value = statistic(np.bincount(drawn, minlength=units).astype(np.float64))
        if value is not None:
            found.append(value)
    if len(found) * 2 < resamples:
        return None, None
    low, high = np.percentile(np.array(found), _ENDS)
    return float(low), float(high)

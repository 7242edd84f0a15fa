"""Two coders: the share on which they agree, and Cohen's kappa, plain or weighted.

Cohen, J. (1960), A Coefficient of Agreement for Nominal Scales; Cohen, J. (1968), Weighted Kappa.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from sayso.agreement.alpha import NO_PAIRS
from sayso.agreement.resampling import RESAMPLES, SEED, interval
from sayso.records.review.agreement import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Pair = tuple[str | float | None, str | float | None]

ONE_CATEGORY = "both coders use one and the same value throughout, so that chance gives all of it"


class Weighting(StrEnum):
    """What a disagreement costs: all the same, by steps between categories, by their square."""

    NONE = "none"
    LINEAR = "linear"
    QUADRATIC = "quadratic"


def cohen_kappa(
    pairs: Iterable[Pair],
    *,
    weighting: Weighting = Weighting.NONE,
    order: Sequence[str | float] = (),
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Measured:
    """How far two coders agree beyond what their own habits give by chance.

    Args:
        pairs: the values that the first and the second coder gave a unit; a unit that one of them
            left out (null) says nothing.
        weighting: what a disagreement costs.
        order: the categories in their order, for weights; where empty, that of the numbers.
        resamples: over how many resamples of the units the bounds are; 0 for none.
        seed: where the generator of the resamples begins.

    Raises:
        ValueError: where weights are asked for and the values have no order, or `order` lacks one.
    """
    told = [(a, b) for a, b in pairs if a is not None and b is not None]
    if not told:
        return Measured(value=None, units=0, why=NO_PAIRS)
    known = _ordered({value for pair in told for value in pair}, weighting, order)
    place = {value: number for number, value in enumerate(known)}
    # in an order of its own, so that the bounds hang on no order of units or coders
    numbers = sorted((place[a], place[b]) for a, b in told)
    coded = np.array(min(numbers, sorted((b, a) for a, b in numbers)))
    cost = _costs(len(known), weighting)

    def kappa(weights: Floats) -> float | None:
        cells = np.zeros((len(known), len(known)))
        np.add.at(cells, (coded[:, 0], coded[:, 1]), weights)
        cells /= cells.sum()
        expected = float(cells.sum(axis=1) @ cost @ cells.sum(axis=0))
        return 1 - float((cost * cells).sum()) / expected if expected > 0 else None

    value = kappa(np.ones(len(told)))
    if value is None:
        return Measured(value=None, units=len(told), why=ONE_CATEGORY)
    low, high = interval(kappa, len(told), resamples=resamples, seed=seed)
    return Measured(value=value, low=low, high=high, units=len(told))


def percent_agreement(
    units: Iterable[Sequence[str | float | None]],
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Measured:
    """The share of the pairs of values of one unit that are equal, from 0 to 1; no chance is off.

    Args:
        units: for each unit the values that coders gave it, null where one gave none.
        resamples: over how many resamples of the units the bounds are; 0 for none.
        seed: where the generator of the resamples begins.
    """
    shares = sorted(
        (sum(a == b for n, a in enumerate(told) for b in told[:n]), len(told))
        for told in ([value for value in unit if value is not None] for unit in units)
        if len(told) > 1
    )
    if not shares:
        return Measured(value=None, units=0, why=NO_PAIRS)
    equal = np.array([found for found, _ in shares], dtype=np.float64)
    pairs = np.array([size * (size - 1) / 2 for _, size in shares])

    def share(weights: Floats) -> float | None:
        return float((weights * equal).sum() / (weights * pairs).sum())

    low, high = interval(share, len(shares), resamples=resamples, seed=seed)
    return Measured(value=share(np.ones(len(shares))), low=low, high=high, units=len(shares))


def _ordered(
    values: set[str | float], weighting: Weighting, order: Sequence[str | float]
) -> list[str | float]:
    """The categories, in the order that weights count steps in."""
    if order:
        if missing := sorted(map(str, values - set(order))):
            raise ValueError(f"the order of categories lacks {', '.join(missing)}")
        return list(order)
    if weighting is not Weighting.NONE and any(isinstance(value, str) for value in values):
        raise ValueError("weights need numbers, or the order of the categories")
    return sorted(values, key=lambda value: (isinstance(value, str), value))


def _costs(size: int, weighting: Weighting) -> Floats:
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(np.float64)
    if weighting is Weighting.NONE:
        return (steps > 0).astype(np.float64)
    return steps if weighting is Weighting.LINEAR else steps**2

"""Boosted trees and a linear layer over runs of words, read with numpy alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def shares(scores: Floats) -> Floats:
    """Probabilities of scores (the softmax)."""
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


@dataclass(frozen=True)
class Forest:
    """Trees that add up to one score a class; tree n speaks for class n modulo the classes.

    Of each node: the feature asked (negative in a leaf), the largest value that goes left, the
    nodes to the left and right, what a leaf adds. `start` is what the classes begin with.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    start: NDArray[np.float32]

    @classmethod
    def of(cls, stored: Mapping[str, NDArray[np.generic]], name: str) -> Self:
        """The forest whose arrays are stored as `name.feature`, `name.threshold` and so on."""
        parts = ("feature", "threshold", "left", "right", "value", "start")
        return cls(*(np.asarray(stored[f"{name}.{part}"]) for part in parts))

    def scores(self, row: Floats) -> Floats:
        """The classes' scores for one row of features."""
        tree = np.arange(len(self.feature))
        node = np.zeros(len(tree), dtype=np.int16)
        while (inside := self.feature[tree, node] >= 0).any():
            asked = row[np.maximum(self.feature[tree, node], 0)]
            goes_left = asked <= self.threshold[tree, node]
            below = np.where(goes_left, self.left[tree, node], self.right[tree, node])
            node = np.where(inside, below, node)
        leaves = self.value[tree, node].reshape(-1, len(self.start))
        return np.asarray(self.start + leaves.sum(axis=0), dtype=np.float64)


@dataclass(frozen=True)
class RunWeights:
    """What each known run of words adds to each class; the last row is where the classes begin."""

    known: Mapping[str, int]
    weights: NDArray[np.float32]

    def scores(self, runs: Iterable[str]) -> Floats:
        """The classes' scores for the runs of one text; unknown ones add nothing."""
        rows = sorted({self.known[run] for run in runs if run in self.known})
        return np.asarray(self.weights[[*rows, -1]].sum(axis=0), dtype=np.float64)

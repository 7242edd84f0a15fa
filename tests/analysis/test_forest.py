"""Trees and weights of runs say what their arrays hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from sayso.analysis.forest import Forest, RunWeights, shares

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _forest() -> Forest:
    """Two classes, one tree each: the first asks feature 1 and then 0, the second is a leaf."""
    stored: dict[str, NDArray[Any]] = {
        "t.feature": np.array([[1, -1, 0, -1, -1], [-1, -1, -1, -1, -1]], dtype=np.int16),
        "t.threshold": np.array([[2, 0, 0.5, 0, 0], [0] * 5], dtype=np.float32),
        "t.left": np.array([[1, 0, 3, 0, 0], [0] * 5], dtype=np.int16),
        "t.right": np.array([[2, 0, 4, 0, 0], [0] * 5], dtype=np.int16),
        "t.value": np.array([[0, 1, 0, 2, 3], [7, 0, 0, 0, 0]], dtype=np.float32),
        "t.start": np.array([10, 20], dtype=np.float32),
    }
    return Forest.of(stored, "t")


@pytest.mark.parametrize(
    ("row", "first"), [((0.0, 2.0), 11.0), ((0.5, 3.0), 12.0), ((1.0, 3.0), 13.0)]
)
def test_a_row_falls_to_its_leaf(row: tuple[float, float], first: float) -> None:
    assert _forest().scores(np.array(row)).tolist() == [first, 27.0]


def test_unknown_runs_add_nothing_and_known_ones_once() -> None:
    weights = RunWeights({"a": 0, "b": 1}, np.array([[1, 0], [0, 2], [5, 5]], dtype=np.float32))
    assert weights.scores(["a", "a", "z"]).tolist() == [6.0, 5.0]
    assert weights.scores([]).tolist() == [5.0, 5.0]


def test_shares_add_up_to_one() -> None:
    assert shares(np.array([1000.0, 1000.0])).tolist() == [0.5, 0.5]

"""Sums of bytes that no processor cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from training.sums import fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = arrays(np.int8, (6, 4), elements=st.integers(-127, 127))
INPUTS = arrays(np.uint8, (6,), elements=st.integers(0, 255))


@given(WEIGHTS, INPUTS)
def test_no_pair_of_products_passes_16_bits(
    weights: NDArray[np.int8], inputs: NDArray[np.uint8]
) -> None:
    small, _ = fitted(weights)
    products = inputs[:, None].astype(np.int64) * small
    pairs = products[0::2] + products[1::2]
    assert pairs.max() <= 32_767
    assert pairs.min() >= -32_768


@given(WEIGHTS)
def test_a_channel_is_scaled_as_a_whole(weights: NDArray[np.int8]) -> None:
    small, factors = fitted(weights)
    assert ((factors > 0.4) & (factors <= 1)).all()
    assert (abs(small - weights * factors) <= 0.5).all()


def test_weights_that_fit_stay_as_they_are() -> None:
    weights = np.array([[127, -64], [-127, -64], [1, 127], [100, 1]], dtype=np.int8)
    small, factors = fitted(weights)
    assert factors.tolist() == [1.0, 1.0]
    assert (small == weights).all()

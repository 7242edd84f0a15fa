"""Weights in bytes whose sums are the same on every processor."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Twice 255 times a weight must stay within 16 bits: 255 * 128 = 32,640.
MOST = 128


def fitted(weights: NDArray[np.number]) -> tuple[NDArray[np.int8], NDArray[np.float64]]:
    """Weights (inner, channels) made smaller where two neighbours' products pass 16 bits.

    They are in units of their channel's scale, from -127 to 127, best not yet rounded.

    Processors without the VNNI instructions multiply unsigned bytes with signed ones in pairs and
    cut each pair's sum to 16 bits, so that one text would be read differently on two machines
    (ONNX Runtime, "Quantize ONNX models", on U8S8). Here no such sum is cut.

    Returns:
        The weights, and by channel what they were multiplied by, 1 at most: the channel's scale
        must be divided by it.
    """
    whole = weights.astype(np.float64)
    factors = np.minimum(1.0, MOST / np.maximum(_largest_pairs(whole), 1.0))
    while (over := _largest_pairs(np.round(whole * factors)) > MOST).any():
        factors = np.where(over, factors * 0.99, factors)
    return np.round(whole * factors).astype(np.int8), factors


def _largest_pairs(weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """By channel, the largest sum of two neighbours of one sign, without the sign."""
    first, second = weights[0::2], weights[1::2]
    largest: NDArray[np.float64] = np.where(first * second > 0, abs(first + second), 0.0).max(
        axis=0
    )
    return largest

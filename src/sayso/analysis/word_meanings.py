"""What words mean wherever they stand, by the vectors of their pieces; no parser is asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sayso.analysis.sessions import load_piece_vectors, load_vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH = 384


@cache
def word_vector(words: str) -> NDArray[np.float64]:
    """The mean vector of the pieces of some words; zeros where there are none."""
    pieces = [piece for word in load_vocabulary().words(words) for piece in word.pieces]
    if not pieces:
        return np.zeros(WIDTH)
    found: NDArray[np.float64] = load_piece_vectors()(pieces).mean(axis=0, dtype=np.float64)
    return found


def trigger_similarity(one: str, other: str) -> float:
    """How alike the meanings of two triggers are: a cosine, 1 for the same words.

    Words that mean opposite things ("win", "lose") are alike too: a weak sign, never a proof.
    """
    first, second = word_vector(one.lower()), word_vector(other.lower())
    lengths = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / lengths if lengths else 0.0

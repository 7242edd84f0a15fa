"""Bags of words compared: how much two of them share, weighted by how telling the words are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


def shares(bags: Sequence[Sequence[str]], telling: Callable[[str], float]) -> NDArray[np.float64]:
    """The cosine of every two bags, 0 where one is empty; repeated words count by their log.

    Args:
        bags: words, in any order.
        telling: the weight of a word.
    """
    words = sorted({word for bag in bags for word in bag})
    columns = {word: number for number, word in enumerate(words)}
    table = np.zeros((len(bags), len(words)))
    for row, bag in enumerate(bags):
        for word, count in Counter(bag).items():
            table[row, columns[word]] = (1.0 + np.log(count)) * telling(word)
    return cosines(table)


def cosines(table: NDArray[np.floating]) -> NDArray[np.float64]:
    """The cosine of every two rows; 0 with a row of zeros."""
    rows = table.astype(np.float64)
    lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    rows = rows / np.maximum(lengths, 1e-9)
    found: NDArray[np.float64] = rows @ rows.T
    return found

"""How alike two words are spelt: what a lemmatiser leaves apart, such as a verb and its noun."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray


def common_opening(one: str, other: str) -> float:
    """The share of the longer word with which both begin."""
    same = sum(1 for _ in takewhile(bool, map(eq, one, other)))
    return same / max(len(one), len(other), 1)


def common_letters(one: str, other: str) -> float:
    """Dice's coefficient of the words' groups of three letters, their edges marked."""
    first, second = _threes(one), _threes(other)
    both = sum((first & second).values())
    return 2.0 * both / max(sum(first.values()) + sum(second.values()), 1)


def compared(words: Sequence[str], alike: Callable[[str, str], float]) -> NDArray[np.float64]:
    """How alike every two words are; words that come again are compared once."""
    known = sorted(set(words))
    numbers = {word: number for number, word in enumerate(known)}
    table = np.array([[alike(one, other) for other in known] for one in known])
    rows = [numbers[word] for word in words]
    return table[np.ix_(rows, rows)]


def _threes(word: str) -> Counter[str]:
    marked = f"^{word}$"
    return Counter(marked[n : n + 3] for n in range(len(marked) - 2))

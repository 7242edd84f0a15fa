"""Sets that grow together: union-find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

K = TypeVar("K", str, int)


class Unions(Generic[K]):
    """A partition of keys, each alone at first; the least of a set stands for it."""

    def __init__(self) -> None:
        self._above: dict[K, K] = {}

    def root(self, key: K) -> K:
        """The least key of the set that a key is in; what leads there is shortened."""
        top = key
        while top in self._above:
            top = self._above[top]
        while key != top:
            self._above[key], key = top, self._above[key]
        return top

    def join(self, one: K, other: K) -> None:
        """Makes the sets of two keys one."""
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._above[high] = low

    def join_all(self, keys: Iterable[K]) -> None:
        """Makes the sets of some keys one."""
        several = list(keys)
        for other in several[1:]:
            self.join(several[0], other)

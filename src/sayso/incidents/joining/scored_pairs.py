"""Pairs with their scores, in little memory, and what hangs together by them."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from sayso.incidents.unions import Unions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class ScoredPairs:
    """Pairs of names that are counted from 0 in their order; one may be given more than once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._number = {name: number for number, name in enumerate(names)}
        self._left = array("I")
        self._right = array("I")
        self._score = array("d")

    def add(self, one: str, other: str, score: float) -> None:
        """Adds a pair."""
        self._left.append(self._number[one])
        self._right.append(self._number[other])
        self._score.append(score)

    def __iter__(self) -> Iterator[tuple[str, str, float]]:
        """The pairs, the lesser name first, each with its score."""
        return self.at(range(len(self._score)))

    def at(self, places: range) -> Iterator[tuple[str, str, float]]:
        """The pairs at some places."""
        for n in places:
            left, right = self._left[n], self._right[n]
            yield self._names[min(left, right)], self._names[max(left, right)], self._score[n]

    def parts(self, names: Iterable[str]) -> list[tuple[tuple[str, ...], range]]:
        """The connected parts of some names, each sorted, in the order of their first one.

        With each come the places of its pairs: they are put in the order of parts, and none is to
        be added after.
        """
        unions: Unions[int] = Unions()
        for left, right in zip(self._left, self._right, strict=True):
            unions.join(left, right)
        members: dict[int, list[int]] = {}
        for number in sorted(self._number[name] for name in names):
            members.setdefault(unions.root(number), []).append(number)
        order = {root: place for place, root in enumerate(members)}
        ends = self._sort(
            array("I", (order[unions.root(left)] for left in self._left)), len(order)
        )
        return [
            (tuple(self._names[n] for n in found), range(ends[place], ends[place + 1]))
            for place, found in enumerate(members.values())
        ]

    def _sort(self, of: array[int], parts: int) -> list[int]:
        """Puts the pairs in the order of their parts; where each part ends, after a nought."""
        order = array("I", sorted(range(len(of)), key=of.__getitem__))
        self._left = array("I", (self._left[n] for n in order))
        self._right = array("I", (self._right[n] for n in order))
        self._score = array("d", (self._score[n] for n in order))
        ends = [0] * (parts + 1)
        for place in of:
            ends[place + 1] += 1
        for place in range(parts):
            ends[place + 1] += ends[place]
        return ends

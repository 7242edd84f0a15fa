"""Events that belong together by the average of their comparisons, never by a chain of them."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

CLOSE = -0.05
"""Log odds from which a pair holds together: as likely one happening as two.

Weights are tenths, so that half a tenth below nought no rounding decides.
"""

_MOST_PAIRS = 400
_STRONGEST = 9.0

Pair = tuple[str, str]


class Join(NamedTuple):
    """Two events that hold two parts of a group together, and the log odds of the pair."""

    left: str
    right: str
    score: float


def components(edges: Mapping[str, AbstractSet[str]]) -> Iterator[tuple[str, ...]]:
    """The connected parts of a graph, each sorted, in the order of their first member."""
    seen: set[str] = set()
    for start in sorted(edges):
        if start in seen:
            continue
        part, front = {start}, [start]
        while front:
            news = set(edges[front.pop()]) - part
            part |= news
            front += news
        seen |= part
        yield tuple(sorted(part))


class Clusters:
    """Agglomeration of one connected part by average link, with pairs that must or may not be.

    Two clusters are joined, the surest first, as long as the mean of all log odds between their
    members is at least `CLOSE` and none of the pairs is forbidden. Ties go to the first ids. The
    result depends on the members alone, not on any order. Between large clusters, the mean is
    that of members drawn evenly in the order of their ids.
    """

    def __init__(
        self,
        edges: Mapping[str, AbstractSet[str]],
        score: Callable[[str, str], float],
        apart: Mapping[str, AbstractSet[str]],
    ) -> None:
        self._score = score
        self._apart = apart
        self._members: dict[str, tuple[str, ...]] = {name: (name,) for name in edges}
        self._near = {name: set(others) for name, others in edges.items()}
        self._heap: list[tuple[float, str, str, int, int]] = []
        self.joins: list[Join] = []

    def run(self, together: Iterable[Pair]) -> list[tuple[str, ...]]:
        """The groups, each sorted, in the order of their first member.

        Args:
            together: pairs that a person holds to be one; one that would bring together what
                must stay apart is passed over.
        """
        home = {name: name for name in self._members}
        for one, other in sorted(together):
            a, b = home[one], home[other]
            if a != b and not self._forbidden(a, b):
                kept = self._merge(a, b)
                home |= dict.fromkeys(self._members[kept], kept)
        for name in sorted(self._near):
            for other in sorted(self._near[name]):
                if name < other:
                    self._offer(name, other)
        while self._heap:
            _, one, other, size, other_size = heapq.heappop(self._heap)
            if self._sizes(one, other) != (size, other_size):
                continue
            self.joins.append(self._best(one, other))
            kept = self._merge(one, other)
            for near in sorted(self._near[kept]):
                self._offer(min(kept, near), max(kept, near))
        return sorted(self._members.values())

    def _sizes(self, one: str, other: str) -> tuple[int, int]:
        return (len(self._members.get(one, ())), len(self._members.get(other, ())))

    def _offer(self, one: str, other: str) -> None:
        if self._forbidden(one, other):
            return
        mean = self._mean(one, other)
        if mean >= CLOSE:
            heapq.heappush(self._heap, (-mean, one, other, *self._sizes(one, other)))

    def _merge(self, one: str, other: str) -> str:
        kept, gone = min(one, other), max(one, other)
        self._members[kept] = tuple(sorted(self._members[kept] + self._members.pop(gone)))
        near = self._near[kept] | self._near.pop(gone)
        near -= {kept, gone}
        self._near[kept] = near
        for name in near:
            self._near[name].discard(gone)
            self._near[name].add(kept)
        return kept

    def _forbidden(self, one: str, other: str) -> bool:
        if not self._apart:
            return False
        others = self._members[other]
        return any(
            not self._apart.get(a, frozenset()).isdisjoint(others) for a in self._members[one]
        )

    def _mean(self, one: str, other: str) -> float:
        scores = [self._score(*pair) for pair in self._pairs(one, other)]
        return math.fsum(max(-_STRONGEST, min(_STRONGEST, s)) for s in scores) / len(scores)

    def _best(self, one: str, other: str) -> Join:
        return min(
            (Join(*pair, self._score(*pair)) for pair in self._pairs(one, other)),
            key=lambda join: (-join.score, join.left, join.right),
        )

    def _pairs(self, one: str, other: str) -> Iterator[Pair]:
        ours, theirs = self._members[one], self._members[other]
        if len(ours) * len(theirs) > _MOST_PAIRS:
            few = max(math.isqrt(_MOST_PAIRS), _MOST_PAIRS // min(len(ours), len(theirs)))
            ours, theirs = _evenly(ours, few), _evenly(theirs, few)
        return ((min(a, b), max(a, b)) for a in ours for b in theirs)


def _evenly(names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """So many of the names at most, evenly over their order."""
    if len(names) <= most:
        return names
    return tuple(names[n * len(names) // most] for n in range(most))

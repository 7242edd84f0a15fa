"""Events that belong together by the average of their comparisons, never by a chain of them."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

CLOSE = -0.05
"""Log odds from which a pair holds together: as likely one happening as two.

Weights are tenths, so that half a tenth below nought no rounding decides.
"""

_MOST_PAIRS = 400
_STRONGEST = 9.0

Pair = tuple[str, str]
Drawn = tuple[tuple[str, ...], tuple[str, ...]]
Offer = tuple[float, str, str, int, int, bool]
"""The mean below nought, two clusters, how many they were, whether it was so before."""


class Scores(NamedTuple):
    """The capped scores of all pairs of two clusters, and of those of which both have a day."""

    every: list[float]
    dated: list[float]


class Join(NamedTuple):
    """Two events that hold two parts of a group together, and the log odds of the pair."""

    left: str
    right: str
    score: float


class Merge(NamedTuple):
    """Two clusters that became one, by their members; the first one's name stays.

    `odds` is the mean by which they did; null where a person holds them together.
    """

    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    odds: float | None


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
    members is at least `CLOSE`, as is that between members of which a day is known: who tells no
    day joins no days. A pair that is forbidden keeps them apart. Ties go to the first ids. The
    result depends on the members alone, not on any order. Between large clusters, the mean is
    that of members drawn evenly in the order of their ids.
    """

    def __init__(
        self,
        edges: Mapping[str, AbstractSet[str]],
        score: Callable[[str, str], float],
        apart: Mapping[str, AbstractSet[str]],
        undated: AbstractSet[str] = frozenset(),
    ) -> None:
        self._score = score
        self._apart = apart
        self._undated = undated
        self._members: dict[str, tuple[str, ...]] = {name: (name,) for name in edges}
        self._near = {name: set(others) for name, others in edges.items()}
        self._heap: list[Offer] = []
        self._found: dict[Pair, Scores] = {}
        self.merges: list[Merge] = []

    def run(self, together: Iterable[Pair]) -> list[tuple[str, ...]]:
        """The groups, each sorted, in the order of their first member.

        Args:
            together: pairs that a person holds to be one; one that would bring together what
                must stay apart is passed over.
        """
        self._hold(together)
        self._begin()
        while self._heap:
            offer = heapq.heappop(self._heap)
            if self._stands(offer):
                self._step(offer[1], offer[2], -offer[0])
        return sorted(self._members.values())

    def _hold(self, together: Iterable[Pair]) -> None:
        home = {name: name for name in self._members}
        for one, other in sorted(together):
            a, b = home[one], home[other]
            if a != b and not self._forbidden(a, b):
                kept = self._merge(a, b, None)
                home |= dict.fromkeys(self._members[kept], kept)

    def _begin(self) -> None:
        for name in sorted(self._near):
            for other in sorted(self._near[name]):
                if name < other:
                    self._offer(name, other)

    def _stands(self, offer: Offer) -> bool:
        """Whether both clusters are as they were when it was made."""
        return self._sizes(offer[1], offer[2]) == offer[3:5]

    def _step(self, one: str, other: str, odds: float) -> None:
        kept = self._merge(one, other, odds)
        for near in sorted(self._near[kept]):
            self._offer(min(kept, near), max(kept, near))

    def _sizes(self, one: str, other: str) -> tuple[int, int]:
        return (len(self._members.get(one, ())), len(self._members.get(other, ())))

    def _offer(self, one: str, other: str) -> None:
        if self._forbidden(one, other):
            return
        mean = self._mean(one, other)
        if mean >= CLOSE:
            heapq.heappush(self._heap, (-mean, one, other, *self._sizes(one, other), False))

    def _merge(self, one: str, other: str, odds: float | None) -> str:
        kept, gone = min(one, other), max(one, other)
        ours, theirs = self._members[kept], self._members.pop(gone)
        self.merges.append(Merge(ours, theirs, odds))
        near = (self._near[kept] | self._near.pop(gone)) - {kept, gone}
        for name in near:
            self._join_scores(name, kept, ours, gone, theirs)
            self._near[name].discard(gone)
            self._near[name].add(kept)
        self._found.pop((kept, gone), None)
        self._members[kept] = tuple(sorted(ours + theirs))
        self._near[kept] = near
        return kept

    def _join_scores(
        self, name: str, kept: str, ours: tuple[str, ...], gone: str, theirs: tuple[str, ...]
    ) -> None:
        """What a cluster's pairs with two others gave is kept for the one that these become."""
        with_kept = self._found.pop((min(name, kept), max(name, kept)), None)
        with_gone = self._found.pop((min(name, gone), max(name, gone)), None)
        own = self._members[name]
        if with_kept is with_gone is None or len(own) * (len(ours) + len(theirs)) > _MOST_PAIRS:
            return
        one = with_kept or self._scored(own, ours)
        other = with_gone or self._scored(own, theirs)
        self._found[min(name, kept), max(name, kept)] = Scores(
            one.every + other.every, one.dated + other.dated
        )

    def _forbidden(self, one: str, other: str) -> bool:
        if not self._apart:
            return False
        others = self._members[other]
        return any(
            not self._apart.get(a, frozenset()).isdisjoint(others) for a in self._members[one]
        )

    def _mean(self, one: str, other: str) -> float:
        ours, theirs = self._members[one], self._members[other]
        if len(ours) * len(theirs) > _MOST_PAIRS:
            found = self._scored(*_drawn(ours, theirs))
        else:
            found = self._found.get((one, other)) or self._scored(ours, theirs)
            if len(found.every) > 1:
                self._found[one, other] = found
        every, dated = found
        mean = math.fsum(every) / len(every)
        if 0 < len(dated) < len(every):
            return min(mean, math.fsum(dated) / len(dated))
        return mean

    def _scored(self, ours: Sequence[str], theirs: Sequence[str]) -> Scores:
        every: list[float] = []
        dated: list[float] = []
        for a in ours:
            for b in theirs:
                found = self._score(a, b) if a < b else self._score(b, a)
                found = max(-_STRONGEST, min(_STRONGEST, found))
                every.append(found)
                if a not in self._undated and b not in self._undated:
                    dated.append(found)
        return Scores(every, dated)

    def best(self, merge: Merge) -> Join:
        """The pair that holds the two parts of a group together."""
        ours, theirs = _drawn(merge.ours, merge.theirs)
        pairs = ((min(a, b), max(a, b)) for a in ours for b in theirs)
        return min(
            (Join(*pair, self._score(*pair)) for pair in pairs),
            key=lambda join: (-join.score, join.left, join.right),
        )


def _drawn(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Drawn:
    """The members of two clusters whose pairs are compared: of large ones, so many evenly."""
    if len(ours) * len(theirs) <= _MOST_PAIRS:
        return ours, theirs
    few = max(math.isqrt(_MOST_PAIRS), _MOST_PAIRS // min(len(ours), len(theirs)))
    return _evenly(ours, few), _evenly(theirs, few)


def _evenly(names: tuple[str, ...], most: int) -> tuple[str, ...]:
    """So many of the names at most, evenly over their order."""
    if len(names) <= most:
        return names
    return tuple(names[n * len(names) // most] for n in range(most))

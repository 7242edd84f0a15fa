"""What a linking leaves for the next one, from the pairs and merges that it found."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from sayso.incidents.joining.clustering import CLOSE
from sayso.incidents.joining.reclustering import Planned
from sayso.records.trace import Trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.incidents.joining.clustering import Merge
    from sayso.incidents.joining.scored_pairs import ScoredPairs


class Traces:
    """The traces of events, made when they are asked for: they need much memory all at once."""

    def __init__(self, close: ScoredPairs, near: ScoredPairs) -> None:
        self._close, self._near = close, near
        self._names: list[str] = []
        self._merges: dict[str, tuple[str, int, float | None]] = {}

    def add(self, names: Sequence[str], merges: Iterable[Merge]) -> None:
        """Notes a part that was clustered."""
        self._names += names
        for one in merges:
            self._merges[one.theirs[0]] = (one.ours[0], len(one.ours), one.odds)

    def __iter__(self) -> Iterator[Trace]:
        """A trace of each event that was clustered, by id."""
        pairs: defaultdict[str, dict[str, float]] = defaultdict(dict)
        held = (pair for pair in self._close if pair[2] >= CLOSE)  # others only a person holds
        for one, other, odds in chain(held, self._near):
            pairs[one][other] = pairs[other][one] = odds
        for name in sorted(self._names):
            into, size, odds_of_merge = self._merges.get(name, (None, 0, None))
            yield Trace(
                event_id=name,
                pairs=pairs.get(name, {}),
                into=into,
                size=size,
                odds=odds_of_merge,
            )

    def __eq__(self, other: object) -> bool:
        """Whether both say the same of the same events."""
        return isinstance(other, Traces) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]


def plan_from(traces: Mapping[str, Trace]) -> list[Planned]:
    """The merges that made the groups of some events: of whole groups."""
    sizes = dict.fromkeys(traces, 1)
    for name in sorted(traces, reverse=True):
        into = traces[name].into
        if into is not None:  # of two clusters the one of the lesser name stays
            sizes[into] += sizes[name]
    return [
        Planned((one.into, one.size), (one.event_id, sizes[one.event_id]), one.odds)
        for one in sorted(traces.values(), key=lambda trace: trace.event_id)
        if one.into is not None
    ]

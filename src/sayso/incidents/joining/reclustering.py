"""Clustering again after a little has changed: only what the change reaches is compared anew."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.joining.clustering import Clusters

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from sayso.incidents.joining.clustering import Merge, Offer

State = tuple[str, int]
"""A cluster at one time: its name and how many members it has; it had them but once."""


class Planned(NamedTuple):
    """A merge of the last clustering: two states, and the mean; null where a person held them."""

    kept: State
    gone: State
    odds: float | None

    @property
    def after(self) -> State:
        """What the two became."""
        return self.kept[0], self.kept[1] + self.gone[1]


def plan_of(merges: Iterable[Merge]) -> list[Planned]:
    """The merges of a clustering as what the next one goes by."""
    return [
        Planned((one.ours[0], len(one.ours)), (one.theirs[0], len(one.theirs)), one.odds)
        for one in merges
    ]


class Reclustering(Clusters):
    """The same clusters as `Clusters` finds, from how the last ones came to be.

    A cluster is *quiet* as long as it has the members that it had then and nothing that changed is
    near: it merges as it did then, without a comparison. It is *open* once it holds a member of
    which something changed, or its partner of then is open: then it is offered to all its
    neighbours. Quiet clusters are all as they were at one moment of the last clustering, so that
    the best of the next quiet merge and of all offers to open ones is the best of all offers.
    `open` has the names of the open ones: in the end, of groups that may be others than before.
    """

    def __init__(  # noqa: PLR0913 (what a clustering needs, and what the last one left)
        self,
        edges: Mapping[str, AbstractSet[str]],
        score: Callable[[str, str], float],
        apart: Mapping[str, AbstractSet[str]],
        undated: AbstractSet[str] = frozenset(),
        *,
        plan: Iterable[Planned],
        changed: Collection[str],
    ) -> None:
        super().__init__(edges, score, apart, undated)
        self._changed = frozenset(changed)
        self.open: set[str] = set()
        self._planned = {side: one for one in plan for side in (one.kept, one.gone)}
        self._void: set[Planned] = set()

    def _begin(self) -> None:
        for name, members in sorted(self._members.items()):
            if not self._changed.isdisjoint(members):
                self._open_up(name)
                for member in members:
                    self._give_up((member, 1))
        for name in sorted(self._members):
            self._arrive(name)

    def _stands(self, offer: Offer) -> bool:
        if not super()._stands(offer):
            return False
        _, one, other, _, _, planned = offer
        return not planned or self.open.isdisjoint((one, other))

    def _step(self, one: str, other: str, odds: float) -> None:
        quiet = self.open.isdisjoint((one, other))
        if not quiet:
            for side in {one, other} - self.open:
                self._give_up(self._state(side))
        kept = self._merge(one, other, odds)
        self.open.discard(max(one, other))
        if quiet:
            for near in sorted(self._near[kept] & self.open):
                self._offer(min(kept, near), max(kept, near))
            self._arrive(kept)
            return
        self.open.add(kept)
        for near in sorted(self._near[kept]):
            self._offer(min(kept, near), max(kept, near))

    def _state(self, name: str) -> State:
        return name, len(self._members.get(name, ()))

    def _arrive(self, name: str) -> None:
        """A quiet cluster has come to be: what it merged with then is waited for."""
        plan = self._planned.get(self._state(name))
        if plan is None or name in self.open:
            return
        (one, size), (other, other_size) = plan.kept, plan.gone
        if plan in self._void or plan.odds is None:
            self._open_up(name)
        elif self._state(one) == plan.kept and self._state(other) == plan.gone:
            heapq.heappush(self._heap, (-plan.odds, one, other, size, other_size, True))

    def _open_up(self, name: str) -> None:
        """Offers a cluster to all neighbours: it goes its own way from now on."""
        if name in self.open:
            return
        self.open.add(name)
        self._give_up(self._state(name))
        for near in sorted(self._near[name]):
            self._offer(min(name, near), max(name, near))

    def _give_up(self, state: State) -> None:
        """What was to come of a state will not be: partners that wait for it are opened."""
        plan = self._planned.get(state)
        while plan is not None and plan not in self._void:
            self._void.add(plan)
            for side in (plan.kept, plan.gone):
                if self._state(side[0]) == side and side != state:
                    self._open_up(side[0])
            plan = self._planned.get(plan.after)

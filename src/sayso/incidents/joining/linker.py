"""From the events of many reports to happenings: a partition of them, and what holds it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.joining.blocking import Blocks
from sayso.incidents.joining.clustering import CLOSE, Clusters
from sayso.incidents.joining.material import NEAR, Material, likeliest
from sayso.incidents.joining.scored_pairs import ScoredPairs
from sayso.incidents.joining.traces import Traces
from sayso.records.incident import Judgement, Link

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.incidents.joining.features import Linkable
    from sayso.records.trace import Trace

_STEP = 1000
"""Events between two words on how far the work has come."""

_UNCOMPARED = -math.inf
"""The odds of a pair that a person holds together, whatever the comparison would say."""

Watcher = Callable[[str, int, int], None]
Part = tuple[tuple[str, ...], range]


class Linked(NamedTuple):
    """Which events are one happening.

    `groups` is the whole partition: every event in exactly one group, ids sorted, groups by their
    first id. `links` are those that hold the groups together which were made anew: for each group
    one link less than it has events, and a person's. `near` are the pairs of which a person should
    judge: the likeliest one between any two groups that nearly were one, made anew. `anew` are the
    ids of the events that were compared; of all others groups and links are as they were before,
    and near pairs where neither of the two is among them. `traces` is what is to be kept of those
    that were compared, so that a judgement need not compare them again.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    anew: frozenset[str]
    near: tuple[Link, ...] = ()
    traces: Iterable[Trace] = ()


def link_events(
    linkables: Iterable[Linkable],
    *,
    judged: Iterable[Link] = (),
    before: Iterable[tuple[str, ...]] = (),
    changed: Collection[str] | None = None,
    watch: Watcher = lambda _doing, _done, _total: None,
) -> Linked:
    """Which of the events of many reports are one happening.

    The result depends on events and judgements alone, not on their order; with `before` and
    `changed` it is the same partition as without, made with less work.

    Args:
        linkables: all events, changed or not, each once.
        judged: what persons hold; "different" is never overridden, "same" gives way to it alone.
        before: the partition of the last linking, by the same levels and weights.
        changed: ids of the events that are new or changed since `before`: all events of a report
            that was read anew, and both events of a judgement that was taken back. What has gone
            is seen from `before`. Null compares everything.
        watch: gets what is being done, of how many events it is done, and of how many it will be.
    """
    events = {event.id: event for event in linkables}
    work = _Work(Material(events, judged))
    groups_before = [tuple(sorted(group)) for group in before]
    start = work.everything() if changed is None else work.touched(groups_before, changed)
    parts = work.compare(start, groups_before if changed is not None else [], watch)
    groups: list[tuple[str, ...]] = []
    links: list[Link] = []
    whole, done = sum(len(names) for names, _ in parts), 0
    for part in parts:
        found, held = work.cluster(part)
        groups += found
        links += held
        done += len(part[0])
        if done // _STEP > (done - len(part[0])) // _STEP:
            watch("grouping", done, whole)
    anew = frozenset(name for group in groups for name in group)
    if changed is not None:
        groups += (g for g in groups_before if anew.isdisjoint(g) and events.keys() >= set(g))
    return Linked(
        tuple(sorted(groups)),
        tuple(sorted(links, key=lambda link: link.id)),
        anew,
        work.near(groups),
        work.traces,
    )


class _Work:
    """The events of one linking with their blocks, and the pairs that were found."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._blocks = Blocks(material.merged)
        names = sorted(material.members)
        self._close, self._near = ScoredPairs(names), ScoredPairs(names)
        self.traces = Traces(self._close, self._near)

    def everything(self) -> list[str]:
        """All heads, sorted."""
        return sorted(self._material.members)

    def touched(self, before: Sequence[tuple[str, ...]], changed: Collection[str]) -> list[str]:
        """The heads whose groups may be others than before, sorted.

        Those are of events that are new, changed, in one group or report with such a one or with
        one that has gone, judged by a person, or in blocks so large that not all pairs in them
        are compared.
        """
        events = self._material.events
        known = {name for group in before for name in group}
        dirty = (events.keys() - known) | (set(changed) & events.keys())
        reports = {events[name].doc for name in dirty}
        dirty |= {name for name, event in events.items() if event.doc in reports}
        gone = known - events.keys()
        for group in before:
            if not gone.isdisjoint(group):
                dirty.update(events.keys() & set(group))
        for link in self._material.judged:
            dirty |= {link.left_id, link.right_id}
        heads = {self._material.head[name] for name in dirty}
        heads.update(self._blocks.uneven(len(dirty & known) + len(gone)))
        return sorted(heads)

    def compare(
        self, start: Sequence[str], before: Sequence[tuple[str, ...]], watch: Watcher
    ) -> list[Part]:
        """Compares what is worth it; the parts of all that hangs together with the first ones."""
        head, together = self._material.head, self._material.together
        mates = {name: group for group in before for name in group if len(group) > 1}
        must: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in together:
            must[one].add(other)
            must[other].add(one)
        done: set[str] = set()
        known = set(start)
        front = list(start)
        while front:
            name = front.pop()
            if name in done:
                continue
            done.add(name)
            if len(done) % _STEP == 0:
                watch("comparing", len(done), len(known))
            found = self._compare_one(name, done)
            found += must.get(name, ())
            for member in self._material.members[name] if mates else ():
                found += (head[m] for m in mates.get(member, ()) if m in head)
            front += (other for other in found if other not in done)
            known.update(found)
        for one, other in together:
            if one in known:
                self._close.add(one, other, _UNCOMPARED)
        return self._close.parts(known)

    def _compare_one(self, name: str, done: AbstractSet[str]) -> list[str]:
        """Compares an event with those that were not compared with it yet; whom it holds to."""
        mutual, others = self._blocks.candidates(name)
        score, of_two_reports = self._material.score, self._material.of_two_reports
        found = []
        for other in chain(mutual - done, others):
            odds = score(name, other)
            if odds >= CLOSE:
                self._close.add(name, other, odds)
                found.append(other)
            elif odds >= NEAR and of_two_reports(name, other):
                self._near.add(name, other, odds)
        return found

    def cluster(self, part: Part) -> tuple[list[tuple[str, ...]], list[Link]]:
        """The groups of a connected part, as events, and the links that hold them."""
        names, places = part
        material = self._material
        edges: dict[str, set[str]] = {name: set() for name in names}
        known: dict[tuple[str, str], float] = {}
        for one, other, odds in self._close.at(places):
            edges[one].add(other)
            edges[other].add(one)
            if odds != _UNCOMPARED:
                known[one, other] = odds

        def scored(one: str, other: str) -> float:
            found = known.get((one, other))
            return material.score(one, other) if found is None else found

        clusters = Clusters(edges, scored, material.apart, material.undated(names))
        heads = clusters.run(pair for pair in material.together if edges.keys() >= set(pair))
        self.traces.add(names, clusters.merges)
        home = {name: number for number, group in enumerate(heads) for name in group}
        links = material.links(clusters, names, home)
        return [material.with_members(group) for group in heads], links

    def near(self, groups: Iterable[tuple[str, ...]]) -> tuple[Link, ...]:
        """The likeliest pair of events between any two groups that nearly were one, by id.

        Groups of which a person holds any two events apart are never offered.
        """
        material = self._material
        home = {name: number for number, group in enumerate(groups) for name in group}
        apart = frozenset(
            frozenset[object]({home[link.left_id], home[link.right_id]})
            for link in material.judged
            if link.judgement is Judgement.DIFFERENT
        )
        pairs = (
            pair
            for pair in chain(self._near, self._close)
            if pair[2] != _UNCOMPARED
            and home[pair[0]] != home[pair[1]]
            and material.of_two_reports(pair[0], pair[1])
        )
        links = (material.link(*pair, Judgement.UNSURE) for pair in likeliest(pairs, home, apart))
        return tuple(sorted(links, key=lambda link: link.id))

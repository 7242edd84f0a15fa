"""From the events of many reports to happenings: a partition of them, and what holds it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.atoms import atoms, merged
from sayso.incidents.blocking import Blocks
from sayso.incidents.clustering import CLOSE, Clusters, components
from sayso.incidents.comparison import Compared, probability, reasons, score
from sayso.lexicons.linking import load_levels
from sayso.records.evidence import Provenance, content_id
from sayso.records.incident import Judgement, Link, Reason
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.incidents.features import Linkable

_COMPONENT = "incidents.linker"

Edges = dict[str, set[str]]


class Linked(NamedTuple):
    """Which events are one happening.

    `groups` is the whole partition: every event in exactly one group, ids sorted, groups by their
    first id. `links` are those that hold the groups together which were made anew: for each group
    one link less than it has events, and a person's. `anew` are the ids of the events that were
    compared; of all others groups and links are as they were before.
    """

    groups: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...]
    anew: frozenset[str]


def link_events(
    linkables: Iterable[Linkable],
    *,
    judged: Iterable[Link] = (),
    before: Iterable[tuple[str, ...]] = (),
    changed: Collection[str] | None = None,
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
    """
    events = {event.id: event for event in linkables}
    judgements = [link for link in judged if link.left_id in events and link.right_id in events]
    work = _Work(events, judgements)
    groups_before = [tuple(sorted(group)) for group in before]
    start = work.everything() if changed is None else work.touched(groups_before, changed)
    edges = work.edges(start, groups_before if changed is not None else [])
    groups: list[tuple[str, ...]] = []
    links: list[Link] = []
    for part in components(edges):
        found, held = work.cluster(part, edges)
        groups += found
        links += held
    anew = frozenset(name for group in groups for name in group)
    if changed is not None:
        groups += (g for g in groups_before if anew.isdisjoint(g) and events.keys() >= set(g))
    return Linked(tuple(sorted(groups)), tuple(sorted(links, key=lambda link: link.id)), anew)


class _Work:
    """The events of one linking with their blocks, and what persons hold of them."""

    def __init__(self, events: Mapping[str, Linkable], judged: Sequence[Link]) -> None:
        self._events = events
        self._judged = judged
        apart: defaultdict[str, set[str]] = defaultdict(set)
        for link in judged:
            if link.judgement is Judgement.DIFFERENT:
                apart[link.left_id].add(link.right_id)
                apart[link.right_id].add(link.left_id)
        self._members = atoms(events, apart)
        self._head = {name: head for head, names in self._members.items() for name in names}
        self._merged = {
            head: merged(events[head], [events[name] for name in names if name != head])
            for head, names in self._members.items()
        }
        self._compared = {head: Compared(event) for head, event in self._merged.items()}
        self._apart = self._by_head(apart)
        self._together = sorted(
            {
                (min(pair), max(pair))
                for link in judged
                if link.judgement is Judgement.SAME
                and len(pair := {self._head[link.left_id], self._head[link.right_id]}) == 2
            }
        )
        self._blocks = Blocks(self._merged)

    def _by_head(self, apart: Mapping[str, AbstractSet[str]]) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, others in apart.items():
            found[self._head[name]].update(self._head[other] for other in others)
        return found

    def everything(self) -> list[str]:
        """All heads, sorted."""
        return sorted(self._members)

    def touched(self, before: Sequence[tuple[str, ...]], changed: Collection[str]) -> list[str]:
        """The heads whose groups may be others than before, sorted.

        Those are of events that are new, changed, in one group or report with such a one or with
        one that has gone, judged by a person, or in blocks so large that not all pairs in them
        are compared.
        """
        known = {name for group in before for name in group}
        dirty = (self._events.keys() - known) | (set(changed) & self._events.keys())
        reports = {self._events[name].doc for name in dirty}
        dirty |= {name for name, event in self._events.items() if event.doc in reports}
        gone = known - self._events.keys()
        for group in before:
            if not gone.isdisjoint(group):
                dirty.update(self._events.keys() & set(group))
        for link in self._judged:
            dirty |= {link.left_id, link.right_id}
        heads = {self._head[name] for name in dirty}
        heads.update(self._blocks.uneven(len(dirty & known) + len(gone)))
        return sorted(heads)

    def edges(self, start: Sequence[str], before: Sequence[tuple[str, ...]]) -> Edges:
        """The pairs that hold together, of all events that hang together with the first ones."""
        mates = {name: group for group in before for name in group if len(group) > 1}
        must: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in self._together:
            must[one].add(other)
            must[other].add(one)
        edges: Edges = {name: set() for name in start}
        done: set[str] = set()
        front = list(start)
        while front:
            name = front.pop()
            if name in done:
                continue
            done.add(name)
            near = edges[name]
            near.update(self._holding(name, done, near))
            near |= must.get(name, set())
            of_group = (mates.get(member, ()) for member in self._members[name])
            follow = {self._head[m] for group in of_group for m in group if m in self._head}
            for other in near | follow:
                edges.setdefault(other, set())
                if other in near:
                    edges[other].add(name)
                if other not in done:
                    front.append(other)
        return edges

    def _holding(self, name: str, done: set[str], known: set[str]) -> Iterator[str]:
        mutual, others = self._blocks.candidates(name)
        event = self._compared[name]
        for other in (mutual - done) | others:
            if other not in known and score(event, self._compared[other]) >= CLOSE:
                yield other

    def cluster(
        self, part: Sequence[str], edges: Edges
    ) -> tuple[list[tuple[str, ...]], list[Link]]:
        """The groups of a connected part, as events, and the links that hold them."""
        scores: dict[tuple[str, str], float] = {}

        def scored(one: str, other: str) -> float:
            found = scores.get((one, other))
            if found is None:
                found = scores[one, other] = score(self._compared[one], self._compared[other])
            return found

        inside = set(part)
        clusters = Clusters({name: edges[name] for name in part}, scored, self._apart)
        together = [pair for pair in self._together if inside.issuperset(pair)]
        heads = clusters.run(together)
        home = {name: number for number, group in enumerate(heads) for name in group}
        links = [self._link(join.left, join.right, join.score) for join in clusters.joins]
        links += (link for name in part for link in self._told_again(name))
        links += (
            link
            for link in self._judged
            if link.judgement is Judgement.SAME
            and home.get(self._head[link.left_id], -1) == home.get(self._head[link.right_id], -2)
        )
        return [
            tuple(sorted(n for h in group for n in self._members[h])) for group in heads
        ], links

    def _told_again(self, head: str) -> Iterator[Link]:
        """The links of an event with the outcomes that its own report tells of it."""
        row = load_levels()["report", "outcome"]
        reason = Reason(feature=row.feature, level=row.level, weight=row.weight, words=row.words)
        for name in self._members[head]:
            if name != head:
                yield _made(min(head, name), max(head, name), row.weight, (reason,))

    def _link(self, left: str, right: str, log_odds: float) -> Link:
        why = reasons(self._compared[left], self._compared[right])
        return _made(left, right, log_odds, why)


def _made(left: str, right: str, log_odds: float, why: tuple[Reason, ...]) -> Link:
    return Link(
        id=content_id("l", left, right),
        left_id=left,
        right_id=right,
        judgement=Judgement.SAME,
        score=probability(log_odds),
        reasons=why,
        provenance=Provenance(component=_COMPONENT, version=VERSION, rule="link.levels"),
    )

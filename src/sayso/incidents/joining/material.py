"""The events of a linking, ready to be compared, and what persons hold of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sayso.incidents.joining.atoms import atoms, merged
from sayso.incidents.joining.comparison import probability, reasons
from sayso.incidents.joining.scoring import Prepared, Scorer
from sayso.lexicons.linking import load_levels
from sayso.records.evidence import Provenance, content_id
from sayso.records.incident import Judgement, Link, Reason
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sayso.incidents.joining.clustering import Clusters
    from sayso.incidents.joining.features import Linkable

NEAR = -1.4
"""Log odds from which a pair that is held apart is worth a person's look: about one in five."""

_COMPONENT = "incidents.linker"
_WORST = (1e9, "", "")


class Material:
    """Events with the outcomes that go with them, by the first of each: their head.

    `members` has the events of each head, `head` that of each event; `apart` the heads that a
    person holds to be others, `together` the pairs of heads that a person holds to be one.
    """

    def __init__(self, events: Mapping[str, Linkable], judged: Iterable[Link]) -> None:
        self.events = events
        self.judged = [one for one in judged if {one.left_id, one.right_id} <= events.keys()]
        apart: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.judged:
            if link.judgement is Judgement.DIFFERENT:
                apart[link.left_id].add(link.right_id)
                apart[link.right_id].add(link.left_id)
        self.members = atoms(events, apart)
        self.head = {name: head for head, names in self.members.items() for name in names}
        self.merged = {
            head: merged(events[head], [events[name] for name in names if name != head])
            for head, names in self.members.items()
        }
        self._scorer = Scorer()
        self._prepared = {
            head: Prepared(event, self._scorer) for head, event in self.merged.items()
        }
        self.apart = self._by_head(apart)
        self.together = sorted(
            {
                (min(pair), max(pair))
                for link in self.judged
                if link.judgement is Judgement.SAME
                and len(pair := {self.head[link.left_id], self.head[link.right_id]}) == 2
            }
        )

    def _by_head(self, apart: Mapping[str, AbstractSet[str]]) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name, others in apart.items():
            found[self.head[name]].update(self.head[other] for other in others)
        return found

    def with_members(self, heads: Iterable[str]) -> tuple[str, ...]:
        """The heads with the outcomes that go with them, sorted."""
        return tuple(sorted(name for head in heads for name in self.members[head]))

    def score(self, one: str, other: str) -> float:
        """The log odds that the events of two heads are one happening."""
        return self._scorer.score(self._prepared[one], self._prepared[other])

    def undated(self, heads: Iterable[str]) -> set[str]:
        """Those of some heads of which no day is known."""
        return {name for name in heads if not self.merged[name].dated}

    def of_two_reports(self, one: str, other: str) -> bool:
        """Whether two heads are told by different reports."""
        return self.events[one].doc != self.events[other].doc

    def links(
        self, clusters: Clusters, heads: Sequence[str], home: Mapping[str, int]
    ) -> list[Link]:
        """The links that hold the groups of some heads: the comparison's and persons'."""
        inside = frozenset(heads)
        joins = [
            clusters.best(one)
            for one in clusters.merges
            if one.odds is not None and one.ours[0] in inside
        ]
        links = [self.link(join.left, join.right, join.score) for join in joins]
        links += (link for name in heads for link in self._told_again(name))
        links += (
            link
            for link in self.judged
            if link.judgement is Judgement.SAME
            and home.get(self.head[link.left_id], -1) == home.get(self.head[link.right_id], -2)
        )
        return links

    def _told_again(self, head: str) -> Iterator[Link]:
        """The links of an event with the outcomes that its own report tells of it."""
        row = load_levels()["report", "outcome"]
        reason = Reason(feature=row.feature, level=row.level, weight=row.weight, words=row.words)
        for name in self.members[head]:
            if name != head:
                pair = (min(head, name), max(head, name))
                yield _made(*pair, row.weight, (reason,), Judgement.SAME)

    def link(self, left: str, right: str, odds: float, judged: Judgement = Judgement.SAME) -> Link:
        """What the comparison says of two heads, with its reasons."""
        why = reasons(self._prepared[left], self._prepared[right])
        return _made(left, right, odds, why, judged)


def likeliest(
    pairs: Iterable[tuple[str, str, float]],
    home: Mapping[str, object],
    apart: AbstractSet[frozenset[object]],
) -> list[tuple[str, str, float]]:
    """The likeliest pair between any two groups that are not held apart, by its events.

    Args:
        pairs: pairs of events, the lesser id first, with their log odds.
        home: the group of each event.
        apart: pairs of groups of which a person holds any two events apart.
    """
    best: dict[tuple[object, object], tuple[float, str, str]] = {}
    for one, other, odds in pairs:
        left, right = home[one], home[other]
        if left == right:
            continue
        offered = (-odds, one, other)
        both = (left, right) if (left, right) in best else (right, left)
        if offered < best.get(both, _WORST) and not (apart and frozenset(both) in apart):
            best[both] = offered
    return sorted((one, other, -odds) for odds, one, other in best.values())


def _made(
    left: str, right: str, log_odds: float, why: tuple[Reason, ...], judged: Judgement
) -> Link:
    return Link(
        id=content_id("l", left, right),
        left_id=left,
        right_id=right,
        judgement=judged,
        score=probability(log_odds),
        reasons=why,
        provenance=Provenance(component=_COMPONENT, version=VERSION, rule="link.levels"),
    )

"""Clusters from how the last ones came to be are those that a clustering of all finds."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.joining.clustering import CLOSE, Clusters
from sayso.incidents.joining.reclustering import Reclustering, plan_of

NAMES = [f"e{n:02}" for n in range(9)]
ODDS = st.sampled_from([-9.5, -4.0, -1.2, -0.05, 0.0, 0.3, 0.3, 1.1, 2.0, 2.0, 6.5])


class Graph(NamedTuple):
    """How likely pairs are one, which are held apart or together, and who tells no day."""

    odds: dict[tuple[str, str], float]
    apart: set[tuple[str, str]]
    together: set[tuple[str, str]]
    undated: frozenset[str]

    def clusters(self, *before: object) -> Clusters:
        edges: dict[str, set[str]] = {name: set() for name in NAMES}
        close = {pair for pair, odds in self.odds.items() if odds >= CLOSE}
        for one, other in close | self.together:
            edges[one].add(other)
            edges[other].add(one)
        apart: dict[str, set[str]] = {}
        for one, other in self.apart:
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
        given_ = (edges, lambda one, other: self.odds[one, other], apart, self.undated)
        if not before:
            return Clusters(*given_)
        plan, changed = before
        return Reclustering(*given_, plan=plan, changed=changed)  # type: ignore[arg-type]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    pairs = list(combinations(NAMES, 2))
    odds = draw(st.lists(ODDS, min_size=len(pairs), max_size=len(pairs)))
    some = st.sets(st.sampled_from(pairs), max_size=3)
    undated = draw(st.sets(st.sampled_from(NAMES), max_size=5))
    apart = draw(some)
    return Graph(
        dict(zip(pairs, odds, strict=True)), apart, draw(some) - apart, frozenset(undated)
    )


@given(graphs(), st.data())
@settings(deadline=None, max_examples=300)
def test_what_changes_gives_what_clustering_all_anew_gives(
    graph: Graph, data: st.DataObject
) -> None:
    first = graph.clusters()
    first.run(sorted(graph.together))
    pairs = list(combinations(NAMES, 2))
    said = data.draw(st.dictionaries(st.sampled_from(pairs), st.sampled_from("as-"), max_size=3))
    told = data.draw(st.dictionaries(st.sampled_from(pairs), ODDS, max_size=2))
    now = Graph(
        graph.odds | told,
        {p for p in graph.apart if p not in said} | {p for p, word in said.items() if word == "a"},
        {p for p in graph.together if p not in said}
        | {p for p, word in said.items() if word == "s"},
        graph.undated,
    )
    whole, quick = (
        now.clusters(),
        now.clusters(plan_of(first.merges), {n for p in (*said, *told) for n in p}),
    )
    assert quick.run(sorted(now.together)) == whole.run(sorted(now.together))
    assert set(quick.merges) == set(whole.merges)


def test_what_nothing_changed_is_not_compared() -> None:
    odds = dict.fromkeys(combinations(NAMES, 2), -5.0)
    odds |= {(NAMES[n], NAMES[n + 1]): 2.0 for n in range(0, 8, 2)}
    graph = Graph(odds, set(), set(), frozenset())
    first = graph.clusters()
    groups = first.run(())
    asked: list[tuple[str, str]] = []

    def score(one: str, other: str) -> float:
        asked.append((one, other))
        return odds[one, other]

    edges = {name: set[str]() for name in NAMES}
    for one, other in ((one, other) for (one, other), found in odds.items() if found > 0):
        edges[one].add(other)
        edges[other].add(one)
    apart = {NAMES[0]: {NAMES[1]}, NAMES[1]: {NAMES[0]}}
    quick = Reclustering(
        edges, score, apart, plan=plan_of(first.merges), changed={NAMES[0], NAMES[1]}
    )
    assert quick.run(()) == [(NAMES[0],), (NAMES[1],), *groups[1:]]
    assert quick.open == {NAMES[0], NAMES[1]}
    assert not asked

"""Linking again what a judgement reaches, from the traces of the last linking."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from sayso.incidents.joining.clustering import CLOSE
from sayso.incidents.joining.material import Material, likeliest
from sayso.incidents.joining.reclustering import Reclustering
from sayso.incidents.joining.traces import plan_from
from sayso.records.incident import Judgement, Link

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sayso.incidents.joining.features import Linkable
    from sayso.records.trace import Trace

Pairs = list[tuple[str, str, float]]


class Relinked(NamedTuple):
    """What became of the events that were reached.

    `groups` are those of all these events, `links` what holds them, `pairs` those of one of them
    and an event outside its group that nearly hold, with their log odds; `traces` are theirs.
    `beyond` are events outside that are reached as well: where there are any, their groups are to
    be brought, and nothing else is told.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    links: tuple[Link, ...] = ()
    pairs: Pairs = []  # noqa: RUF012 (never added to)
    traces: tuple[Trace, ...] = ()
    beyond: frozenset[str] = frozenset()


def relink_events(
    linkables: Iterable[Linkable],
    traces: Mapping[str, Trace],
    *,
    inside: Collection[str],
    judged: Iterable[Link],
    changed: Collection[str],
) -> Relinked | None:
    """Groups anew what some judgements reach; the groups are those of linking everything.

    Args:
        linkables: the events of some groups of the last linking, and maybe others.
        traces: what the last linking left of the events of these groups.
        inside: ids of all events of these groups.
        judged: all that persons hold of any of these events.
        changed: ids of the events of which anything was judged or taken back since.

    Returns:
        Null where the traces are not those of these events: then everything is to be linked.
    """
    told = list(judged)
    material = Material({event.id: event for event in linkables}, told)
    if {material.head.get(name) for name in inside} != traces.keys():
        return None
    reached = _reached(material, traces, told)
    edges = {name: others & traces.keys() for name, others in reached.items()}

    def scored(one: str, other: str) -> float:
        found = traces[one].pairs.get(other)
        return material.score(one, other) if found is None else found

    clusters = Reclustering(
        edges,
        scored,
        material.apart,
        material.undated(traces),
        plan=plan_from(traces),
        changed={material.head[name] for name in changed},
    )
    groups = clusters.run(pair for pair in material.together if traces.keys() >= set(pair))
    opened = [group for group in groups if group[0] in clusters.open]
    heads = sorted(name for group in opened for name in group)
    beyond = frozenset(other for name in heads for other in reached[name] - traces.keys())
    if beyond:
        return Relinked(beyond=beyond)
    home = {name: number for number, group in enumerate(opened) for name in group}
    return Relinked(
        groups=tuple(sorted(material.with_members(group) for group in opened)),
        links=tuple(sorted(material.links(clusters, heads, home), key=lambda link: link.id)),
        pairs=list(_outside(material, traces, home)),
        traces=tuple(_merged_so(clusters, traces, heads)),
    )


def held_with(traces: Mapping[str, Trace]) -> frozenset[str]:
    """The events that some events hold together with, whoever they are."""
    return frozenset(
        other for one in traces.values() for other, odds in one.pairs.items() if odds >= CLOSE
    )


def nearly_one(pairs: Pairs, home: Mapping[str, str], judged: Iterable[Link]) -> Pairs:
    """The likeliest pair between any two groups that nearly were one.

    Args:
        pairs: pairs of events with their log odds.
        home: the group of each event that is in a pair, or judged.
        judged: what persons hold: groups that one holds apart are never offered.
    """
    parted = {
        frozenset[object]({home[link.left_id], home[link.right_id]})
        for link in judged
        if link.judgement is Judgement.DIFFERENT and {link.left_id, link.right_id} <= home.keys()
    }
    return likeliest(pairs, home, parted)


def near_links(linkables: Iterable[Linkable], pairs: Pairs, judged: Iterable[Link]) -> list[Link]:
    """Pairs that a person should judge, with their reasons.

    Args:
        linkables: the events of the pairs, and all others of their reports.
        pairs: pairs of events with their log odds.
        judged: what persons hold: an outcome may be parted from the event of its own report.
    """
    material = Material({event.id: event for event in linkables}, judged)
    return [material.link(*pair, Judgement.UNSURE) for pair in pairs]


def _reached(
    material: Material, traces: Mapping[str, Trace], judged: Iterable[Link]
) -> dict[str, set[str]]:
    """The heads that each one holds together with, and those judged with it; whoever they are."""
    found = {
        name: {other for other, odds in trace.pairs.items() if odds >= CLOSE}
        for name, trace in traces.items()
    }
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for link in judged:
        one, other = (material.head.get(key, key) for key in (link.left_id, link.right_id))
        partners[one].add(other)
        partners[other].add(one)
    for name, others in partners.items():
        if name in found:
            found[name] |= others - {name}
    return found


def _outside(
    material: Material, traces: Mapping[str, Trace], home: Mapping[str, int]
) -> Iterator[tuple[str, str, float]]:
    """The pairs of some heads with others outside their group: nearly held, and of two reports."""
    for name, number in home.items():
        for other, odds in traces[name].pairs.items():
            if home.get(other) == number:
                continue
            if odds < CLOSE or material.of_two_reports(name, other):
                yield min(name, other), max(name, other), odds


def _merged_so(
    clusters: Reclustering, traces: Mapping[str, Trace], heads: Iterable[str]
) -> Iterator[Trace]:
    merges = {one.theirs[0]: one for one in clusters.merges}
    for name in heads:
        one = merges.get(name)
        yield structs.replace(
            traces[name],
            into=one.ours[0] if one else None,
            size=len(one.ours) if one else 0,
            odds=one.odds if one else None,
        )

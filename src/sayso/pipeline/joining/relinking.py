"""Linking what was judged and nothing else: the events that the judgements reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.incidents.joining.identity import follow
from sayso.ledger.linkage.found import Found
from sayso.ledger.linkage.linkings import Bounds
from sayso.pipeline.joining.summaries import summaries
from sayso.records.incident import Judgement

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sayso.incidents.joining.relinker import Relinked
    from sayso.ledger.linkage.traces import Traced
    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.stages import Stages
    from sayso.records.incident import Link
    from sayso.records.linking import Linking


class _Scene(NamedTuple):
    """What was reached, what persons hold of it, and the events that were compared for it."""

    relinked: Relinked
    judged: list[Link]
    events: dict[str, Any]


def relink(ledger: Ledger, version: str, stages: Stages, started_at: str) -> Linking | None:
    """Links anew what the judgements since the last linking reach.

    The partition is the one that a linking of everything would find.

    Args:
        ledger: the ledger.
        version: by which version links are made.
        stages: what makes, links and counts.
        started_at: when the linking began, ISO 8601 in UTC.

    Returns:
        The linking; null where nothing was judged, more than judgements is new, or it is not known
        how the events came together: then everything is to be linked.

    Raises:
        LedgerError: when another process writes meanwhile.
    """
    bounds = ledger.bounds()
    changed = ledger.judged_events(version)
    scene = _reached(ledger, changed, (), stages) if changed else None
    if scene is None:
        return None
    relinked = scene.relinked
    events = [event for group in relinked.groups for event in group]
    near = ledger.nearby(events)
    followed = follow(near.before, relinked.groups, taken=near.taken, owned=near.owned)
    moved = {change.incident_id for change in followed.changes}
    stale = [one for one in followed.incidents if one.id in moved]
    was, now = list(near.before.values()), [one.event_ids for one in followed.incidents]
    found = Found(
        changes=followed.changes,
        summaries=list(summaries(ledger, stale, stages, lambda _doing, _done, _of: None)),
        links=relinked.links,
        relinked=events,
        events=near.last.events,
        reports=near.last.reports,
        incidents=near.last.incidents - len(was) + len(now),
        shared=near.last.shared - _shared(was, scene.events) + _shared(now, scene.events),
        near=_nearly(ledger, scene, stages),
        traces=relinked.traces,
    )
    at = Bounds(near.last.seq, near.claimed, bounds.judged, bounds.erased)
    return ledger.record_linking(found, at=at, version=version, started_at=started_at)


def foresee(
    ledger: Ledger, links: Sequence[Link], stages: Stages
) -> tuple[tuple[str, ...], ...] | None:
    """The groups that the events of some pairs would be in, were the pairs judged so.

    Null where that cannot be told without linking everything.
    """
    events = {key for link in links for key in (link.left_id, link.right_id)}
    scene = _reached(ledger, events, links, stages)
    return scene.relinked.groups if scene is not None else None


def _reached(
    ledger: Ledger, changed: Iterable[str], proposed: Sequence[Link], stages: Stages
) -> _Scene | None:
    """Groups anew what hangs on some events, with as many groups around them as that takes."""
    from sayso.incidents.joining.relinker import held_with, relink_events  # noqa: PLC0415 (data loads)

    start = frozenset(changed)
    first = ledger.traced(start)
    wanted = first.events | held_with(first.traces) if first else start
    known: dict[str, Any] = {}
    while (traced := ledger.traced(wanted)) is not None:
        judged = _holding(traced, proposed)
        known |= _linkables(ledger, traced.events - known.keys(), stages)
        relinked = relink_events(
            known.values(), traced.traces, inside=traced.events, judged=judged, changed=start
        )
        if relinked is None:
            return None
        if not relinked.beyond:
            return _Scene(relinked, judged, known)
        wanted = traced.events | relinked.beyond
    return None


def _holding(traced: Traced, proposed: Iterable[Link]) -> list[Link]:
    said = {(link.left_id, link.right_id): link for link in (*traced.judged, *proposed)}
    return [link for link in said.values() if link.judgement is not Judgement.UNSURE]


def _linkables(ledger: Ledger, events: Collection[str], stages: Stages) -> dict[str, Any]:
    """Some events as they are compared, and all others of their reports, by id."""
    return {
        event.id: event
        for told in ledger.told_with(events)
        for event in stages.linkables(told.claims, told.published)
    }


def _shared(groups: Iterable[Iterable[str]], events: Mapping[str, Any]) -> int:
    return sum(len({events[event].doc for event in group}) > 1 for group in groups)


def _nearly(ledger: Ledger, scene: _Scene, stages: Stages) -> list[Link]:
    """The likeliest pair between a group and each other that it nearly is one with."""
    from sayso.incidents.joining.relinker import near_links, nearly_one  # noqa: PLC0415 (data loads)

    home = {event: group[0] for group in scene.relinked.groups for event in group}
    ends = {event for one, other, _ in scene.relinked.pairs for event in (one, other)}
    ends |= {event for link in scene.judged for event in (link.left_id, link.right_id)}
    pairs = nearly_one(scene.relinked.pairs, ledger.homes(ends - home.keys()) | home, scene.judged)
    named = {event for one, other, _ in pairs for event in (one, other)}
    known = scene.events | _linkables(ledger, named - scene.events.keys(), stages)
    judged = [link for link in ledger.judgements() if link.judgement is not Judgement.UNSURE]
    return near_links(known.values(), pairs, judged)

"""Events of one report that its own linking held apart, and the report's words do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.linking import load_families, relation
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.incidents.joining.features import Count, Linkable, Side, Spot

_DONE = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.NEGATED})
_FIRST = frozenset({"", "1"})
_OPEN = frozenset({"same", "unspecific", "open"})


def scenes(events: Sequence[Linkable]) -> dict[str, str]:
    """For each event that tells the outcome of another one of its report, the id of that one.

    "The planes bombed a clinic on Monday. Eleven people were killed": the second sentence tells
    neither place nor means, and nothing in it speaks against the first. Where several events
    could be meant the report does not let a reader decide, and they stay apart (coding rules,
    section 4) unless one alone shares what the outcome does tell.

    Args:
        events: those of one report, in the order of the text.
    """
    found: dict[str, str] = {}
    for event in sorted(events, key=_fullness, reverse=True):
        if not _may_be_outcome(event):
            continue
        heads = [head for head in events if _tells_more(head, event) and _goes_with(event, head)]
        own = {_root(head.id, found) for head in heads}
        if len(own) > 1:
            own = {_root(head.id, found) for head in heads if _shares(event, head)}
        if len(own) == 1:
            found[event.id] = own.pop()
    return found


def _root(one: str, found: Mapping[str, str]) -> str:
    """The event that an outcome is of; those that tell more were seen before."""
    return found.get(one, one)


def _may_be_outcome(event: Linkable) -> bool:
    """Whether an event may be another one told again: done, not a further one, no sum."""
    return (
        not event.words and not event.summary and event.status in _DONE and event.order in _FIRST
    )


def _tells_more(head: Linkable, event: Linkable) -> bool:
    return _fullness(head) > _fullness(event)


def _fullness(event: Linkable) -> tuple[int, int]:
    """How much of an event is told, the earlier one first: never equal for two events."""
    vague = load_families().vague
    told = (
        not vague.issuperset(event.families),
        bool(event.windows),
        any(not place.borrowed for place in event.places),
        bool(event.targets),
        bool(event.actors),
    )
    return (sum(told), -event.start)


def _goes_with(event: Linkable, head: Linkable) -> bool:
    return (
        head.realm == event.realm
        and head.status in _DONE
        and not head.summary
        and relation(event.families, head.families) in _OPEN
        and (head.order == event.order or head.order != "earlier")
        and _placed_with(event.places, head.places)
        and _dated_with(event, head)
        and _sided_with(event.actors, head.actors)
        and not _other_targets(event, head)
        and not (_excludes(event.killed, head.killed) or _excludes(event.injured, head.injured))
    )


def _shares(event: Linkable, head: Linkable) -> bool:
    """Whether an outcome and an event agree in something that the report tells of both."""
    return bool(
        set(event.windows) & set(head.windows)
        or {t.kind for t in event.targets} & {t.kind for t in head.targets}
        or {s.name for s in event.actors if s.name} & {s.name for s in head.actors if s.name}
    )


def _placed_with(own: Sequence[Spot], others: Sequence[Spot]) -> bool:
    if all(place.borrowed for place in own) or not others:
        return True
    return any(
        a.name == b.name or (a.geonameid is not None and a.geonameid == b.geonameid)
        for a in own
        for b in others
    )


def _dated_with(event: Linkable, head: Linkable) -> bool:
    if not event.windows or not head.windows:
        return True
    return any(
        a.first <= b.last and b.first <= a.last for a in event.windows for b in head.windows
    )


def _sided_with(own: Sequence[Side], others: Sequence[Side]) -> bool:
    named = [side for side in own if side.name or side.country]
    known = [side for side in others if side.name or side.country]
    if not named or not known:
        return True
    return any(
        (a.name is not None and a.name == b.name)
        or (a.country is not None and a.country == b.country)
        for a in named
        for b in known
    )


def _other_targets(event: Linkable, head: Linkable) -> bool:
    own = {target.kind for target in event.targets}
    others = {target.kind for target in head.targets}
    return bool(own and others and own.isdisjoint(others))


def _excludes(own: Sequence[Count], others: Sequence[Count]) -> bool:
    """Whether one voice counts both, and differently: two tolls of one voice are two events."""
    return any(
        a.voice == b.voice and (a.low, a.high) != (b.low, b.high) for a in own for b in others
    )

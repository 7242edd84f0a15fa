"""Which incident is which from one linking to the next: ids stay, merges and splits are told."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sayso.records.evidence import content_id
from sayso.records.incident import Change, ChangeKind, Incident

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


class Followed(NamedTuple):
    """The incidents of now, by their first event, and what became of those of before."""

    incidents: tuple[Incident, ...]
    changes: tuple[Change, ...]


def follow(
    before: Mapping[str, frozenset[str]],
    groups: Iterable[Collection[str]],
    *,
    renamed: Mapping[str, str] | None = None,
    taken: Collection[str] = (),
    owned: Mapping[str, str] | None = None,
) -> Followed:
    """Gives each group of events the id of the incident that it goes on with, or a new one.

    An incident goes on in the group that has most of its events; of several, in the one with the
    smallest event id of them. Where several go on in one group the oldest keeps its id and the
    others redirect to it. A group in which none goes on is born, or split from the incident that
    most of it comes from; its id is minted from its smallest event id, so that parts which were
    joined by mistake get back the ids that they had.

    Args:
        before: the events of each incident, the oldest incident first.
        groups: the partition of now: every event in one group.
        renamed: events that now go by another id, by their former one: the same words read anew.
        taken: further ids that no new incident may get.
        owned: of events whose incident was merged into the present one, the id that it had: a part
            that is taken out again gets it back, and the other keeps its own, whatever their size.
    """
    parts = [tuple(sorted(group)) for group in groups]
    parts.sort()
    home = _homes(before, renamed or {})
    origins = [Counter(home[event] for event in part if event in home) for part in parts]
    lent = {event: key for event, key in (owned or {}).items() if key not in before}
    heirs = _heirs(before, parts, home, origins, lent)
    names: dict[int, str] = {}
    for key in before:
        if key in heirs:
            names.setdefault(heirs[key], key)
    kept = frozenset(names)
    used = {*before, *taken}
    for number, part in enumerate(parts):
        if number not in names:
            former = Counter(lent[event] for event in part if event in lent)
            free = [key for key in sorted(former) if key not in used]
            own = max(free, key=lambda key: former[key], default=None)
            names[number] = own or _mint(part[0], used)
            used.add(names[number])
    incidents = [Incident(id=names[number], event_ids=part) for number, part in enumerate(parts)]
    changes = [_ending(key, before[key], heirs, names) for key in before]
    ages = {key: age for age, key in enumerate(before)}
    for number, incident in enumerate(incidents):
        if number in kept:
            changes.append(_going_on(incident, before[incident.id]))
        else:
            changes.append(_beginning(incident, origins[number], ages))
    told = sorted((change for change in changes if change), key=lambda change: change.incident_id)
    return Followed(tuple(incidents), tuple(told))


def replay(changes: Iterable[Change]) -> dict[str, frozenset[str]]:
    """The events of each incident that there is after these changes, in the order they came."""
    state: dict[str, frozenset[str]] = {}
    for change in changes:
        events = (state.pop(change.incident_id, frozenset()) - {*change.removed}) | {*change.added}
        if events:
            state[change.incident_id] = events
    return state


def present_id(incident_id: str, last: Mapping[str, Change]) -> str:
    """The id that a former one redirects to, through as many merges as there were.

    `last` is the last change of each incident. An id that no change merged is its own.
    """
    while (change := last.get(incident_id)) and change.kind is ChangeKind.MERGED:
        assert change.other is not None
        incident_id = change.other
    return incident_id


def _homes(before: Mapping[str, frozenset[str]], renamed: Mapping[str, str]) -> dict[str, str]:
    """The incident of each event, by its id of now; of two that became one, the older one's."""
    home: dict[str, str] = {}
    for incident, events in before.items():
        for event in sorted(events):
            home.setdefault(renamed.get(event, event), incident)
    return home


def _heirs(
    before: Mapping[str, frozenset[str]],
    parts: list[tuple[str, ...]],
    home: Mapping[str, str],
    origins: list[Counter[str]],
    lent: Mapping[str, str],
) -> dict[str, int]:
    """The group in which each incident goes on; none for those of which no event is left."""
    first: dict[str, dict[int, str]] = defaultdict(dict)
    for number, part in enumerate(parts):
        for event in part:
            if event in home:
                first[home[event]].setdefault(number, event)
    always = [Counter(home[e] for e in part if e in home and e not in lent) for part in parts]
    return {
        incident: min(
            first[incident],
            key=lambda n: (-always[n][incident], -origins[n][incident], first[incident][n]),
        )
        for incident in before
        if incident in first
    }


def _mint(event: str, taken: Collection[str]) -> str:
    name = content_id("i", event)
    number = 1
    while name in taken:
        number += 1
        name = content_id("i", event, str(number))
    return name


def _ending(
    incident: str, events: frozenset[str], heirs: Mapping[str, int], names: Mapping[int, str]
) -> Change | None:
    """What ended an incident: nothing, a merge, or that its events are no more."""
    removed = tuple(sorted(events))
    if incident not in heirs:
        return Change(incident_id=incident, kind=ChangeKind.ENDED, removed=removed)
    other = names[heirs[incident]]
    if other == incident:
        return None
    return Change(incident_id=incident, kind=ChangeKind.MERGED, removed=removed, other=other)


def _going_on(incident: Incident, before: frozenset[str]) -> Change | None:
    now = frozenset(incident.event_ids)
    if now == before:
        return None
    return Change(
        incident_id=incident.id,
        kind=ChangeKind.CHANGED,
        added=tuple(sorted(now - before)),
        removed=tuple(sorted(before - now)),
    )


def _beginning(incident: Incident, origins: Counter[str], ages: Mapping[str, int]) -> Change:
    other = min(origins, key=lambda key: (-origins[key], ages[key]), default=None)
    kind = ChangeKind.SPLIT if other else ChangeKind.BORN
    return Change(incident_id=incident.id, kind=kind, added=incident.event_ids, other=other)

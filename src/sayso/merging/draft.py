"""Which mentions tell of an incident that the recorder sees, and what it adds to their event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.codes.incident_types import incident_type
from sayso.merging.apart import are_apart
from sayso.merging.groups import Group, merged_group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.merging.incidents import SeenIncident
    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention

_ANY, _KIDNAPPING = "attack", "kidnapping"
_CIRCUMSTANCES = frozenset({"place", "date"})


@dataclass(frozen=True)
class Draft:
    """An event before its slots are filled: its mentions, and the incident seen in it, if any."""

    group: Group | None
    incident: SeenIncident | None

    @property
    def start(self) -> int:
        """Where its first words stand, in code points."""
        starts = [mention.trigger.start for mention in self.group.mentions] if self.group else []
        entities = self.incident.entities if self.incident else ()
        return min([*starts, *(one.start for e in entities for one in e.recordings)], default=0)


def draft_events(
    tables: Tables, groups: Sequence[Group], incidents: Sequence[SeenIncident]
) -> list[Draft]:
    """One draft for each incident, with all groups of mentions that tell of it, and the others.

    A group tells of the incident whose fillers stand most often in its mentions' sentences and
    among its participants. Only mentions of deeds that an incident is made of are asked, and of a
    kidnapping only those that say so. An incident of which no filler is seen is the first event of
    its kind that tells of none; without one nothing in the text would bear it. Groups that tell of
    another place or day than the one that tells most stay events of their own. Else nothing is
    left out: an incident without mentions and mentions without incident are drafts as well; but of
    a place or a day alone, which no mention tells of, nothing is made.
    """
    chosen: dict[int, list[Group]] = {n: [] for n in range(len(incidents))}
    ranked = []
    for order, group in enumerate(groups):
        told = [(_told(tables, group, incident), -n) for n, incident in enumerate(incidents)]
        most, n = max(told, default=(0, 0))
        ranked.append((-most, order, -n, group))
    alone = []
    for most, _, n, group in sorted(ranked, key=lambda r: r[:2]):
        if not most or any(are_apart(tables, group, other) for other in chosen[n]):
            alone.append(Draft(group, None))
        else:
            chosen[n].append(group)
    alone.sort(key=lambda draft: draft.start)
    drafts = []
    for n, incident in enumerate(incidents):
        if not incident.entities:
            bare = next((one for one in alone if _is_of(one, incident.kind)), None)
            if bare is not None and bare.group is not None:
                alone.remove(bare)
                chosen[n].append(bare.group)
        if chosen[n] or any(one.slot not in _CIRCUMSTANCES for one in incident.entities):
            own = merged_group(chosen[n]) if chosen[n] else None
            drafts.append(Draft(own, incident))
    return [*drafts, *alone]


def _is_of(draft: Draft, kind: str) -> bool:
    mentions = draft.group.mentions if draft.group is not None else ()
    return any(incident_type(m.event_type, m.modes) == kind for m in mentions)


def _told(tables: Tables, group: Group, incident: SeenIncident) -> int:
    """How often fillers of an incident stand where a group of mentions tells its event."""
    return sum(_told_by(tables, mention, incident) for mention in group.mentions)


def _is_compatible(told: str, seen: str) -> bool:
    """Whether what is told as of one kind may be seen as of another: an attack in any violence."""
    return told == seen or (_ANY in {told, seen} and _KIDNAPPING not in {told, seen})


def _told_by(tables: Tables, mention: EventMention, incident: SeenIncident) -> int:
    kind = incident_type(mention.event_type, mention.modes)
    if kind is None or not _is_compatible(kind, incident.kind):
        return 0
    ids = [*mention.actors, *mention.recipients]
    spans = [tables.actors[key].span for key in ids if key in tables.actors]
    inside = 0
    for entity in incident.entities:
        for one in entity.recordings:
            inside += mention.sentence.start <= one.start and one.end <= mention.sentence.end
            inside += 2 * any(s.start < one.end and one.start < s.end for s in spans)
    return inside

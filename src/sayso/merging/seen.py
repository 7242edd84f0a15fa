"""The event of an incident that the recorder sees, with what its mentions say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.codes.incident_types import codes_of
from sayso.merging.recorded import stage_of
from sayso.merging.told import told_event
from sayso.records.event import Status
from sayso.records.evidence import Provenance, content_id
from sayso.records.version import VERSION
from sayso.records.whole import Event, Slot

if TYPE_CHECKING:
    from sayso.merging.groups import Group
    from sayso.merging.recorded import Seen
    from sayso.merging.tables import Tables
    from sayso.records.whole import Filler

_COMPONENT = "merging.seen"
_STAGES = {
    "ACCOMPLISHED": Status.OCCURRED,
    "ATTEMPTED": Status.ATTEMPTED,
    "THREATENED": Status.THREATENED,
}
_SURE = 0.5


def seen_event(
    tables: Tables, seen: Seen, group: Group | None, fillers: tuple[Filler, ...]
) -> Event:
    """The event of an incident: of the kind and stage that the recorder sees, told by its group.

    Where no mention tells of it, its type and modes are those that such an incident has.
    """
    kind, stage = seen.incident.kind, _stage(seen)
    event = _untold(seen, fillers) if group is None else told_event(tables, group, fillers)
    provenance = dict(event.provenance)
    reason = f"{kind}, {seen.incident.probability:.2f}"
    provenance["incident_type"] = _because(seen, reason)
    status = event.status
    if group is None or stage is not Status.OCCURRED:
        status = stage
        provenance["status"] = _because(seen, f"{stage}, by what fills its slots")
    return msgspec.structs.replace(
        event,
        incident_type=kind,
        status=status,
        confidence=round(seen.incident.probability, 3),
        provenance=provenance,
    )


def _untold(seen: Seen, fillers: tuple[Filler, ...]) -> Event:
    """An event that no mention was read of."""
    event_type, modes = codes_of(seen.incident.kind)
    actor = next((filler for filler in fillers if filler.slot is Slot.ACTOR), None)
    where = [str(one.start) for e in seen.incident.entities for one in e.recordings[:1]]
    ident = content_id("w", seen.parsed.document.id, seen.incident.kind, *where)
    event = Event(
        id=ident,
        event_type=event_type,
        modes=modes,
        fillers=fillers,
        status=Status.OCCURRED,
        provenance={
            "event_type": _because(seen, f"what a {seen.incident.kind} is"),
            "mentions": _because(seen, "read from the report as a whole"),
        },
    )
    return event if actor is None else msgspec.structs.replace(event, stance=actor.stance)


def _stage(seen: Seen) -> Status:
    found = stage_of(seen.incident, seen.heads)
    return _STAGES[found[0]] if found is not None and found[1] >= _SURE else Status.OCCURRED


def _because(seen: Seen, reason: str) -> Provenance:
    return Provenance(component=_COMPONENT, version=VERSION, model=seen.heads.name, reason=reason)

"""The event that a group of mentions tells of: what the surest says of it, what all add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.codes.incident_types import incident_type
from sayso.lexicons.words.outcomes import narrower_modes
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.telling import by_telling, stance_of
from sayso.records.version import VERSION
from sayso.records.whole import Event, Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.merging.groups import Group
    from sayso.merging.tables import Tables
    from sayso.records.event import EventMention
    from sayso.records.whole import Filler

_COMPONENT = "merging.told"


def told_event(tables: Tables, group: Group, fillers: tuple[Filler, ...]) -> Event:
    """The event of a group: what its surest mention says of it, and what all of them add."""
    ordered = sorted(
        group.mentions, key=lambda m: by_telling(m, stance_of(m, tables.attributions))
    )
    first = ordered[0]
    told = [m for m in ordered if m.status is not Status.NEGATED] or ordered
    modes = _modes(first.event_type, told)
    actor = next((f for f in fillers if f.slot is Slot.ACTOR), None)
    kind = incident_type(first.event_type, modes)
    stance = stance_of(first, tables.attributions) if actor is None else actor.stance
    return Event(
        id=group.id,
        event_type=first.event_type,
        incident_type=kind,
        modes=modes,
        contexts=_unique(context for m in told for context in m.contexts),
        cameo=next((m.cameo for m in told if m.cameo), None),
        mentions=tuple(mention.id for mention in group.mentions),
        fillers=fillers,
        status=first.status,
        certainty=first.certainty,
        stance=stance,
        confidence=first.confidence,
        provenance=_provenance(group, first, actor, kind),
    )


def _modes(event_type: str, mentions: Sequence[EventMention]) -> tuple[str, ...]:
    """The modes of all mentions of the event's type, less those that a narrower one takes in."""
    told = _unique(mode for m in mentions if m.event_type == event_type for mode in m.modes)
    wider = {over for narrow, over in narrower_modes() if narrow in told}
    return tuple(mode for mode in told if mode not in wider)


def _provenance(
    group: Group, first: EventMention, actor: Filler | None, kind: str | None
) -> dict[str, Provenance]:
    """Why the event says of itself what it says; that of its values stands with them."""
    surest = f"as {first.trigger.quote!r} at {first.trigger.start} tells it"
    if len(group.mentions) > 1:
        surest += f", the surest of {len(group.mentions)} mentions"
    side = surest if actor is None else f"what is said of {_words(actor)!r}"
    joined = [m.provenance["event"].reason for m in group.mentions if "event" in m.provenance]
    reasons = {
        "event_type": surest,
        "status": surest,
        "stance": side,
        "mentions": "; ".join(joined) or "one mention alone",
        "incident_type": f"{kind}, by type and modes" if kind else "no incident is made of it",
    }
    return {
        field: Provenance(
            component=_COMPONENT, version=VERSION, rule=f"event.{field}", reason=reason
        )
        for field, reason in reasons.items()
    }


def _words(filler: Filler) -> str:
    return filler.span.quote if filler.span is not None else ""


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))

"""What was read from a report already, as signs on its words: what the recorder looks at, too.

So it need not learn grammar and gazetteers again from a few hundred incidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.mention import ActorMention
    from sayso.records.reading import Annotations

Sign = tuple[int, int, str]

_FORCE = ("ASSAULT", "COERCE")
_TOLD = {Status.OCCURRED, Status.ATTEMPTED, Status.HISTORICAL}
_SECTORS = {
    "REB": "rebel", "UAF": "rebel", "CRM": "criminal", "PRM": "rebel", "MIL": "military",
    "COP": "military", "SPY": "military", "GOV": "government", "LEG": "government",
    "JUD": "government", "PTY": "political", "OPP": "political",
}  # fmt: skip
_MODES = {
    "explosives": "blast", "abduct": "abduction", "destroy": "destruction", "seize": "seizure",
    "targeted": "aimed", "firearms": "shooting",
}  # fmt: skip
_COUNTS = {Counted.KILLED: "killed", Counted.INJURED: "injured", Counted.ABDUCTED: "abducted"}
_STANCES = {
    Stance.ACCUSES: "accused",
    Stance.SUSPECTS: "suspected",
    Stance.ADMITS: "claimed",
    Stance.CLAIMS_RESPONSIBILITY: "claimed",
    Stance.DENIES: "denied",
}
SIGNS = (
    "assault", "assault untold", "coercion", "threat", "other event", "abduction", "aimed",
    "blast", "destruction", "seizure", "shooting", "assault actor", "assault recipient",
    "coerce actor", "coerce recipient", "other actor", "other recipient", "weapon", "place",
    "event place", "time", "event time", "killed", "injured", "abducted", "other count", "rebel",
    "criminal", "military", "government", "political", "other sector", "no sector", "epithet",
    "source", "cue", "accused", "suspected", "claimed", "denied",
)  # fmt: skip


def signs_of(found: Annotations) -> Iterator[Sign]:
    """The signs on a report's words: code points, end-exclusive, and one of `SIGNS`."""
    for actor in found.actors:
        yield _on(actor.span, _sector(actor))
        if actor.epithet:
            yield _on(actor.span, "epithet")
    for quantity in found.quantities:
        yield _on(quantity.span, _COUNTS.get(quantity.what, "other count"))
    yield from (_on(place.span, "place") for place in found.places)
    yield from (_on(date.span, "time") for date in found.dates if date.span)
    for attribution in found.attributions:
        if attribution.source is not None:
            yield _on(attribution.source, "source")
        yield _on(attribution.cue, "cue")
        if attribution.stance in _STANCES:
            name = _STANCES[attribution.stance]
            yield from (_on(part, name) for part in attribution.content)
    spans = {actor.id: actor.span for actor in found.actors}
    spans |= {place.id: place.span for place in found.places}
    spans |= {date.id: date.span for date in found.dates if date.span}
    for event in found.events:
        yield from _signs_of_event(event, spans)


def _signs_of_event(event: EventMention, spans: dict[str, Span]) -> Iterator[Sign]:
    force = event.event_type in _FORCE
    yield _on(event.trigger, _trigger(event))
    yield from (_on(event.trigger, _MODES[mode]) for mode in event.modes if mode in _MODES)
    kind = event.event_type.lower() if force else "other"
    for side, ids in (("actor", event.actors), ("recipient", event.recipients)):
        yield from (_on(spans[i], f"{kind} {side}") for i in ids if i in spans)
    if force:
        yield from (_on(span, "weapon") for span in event.weapon)
        if event.place in spans:
            yield _on(spans[event.place], "event place")
        if event.date in spans:
            yield _on(spans[event.date], "event time")


def _trigger(event: EventMention) -> str:
    if event.event_type == "ASSAULT":
        return "assault" if event.status in _TOLD else "assault untold"
    return {"COERCE": "coercion", "THREATEN": "threat"}.get(event.event_type, "other event")


def _sector(actor: ActorMention) -> str:
    return _SECTORS.get(actor.sector, "other sector") if actor.sector else "no sector"


def _on(span: Span, name: str) -> Sign:
    return span.start, span.end, name

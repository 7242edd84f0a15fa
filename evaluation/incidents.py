"""The whole events of a report as MUC-4's templates, by the conventions of its keys.

What happened is read by sayso alone; here stands which of it the keys would have: what the trained
recorder saw and what was weighed, one date, two places with their country, "on or before" the day
of the report, nought for people of whom nothing is told.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sayso.lexicons.actors.entries import State
from sayso.lexicons.files.load import DATA, read_table
from sayso.merging.recorded import RECORDED
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision, TimeBasis
from sayso.records.rows.people import NAMED, one_by_one, told
from sayso.records.whole import WEIGHED, Fate, FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.export.reading import Reading
    from sayso.records.rows.events import (
        DateValue,
        PartyValue,
        TollRow,
        WeaponValue,
        WholeEventRow,
    )

Prediction = dict[str, Any]
V = TypeVar("V", "PartyValue", "WeaponValue")
_TOLD = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_VAGUE = "_REF"
_BY_AUTHORITIES = "by_authorities"
_NORTH = "USA"

_STAGES = {
    Status.OCCURRED: "ACCOMPLISHED",
    Status.HISTORICAL: "ACCOMPLISHED",
    Status.ATTEMPTED: "ATTEMPTED",
    Status.THREATENED: "THREATENED",
    Status.PLANNED: "THREATENED",
}
_CONFIDENCES = {
    Stance.ASSERTS: "REPORTED AS FACT",
    Stance.DISPUTES: "REPORTED AS FACT",
    Stance.DECLINES: "REPORTED AS FACT",
    Stance.DENIES: "SUSPECTED OR ACCUSED",
    Stance.ADMITS: "CLAIMED OR ADMITTED",
    Stance.CLAIMS_RESPONSIBILITY: "CLAIMED OR ADMITTED",
    Stance.ACCUSES: "SUSPECTED OR ACCUSED",
    Stance.SUSPECTS: "POSSIBLE",
    Stance.EXONERATES: "ACQUITTED",
}
_AUTHORITIES = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})


def to_incidents(reading: Reading, *, model: bool) -> Prediction:
    """The incidents of a report, with their slots (task muc4).

    The trained recorder says which events are incidents, and which words the keys would have; what
    rules read beside them is not asked for here. The rules alone (`model` false) give every event
    that they take for an incident, with all its values.
    """
    events = [event for event in reading.whole_events if event.incident_type is not None]
    told = [e for e in events if (_is_seen(e) if model else e.status in _STAGES)]
    day = (reading.document.published or "")[:10] or None
    names = {place.id: (place.toponym or place.span).quote for place in reading.places}
    scene = _Scene(day, _main_country(reading, told), names)
    return {"incidents": [_incident(event, scene, seen=model) for event in told]}


class _Scene(NamedTuple):
    """What the keys fall back on, the report's day and country, and places' names by their id."""

    day: str | None
    country: str | None
    names: Mapping[str, str]


def _is_seen(event: WholeEventRow) -> bool:
    return event.provenance["incident_type"].model is not None


def _main_country(reading: Reading, events: list[WholeEventRow]) -> str | None:
    """Where most of the report's incidents were, else the country of most of its places.

    The keys are of Latin America alone: the state to the north only where no other is named.
    """
    placed = Counter(p.country for event in events for p in event.places if p.country)
    told = placed or Counter(place.country for place in reading.places if place.country)
    return max(told, key=lambda code: (code != _NORTH, told[code], code), default=None)


def _incident(event: WholeEventRow, scene: _Scene, *, seen: bool) -> Prediction:
    def asked(values: tuple[V, ...], component: str = RECORDED) -> list[V]:
        return [v for v in values if not seen or v.provenance.component == component]

    recipients = asked(event.recipients)
    bodies = [a for a in asked(event.actors, WEIGHED) if a.kind is FillerKind.ORGANISATION]
    return {
        "type": event.incident_type,
        "stage": _STAGES.get(event.status, "ACCOMPLISHED"),
        "confidence": _confidence(bodies),
        "date": _date(event, scene.day, seen=seen),
        "place": _place(event, scene, seen=seen),
        "perp_individual": _words(_people(event.actors, seen=seen)),
        "perp_org": _words(bodies),
        "target": _words(asked(event.targets)),
        "victim": _words(r for r in recipients if _is_named(r)),
        "victim_description": _words(r for r in recipients if not _is_named(r)),
        "weapon": _words(asked(event.weapon)),
        "killed": _toll(event, Fate.KILLED) if seen else _count(_dead(event)),
        "injured": _toll(event, Fate.INJURED) if seen else _count(event.injured),
    }


def _people(actors: tuple[PartyValue, ...], *, seen: bool) -> list[PartyValue]:
    """The people who did it: those that the recorder saw, else the first that the rules read."""
    told = [a for a in actors if a.kind is not FillerKind.ORGANISATION]
    recorded = [a for a in told if a.provenance.component == RECORDED]
    return recorded or told[:1] if seen else told


def _is_named(party: PartyValue) -> bool:
    if party.provenance.component == RECORDED:
        return party.provenance.rule == NAMED
    return party.kind is FillerKind.PERSON and party.name is not None


def _words(values: Iterable[PartyValue | WeaponValue]) -> list[str]:
    return [" ".join(value.text.split()) for value in values]


def _confidence(bodies: list[PartyValue]) -> str | None:
    """What is said of the first body's part; by whom, where it is accused."""
    if not bodies:
        return None
    told = _CONFIDENCES[bodies[0].stance]
    if bodies[0].stance is not Stance.ACCUSES:
        return told
    weighed = bodies[0].provenance.component == WEIGHED
    voices = {link.source.sector for link in bodies[0].attribution if link.source is not None}
    said = (bodies[0].provenance.rule or "").endswith(_BY_AUTHORITIES)
    return f"{told} BY AUTHORITIES" if (said if weighed else voices & _AUTHORITIES) else told


def _date(event: WholeEventRow, day: str | None, *, seen: bool) -> dict[str, str | None] | None:
    """The days that the report tells; "on or before" its own day where it tells none.

    Where the recorder saw the incident, those that are weighed; by rules alone "now" is none.
    """
    if seen:
        told = [d for d in event.dates if d.provenance.component == WEIGHED]
    else:
        told = [d for d in event.dates if _is_day_told(d)]
    if told:
        return {"start": told[0].earliest, "end": told[0].latest}
    return {"start": None, "end": day} if day else None


def _is_day_told(date: DateValue) -> bool:
    vague = (date.value or "").endswith(_VAGUE)
    return date.basis in _TOLD and date.latest is not None and not vague


def _place(event: WholeEventRow, scene: _Scene, *, seen: bool) -> list[str]:
    """The country, and the places in it: those that are weighed, by rules alone the surest."""
    finer = [p for p in event.places if p.precision is not PlacePrecision.COUNTRY]
    told = [p for p in finer if p.provenance.component == WEIGHED] if seen else finer[:1]
    codes = [p.country for p in (*told, *event.places) if p.country and p.country != _NORTH]
    code = next(iter(codes), scene.country)
    parts = [" ".join(scene.names.get(p.mention or "", p.text).split()) for p in told]
    return [*([] if code is None else [_countries().get(code, code)]), *parts]


@cache
def _countries() -> dict[str, str]:
    """Names of states by their code."""
    states = tuple(read_table(DATA / "actors/states.tsv", State))
    return {state.code: state.name for state in reversed(states)}


def _toll(event: WholeEventRow, fate: Fate) -> int:
    """The weighed counts together, else those of whom it is told one by one, else nought.

    The keys have "no injury" where things alone were hit as often as nothing at all, and the
    scorer takes a nought for a blank.
    """
    toll = event.killed if fate is Fate.KILLED else event.injured
    weighed = {
        one.mention
        for one in event.quantities
        if one.provenance.component == WEIGHED and one.what.value == fate.value
    }
    if toll is not None and weighed & set(toll.quantities):
        return _count(toll)
    those = [
        told(one.kind, one.provenance, (one, *one.also))
        for one in event.recipients
        if one.fate is fate
    ]
    return one_by_one(those).low


def _dead(event: WholeEventRow) -> TollRow | None:
    """The dead that the keys have: those of a kidnapping only where they are counted."""
    counted = event.killed is not None and bool(event.killed.quantities)
    return event.killed if counted or event.incident_type != "kidnapping" else None


def _count(toll: TollRow | None) -> int:
    return 0 if toll is None else toll.best if toll.best is not None else toll.low or 0

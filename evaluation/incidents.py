"""The whole events of a report as MUC-4's templates, by the conventions of its keys.

What happened is read by sayso alone; here stands which of it the keys would have: what the trained
recorder saw, one date, one place with its country, "on or before" the day of the report.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sayso.lexicons.actors import State
from sayso.lexicons.load import DATA, read_table
from sayso.merging.recorded import RECORDED
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision, TimeBasis
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.export.reading import Reading
    from sayso.records.whole_rows import (
        DateValue,
        PartyValue,
        PlaceValue,
        TollRow,
        WeaponValue,
        WholeEventRow,
    )

Prediction = dict[str, Any]
V = TypeVar("V", "PartyValue", "WeaponValue")
_TOLD = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_VAGUE = "_REF"

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
    scene = _Scene((reading.document.published or "")[:10] or None, _main_country(reading, told))
    return {"incidents": [_incident(event, scene, seen=model) for event in told]}


class _Scene(NamedTuple):
    """What the task's keys fall back on: the report's day, and the country that it tells of."""

    day: str | None
    country: str | None


def _is_seen(event: WholeEventRow) -> bool:
    return event.provenance["incident_type"].model is not None


def _main_country(reading: Reading, events: list[WholeEventRow]) -> str | None:
    """Where most of the report's incidents were, else the country of most of its places."""
    placed = Counter(p.country for event in events for p in event.places if p.country)
    told = placed or Counter(place.country for place in reading.places if place.country)
    return max(told, key=lambda code: (told[code], code), default=None)


def _incident(event: WholeEventRow, scene: _Scene, *, seen: bool) -> Prediction:
    def asked(values: tuple[V, ...]) -> list[V]:
        return [v for v in values if not seen or v.provenance.component == RECORDED]

    recipients = asked(event.recipients)
    bodies = [a for a in asked(event.actors) if a.kind is FillerKind.ORGANISATION]
    return {
        "type": event.incident_type,
        "stage": _STAGES.get(event.status, "ACCOMPLISHED"),
        "confidence": _confidence(bodies),
        "date": _date(event, scene.day, seen=seen),
        "place": _place(event, scene.country),
        "perp_individual": _words(_people(event.actors, seen=seen)),
        "perp_org": _words(bodies),
        "target": _words(asked(event.targets)),
        "victim": _words(r for r in recipients if _is_named(r)),
        "victim_description": _words(r for r in recipients if not _is_named(r)),
        "weapon": _words(asked(event.weapon)),
        "killed": _count(event.killed if _has_dead(event) else None),
        "injured": _count(event.injured),
    }


def _people(actors: tuple[PartyValue, ...], *, seen: bool) -> list[PartyValue]:
    """The people who did it: those that the recorder saw, else the first that the rules read."""
    told = [a for a in actors if a.kind is not FillerKind.ORGANISATION]
    recorded = [a for a in told if a.provenance.component == RECORDED]
    return recorded or told[:1] if seen else told


def _is_named(party: PartyValue) -> bool:
    if party.provenance.component == RECORDED:
        return party.provenance.rule == "recorder.victim"
    return party.kind is FillerKind.PERSON and party.name is not None


def _words(values: Iterable[PartyValue | WeaponValue]) -> list[str]:
    return [" ".join(value.text.split()) for value in values]


def _confidence(bodies: list[PartyValue]) -> str | None:
    """What is said of the first body's part; by whom, where it is accused."""
    if not bodies:
        return None
    told = _CONFIDENCES[bodies[0].stance]
    voices = [link.source.sector for link in bodies[0].attribution if link.source is not None]
    accused = bodies[0].stance is Stance.ACCUSES and bool(set(voices) & _AUTHORITIES)
    return f"{told} BY AUTHORITIES" if accused else told


def _date(event: WholeEventRow, day: str | None, *, seen: bool) -> dict[str, str | None] | None:
    """The days that the report tells; "on or before" its own day where it tells none.

    "Now" is none. Where the recorder saw the incident, days that are told by the calendar count
    beside those that it saw, but none does where it points to the dateline alone.
    """
    own = [d for d in event.dates if d.provenance.component == RECORDED]
    told = [d for d in event.dates if _is_day_told(d)]
    if seen:
        told = [d for d in told if d in own or d.basis is TimeBasis.STATED]
    if own and all(d.basis is TimeBasis.DATELINE for d in own):
        told = []
    if told:
        return {"start": told[0].earliest, "end": told[0].latest}
    return {"start": None, "end": day} if day else None


def _is_day_told(date: DateValue) -> bool:
    vague = (date.value or "").endswith(_VAGUE)
    return date.basis in _TOLD and date.latest is not None and not vague


def _place(event: WholeEventRow, country: str | None) -> list[str]:
    """The country, and the surest place in it that is not all of it, with what it is part of."""
    finer = [p for p in event.places if p.precision is not PlacePrecision.COUNTRY]
    place = finer[0] if finer else None
    codes = [p.country for p in event.places if p.country]
    code = place.country if place is not None and place.country else next(iter(codes), country)
    beside = next((p for p in finer[1:] if _is_nested(finer[0], p)), None)
    parts = [" ".join((p.name or p.text).split()) for p in (place, beside) if p is not None]
    return [*([] if code is None else [_countries().get(code, code)]), *parts]


def _is_nested(place: PlaceValue, other: PlaceValue) -> bool:
    """Whether the recorder's other place is the first one's region, or either is not listed."""
    if other.provenance.component != RECORDED or other.country not in {None, place.country}:
        return False
    regional = PlacePrecision.ADMIN1 in {place.precision, other.precision}
    one_region = place.admin1 is not None and place.admin1 == other.admin1
    return None in {place.geonameid, other.geonameid} or (regional and one_region)


@cache
def _countries() -> dict[str, str]:
    """Names of states by their code."""
    return {state.code: state.name for state in read_table(DATA / "actors/states.tsv", State)}


def _has_dead(event: WholeEventRow) -> bool:
    """Whether the keys have its dead: those of a kidnapping only where they are counted."""
    counted = event.killed is not None and bool(event.killed.quantities)
    return counted or event.incident_type != "kidnapping"


def _count(toll: TollRow | None) -> int | None:
    return None if toll is None else toll.best if toll.best is not None else toll.low

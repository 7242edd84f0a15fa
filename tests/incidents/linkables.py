"""Events as the linker compares them, built by hand and drawn at random, for the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from hypothesis import strategies as st

from sayso.incidents.joining.features import Count, Linkable, Side, Spot, Target, Window
from sayso.lexicons.linking import load_families
from sayso.lexicons.places.toponyms import fold, skeleton
from sayso.records.event import Status
from sayso.records.evidence import Provenance, content_id
from sayso.records.incident import Judgement, Link
from sayso.records.mention import PlacePrecision

# Towns of the tests lie where no gazetteer has them: a degree of latitude is 111 km.
TOWNS = {
    "Maraq": (34.00, 38.00),
    "Tell Maraq": (34.06, 38.02),
    "Sundara": (34.90, 38.10),
    "Port Ilan": (31.20, 16.50),
}


def day(iso: str) -> int:
    return date.fromisoformat(iso).toordinal()


def town(name: str, precision: str = "exact", **more: Any) -> Spot:
    lat, lon = TOWNS.get(name, (None, None))
    known = 1 + list(TOWNS).index(name) if name in TOWNS else None
    values: dict[str, Any] = {
        "geonameid": known,
        "name": fold(name),
        "skeleton": skeleton(fold(name)),
        "country": "SYR" if lat is None or lat > 32 else "LBY",
        "lat": lat,
        "lon": lon,
        "precision": PlacePrecision(precision),
    }
    return Spot(**(values | more))


def event(
    name: str,
    *,
    doc: str | None = None,
    event_type: str = "ASSAULT",
    modes: tuple[str, ...] = (),
    place: str | Spot | None = None,
    on: str | None = None,
    until: str | None = None,
    reported: str | None = None,
    actor: str | None = None,
    target: str | None = None,
    of: tuple[str, ...] = (),
    killed: int | Count | None = None,
    status: str = "occurred",
    **more: Any,
) -> Linkable:
    families = load_families()
    spot = town(place) if isinstance(place, str) else place
    windows = (Window(first=day(on), last=day(until or on)),) if on else ()
    values: dict[str, Any] = {
        "id": name,
        "doc": doc or f"report of {name}",
        "event_type": event_type,
        "families": families.of(event_type, modes),
        "realm": families.realm(event_type),
        "words": families.kind(event_type) == "words",
        "status": Status(status),
        "places": (spot,) if spot else (),
        "windows": windows,
        "reported": day(reported) if reported and not on else None,
        "actors": (Side(name=actor),) if actor else (),
        "recipients": (Side(kinds=of),) if of else (),
        "targets": (Target(kind=target),) if target else (),
        "killed": (Count(low=killed, high=killed),) if isinstance(killed, int) else (),
    }
    if isinstance(killed, Count):
        values["killed"] = (killed,)
    return Linkable(**(values | more))


def judgement(one: str, other: str, judged: Judgement) -> Link:
    left, right = sorted((one, other))
    return Link(
        id=content_id("l", left, right, "person"),
        left_id=left,
        right_id=right,
        judgement=judged,
        by="reader",
        why="read both",
        provenance=Provenance(component="test", version="1"),
    )


DAYS = ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-09"]


@st.composite
def events_of(draw: st.DrawFn, name: str, doc: str) -> Linkable:
    """An event of a small world, in which most pairs are neither clearly one nor clearly two."""
    told = draw(st.booleans())
    on = draw(st.sampled_from(DAYS))
    return event(
        name,
        doc=doc,
        start=draw(st.integers(0, 3)) * 40,
        modes=draw(st.sampled_from([(), ("aerial",), ("heavy-weapons",), ("suicide-attack",)])),
        place=draw(st.sampled_from([None, "Maraq", "Maraq", "Tell Maraq", "Sundara"])),
        on=on if told else None,
        reported=None if told or draw(st.booleans()) else on,
        actor=draw(st.sampled_from([None, "the army", "the brigade"])),
        target=draw(st.sampled_from([None, "market", "hospital"])),
        killed=draw(st.sampled_from([None, 3, 4, 20])),
        wordings=draw(st.sampled_from([(), (), ("k1",), ("k2",)])),
    )


@st.composite
def worlds(draw: st.DrawFn, most: int = 14) -> list[Linkable]:
    """Events of some reports; a few tell the outcome of another one of theirs."""
    count = draw(st.integers(0, most))
    found = [draw(events_of(f"w{n:02}", f"d{draw(st.integers(0, 6))}")) for n in range(count)]
    return [with_scene(one, found) if draw(st.booleans()) else one for one in found]


def with_scene(one: Linkable, found: list[Linkable]) -> Linkable:
    """The same as an outcome of the first event of its report, where it is another one."""
    head = min((other for other in found if other.doc == one.doc), key=lambda o: o.id)
    return one if head.id == one.id else msgspec.structs.replace(one, scene=head.id)

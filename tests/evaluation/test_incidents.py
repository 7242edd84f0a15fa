"""Whole events in the form of MUC-4's templates: what is read, and nothing that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from evaluation.incidents import to_incidents
from evaluation.tasks import predict, reading_of
from sayso.export.reading import Reading
from sayso.merging.recorded import RECORDED
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.mention import Counted, PlacePrecision, TimeBasis
from sayso.records.reading import ReadDocument
from sayso.records.whole import WEIGHED, Event, Fate, Filler, FillerKind, Slot
from tests.merging.scene import Scene, filler
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = (
    "Six men of the Quay Guard hurt Juan Ruiz, a clerk and the bank with a charge in Vado on "
    "Monday: nine dead, 12 to 15 hurt. The army blames the Quay Guard."
)
MODEL = Provenance(component="merging.seen", version="0", model="recorder-by-hand")
RULE = Provenance(component="merging.told", version="0", rule="event.incident_type")
WEIGHED_SLOTS = {"body", "place", "date", "killed", "injured"}
CAPITALS = (
    "VADO, 3 MAR 88 (QUAY RADIO) -- [TEXT] TWO UNIDENTIFIED GUNMEN TODAY MURDERED JOURNALIST "
    "JUAN MORA OUTSIDE HIS HOME IN BOGOTA, COLOMBIA.  POLICE SAID THE GUNMEN FIRED SUBMACHINE "
    "GUNS FROM A CAR AND THAT TWO BODYGUARDS WERE WOUNDED.  NO GROUP HAS CLAIMED RESPONSIBILITY."
)


def seen(slot: str) -> Provenance:
    component, maker = (WEIGHED, "weighed") if slot in WEIGHED_SLOTS else (RECORDED, "recorder")
    return Provenance(
        component=component, version="0", rule=f"{maker}.{slot}", model=f"{maker}-by-hand"
    )


def projected(
    scene: Scene, fillers: Sequence[Filler], *, model: bool = True, **told: Any
) -> list[dict[str, Any]]:
    """The incidents of a report with one bombing that has these fillers."""
    values = {"status": Status.OCCURRED, "provenance": {"incident_type": MODEL}, **told}
    event = Event(
        id="w", event_type="ASSAULT", incident_type="bombing", fillers=tuple(fillers), **values
    )
    found = msgspec.structs.replace(scene.annotations(), whole_events=(event,))
    document = make_document(scene.text, published="1988-03-09")
    read = ReadDocument(document=document, annotations=found, version="0", configuration="0")
    incidents: list[dict[str, Any]] = to_incidents(Reading(read), model=model)["incidents"]
    return incidents


def recorded(slot: Slot, record: Any, label: str, **told: Any) -> Filler:
    return filler(slot, record, **{"provenance": seen(label), **told})


def test_every_slot_has_its_words() -> None:
    scene = Scene(TEXT)
    vado = scene.place("Vado", country="COL", name="Vado del Rey")
    monday = scene.day("Monday", "1988-03-07")
    nine = scene.count("nine", 9)
    range_ = scene.count("12 to 15", 12, what=Counted.INJURED)
    scene.found["quantities"][1] = msgspec.structs.replace(range_, best=None, high=15)
    body = FillerKind.ORGANISATION
    (one,) = projected(
        scene,
        [
            recorded(Slot.ACTOR, scene.actor("Six men"), "person"),
            recorded(Slot.ACTOR, scene.actor("Quay Guard"), "body", kind=body),
            recorded(Slot.RECIPIENT, scene.actor("Juan Ruiz"), "victim"),
            recorded(Slot.RECIPIENT, scene.actor("clerk"), "victims"),
            recorded(Slot.TARGET, scene.actor("bank"), "target"),
            recorded(Slot.WEAPON, scene.actor("charge"), "weapon"),
            recorded(Slot.PLACE, vado, "place", kind=None),
            recorded(Slot.DATE, monday, "date", kind=None),
            recorded(Slot.KILLED, nine, "killed", kind=None),
            recorded(Slot.INJURED, range_, "injured", kind=None),
        ],
    )
    assert one == {
        "type": "bombing",
        "stage": "ACCOMPLISHED",
        "confidence": "REPORTED AS FACT",
        "date": {"start": "1988-03-07", "end": "1988-03-07"},
        "place": ["Colombia", "Vado"],
        "perp_individual": ["Six men"],
        "perp_org": ["Quay Guard"],
        "target": ["bank"],
        "victim": ["Juan Ruiz"],
        "victim_description": ["clerk"],
        "weapon": ["charge"],
        "killed": 9,
        "injured": 12,
    }


def test_what_the_report_does_not_tell_is_left_open() -> None:
    (one,) = projected(Scene(TEXT), [])
    assert (one["confidence"], one["killed"], one["injured"]) == (None, 0, 0)
    assert (one["place"], one["date"]) == ([], {"start": None, "end": "1988-03-09"})
    assert not any(one[key] for key in ("perp_individual", "perp_org", "victim", "weapon"))


def test_what_the_recorder_or_a_mention_counts_is_not_asked_where_it_was_not_weighed() -> None:
    scene = Scene(TEXT)
    nine = scene.count("nine", 9)
    told = filler(Slot.KILLED, nine)
    clerk = recorded(Slot.RECIPIENT, scene.actor("clerk"), "victims", kind=FillerKind.PERSON)
    killed = msgspec.structs.replace(clerk, fate=Fate.KILLED)
    assert projected(scene, [told])[0]["killed"] == 0
    assert projected(scene, [told, killed])[0]["killed"] == 1
    weighed = recorded(Slot.KILLED, nine, "killed", kind=None)
    assert projected(scene, [told, weighed, killed])[0]["killed"] == 9


def test_a_day_that_no_words_tell_is_on_or_before_that_of_the_report() -> None:
    scene = Scene(TEXT)
    day = scene.day(None, "1988-03-09")
    assert day.basis is TimeBasis.PUBLICATION
    (one,) = projected(scene, [filler(Slot.DATE, day, kind=None)])
    assert one["date"] == {"start": None, "end": "1988-03-09"}


def test_a_country_alone_is_named_once() -> None:
    scene = Scene("A bomb in Colombia.")
    place = scene.place("Colombia", country="COL", precision=PlacePrecision.COUNTRY)
    (one,) = projected(scene, [recorded(Slot.PLACE, place, "place", kind=None)])
    assert one["place"] == ["Colombia"]


@pytest.mark.parametrize(
    ("stance", "rule", "confidence"),
    [
        (Stance.ASSERTS, "weighed.body", "REPORTED AS FACT"),
        (Stance.CLAIMS_RESPONSIBILITY, "weighed.body", "CLAIMED OR ADMITTED"),
        (Stance.ACCUSES, "weighed.body", "SUSPECTED OR ACCUSED"),
        (Stance.ACCUSES, "weighed.body.by_authorities", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
        (Stance.SUSPECTS, "weighed.body", "POSSIBLE"),
        (Stance.EXONERATES, "weighed.body", "ACQUITTED"),
    ],
)
def test_how_sure_the_bodys_part_is_was_weighed(
    stance: Stance, rule: str, confidence: str
) -> None:
    scene = Scene(TEXT)
    body = recorded(
        Slot.ACTOR, scene.actor("Quay Guard"), "body",
        kind=FillerKind.ORGANISATION, stance=stance,
    )  # fmt: skip
    why = msgspec.structs.replace(body.provenance, rule=rule)
    (one,) = projected(scene, [msgspec.structs.replace(body, provenance=why)])
    assert one["confidence"] == confidence


@pytest.mark.parametrize(
    ("stance", "sector", "confidence"),
    [
        (Stance.ASSERTS, "MIL", "REPORTED AS FACT"),
        (Stance.ACCUSES, "REB", "SUSPECTED OR ACCUSED"),
        (Stance.ACCUSES, "MIL", "SUSPECTED OR ACCUSED BY AUTHORITIES"),
    ],
)
def test_by_rules_how_sure_the_bodys_part_is_depends_on_who_says_what(
    stance: Stance, sector: str | None, confidence: str
) -> None:
    scene = Scene(TEXT)
    army = scene.actor("army", sector=sector)
    link = scene.says("blames", stance)
    link = msgspec.structs.replace(link, source=army.span, voice=army.id)
    scene.found["attributions"] = [link]
    body = filler(
        Slot.ACTOR, scene.actor("Quay Guard"),
        kind=FillerKind.ORGANISATION, stance=stance,
    )  # fmt: skip
    body = msgspec.structs.replace(body, attribution=(link.id,))
    (one,) = projected(scene, [body], model=False, provenance={"incident_type": RULE})
    assert one["confidence"] == confidence


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (Status.ATTEMPTED, "ATTEMPTED"),
        (Status.PLANNED, "THREATENED"),
        (Status.HISTORICAL, "ACCOMPLISHED"),
    ],
)
def test_the_stage_is_the_events_status(status: Status, stage: str) -> None:
    (one,) = projected(Scene(TEXT), [], status=status)
    assert one["stage"] == stage


def test_with_the_model_only_what_it_saw_is_asked_without_it_everything() -> None:
    scene = Scene(TEXT)
    fillers = [
        recorded(Slot.RECIPIENT, scene.actor("clerk"), "victims"),
        filler(Slot.RECIPIENT, scene.actor("Juan Ruiz", name="Juan Ruiz"), kind=FillerKind.PERSON),
    ]
    by_rule = {"incident_type": RULE}
    (one,) = projected(scene, fillers)
    assert (one["victim"], one["victim_description"]) == ([], ["clerk"])
    assert projected(scene, fillers, provenance=by_rule) == []
    (one,) = projected(scene, fillers, provenance=by_rule, model=False)
    assert (one["victim"], one["victim_description"]) == (["Juan Ruiz"], ["clerk"])
    assert projected(scene, fillers, model=False, status=Status.NEGATED) == []


def test_a_prediction_is_what_is_read_from_the_report() -> None:
    item = {"id": "own", "text": CAPITALS, "date": "1988-03-03"}
    (predicted,) = predict("muc4", [item])
    reading = reading_of(item, model=True)
    assert predicted == {"id": "own", **to_incidents(reading, model=True)}
    assert "attack" in [one["type"] for one in predicted["incidents"]]
    fillers = [one for event in reading.read.annotations.whole_events for one in event.fillers]
    spans = [span for one in fillers for span in (one.span, *one.also) if span is not None]
    assert spans
    assert all(reading.text[span.start : span.end] == span.quote for span in spans)

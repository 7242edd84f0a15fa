"""The event of an incident that the recorder sees, with mentions and without."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from sayso.merging.assemble import assemble_events
from sayso.merging.joining import join_fillers
from sayso.merging.recorded import RECORDED, Seen
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.whole import Event, Fate, FillerKind, Slot
from tests.events.reading import parse_report
from tests.merging.recorder import HEADS, entity, incident, recorded, window
from tests.merging.scene import PERSON_RULE, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.merging.incidents import Entity
    from sayso.records.event import EventMention
    from sayso.records.whole import Filler

TEXT = (
    "A charge under the bridge of Vado on Monday. Officials said rebels had shot Mayor Juan Ruiz "
    "and a clerk. Two peasants were hurt; Ruiz lives."
)
MARKS = {
    "weapon": [("charge", 0.9)],
    "target": [("bridge", 0.8)],
    "place": [("Vado", 0.7)],
    "date": [("Monday", 0.7)],
}

CROWDS = ("crew", "population")


def assembled(scene: Scene, presence: str = "bombing", stage: str = "ACCOMPLISHED") -> list[Event]:
    view = window(scene.text, MARKS, presence={presence: 0.8}, stage=stage)
    parsed = parse_report(scene.text)
    found = assemble_events(parsed, scene.annotations(), recorded(view))
    return list(found.whole_events)


def filled(
    scene: Scene, entities: Sequence[Entity], mentions: Sequence[EventMention] = ()
) -> list[Filler]:
    one = incident("attack", *entities)
    return list(Seen(parse_report(scene.text), scene.tables(), HEADS, mentions, one).fillers())


def test_an_incident_that_no_mention_tells_of_is_an_event() -> None:
    scene = Scene(TEXT)
    vado = scene.place("Vado")
    (event,) = assembled(scene)
    assert (event.event_type, event.modes) == ("ASSAULT", ("explosives",))
    assert (event.incident_type, event.status) == ("bombing", Status.OCCURRED)
    assert event.mentions == ()
    assert event.confidence == pytest.approx(0.8)
    # Nothing tells which day "Monday" is.
    assert [(f.slot, f.span and f.span.quote) for f in event.fillers] == [
        (Slot.TARGET, "bridge"), (Slot.WEAPON, "charge"), (Slot.PLACE, "Vado"),
    ]  # fmt: skip
    assert event.of(Slot.PLACE)[0].mention == vado.id
    assert all(one.told_by is None for one in event.fillers)


def test_the_model_is_named_wherever_it_decided() -> None:
    scene = Scene(TEXT)
    scene.place("Vado")
    (event,) = assembled(scene)
    assert {"event_type", "incident_type", "status", "mentions"} <= set(event.provenance)
    why = [*event.provenance.values(), *(one.provenance for one in event.fillers)]
    assert {one.model for one in why} <= {HEADS.name, "incident-slots"}
    rules = {one.provenance.rule for one in event.fillers}
    assert {(rule or "").rpartition(".")[2] for rule in rules} == {"weapon", "target", "place"}
    assert {"recorder.weapon", "recorder.target"} <= rules


@pytest.mark.parametrize(
    ("stage", "status"),
    [("ATTEMPTED", Status.ATTEMPTED), ("THREATENED", Status.THREATENED)],
)
def test_the_stage_is_that_of_the_fillers(stage: str, status: Status) -> None:
    (event,) = assembled(Scene(TEXT), stage=stage)
    assert event.status is status
    assert event.provenance["status"].model == HEADS.name


def test_mentions_give_their_event_an_incident_and_keep_their_own_type() -> None:
    scene = Scene(TEXT)
    charge = scene.event("charge", modes=("explosives", "targeted"))
    (event,) = assembled(scene, presence="attack")
    assert event.mentions == (charge.id,)
    assert (event.incident_type, event.modes) == ("attack", ("explosives", "targeted"))
    assert event.provenance["incident_type"].model == HEADS.name
    assert {one.told_by for one in event.of(Slot.TARGET, Slot.WEAPON)} == {charge.id}


def test_an_attempt_is_one_whatever_its_mention_says() -> None:
    scene = Scene(TEXT)
    scene.event("charge", modes=("explosives",))
    (event,) = assembled(scene, stage="ATTEMPTED")
    assert event.status is Status.ATTEMPTED


def test_people_are_named_in_full_and_have_their_fate() -> None:
    scene = Scene(TEXT)
    mayor = scene.actor("Mayor Juan Ruiz", name="Juan Ruiz", provenance=PERSON_RULE)
    scene.span("Ruiz")  # the first stands in the whole name
    scene.actor("Ruiz", name="Juan Ruiz", provenance=PERSON_RULE)
    (one,) = filled(scene, [entity(TEXT, "victim", "Ruiz", fate="injured")])
    assert one.span is not None
    assert (one.span.quote, one.mention) == ("Juan Ruiz", mayor.id)
    assert [span.quote for span in one.also] == ["Ruiz"]
    assert (one.slot, one.kind, one.fate) == (Slot.RECIPIENT, FillerKind.PERSON, Fate.INJURED)


def test_a_body_of_people_is_many() -> None:
    text = "Rebels seized the crew and the population of Vado."
    crew, all_there = filled(Scene(text), [entity(text, "victims", w) for w in CROWDS])
    assert (crew.kind, all_there.kind) == (FillerKind.PEOPLE, FillerKind.PEOPLE)


def test_a_description_is_of_one_or_of_many() -> None:
    entities = [entity(TEXT, "victims", "clerk"), entity(TEXT, "victims", "Two peasants")]
    one, many = filled(Scene(TEXT), entities)
    assert (one.kind, many.kind) == (FillerKind.PERSON, FillerKind.PEOPLE)
    assert (one.fate, many.fate) == (None, None)


def test_a_place_a_date_and_a_number_need_their_mention() -> None:
    scene = Scene(TEXT)
    entities = [
        entity(TEXT, "place", "Vado"), entity(TEXT, "date", "Monday"),
        entity(TEXT, "injured", "Two"),
    ]  # fmt: skip
    assert filled(scene, entities) == []
    monday = scene.day("Monday", "2016-08-01")
    (one,) = filled(scene, entities)
    assert one.mention == monday.id


def test_a_body_has_the_stance_that_the_recorder_sees_others_that_of_their_mention() -> None:
    scene = Scene(TEXT)
    said = scene.says("said", Stance.ACCUSES)
    shot = scene.event("shot", attribution=(said.id,))
    entities = [
        entity(TEXT, "body", "rebels", stance="CLAIMED OR ADMITTED"),
        entity(TEXT, "victims", "clerk", stance="CLAIMED OR ADMITTED"),
    ]
    body, clerk = filled(scene, entities, [shot])
    assert (body.stance, clerk.stance) == (Stance.CLAIMS_RESPONSIBILITY, Stance.ACCUSES)
    assert body.told_by == clerk.told_by == shot.id
    assert body.attribution == clerk.attribution == (said.id,)


def test_fillers_stand_at_their_words_and_in_one_order() -> None:
    scene = Scene(TEXT)
    entities = [
        entity(TEXT, "weapon", "charge"),
        entity(TEXT, "victims", "clerk", probability=0.6),
        entity(TEXT, "victims", "Two peasants", probability=0.8),
        entity(TEXT, "body", "rebels"),
    ]
    orders = {
        join_fillers(scene.tables(), {}, filled(scene, order)) for order in permutations(entities)
    }
    (fillers,) = orders
    quotes = [one.span.quote for one in fillers if one.span is not None]
    assert quotes == ["rebels", "Two peasants", "clerk", "charge"]
    for one in fillers:
        assert one.span is not None
        assert TEXT[one.span.start : one.span.end] == one.span.quote
        assert one.provenance.component == RECORDED


def test_a_day_in_the_clause_of_another_event_is_not_its_own() -> None:
    scene = Scene("Bombers killed nine men on Monday. A similar attack in May left two dead.")
    stated = {"date": Provenance(component="tests", version="0", rule="date.clause")}
    monday, may = scene.day("Monday", "2016-08-01"), scene.day("May", "2016-05-01")
    scene.event("killed", date=monday.id, event="now", provenance=stated)
    scene.event("attack", date=may.id, event="then", provenance=stated)
    marks = {"person": [("Bombers", 0.9)], "date": [("Monday", 0.9), ("May", 0.9)]}
    view = window(scene.text, marks, presence={"attack": 0.9})
    found = assemble_events(parse_report(scene.text), scene.annotations(), recorded(view))
    days = [[f.mention for f in event.of(Slot.DATE)] for event in found.whole_events]
    assert days == [[monday.id], [may.id]]


def test_who_is_told_to_be_harmed_does_not_do_it() -> None:
    scene = Scene("The strike on Vado killed ten terrorists.")
    dead = scene.actor("ten terrorists")
    scene.event("killed", recipients=(dead.id,))
    view = window(scene.text, {"person": [("terrorists", 0.9)]}, presence={"attack": 0.9})
    found = assemble_events(parse_report(scene.text), scene.annotations(), recorded(view))
    assert [event.of(Slot.ACTOR) for event in found.whole_events] == [()]
    assert [f.mention for event in found.whole_events for f in event.of(Slot.RECIPIENT)] == [
        dead.id
    ]

"""What fills an incident's slots by all signs together: by weights written by hand, and ours."""

from __future__ import annotations

import pytest

from sayso.merging.draft import Draft
from sayso.merging.own_tolls import ADDED, COUNTED, NAMED, NONE, tolls
from sayso.merging.recorded import RECORDED, Seen
from sayso.merging.slot_weights import START, SlotWeights
from sayso.merging.standing import Standing
from sayso.merging.weighed import LEAST, Weighed
from sayso.records.attribution import Stance
from sayso.records.mention import PlacePrecision
from sayso.records.whole import WEIGHED, Fate, Filler, FillerKind, Slot
from tests.events.reading import parse_report
from tests.merging.recorder import HEADS, entity, incident, recorded, window
from tests.merging.scene import BODY_RULE, Scene

TEXT = (
    "The Quay Guard struck again on Monday. Men shot Juan Ruiz and two clerks in Vado, a part of "
    "Lowland. Last year nine sailors and one cook had died in Port Elm in Norland."
)
NEVER = -9.0
ALWAYS = 9.0


def weights(**by_slot: dict[str, float]) -> SlotWeights:
    """Nothing is probable but for what these weights say."""
    return SlotWeights({slot: {START: NEVER, **by_slot.get(slot, {})} for slot in LEAST})


def standing(scene: Scene, *victims: tuple[str, str, str | None]) -> Standing:
    """An attack seen in "Men shot …", with these victims (slot, words, fate)."""
    marks = {"person": [("Men", 0.9)], "body": [("Quay Guard", 0.3)]}
    view = window(scene.text, marks, presence={"attack": 0.9})
    own = [entity(scene.text, slot, words, fate=fate) for slot, words, fate in victims]
    one = incident("attack", entity(scene.text, "person", "Men"), *own)
    drafts = [Draft(None, one)]
    return Standing(parse_report(scene.text), scene.tables(), recorded(view), drafts)


def weighed(known: Standing, by: SlotWeights) -> list[Filler]:
    draft = known.drafts[0]
    assert draft.incident is not None
    seen = Seen(known.parsed, known.tables, HEADS, (), draft.incident)
    return Weighed(known, draft, seen, by).fillers()


def quotes(fillers: list[Filler], slot: Slot) -> list[str]:
    return [f.span.quote for f in fillers if f.slot is slot and f.span is not None]


def test_words_nearer_to_an_incident_and_told_of_it_have_signs_of_it() -> None:
    scene = Scene(TEXT)
    near, far = scene.span("Vado"), scene.span("Port Elm")
    known = standing(scene)
    here, there = (known.near(known.drafts[0], s.start, s.end, ("place",)) for s in (near, far))
    assert (here["same sentence"], there["same sentence"]) == (1.0, 0.0)
    assert here["far"] < there["far"]
    assert (here["sentences apart"], there["sentences after"]) == (0.0, 1.0)


def test_a_body_named_once_is_a_doer_where_its_signs_say_so() -> None:
    scene = Scene(TEXT)
    guard = scene.actor("Quay Guard", name="Quay Guard", provenance=BODY_RULE)
    known = standing(scene)
    assert quotes(weighed(known, weights()), Slot.ACTOR) == ["Men"]
    found = weighed(known, weights(body={"named": 2 * ALWAYS}))
    (body,) = [one for one in found if one.provenance.component == WEIGHED]
    assert (body.slot, body.kind, body.mention) == (
        Slot.ACTOR, FillerKind.ORGANISATION, guard.id,
    )  # fmt: skip
    assert body.span == guard.span
    assert "by all signs" in body.provenance.reason


def test_what_is_said_of_a_body_is_what_the_recorder_says_at_its_words() -> None:
    scene = Scene(TEXT)
    scene.actor("Quay Guard", name="Quay Guard", provenance=BODY_RULE)
    known = standing(scene)
    for view in known.recorded.windows:
        view.stances[:, HEADS.stances.index("CLAIMED OR ADMITTED")] = 0.6
    (body,) = [
        one
        for one in weighed(known, weights(body={"named": 2 * ALWAYS}))
        if one.kind is FillerKind.ORGANISATION
    ]
    assert body.stance is Stance.CLAIMS_RESPONSIBILITY
    assert body.provenance.reason.endswith("claimed or admitted")


def test_one_window_of_days_at_most_and_none_where_none_is_likely() -> None:
    scene = Scene(TEXT)
    scene.day("Monday", "1988-03-07")
    scene.day("Last year", "1987-01-01")
    known = standing(scene)
    assert quotes(weighed(known, weights()), Slot.DATE) == []
    nearest = weights(date={"sentence": -1.0, START: 2.0})
    assert quotes(weighed(known, nearest), Slot.DATE) == ["Monday"]


def test_two_places_at_most_the_likeliest_first_and_no_country() -> None:
    scene = Scene(TEXT)
    scene.place("Lowland", precision=PlacePrecision.ADMIN1)
    scene.place("Vado")
    scene.place("Port Elm")
    scene.place("Norland", precision=PlacePrecision.COUNTRY)
    by = weights(place={"far": -1.0, START: 12.0})
    assert quotes(weighed(standing(scene), by), Slot.PLACE) == ["Vado", "Lowland"]


def test_counts_of_a_sentence_are_added_where_that_is_likelier() -> None:
    scene = Scene(TEXT)
    nine = scene.count("nine sailors", 9, of="sailors")
    cook = scene.count("one cook", 1, of="cook")
    known = standing(scene)
    hows = {(one.value, one.how) for one in tolls(known, known.drafts[0], Slot.KILLED, ())}
    assert hows == {(9, COUNTED), (1, COUNTED), (10, ADDED), (0, NONE)}
    (first, second) = [
        one
        for one in weighed(known, weights(killed={"is added": 2 * ALWAYS}))
        if one.slot is Slot.KILLED
    ]
    assert {first.mention, second.mention} == {nine.id, cook.id}


def test_people_of_another_incident_are_not_its_dead() -> None:
    scene = Scene(TEXT)
    scene.count("nine sailors", 9, of="sailors")
    known = standing(scene)
    by = weights(killed={"same sentence": ALWAYS, "is counted": ALWAYS - 1, "is none": ALWAYS})
    assert quotes(weighed(known, by), Slot.KILLED) == []


def test_named_people_are_the_dead_where_that_is_the_likeliest_toll() -> None:
    scene = Scene(TEXT)
    scene.actor("Juan Ruiz")
    known = standing(scene, ("victim", "Juan Ruiz", None))
    (ruiz,) = [one for one in weighed(known, weights()) if one.slot is Slot.RECIPIENT]
    assert ruiz.fate is None
    by = weights(killed={"is named": 2 * ALWAYS})
    (ruiz,) = [one for one in weighed(known, by) if one.slot is Slot.RECIPIENT]
    assert ruiz.fate is Fate.KILLED
    people = [ruiz]
    assert NAMED in {one.how for one in tolls(known, known.drafts[0], Slot.KILLED, people)}


def test_what_is_weighed_stands_in_place_of_what_the_recorder_saw_there() -> None:
    scene = Scene(TEXT)
    scene.actor("Quay Guard", name="Quay Guard", provenance=BODY_RULE)
    known = standing(scene, ("body", "Quay Guard", None))
    found = weighed(known, weights(body={"named": 2 * ALWAYS}))
    bodies = [one for one in found if one.kind is FillerKind.ORGANISATION]
    assert [one.provenance.component for one in bodies] == [WEIGHED]
    found = weighed(known, weights())
    bodies = [one for one in found if one.kind is FillerKind.ORGANISATION]
    assert [one.provenance.component for one in bodies] == [RECORDED]


@pytest.mark.parametrize(
    ("slot", "sign", "direction"),
    [
        ("body", "as body", 1),
        ("date", "as date", 1),
        ("date", "after report's day", -1),
        ("place", "as place", 1),
        ("killed", "same sentence", 1),
        ("injured", "as injured", 1),
    ],
)
def test_our_weights_point_where_a_reader_would_expect(
    slot: str, sign: str, direction: int
) -> None:
    ours = SlotWeights.load()
    assert set(ours.weights) == set(LEAST)
    assert direction * (ours.likely(slot, {sign: 1.0}) - ours.likely(slot, {})) > 0

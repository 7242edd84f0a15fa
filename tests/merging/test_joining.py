"""Each value of an event once, the surest first; what differs stays apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.merging.joining import join_fillers
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision
from sayso.records.whole import Filler, FillerKind, Slot
from tests.merging.scene import PERSON_RULE, Scene, filler

if TYPE_CHECKING:
    from collections.abc import Sequence


def joined(scene: Scene, fillers: Sequence[Filler]) -> list[tuple[str | None, list[str]]]:
    """The words of each value that is left, with the other words for it."""
    mentions = {mention.id: mention for mention in scene.found.get("events", [])}
    return [
        (one.span.quote if one.span else None, [span.quote for span in one.also])
        for one in join_fillers(scene.tables(), mentions, fillers)
    ]


def test_a_name_and_its_short_form_are_one_value() -> None:
    scene = Scene("The Harbour Front struck. The HF struck again.")
    full = scene.actor("The Harbour Front", name="Harbour Front")
    short = scene.actor("The HF", name="Harbour Front")
    fillers = [filler(Slot.ACTOR, short), filler(Slot.ACTOR, full)]
    assert joined(scene, fillers) == [("The Harbour Front", ["The HF"])]


def test_a_pronoun_is_its_antecedent_and_brings_its_words() -> None:
    scene = Scene("Marta Rell left. She was shot.")
    marta = scene.actor("Marta Rell", name="Marta Rell", provenance=PERSON_RULE)
    she = scene.actor("She", name="Marta Rell", antecedent=marta.id)
    assert joined(scene, [filler(Slot.RECIPIENT, she)]) == [("She", ["Marta Rell"])]
    both = [filler(Slot.RECIPIENT, she), filler(Slot.RECIPIENT, marta)]
    assert joined(scene, both) == [("Marta Rell", ["She"])]


def test_the_same_words_are_one_value_whatever_the_article() -> None:
    scene = Scene("A mill burned. The mill was old.")
    mills = [scene.actor("A mill"), scene.actor("The mill")]
    fillers = [filler(Slot.TARGET, mill, kind=FillerKind.THING) for mill in mills]
    assert joined(scene, fillers) == [("A mill", ["The mill"])]


def test_pronouns_that_nothing_explains_are_no_value_in_common() -> None:
    scene = Scene("They fled. They fired.")
    fillers = [filler(Slot.ACTOR, scene.actor("They")) for _ in range(2)]
    assert len(joined(scene, fillers)) == 2


def test_victims_of_one_side_are_others_and_doers_of_it_are_one() -> None:
    scene = Scene("Five Delta soldiers fell, then a Delta general.")
    men = [scene.actor(words, name="Delta Army") for words in ("Five Delta soldiers", "a Delta")]
    assert len(joined(scene, [filler(Slot.RECIPIENT, one) for one in men])) == 2
    assert len(joined(scene, [filler(Slot.ACTOR, one) for one in men])) == 1


def test_a_value_of_two_slots_stays_in_both() -> None:
    scene = Scene("Rebels fought rebels.")
    rebels = scene.actor("Rebels")
    assert len(joined(scene, [filler(Slot.ACTOR, rebels), filler(Slot.RECIPIENT, rebels)])) == 2


def test_places_of_one_gazetteer_entry_are_one_and_the_finest_comes_first() -> None:
    scene = Scene("In Chad, Tarnab was hit. The town of Tarnab burned.")
    chad = scene.place("Chad", precision=PlacePrecision.COUNTRY, geonameid=1)
    tarnab = scene.place("Tarnab", geonameid=2)
    town = scene.place("The town of Tarnab", geonameid=2)
    fillers = [filler(Slot.PLACE, place, kind=None) for place in (chad, town, tarnab)]
    assert joined(scene, fillers) == [("Tarnab", ["The town of Tarnab"]), ("Chad", [])]


def test_the_day_of_publication_gives_way_to_a_day_in_words() -> None:
    scene = Scene("It burned on Monday.")
    out, monday = scene.day(None, "2016-08-03"), scene.day("Monday", "2016-08-01")
    fillers = [filler(Slot.DATE, out, kind=None), filler(Slot.DATE, monday, kind=None)]
    assert joined(scene, fillers) == [("Monday", [])]
    assert joined(scene, fillers[:1]) == [(None, [])]


def test_a_count_told_again_is_one_and_another_count_is_not() -> None:
    scene = Scene("Nine died, it said. Nine people died. Twelve people died.")
    first, second = scene.event("died"), scene.event("died")
    counts = [
        filler(Slot.KILLED, scene.count("Nine", 9), first, kind=None),
        filler(Slot.KILLED, scene.count("Nine people", 9, "people"), second, kind=None),
        filler(Slot.KILLED, scene.count("Twelve people", 12, "people"), second, kind=None),
    ]
    assert joined(scene, counts) == [("Nine", ["Nine people"]), ("Twelve people", [])]


def test_two_counts_of_one_mention_are_of_different_people() -> None:
    scene = Scene("Three guards and three clerks died.")
    died = scene.event("died")
    counts = [scene.count("Three guards", 3), scene.count("three clerks", 3)]
    fillers = [filler(Slot.KILLED, count, died, kind=None) for count in counts]
    assert len(joined(scene, fillers)) == 2


def test_what_the_report_asserts_comes_before_what_somebody_blames() -> None:
    scene = Scene("The mayor blamed rebels. Gunmen fired. The army may be next.")
    blamed = scene.event("blamed", status=Status.OCCURRED)
    fired = scene.event("fired")
    planned = scene.event("next", status=Status.PLANNED)
    fillers = [
        filler(Slot.ACTOR, scene.actor("army"), planned),
        filler(Slot.ACTOR, scene.actor("rebels"), blamed, stance=Stance.ACCUSES),
        filler(Slot.ACTOR, scene.actor("Gunmen"), fired),
    ]
    assert [words for words, _ in joined(scene, fillers)] == ["Gunmen", "rebels", "army"]


@settings(deadline=None)
@given(st.data())
def test_the_order_of_the_fillers_does_not_count(data: st.DataObject) -> None:
    scene = Scene("The HF, the Front, it and rebels struck; so did the rebels.")
    front = scene.actor("the Front", name="Harbour Front")
    fillers = [
        filler(Slot.ACTOR, one)
        for one in (
            scene.actor("The HF", name="Harbour Front"),
            front,
            scene.actor("it", antecedent=front.id),
            scene.actor("rebels"),
            scene.actor("the rebels"),
        )
    ]
    expected = joined(scene, fillers)
    assert [words for words, _ in expected] == ["The HF", "rebels"]
    assert joined(scene, data.draw(st.permutations(fillers))) == expected

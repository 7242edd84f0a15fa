"""From the mentions of a report to one record per event, each value with its voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.merging.assemble import assemble_events
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted
from sayso.records.whole import Event, FillerKind, Slot
from tests.events.reading import parse_report
from tests.merging.scene import BODY_RULE, PERSON_RULE, Scene

if TYPE_CHECKING:
    from sayso.records.whole import Filler


def assembled(scene: Scene) -> list[Event]:
    found = assemble_events(parse_report(scene.text), scene.annotations())
    owners = {mention.id: mention.event for mention in found.events}
    assert all(owners[key] == event.id for event in found.whole_events for key in event.mentions)
    return list(found.whole_events)


def words(fillers: tuple[Filler, ...]) -> list[str]:
    return [one.span.quote for one in fillers if one.span is not None]


def test_one_event_has_what_all_its_mentions_tell() -> None:
    scene = Scene(
        "Gunmen shot nine clerks in Tarnab on Monday. The attack hurt two guards; rifles lay by."
    )
    gunmen, clerks, guards = (scene.actor(w) for w in ("Gunmen", "nine clerks", "two guards"))
    tarnab, monday = scene.place("Tarnab"), scene.day("Monday", "2016-08-01")
    nine = scene.count("nine", 9, "clerks")
    two = scene.count("two", 2, "guards", what=Counted.INJURED)
    scene.event(
        "shot", actors=(gunmen.id,), recipients=(clerks.id,), place=tarnab.id, date=monday.id,
        quantities=(nine.id,), modes=("firearms",), weapon=(scene.span("rifles"),),
    )  # fmt: skip
    scene.event("attack", recipients=(guards.id,), quantities=(two.id,), modes=("targeted",))
    (event,) = assembled(scene)
    assert event.mentions == ("e7", "e49")
    assert words(event.of(Slot.ACTOR)) == ["Gunmen"]
    assert words(event.of(Slot.RECIPIENT)) == ["nine clerks", "two guards"]
    assert words(event.of(Slot.PLACE, Slot.DATE)) == ["Tarnab", "Monday"]
    assert words(event.of(Slot.KILLED)) == ["nine"]
    assert words(event.of(Slot.INJURED)) == ["two"]
    assert words(event.of(Slot.WEAPON)) == ["rifles"]
    assert (event.modes, event.incident_type) == (("firearms", "targeted"), "attack")
    (guarded,) = (one for one in event.of(Slot.RECIPIENT) if one.mention == guards.id)
    assert (guarded.told_by, guarded.provenance.component) == ("e49", "merging.fillers")
    assert "'attack' at 49" in guarded.provenance.reason


def test_a_value_is_kept_for_each_voice_and_a_denial_for_itself() -> None:
    read = sayso.read(
        "The army bombed the school in Homs on Monday. The army denied that it had bombed the "
        "school. Residents said that the army bombed the school.",
        published="2016-08-03",
        model=False,
    )
    (event,) = read.whole_events
    assert [actor.stance for actor in event.actors] == ["asserts", "accuses", "denies"]
    told = [link.source and link.source.text for a in event.actors for link in a.attribution]
    assert told == ["Residents", "The army"]
    assert event.status is Status.OCCURRED


def test_totals_and_parts_of_counts_are_not_the_events_own() -> None:
    scene = Scene("Nine died, three of them clerks, and 400 since May.")
    nine, total = scene.count("Nine", 9), scene.count("400", 400, cumulative=True)
    part = scene.count("three", 3, part_of=nine.id)
    scene.event("died", quantities=(nine.id, part.id, total.id))
    (event,) = assembled(scene)
    assert words(event.of(Slot.KILLED)) == ["Nine"]


def test_things_that_were_struck_are_targets_and_people_recipients() -> None:
    scene = Scene("It struck the embassy, two buses, a priest, ten villagers and the government.")
    struck = [
        scene.actor(words)
        for words in ("the embassy", "two buses", "a priest", "ten villagers", "the government")
    ]
    scene.event("struck", recipients=tuple(actor.id for actor in struck))
    (event,) = assembled(scene)
    assert [(f.slot, f.kind) for f in event.fillers] == [
        (Slot.RECIPIENT, FillerKind.PERSON),
        (Slot.RECIPIENT, FillerKind.PEOPLE),
        (Slot.RECIPIENT, FillerKind.ORGANISATION),
        (Slot.TARGET, FillerKind.THING),
        (Slot.TARGET, FillerKind.THING),
    ]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("They burned dozens of houses.", "dozens", FillerKind.THING),
        ("They shot dozens of farmers.", "dozens", FillerKind.PEOPLE),
        ("They shot twelve.", "twelve", FillerKind.PEOPLE),
        ("They shot her.", "her", FillerKind.PERSON),
        ("They attacked the police.", "the police", FillerKind.PEOPLE),
        ("They attacked two soldiers.", "two soldiers", FillerKind.PEOPLE),
    ],
)
def test_the_kind_is_that_of_the_noun_counted(text: str, phrase: str, kind: FillerKind) -> None:
    scene = Scene(text)
    struck = scene.actor(phrase)
    scene.event(text.split()[1], recipients=(struck.id,))
    (event,) = assembled(scene)
    assert [filler.kind for filler in event.fillers] == [kind]


def test_names_of_people_and_of_bodies_differ_in_kind() -> None:
    scene = Scene("Marta Rell was shot by the Harbour Front.")
    marta = scene.actor("Marta Rell", name="Marta Rell", provenance=PERSON_RULE)
    front = scene.actor("the Harbour Front", name="Harbour Front", provenance=BODY_RULE)
    scene.event("shot", actors=(front.id,), recipients=(marta.id,))
    (event,) = assembled(scene)
    kinds = {filler.slot: filler.kind for filler in event.fillers}
    assert kinds == {
        Slot.ACTOR: FillerKind.ORGANISATION,
        Slot.RECIPIENT: FillerKind.PERSON,
    }


def test_a_plane_that_acts_stands_for_who_flies_it() -> None:
    scene = Scene("Army planes bombed Tarnab.")
    planes = scene.actor("Army planes", name="Delta Army")
    scene.event("bombed", actors=(planes.id,))
    (event,) = assembled(scene)
    assert [(f.slot, f.kind) for f in event.fillers] == [(Slot.ACTOR, FillerKind.ORGANISATION)]


def test_an_accusation_makes_the_doer_accused_and_the_deed_stays_done() -> None:
    scene = Scene("The mayor blamed rebels for the blast. The blast hurt ten.")
    blame = scene.says("blamed", Stance.ACCUSES)
    rebels = scene.actor("rebels")
    accused = scene.event("blast", actors=(rebels.id,), attribution=(blame.id,))
    scene.event("blast")
    (event,) = assembled(scene)
    assert (event.status, event.stance) == (Status.OCCURRED, Stance.ACCUSES)
    (actor,) = event.of(Slot.ACTOR)
    assert (actor.stance, actor.attribution, actor.told_by) == (
        Stance.ACCUSES, (blame.id,), accused.id,
    )  # fmt: skip


def test_a_denial_takes_nothing_away_and_denies_its_doer() -> None:
    scene = Scene("Witnesses saw the blast. Rebels did not lay the blast.")
    rebels = scene.actor("Rebels")
    scene.event("blast")
    scene.event("blast", actors=(rebels.id,), status=Status.NEGATED)
    (event,) = assembled(scene)
    assert event.status is Status.OCCURRED
    assert [(f.span.quote, f.stance) for f in event.fillers if f.span] == [
        ("Rebels", Stance.DENIES)
    ]


def test_what_is_only_denied_is_an_event_that_is_negated() -> None:
    scene = Scene("Rebels did not lay the blast.")
    rebels = scene.actor("Rebels")
    scene.event("blast", actors=(rebels.id,), status=Status.NEGATED)
    (event,) = assembled(scene)
    assert (event.status, event.stance) == (Status.NEGATED, Stance.ASSERTS)


@pytest.mark.parametrize(
    ("event_type", "modes", "incident"),
    [
        ("ASSAULT", ("explosives",), "bombing"),
        ("ASSAULT", ("primitive", "destroy"), "arson"),
        ("ASSAULT", ("primitive",), "attack"),
        ("ASSAULT", ("abduct", "firearms"), "kidnapping"),
        ("ASSAULT", (), "attack"),
        ("COERCE", ("seize",), None),
        ("PROTEST", ("demo",), None),
    ],
)
def test_type_and_modes_tell_what_incident_it_is(
    event_type: str, modes: tuple[str, ...], incident: str | None
) -> None:
    scene = Scene("It happened.")
    scene.event("happened", event_type=event_type, modes=modes)
    (event,) = assembled(scene)
    assert event.incident_type == incident


def test_events_come_in_the_order_of_their_first_mentions() -> None:
    scene = Scene("Rebels struck. Guards fled. The strike failed.")
    scene.event("struck", event="x")
    scene.event("fled", event="y", event_type="RETREAT")
    scene.event("strike", event="x")
    assert [len(event.mentions) for event in assembled(scene)] == [2, 1]

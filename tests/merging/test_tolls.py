"""The surest toll of an event: one voice's figure, never a mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.reading import ReadDocument
from sayso.records.rows.events import TollRow, to_whole_rows
from sayso.records.whole import Event, Fate, Filler, FillerKind, Slot
from tests.merging.scene import Scene, filler
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Sequence


def killed(scene: Scene, fillers: Sequence[Filler]) -> TollRow | None:
    """The toll of an event with these fillers, as its row has it."""
    event = Event(id="w", event_type="ASSAULT", fillers=tuple(fillers), status=Status.OCCURRED)
    found = msgspec.structs.replace(scene.annotations(), whole_events=(event,))
    read = ReadDocument(
        document=make_document(scene.text), annotations=found, version="0", configuration="0"
    )
    (row,) = to_whole_rows(read)
    return row.killed


def test_counts_of_different_people_in_one_sentence_are_added() -> None:
    scene = Scene("Three guards and two clerks died.")
    died = scene.event("died")
    counts = [scene.count("Three guards", 3, "guards"), scene.count("two clerks", 2, "clerks")]
    fillers = [filler(Slot.KILLED, count, died, kind=None) for count in counts]
    ids = tuple(count.id for count in counts)
    assert killed(scene, fillers) == TollRow(low=5, best=5, high=5, quantities=ids)


def test_an_open_bound_stays_open_in_the_sum() -> None:
    scene = Scene("Three guards and dozens of clerks died.")
    died = scene.event("died")
    some = scene.count("dozens of clerks", 24, "clerks")
    dozens = msgspec.structs.replace(some, best=None, high=None)
    scene.found["quantities"] = [dozens]
    three = scene.count("Three guards", 3, "guards")
    fillers = [filler(Slot.KILLED, count, died, kind=None) for count in (three, dozens)]
    expected = TollRow(low=27, best=None, high=None, quantities=(three.id, dozens.id))
    assert killed(scene, fillers) == expected


def test_another_sentence_or_voice_gives_another_version() -> None:
    scene = Scene("Nine people died. Officials said twelve clerks died.")
    said = scene.says("said", Stance.ASSERTS)
    first, second = scene.event("died"), scene.event("died", attribution=(said.id,))
    nine, twelve = scene.count("Nine", 9, "people"), scene.count("twelve", 12, "clerks")
    fillers = [
        filler(Slot.KILLED, nine, first, kind=None),
        filler(Slot.KILLED, twelve, second, kind=None),
    ]
    low = TollRow(low=9, best=9, high=9, quantities=(nine.id,))
    high = TollRow(low=12, best=12, high=12, quantities=(twelve.id,))
    assert killed(scene, fillers) == low
    assert killed(scene, fillers[::-1]) == high


def test_the_same_people_counted_twice_are_not_added() -> None:
    scene = Scene("Nine people, perhaps ten people, died.")
    died = scene.event("died")
    counts = [scene.count("Nine people", 9, "people"), scene.count("ten people", 10, "people")]
    fillers = [filler(Slot.KILLED, count, died, kind=None) for count in counts]
    expected = TollRow(low=9, best=9, high=9, quantities=(counts[0].id,))
    assert killed(scene, fillers) == expected


def test_no_count_is_no_toll() -> None:
    assert killed(Scene("Nobody died."), ()) is None


def victims(*told: tuple[str, FillerKind, Fate | None]) -> TollRow | None:
    """The toll of an event of whose victims some are told to be dead, without any number."""
    scene = Scene("Ruiz, Mora and some clerks were shot.")
    fillers = [
        filler(Slot.RECIPIENT, scene.actor(words), kind=kind, fate=fate)
        for words, kind, fate in told
    ]
    return killed(scene, fillers)


def test_people_whose_death_is_told_one_by_one_are_counted() -> None:
    toll = victims(
        ("Ruiz", FillerKind.PERSON, Fate.KILLED), ("Mora", FillerKind.PERSON, Fate.KILLED)
    )
    assert toll == TollRow(low=2, best=2, high=2, quantities=())


def test_only_those_of_whom_it_is_told_are_counted() -> None:
    toll = victims(
        ("Ruiz", FillerKind.PERSON, Fate.KILLED), ("Mora", FillerKind.PERSON, Fate.INJURED)
    )
    assert toll == TollRow(low=1, best=1, high=1, quantities=())
    assert victims(("Ruiz", FillerKind.PERSON, Fate.UNHURT)) is None
    assert victims(("Ruiz", FillerKind.PERSON, None)) is None


def test_many_without_a_number_are_two_at_least() -> None:
    toll = victims(
        ("Ruiz", FillerKind.PERSON, Fate.KILLED), ("some clerks", FillerKind.PEOPLE, Fate.KILLED)
    )
    assert toll == TollRow(low=3, best=None, high=None, quantities=())


def test_a_number_that_is_told_counts_before_the_people() -> None:
    scene = Scene("Ruiz and nine clerks died.")
    died = scene.event("died")
    nine = scene.count("nine clerks", 9, "clerks")
    ruiz = filler(Slot.RECIPIENT, scene.actor("Ruiz"), kind=FillerKind.PERSON, fate=Fate.KILLED)
    expected = TollRow(low=9, best=9, high=9, quantities=(nine.id,))
    assert killed(scene, [ruiz, filler(Slot.KILLED, nine, died, kind=None)]) == expected

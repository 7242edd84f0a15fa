"""Which incidents the recorder sees in a report, and what belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.merging.incidents import LEAST, find_incidents
from sayso.merging.recordings import find_recordings
from tests.merging.recorder import HEADS, recorded, window

if TYPE_CHECKING:
    from sayso.analysis.recorder import RecordedWindow
    from sayso.merging.incidents import SeenIncident

TEXT = "Two guards died in Vado. Gunmen shot a priest in Tarma. The guards were buried."
MARKS = {
    "victims": [("Two guards", 0.9), ("guards were", 0.0), ("priest", 0.8)],
    "person": [("Gunmen", 0.9)],
}


def incidents_of(*windows: RecordedWindow) -> list[SeenIncident]:
    view = recorded(*windows)
    return find_incidents(view, find_recordings(TEXT, view, LEAST.slots, "en"), LEAST)


def seen(*windows: RecordedWindow) -> list[tuple[str, list[str]]]:
    """The kind of each incident, and its fillers' surest words."""
    return [
        (one.kind, [TEXT[e.recordings[0].start : e.recordings[0].end] for e in one.entities])
        for one in incidents_of(*windows)
    ]


def test_the_least_values_are_told_for_every_slot() -> None:
    assert set(LEAST.slots) == set(HEADS.slots)


def test_fillers_that_are_tied_fill_one_incident() -> None:
    view = window(TEXT, MARKS, presence={"attack": 0.9})
    assert seen(view) == [("attack", ["Two guards", "Gunmen", "priest"])]


def test_a_kind_that_is_hardly_present_is_no_incident() -> None:
    view = window(TEXT, MARKS, presence={"attack": LEAST.presence - 0.01})
    assert seen(view) == []


def test_a_kind_that_is_present_without_fillers_is_an_incident() -> None:
    assert seen(window(TEXT, {}, presence={"bombing": 0.9})) == [("bombing", [])]


def test_fillers_that_are_not_tied_fill_two_incidents() -> None:
    view = window(
        TEXT, MARKS, presence={"attack": 0.9}, apart=("Two guards", "Gunmen shot a priest")
    )
    assert seen(view) == [("attack", ["Two guards"]), ("attack", ["Gunmen", "priest"])]


def test_one_filler_can_fill_incidents_of_two_kinds_but_not_of_a_kind_that_it_is_not_of() -> None:
    view = window(TEXT, MARKS, presence={"attack": 0.9, "bombing": 0.8})
    view.kinds[:, HEADS.kinds.index("bombing")] = 0.0
    view.kinds[:2, HEADS.kinds.index("bombing")] = 0.9
    assert seen(view) == [
        ("attack", ["Two guards", "Gunmen", "priest"]),
        ("bombing", ["Two guards"]),
    ]


def test_the_same_words_twice_are_one_filler_at_the_surer() -> None:
    view = window(
        TEXT,
        {"victims": [("guards died", 0.0), ("guards", 0.6), ("The guards", 0.9)]},
        presence={"attack": 0.9},
    )
    (one,) = incidents_of(view)
    (entity,) = one.entities
    assert [r.start for r in entity.recordings] == [TEXT.rindex("guards"), TEXT.index("guards")]
    assert entity.probability == entity.recordings[0].probability

"""An incident keeps its id from linking to linking, and what became of it can be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.joining.identity import follow, present_id, replay
from sayso.records.incident import Change, ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

Partition = list[list[str]]

_EVENTS = [f"w{n}" for n in range(9)]


@st.composite
def partitions(draw: st.DrawFn) -> Partition:
    """Some of the events, each in one group."""
    numbers = {event: draw(st.none() | st.integers(0, 4)) for event in _EVENTS}
    groups: dict[int, list[str]] = {}
    for event, number in numbers.items():
        if number is not None:
            groups.setdefault(number, []).append(event)
    return list(groups.values())


def grow(steps: Sequence[Partition]) -> tuple[dict[str, frozenset[str]], list[Change]]:
    """The incidents after several linkings, the oldest first, and all that became of them."""
    before: dict[str, frozenset[str]] = {}
    history: list[Change] = []
    for groups in steps:
        now, changes = follow(before, groups)
        events = {incident.id: frozenset(incident.event_ids) for incident in now}
        kept = {key: events[key] for key in before if key in events}
        before = {**kept, **{key: events[key] for key in sorted(events) if key not in kept}}
        history += changes
    return before, history


def last_of(history: Sequence[Change]) -> dict[str, Change]:
    return {change.incident_id: change for change in history}


def test_a_new_incident_is_born_of_its_smallest_event() -> None:
    (one,), (born,) = follow({}, [("w2", "w1")])
    (again,), _ = follow({}, [("w1",)])
    assert one.event_ids == ("w1", "w2")
    assert (born.kind, born.incident_id, born.added) == (ChangeKind.BORN, one.id, one.event_ids)
    assert again.id == one.id


def test_the_older_id_survives_a_merge_and_the_other_redirects() -> None:
    now, changes = follow({"old": frozenset({"w9"}), "new": frozenset({"w1", "w2"})}, [
        ("w1", "w2", "w9"),
    ])  # fmt: skip
    assert [incident.id for incident in now] == ["old"]
    merged, changed = changes
    assert (merged.kind, merged.other) == (ChangeKind.MERGED, "old")
    assert (changed.kind, changed.added) == (ChangeKind.CHANGED, ("w1", "w2"))


def test_the_largest_part_keeps_the_id_at_a_split() -> None:
    before = {"whole": frozenset({"w1", "w2", "w3"})}
    now, changes = follow(before, [("w1",), ("w2", "w3")])
    assert {incident.id: incident.event_ids for incident in now}["whole"] == ("w2", "w3")
    split = next(change for change in changes if change.kind is ChangeKind.SPLIT)
    assert (split.added, split.other) == (("w1",), "whole")


def test_of_two_parts_alike_the_one_with_the_smallest_event_keeps_the_id() -> None:
    now, _ = follow({"whole": frozenset({"w1", "w2"})}, [("w2", "w0"), ("w1",)])
    assert {incident.event_ids: incident.id for incident in now}["w1",] == "whole"


def test_an_incident_without_events_ends() -> None:
    now, (change,) = follow({"gone": frozenset({"w1"})}, [])
    assert now == ()
    assert (change.kind, change.removed) == (ChangeKind.ENDED, ("w1",))


def test_what_a_mistake_joined_gets_its_ids_back() -> None:
    apart: Partition = [["w1", "w2"], ["w3", "w4"]]
    first, _ = grow([apart])
    joined, history = grow([apart, [["w1", "w2", "w3", "w4"]]])
    again, _ = grow([apart, [["w1", "w2", "w3", "w4"]], apart])
    assert len(joined) == 1
    assert first == again
    (kept,) = joined
    assert {present_id(key, last_of(history)) for key in first} == {kept}


def test_a_part_never_takes_the_id_that_another_part_keeps() -> None:
    (one,), _ = follow({}, [("w1", "w2", "w3")])
    now, _ = follow({one.id: frozenset(one.event_ids)}, [("w1",), ("w2", "w3")])
    assert len({incident.id for incident in now}) == 2


def test_a_chain_of_merges_resolves() -> None:
    steps: list[Partition] = [
        [["w1"], ["w2"], ["w3"]],
        [["w1"], ["w2", "w3"]],
        [["w1", "w2", "w3"]],
    ]
    first, _ = grow(steps[:1])
    last, history = grow(steps)
    assert {present_id(key, last_of(history)) for key in first} == set(last)


def test_words_read_anew_under_another_id_stay_in_their_incident() -> None:
    before = {"one": frozenset({"w1", "w2"})}
    (one,), (change,) = follow(before, [("w2", "w7")], renamed={"w1": "w7"})
    assert one.id == "one"
    assert (change.added, change.removed) == (("w7",), ("w1",))
    (alone,), _ = follow({"two": frozenset({"w1"})}, [("w7",)], renamed={"w1": "w7"})
    assert alone.id == "two"


@given(st.lists(partitions(), max_size=4), partitions())
def test_ids_stay_when_nothing_changes(steps: list[Partition], last: Partition) -> None:
    before, _ = grow([*steps, last])
    now, changes = follow(before, last[::-1])
    assert {incident.id: frozenset(incident.event_ids) for incident in now} == before
    assert changes == ()


@given(st.lists(partitions(), max_size=5))
def test_the_incidents_are_the_groups(steps: list[Partition]) -> None:
    now, _ = grow(steps)
    groups = {frozenset(group) for group in steps[-1]} if steps else set()
    assert set(now.values()) == groups
    assert len(now) == len(groups)


@given(st.lists(partitions(), max_size=5))
def test_history_replays_to_the_present(steps: list[Partition]) -> None:
    now, history = grow(steps)
    assert replay(history) == now


@given(st.lists(partitions(), max_size=5))
def test_every_former_id_resolves(steps: list[Partition]) -> None:
    now, history = grow(steps)
    last = last_of(history)
    for change in history:
        there = present_id(change.incident_id, last)
        assert there in now or last[there].kind is ChangeKind.ENDED


@given(partitions(), partitions())
def test_the_order_of_groups_does_not_count(first: Partition, then: Partition) -> None:
    before, _ = grow([first])
    assert follow(before, then) == follow(before, [group[::-1] for group in then[::-1]])

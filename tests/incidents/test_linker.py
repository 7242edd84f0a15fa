"""What holds of every linking, whatever the events: partition, order, increments, judgements."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.joining import blocking
from sayso.incidents.joining.linker import link_events
from sayso.records.incident import Judgement, Link
from tests.incidents.linkables import event, events_of, judgement, worlds

if TYPE_CHECKING:
    import pytest

    from sayso.incidents.joining.features import Linkable

SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT


@st.composite
def judgements(draw: st.DrawFn, world: list[Linkable]) -> list[Link]:
    pairs = list(combinations(sorted(one.id for one in world), 2))
    if not pairs:
        return []
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    return [judgement(*pair, draw(st.sampled_from([SAME, DIFFERENT]))) for pair in chosen]


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_every_event_is_in_exactly_one_group_in_whatever_order_they_come(
    data: st.DataObject,
) -> None:
    world = data.draw(worlds())
    judged = data.draw(judgements(world))
    linked = link_events(world, judged=judged)
    assert sorted(name for group in linked.groups for name in group) == sorted(e.id for e in world)
    assert list(linked.groups) == sorted(tuple(sorted(group)) for group in linked.groups)
    again = link_events(data.draw(st.permutations(world)), judged=judged[::-1])
    assert again == linked


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_linking_step_by_step_gives_the_partition_of_linking_at_once(data: st.DataObject) -> None:
    world = {one.id: one for one in data.draw(worlds())}
    judged = data.draw(judgements(list(world.values())))
    first = link_events(world.values(), judged=judged)
    groups, near = first.groups, {link.id: link for link in first.near}
    for _ in range(3):
        gone = data.draw(
            st.sets(st.sampled_from(sorted(world)), max_size=2) if world else st.just(set())
        )
        changed = data.draw(st.sets(st.sampled_from([f"w{n:02}" for n in range(18)]), max_size=3))
        touched = {world[name].doc for name in gone | changed if name in world}
        for name in gone:
            del world[name]
        for name in changed:
            world[name] = data.draw(events_of(name, f"d{data.draw(st.integers(0, 6))}"))
        anew = {one.id for one in world.values() if one.doc in touched} | changed
        at_once = link_events(world.values(), judged=judged)
        stepwise = link_events(world.values(), judged=judged, before=groups, changed=anew)
        assert stepwise.groups == at_once.groups
        groups = stepwise.groups
        redone = stepwise.anew | (gone - world.keys())
        near = {
            key: link
            for key, link in near.items()
            if link.left_id not in redone and link.right_id not in redone
        } | {link.id: link for link in stepwise.near}
        assert near == {link.id: link for link in at_once.near}


@given(st.data())
@settings(deadline=None, max_examples=50)
def test_steps_equal_one_linking_also_where_blocks_are_too_large(data: st.DataObject) -> None:
    with patch.object(blocking, "LARGEST", 3), patch.object(blocking, "NEIGHBOURS", 2):
        world = data.draw(worlds(most=16))
        cut = data.draw(st.integers(0, len(world)))
        docs = {one.doc for one in world[cut:]}
        first = [one for one in world[:cut] if one.doc not in docs]
        groups = link_events(first).groups
        anew = {one.id for one in world} - {one.id for one in first}
        assert link_events(world, before=groups, changed=anew).groups == link_events(world).groups


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_no_pair_that_a_person_holds_apart_is_ever_in_one_group(data: st.DataObject) -> None:
    world = data.draw(worlds())
    judged = data.draw(judgements(world))
    linked = link_events(world, judged=judged)
    home = {name: group for group in linked.groups for name in group}
    for link in judged:
        if link.judgement is DIFFERENT:
            assert link.right_id not in home[link.left_id]


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_links_hold_every_group_together_and_join_nothing_else(data: st.DataObject) -> None:
    world = data.draw(worlds())
    judged = data.draw(judgements(world))
    linked = link_events(world, judged=judged)
    home = {name: number for number, group in enumerate(linked.groups) for name in group}
    reached = {name: {name} for name in home}
    for link in linked.links:
        assert link.left_id < link.right_id
        assert home[link.left_id] == home[link.right_id]
        both = reached[link.left_id] | reached[link.right_id]
        for name in both:
            reached[name] = both
    for group in linked.groups:
        assert reached[group[0]] == set(group)


@given(st.data())
@settings(deadline=None, max_examples=60)
def test_a_near_pair_is_of_two_groups_and_reports_and_was_never_judged_different(
    data: st.DataObject,
) -> None:
    world = data.draw(worlds())
    judged = data.draw(judgements(world))
    linked = link_events(world, judged=judged)
    home = {name: group for group in linked.groups for name in group}
    docs = {one.id: one.doc for one in world}
    pairs = [frozenset({home[link.left_id], home[link.right_id]}) for link in linked.near]
    assert len(set(pairs)) == len(pairs)
    apart = [j for j in judged if j.judgement is DIFFERENT]
    for link, pair in zip(linked.near, pairs, strict=True):
        assert len(pair) == 2
        assert docs[link.left_id] != docs[link.right_id]
        assert not any({home[j.left_id], home[j.right_id]} == pair for j in apart)


def test_a_person_joins_what_nothing_else_does() -> None:
    one, other = event("a", place="Maraq", on="2021-03-01"), event("b", place="Port Ilan")
    assert link_events([one, other]).groups == (("a",), ("b",))
    linked = link_events([one, other], judged=[judgement("b", "a", SAME)])
    assert linked.groups == (("a", "b"),)
    assert [link.by for link in linked.links] == ["reader"]


def test_different_holds_against_same_said_over_a_third() -> None:
    three = [event(name, place="Maraq", on="2021-03-01") for name in "abc"]
    judged = [judgement("a", "b", SAME), judgement("b", "c", SAME), judgement("a", "c", DIFFERENT)]
    home = {n: g for g in link_events(three, judged=judged).groups for n in g}
    assert "c" not in home["a"]


def test_a_chain_of_days_is_not_one_happening() -> None:
    days = [f"2021-03-{number:02}" for number in range(1, 9)]
    chain = [
        event(f"e{n}", modes=("aerial",), place="Maraq", on=on, target="market", killed=5)
        for n, on in enumerate(days)
    ]
    assert max(len(group) for group in link_events(chain).groups) <= 2


def test_an_outcome_goes_with_its_event_and_not_with_one_that_a_person_holds_apart() -> None:
    deed = event("a", doc="d", place="Maraq", on="2021-03-01")
    outcome = event("b", doc="d", reported="2021-03-01", killed=4, scene="a")
    assert link_events([deed, outcome]).groups == (("a", "b"),)
    apart = link_events([deed, outcome], judged=[judgement("a", "b", DIFFERENT)])
    assert apart.groups == (("a",), ("b",))


def test_links_tell_their_reasons_with_the_weightiest_first() -> None:
    one = event("a", place="Maraq", on="2021-03-01", target="hospital", killed=9)
    other = event("b", place="Tell Maraq", on="2021-03-01", target="hospital", killed=12)
    (link,) = link_events([one, other]).links
    assert [reason.words for reason in link.reasons][:3] == [
        "same day", "7 km apart", "same kind of target"
    ]  # fmt: skip
    assert "toll within range" in [reason.words for reason in link.reasons]
    assert link.score is not None
    assert 0.5 < link.score < 1


def test_what_nothing_changed_touches_is_taken_over() -> None:
    world = [event(name, place="Maraq", on="2021-03-01") for name in "ab"]
    world += [event(name, place="Port Ilan", on="2021-06-01") for name in "cd"]
    before = link_events(world).groups
    linked = link_events(
        [*world, event("e", place="Port Ilan", on="2021-06-01")], before=before, changed={"e"}
    )
    assert linked.groups == (("a", "b"), ("c", "d", "e"))
    assert linked.anew == {"c", "d", "e"}


def test_many_reprints_in_one_block_are_one_group(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocking, "LARGEST", 40)
    copies = [event(f"e{n:03}", place="Maraq", on="2021-03-01", killed=5) for n in range(120)]
    (group,) = link_events(copies).groups
    assert len(group) == 120


def test_five_tolls_of_one_raid_are_one_incident_with_five_values() -> None:
    told = [("a", 100), ("b", 200), ("c", 130), ("d", 234), ("e", 276)]
    raids = [
        event(
            name, place="Maraq", modes=("abduct",), target="school", killed=toll, on="2021-03-01"
        )
        for name, toll in told[:3]
    ]
    raids += [
        event(name, place="Maraq", modes=("abduct",), target="school", killed=toll, reported=on)
        for (name, toll), on in zip(told[3:], ["2021-03-02", "2021-03-06"], strict=True)
    ]
    assert link_events(raids).groups == (("a", "b", "c", "d", "e"),)


def test_two_raids_on_one_town_in_one_week_stay_two_whoever_tells_of_them() -> None:
    first = [event(f"a{n}", place="Maraq", on="2021-03-01", killed=n) for n in (3, 4, 9)]
    second = [event(f"b{n}", place="Maraq", on="2021-03-04", killed=n) for n in (3, 4, 9)]
    undated = event("c", place="Maraq", reported="2021-03-05", order="2")
    groups = link_events([*first, *second, undated]).groups
    assert {"a3", "a4", "a9"} in [set(group) for group in groups]
    assert not any({"a3", "b3"} <= set(group) for group in groups)


def test_a_group_that_a_person_parted_stays_parted_when_reports_come_in() -> None:
    parted = [judgement("a", "b", DIFFERENT)]
    pair = [event(name, place="Maraq", on="2021-03-01") for name in "ab"]
    before = link_events(pair, judged=parted).groups
    more = [*pair, *(event(name, place="Maraq", on="2021-03-01") for name in "cdefg")]
    linked = link_events(more, judged=parted, before=before, changed=set("cdefg"))
    assert linked.groups == link_events(more, judged=parted).groups
    assert not any({"a", "b"} <= set(group) for group in linked.groups)

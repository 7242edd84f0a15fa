"""What is linked again after a judgement is what linking everything gives."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.joining import blocking, clustering
from sayso.incidents.joining.linker import Linked, link_events
from sayso.incidents.joining.relinker import Relinked, near_links, nearly_one, relink_events
from sayso.records.incident import Judgement, Link
from tests.incidents.linkables import event, judgement, worlds

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.incidents.joining.features import Linkable

Said = dict[tuple[str, str], Link]


def relinked(
    world: list[Linkable], before: Linked, said: Said, changed: Collection[str]
) -> Relinked | None:
    """Brings groups until nothing beyond them is reached, as the ledger does."""
    traces = {one.event_id: one for one in before.traces}
    home = {name: group for group in before.groups for name in group}
    inside = {name for key in changed for name in home[key]}
    while True:
        found = relink_events(
            world,
            {key: one for key, one in traces.items() if key in inside},
            inside=inside,
            judged=[one for pair, one in said.items() if not inside.isdisjoint(pair)],
            changed=changed,
        )
        if found is None or not found.beyond:
            return found
        inside |= {name for key in found.beyond for name in home[key]}


def after(world: list[Linkable], before: Linked, found: Relinked, said: Said) -> Linked:
    """The state of all after what was relinked."""
    moved = frozenset(name for group in found.groups for name in group)
    groups = [group for group in before.groups if moved.isdisjoint(group)]
    home = {name: group[0] for group in (*groups, *found.groups) for name in group}
    pairs = nearly_one(found.pairs, home, said.values())
    near = near_links(world, pairs, said.values())
    ends = {name for link in near for name in (link.left_id, link.right_id)} | moved
    kept = [one for one in before.near if moved.isdisjoint((one.left_id, one.right_id))]
    held = [one for one in before.links if moved.isdisjoint((one.left_id, one.right_id))]
    assert ends >= moved
    news = {one.event_id: one for one in found.traces}
    return Linked(
        tuple(sorted((*groups, *found.groups))),
        tuple(sorted((*held, *found.links), key=lambda link: link.id)),
        before.anew,
        tuple(sorted((*kept, *near), key=lambda link: link.id)),
        [news.get(one.event_id, one) for one in before.traces],
    )


@given(st.data(), st.sampled_from([2, 3, 256]), st.sampled_from([4, 400]))
@settings(deadline=None, max_examples=150)
def test_judgement_after_judgement_gives_what_linking_all_gives(
    data: st.DataObject, largest: int, most: int
) -> None:
    world = data.draw(worlds(most=12))
    pairs = list(combinations(sorted(one.id for one in world), 2))
    with (
        patch.object(blocking, "LARGEST", largest),
        patch.object(blocking, "NEIGHBOURS", 2),
        patch.object(clustering, "_MOST_PAIRS", most),
    ):
        said: Said = {}
        state = link_events(world)
        for _ in range(3 if pairs else 0):
            pair = data.draw(st.sampled_from(pairs))
            word = data.draw(st.sampled_from(list(Judgement)))
            if word is Judgement.UNSURE:
                said.pop(pair, None)
            else:
                said[pair] = judgement(*pair, word)
            whole = link_events(world, judged=said.values())
            found = relinked(world, state, said, pair)
            if found is None:  # an outcome was parted from the event of its own report
                state = whole
                continue
            state = after(world, state, found, said)
            assert state[:2] == whole[:2]
            assert state.near == whole.near
            assert list(state.traces) == list(whole.traces)


def test_only_what_hangs_on_the_judged_is_reached() -> None:
    world = [
        event(f"{town[0]}{n}", place=town, on=on, target="market", killed=5)
        for town, on in (("Maraq", "2021-03-01"), ("Port Ilan", "2021-06-01"))
        for n in range(4)
    ]
    before = link_events(world)
    said = {("M0", "M1"): judgement("M0", "M1", Judgement.DIFFERENT)}
    found = relinked(world, before, said, ("M0", "M1"))
    assert found is not None
    assert {name for group in found.groups for name in group} == {"M0", "M1", "M2", "M3"}


def test_events_without_traces_are_to_be_linked_with_all_others() -> None:
    world = [event(name, place="Maraq", on="2021-03-01") for name in "ab"]
    assert relink_events(world, {}, inside={"a", "b"}, judged=(), changed={"a"}) is None

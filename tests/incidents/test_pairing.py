"""Which incident of one side is which of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.incidents.joining.pairing import Happening, Pairing, to_told
from sayso.records.event import Status
from tests.incidents.linkables import event

if TYPE_CHECKING:
    from sayso.incidents.joining.pairing import Paired


def raid(name: str, **told: Any) -> Happening:
    """A raid on Maraq on the second of May, unless told otherwise."""
    things = frozenset(told.pop("things", (name,)))
    values: dict[str, Any] = {"place": "Maraq", "on": "2031-05-02", "modes": ("aerial",)}
    return Happening(event(name, **(values | told)), things)


def paired(first: list[Happening], second: list[Happening]) -> Paired:
    return Pairing(
        {one.told.id: one for one in first}, {one.told.id: one for one in second}
    ).pair()


def names(found: Paired) -> list[tuple[str, str]]:
    return [(tie.first, tie.second) for tie in found.pairs]


def test_one_happening_in_both_is_a_pair() -> None:
    found = paired(
        [raid("a1"), raid("a2", place="Port Ilan")], [raid("b1"), raid("b2", on="2031-07-09")]
    )
    assert names(found) == [("a1", "b1")]
    assert found.others == []


def test_what_the_other_side_tells_twice_is_one_pair_and_one_left_over() -> None:
    found = paired([raid("a1", killed=7)], [raid("b1", killed=7), raid("b2")])
    assert names(found) == [("a1", "b1")]
    assert [(tie.first, tie.second) for tie in found.others] == [("a1", "b2")]


def test_things_that_both_hold_come_before_what_is_alike() -> None:
    first = [raid("a1", things=("e1", "e2"), killed=7), raid("a2", things=("e3",))]
    second = [raid("b1", things=("e3",), killed=7), raid("b2", things=("e1",))]
    found = paired(first, second)
    assert sorted(names(found)) == [("a1", "b2"), ("a2", "b1")]
    assert {(tie.shared, tie.overlap) for tie in found.pairs} == {(1, 0.5), (1, 1.0)}


def test_a_shared_thing_pairs_what_else_could_not_be_one() -> None:
    far = raid("b1", things=("e1",), place="Port Ilan", on="2031-09-09")
    assert names(paired([raid("a1", things=("e1",))], [far])) == [("a1", "b1")]


def test_a_pair_says_why() -> None:
    pairing = Pairing({"a1": raid("a1")}, {"b1": raid("b1")})
    (tie,) = pairing.pair().pairs
    assert {"same place", "same day"} <= {reason.words for reason in pairing.why(tie)}
    assert tie.score > 0.9


def test_the_events_of_an_incident_tell_together() -> None:
    plan = event("e1", status="planned", place="Sundara")
    done = event("e2", place="Maraq", on="2031-05-02", modes=("aerial",), killed=7)
    later = event("e3", on="2031-05-03", event_type="COERCE", modes=("seize",))
    told = to_told("i1", [plan, done, later])
    assert (told.id, told.status) == ("i1", Status.OCCURRED)
    assert {place.name for place in told.places} == {"maraq", "sundara"}
    assert len(told.windows) == 2
    assert "air" in told.families


_RAIDS = st.lists(
    st.builds(
        lambda place, on, killed: {"place": place, "on": on, "killed": killed},
        st.sampled_from(["Maraq", "Tell Maraq", "Sundara", "Port Ilan"]),
        st.sampled_from(["2031-05-02", "2031-05-03", "2031-06-01"]),
        st.sampled_from([None, 3, 9]),
    ),
    max_size=6,
)


@given(_RAIDS, _RAIDS)
def test_pairs_are_one_to_one_whatever_the_order(
    ours: list[dict[str, Any]], theirs: list[dict[str, Any]]
) -> None:
    first = [raid(f"a{n}", **told) for n, told in enumerate(ours)]
    second = [raid(f"b{n}", **told) for n, told in enumerate(theirs)]
    found = paired(first, second)
    assert len({a for a, _ in names(found)}) == len(found.pairs)
    assert len({b for _, b in names(found)}) == len(found.pairs)
    assert paired(first[::-1], second[::-1]) == found


@given(_RAIDS)
def test_a_side_is_paired_with_itself(told: list[dict[str, Any]]) -> None:
    side = [raid(f"a{n}", **one) for n, one in enumerate(told)]
    assert sorted(names(paired(side, side))) == [(f"a{n}", f"a{n}") for n in range(len(side))]

"""Incidents merged and split by hand: what comes of it, what stays, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.store import Ledger, LedgerError, StaleError, open_ledger
from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.deciding.merging import merge, split, take_back
from sayso.pipeline.joining.linking import link_ledger
from sayso.records.incident import Judgement
from sayso.records.review.act import ActKind
from tests.pipeline.linked import VERSION, Told, groups, link, stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3), Told(3, "Tarnow", 3)]
THERE = [Told(4, "Odrabrod", 20), Told(5, "Odrabrod", 20)]
ALONE = Told(6, "Mierzyn", 28)
BY: dict[str, Any] = {"by": "A. Reader", "why": "the same mill"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [*HERE, *THERE, ALONE])
        yield made


def ids(ledger: Ledger) -> dict[str, str]:
    """The incident of each report by its number."""
    told = {str(one.number): one.event for one in (*HERE, *THERE, ALONE)}
    return {number: ledger.incident(event).id for number, event in told.items()}


def test_a_merge_judges_few_pairs_and_both_ids_lead_to_one(ledger: Ledger) -> None:
    before = ids(ledger)
    act = merge(ledger, before["1"], before["4"], **BY, stages=stages())
    after = ids(ledger)
    assert after["1"] == after["2"] == after["3"] == after["4"] == after["5"]
    assert ledger.incident(before["1"]).id == ledger.incident(before["4"]).id == after["1"]
    assert act.kind is ActKind.MERGE
    assert len(act.links) < len(HERE) * len(THERE)
    assert {before["1"], before["4"]} <= set(act.subjects)
    assert ledger.check() == []


def test_a_merge_taken_back_returns_the_claims_exactly(ledger: Ledger) -> None:
    before, state, digest = ids(ledger), groups(ledger), ledger.digest()
    act = merge(ledger, before["1"], before["4"], **BY, stages=stages())
    back = take_back(ledger, act.id, by="B. Reader", stages=stages())
    assert (groups(ledger), ids(ledger), ledger.digest()) == (state, before, digest)
    take_back(ledger, back.id, by="B. Reader", stages=stages())
    assert len(groups(ledger)) == 2
    assert ledger.check() == []


def test_a_merge_split_back_returns_the_claims_exactly(ledger: Ledger) -> None:
    before, state = ids(ledger), groups(ledger)
    theirs = ledger.incident(before["4"]).event_ids
    merge(ledger, before["1"], before["4"], **BY, stages=stages())
    act = split(ledger, before["1"], theirs, by="B. Reader", why="two", stages=stages())
    assert (groups(ledger), ids(ledger)) == (state, before)
    assert act.kind is ActKind.SPLIT
    assert ledger.check() == []


def test_what_was_split_never_comes_together_again(ledger: Ledger) -> None:
    one = HERE[0].event
    split(ledger, one, [one], **BY, stages=stages())
    assert (one,) in groups(ledger)
    link(ledger, [Told(7, "Tarnow", 3)])
    link_ledger(ledger, version=VERSION, anew=True, stages=stages())
    others = {report.event for report in HERE[1:]}
    assert others <= set(ledger.incident(HERE[1].event).event_ids)
    assert one not in ledger.incident(HERE[1].event).event_ids
    home = ledger.homes([one])[one]
    pairs = {
        frozenset(ledger.homes([p.left_id, p.right_id]).values()) for p in ledger.near_links()
    }
    assert frozenset({home, ledger.homes([HERE[1].event])[HERE[1].event]}) not in pairs


def test_a_split_taken_back_joins_again(ledger: Ledger) -> None:
    before, state = ids(ledger), groups(ledger)
    act = split(ledger, before["1"], [HERE[0].event], **BY, stages=stages())
    assert len(groups(ledger)) == len(state) + 1
    take_back(ledger, act.id, by="B. Reader", stages=stages())
    assert (groups(ledger), ids(ledger)) == (state, before)


def test_who_merges_overrules_who_split(ledger: Ledger) -> None:
    split(ledger, HERE[0].event, [HERE[0].event], by="B. Reader", why="two", stages=stages())
    merge(ledger, HERE[0].event, HERE[1].event, **BY, stages=stages())
    assert set(ledger.incident(HERE[0].event).event_ids) == {one.event for one in HERE}


def test_what_cannot_be_merged_or_split_is_told(ledger: Ledger) -> None:
    home = ids(ledger)["1"]
    with pytest.raises(LedgerError, match="are one incident already"):
        merge(ledger, HERE[0].event, HERE[1].event, **BY, stages=stages())
    with pytest.raises(LedgerError, match="who decides and why"):
        merge(ledger, home, ALONE.event, by="A", why=" ", stages=stages())
    with pytest.raises(LedgerError, match="is no event of"):
        split(ledger, home, [ALONE.event], **BY, stages=stages())
    with pytest.raises(LedgerError, match="not none or all"):
        split(ledger, home, [one.event for one in HERE], **BY, stages=stages())
    with pytest.raises(LedgerError, match="not none or all"):
        split(ledger, home, [], **BY, stages=stages())
    assert ledger.acts() == []


def test_a_stale_page_merges_nothing(ledger: Ledger) -> None:
    before = ids(ledger)
    merge(ledger, before["1"], before["4"], **BY, seen=0, stages=stages())
    split(ledger, before["1"], [one.event for one in THERE], **BY, stages=stages())
    with pytest.raises(StaleError):
        merge(ledger, before["1"], before["4"], by="B", why="one", seen=1, stages=stages())


def test_a_large_incident_is_split_by_few_pairs(tmp_path: Path) -> None:
    many = [Told(n, "Tarnow", 3) for n in range(1, 21)]
    with open_ledger(str(tmp_path / "large.db"), create=True) as ledger:
        link(ledger, many)
        leaving = [one.event for one in many[:10]]
        act = split(ledger, many[0].event, leaving, **BY, stages=stages())
        assert len(act.links) == 19
        assert sorted(map(len, groups(ledger))) == [10, 10]
        assert set(ledger.incident(many[0].event).event_ids) == set(leaving)
        assert ledger.check() == []


REPORTS = st.lists(
    st.builds(
        Told,
        st.integers(1, 9),
        st.sampled_from(["Tarnow", "Odrabrod"]),
        st.sampled_from([3, 4, 5]),
    ),
    min_size=3,
    max_size=7,
    unique=True,
)
SAID = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(Judgement)), max_size=5
)


@settings(max_examples=25, deadline=None)
@given(REPORTS, SAID)
def test_linking_what_was_judged_is_as_linking_everything(
    tmp_path_factory: pytest.TempPathFactory,
    told: list[Told],
    said: list[tuple[int, int, Judgement]],
) -> None:
    folder = tmp_path_factory.mktemp("ledgers")
    with (
        open_ledger(str(folder / "bits.db"), create=True) as bits,
        open_ledger(str(folder / "once.db"), create=True) as once,
    ):
        link(bits, told)
        link(once, told)
        for one, other, judgement in said:
            pair = {told[one % len(told)].event, told[other % len(told)].event}
            if len(pair) < 2:
                continue
            left, right = sorted(pair)
            try:
                for ledger in (bits, once):
                    judge_pair(ledger, left, right, judgement, who="A", why="so")
            except LedgerError:
                continue
            link(bits)
        link_ledger(once, version=VERSION, anew=True, stages=stages())
        assert groups(bits) == groups(once)
        last = bits.linkings()[-1]
        again = once.linkings()[-1]
        assert (last.incidents, last.shared, last.events, last.reports) == (
            again.incidents, again.shared, again.events, again.reports
        )  # fmt: skip
        assert bits.check() == []


def test_only_the_neighbourhood_of_what_was_judged_is_read(ledger: Ledger) -> None:
    read: list[int] = []
    own = stages()

    def linkables(claims: object, published: str | None) -> object:
        read.append(1)
        return own.linkables(claims, published)  # type: ignore[arg-type]

    judge_pair(
        ledger, HERE[0].event, HERE[1].event, Judgement.DIFFERENT, who="A", why="two"
    )  # fmt: skip
    done = link_ledger(ledger, version=VERSION, stages=stages(linkables=linkables))
    assert done.linking is not None
    assert len(read) == len(HERE)
    assert (done.linking.events, done.linking.reports) == (6, 6)

"""A linking does what is new, keeps what people say, and leaves a whole ledger however it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ledger.store import Ledger, LedgerError, open_ledger
from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.joining.linking import link_ledger
from sayso.records.incident import ChangeKind, Judgement
from tests.pipeline.linked import Told, claims_of, groups, link, record, stages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sayso.records.claim import Account, Claim
    from sayso.records.reading import ReadDocument

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
ELSEWHERE = Told(3, "Odrabrod", 20)
ABOUT = {"who": "A. Reader", "why": "two mills, a day apart"}

TOLD = st.builds(
    Told,
    st.integers(1, 9),
    st.sampled_from(["Tarnow", "Odrabrod", "Mierzyn"]),
    st.sampled_from([3, 4, 20]),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        yield made


def test_events_of_one_raid_are_one_incident(ledger: Ledger) -> None:
    done = link(ledger, [*RAID, ELSEWHERE])
    one, two = sorted(report.event for report in RAID)
    assert groups(ledger) == {(one, two), (ELSEWHERE.event,)}
    assert done.made == (3, 3, ())
    assert done.linking is not None
    assert (done.linking.events, done.linking.reports) == (3, 3)
    assert (done.linking.incidents, done.linking.shared, done.linking.links) == (2, 1, 1)
    summary = next(one for one in ledger.incidents() if one.reports == 2)
    assert summary.sources is not None
    assert ledger.check() == []


def test_nothing_new_adds_nothing(ledger: Ledger) -> None:
    link(ledger, [*RAID, ELSEWHERE])
    done = link(ledger)
    assert done.linking is None
    assert done.made.readings == 0
    assert len(ledger.linkings()) == 1


def test_an_incident_keeps_its_id_when_a_report_comes(ledger: Ledger) -> None:
    link(ledger, RAID[:1], [ELSEWHERE])
    before = {ledger.incident(t.event).id for t in (RAID[0], ELSEWHERE)}
    done = link(ledger, RAID[1:])
    assert {one.id for one in ledger.incidents()} == before
    assert done.linking is not None
    assert (done.linking.born, done.linking.changed) == (0, 1)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(TOLD, max_size=4), min_size=1, max_size=3), st.randoms())
def test_bit_by_bit_and_in_any_order_is_as_at_once(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Told]], chance: object
) -> None:
    folder = tmp_path_factory.mktemp("ledgers")
    every = [report for batch in batches for report in batch]
    getattr(chance, "shuffle")(every)  # noqa: B009 (Random, as Hypothesis makes it)
    with (
        open_ledger(str(folder / "bits.db"), create=True) as bits,
        open_ledger(str(folder / "once.db"), create=True) as once,
    ):
        link(bits, *batches)
        link(once, every)
        assert groups(bits) == groups(once)
        assert bits.digest() == once.digest()
        assert bits.check() == []


def test_a_reading_without_claims_stops_no_other(ledger: Ledger) -> None:
    def assemble(read: ReadDocument) -> tuple[Claim, ...]:
        if read.document.report.startswith("3-"):
            raise ValueError("no such voice")
        return claims_of(read)

    record(ledger, [*RAID, ELSEWHERE])
    done = link_ledger(ledger, stages=stages(assemble=assemble))
    (reject,) = done.made.rejects
    assert reject.reason == "its claims could not be made: ValueError: no such voice"
    assert list(ledger.rejects()) == [reject]
    assert len(groups(ledger)) == 1
    assert link_ledger(ledger, stages=stages()).linking is None
    assert link_ledger(ledger, version="0.2.0", stages=stages()).made.readings == 3
    assert len(groups(ledger)) == 2
    assert ledger.check() == []


def test_claims_that_cannot_be_linked_stop_no_other(ledger: Ledger) -> None:
    own = stages()

    def linkables(claims: Sequence[Claim], published: str | None) -> object:
        if published == "2031-03-21":
            raise KeyError("day")
        return own.linkables(claims, published)

    record(ledger, [*RAID, ELSEWHERE])
    done = link_ledger(ledger, stages=stages(linkables=linkables))
    assert [reject.report for reject in done.made.rejects] == ["3-Odrabrod-20"]
    assert groups(ledger) == {tuple(sorted(report.event for report in RAID))}


def test_sources_that_cannot_be_counted_are_told(ledger: Ledger) -> None:
    own = stages()

    def sources(accounts: Sequence[Account], texts: dict[str, str]) -> object:
        if len(texts) == 1:
            raise ValueError("no voice")
        return own.sources(accounts, texts)

    record(ledger, [*RAID, ELSEWHERE])
    done = link_ledger(ledger, stages=stages(sources=sources))
    assert done.uncounted == (f"{ELSEWHERE.event}: ValueError: no voice",)
    assert {one.reports: one.sources is None for one in ledger.incidents()} == {1: True, 2: False}


def test_another_version_makes_all_anew(ledger: Ledger) -> None:
    link(ledger, [*RAID, ELSEWHERE])
    before = list(ledger.incidents())
    done = link_ledger(ledger, version="0.2.0", stages=stages())
    assert done.made.readings == 3
    assert done.linking is not None
    assert done.linking.changed == done.linking.born == 0
    assert list(ledger.incidents()) == before
    again = link_ledger(ledger, version="0.2.0", anew=True, stages=stages())
    assert (again.made.readings, again.linking is None) == (3, False)


def test_what_a_person_keeps_apart_stays_apart(ledger: Ledger) -> None:
    link(ledger, RAID)
    one, two = (report.event for report in RAID)
    former = ledger.incident(one).id
    judge_pair(ledger, one, two[:9], Judgement.DIFFERENT, **ABOUT)
    link(ledger)
    assert groups(ledger) == {(one,), (two,)}
    link_ledger(ledger, anew=True, stages=stages())
    link(ledger, [ELSEWHERE])
    assert {(one,), (two,)} < groups(ledger)
    kinds = {step.change.kind for step in ledger.history(former)}
    assert ChangeKind.SPLIT in kinds
    judge_pair(ledger, one, two, Judgement.UNSURE, **ABOUT)
    link(ledger)
    assert ledger.incident(one).id == former == ledger.incident(two).id
    assert ledger.check() == []


def test_what_a_person_joins_is_one(ledger: Ledger) -> None:
    link(ledger, [*RAID, ELSEWHERE])
    raid = ledger.incident(RAID[0].event)
    links = judge_pair(ledger, raid.id, ELSEWHERE.event, Judgement.SAME, **ABOUT)
    assert len(links) == 2
    done = link(ledger)
    assert len(groups(ledger)) == 1
    assert done.linking is not None
    assert done.linking.merged == 1
    shown = ledger.links(ledger.incident(raid.id).id)
    assert len([one for one in shown if one.by == "A. Reader"]) == 2


def test_judgements_that_contradict_are_told(ledger: Ledger) -> None:
    link(ledger, [*RAID, ELSEWHERE])
    one, two, three = (report.event for report in (*RAID, ELSEWHERE))
    judge_pair(ledger, one, two, Judgement.SAME, **ABOUT)
    judge_pair(ledger, two, three, Judgement.SAME, **ABOUT)
    with pytest.raises(LedgerError, match=r"cannot be different .* and the same: .*--unsure"):
        judge_pair(ledger, one, three, Judgement.DIFFERENT, **ABOUT)
    with pytest.raises(LedgerError, match="in common"):
        judge_pair(ledger, one, one, Judgement.DIFFERENT, **ABOUT)
    with pytest.raises(LedgerError, match="who judges and why"):
        judge_pair(ledger, one, two, Judgement.UNSURE, who="A. Reader", why=" ")
    assert len(ledger.judgements()) == 2


def test_a_report_read_anew_stays_in_its_incident(ledger: Ledger) -> None:
    def otherwise(read: ReadDocument) -> tuple[Claim, ...]:
        (claim,) = claims_of(read)
        if not read.document.report.startswith("3-"):
            return (claim,)
        return (msgspec.structs.replace(claim, event_id=f"w0{claim.event_id[3:]}"),)

    link(ledger, [*RAID, ELSEWHERE])
    judge_pair(ledger, RAID[0].event, ELSEWHERE.event, Judgement.DIFFERENT, **ABOUT)
    link(ledger)
    former = ledger.incident(ELSEWHERE.event).id
    done = link_ledger(ledger, version="0.2.0", stages=stages(assemble=otherwise))
    renamed = f"w0{ELSEWHERE.event[3:]}"
    assert ledger.incident(former).event_ids == (renamed,)
    assert done.carried == 1
    pair = (min(RAID[0].event, renamed), max(RAID[0].event, renamed))
    assert pair in {(j.left_id, j.right_id) for j in ledger.judgements()}
    assert link_ledger(ledger, version="0.2.0", stages=stages()).carried == 0


def test_after_an_erasure_all_is_linked_and_counted_again(ledger: Ledger, tmp_path: Path) -> None:
    link(ledger, [*RAID, ELSEWHERE])
    ledger.erase(RAID[0].read.document.id, who="A. Clerk", why="order 12")
    done = link(ledger)
    assert done.linking is not None
    assert all(one.sources for one in ledger.incidents())
    with open_ledger(str(tmp_path / "without.db"), create=True) as without:
        link(without, [RAID[1], ELSEWHERE])
        assert groups(without) == groups(ledger)


def test_progress_is_told(ledger: Ledger) -> None:
    seen: list[tuple[str, int, int | None]] = []
    record(ledger, RAID)
    link_ledger(ledger, stages=stages(), watch=lambda *told: seen.append(told))
    assert list(dict.fromkeys(doing for doing, _, _ in seen)) == [
        "claims", "events", "linking", "sources", "recording",
    ]  # fmt: skip
    assert ("claims", 2, 2) in seen

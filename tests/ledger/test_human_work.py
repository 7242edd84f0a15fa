"""Human work on both databases: merged, split, taken back, laid over, done again elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.differences import differences
from sayso.pipeline.deciding.merging import merge, split, take_back
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.pipeline.linked import Told, claims_of, groups, link, stages

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.ledger.store import Ledger

TOLD = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3), Told(3, "Odrabrod", 20)]
BY: dict[str, Any] = {"by": "A", "why": "one mill", "stages": stages()}


def test_incidents_are_merged_split_and_parted_again(ledger: Ledger) -> None:
    link(ledger, TOLD)
    state, digest = groups(ledger), ledger.digest()
    act = merge(ledger, TOLD[0].event, TOLD[2].event, **BY)
    assert len(groups(ledger)) == 1
    split(ledger, TOLD[0].event, [TOLD[2].event], **BY)
    assert groups(ledger) == state
    for kind in (ActKind.SPLIT, ActKind.MERGE):
        (last,) = ledger.acts(kind=kind)
        take_back(ledger, last.id, by="B", stages=stages())
    assert (groups(ledger), ledger.digest()) == (state, digest)
    assert ledger.act(act.id) == act
    assert ledger.check() == []


def test_what_holds_is_laid_over_and_done_again(
    ledger: Ledger, new_target: Callable[[], str]
) -> None:
    link(ledger, TOLD)
    (claim,) = claims_of(TOLD[0].read)
    said = Review.make(
        claim.id, Verdict.CORRECT, doc_id=claim.doc_id, field="actors", value="Mill Guard",
        words=claim.actors[0].span, by="R", at="2031-04-02", origin="review room", shown="?",
    )  # fmt: skip
    decide(ledger, by="R", kind=ActKind.ADJUDICATE, reviews=[said], seen=0)
    assert ledger.said_of([claim.doc_id]).referees == {"R"}
    assert ledger.said_of([claim.doc_id], as_of=1).reviews == []
    (one,) = read_side_by_side(ledger, TOLD[0].event).corrections
    assert (one.now, one.outcome) == ("Mill Guard", "ruled")
    assert [one.now for one in differences(ledger, [claim.doc_id])] == ["Quay Militia [POL]"]
    merge(ledger, TOLD[0].event, TOLD[2].event, **BY)
    with open_ledger(new_target(), create=True) as fresh:
        link(fresh, TOLD[2:], TOLD[:2])
        told = [(f"line {n}", deed) for n, deed in enumerate(ledger.deeds())]
        assert (fresh.replay(told), fresh.replay(told)) == (2, 0)
        link(fresh)
        assert fresh.digest() == ledger.digest()
        assert groups(fresh) == groups(ledger)
        assert fresh.check() == []


def test_erasing_a_report_leaves_no_part_of_it(ledger: Ledger) -> None:
    link(ledger, TOLD)
    merge(ledger, TOLD[0].event, TOLD[2].event, **BY)
    ledger.erase(TOLD[0].read.document.id, who="A. Clerk", why="order 12")
    assert ledger.traced([TOLD[0].event]) is None
    link(ledger)
    assert ledger.check() == []

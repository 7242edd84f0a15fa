"""Who coded what, to whom incidents are given, what is addressed to whom: on every database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline.coders.assigning import assign
from sayso.pipeline.coders.questions import open_questions
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.merging import merge
from sayso.records.linking import IncidentFilter
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.pipeline.linked import Told, claims_of, link, stages

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger

TOLD = [Told(1, "Tarnow", 3), Told(2, "Sopot", 9)]
CLAIM = claims_of(TOLD[0].read)[0]


@pytest.fixture
def linked(ledger: Ledger) -> Ledger:
    link(ledger, TOLD)
    return ledger


def set_status(ledger: Ledger, by: str, value: str, kind: ActKind = ActKind.DECIDE) -> None:
    review = Review.make(
        CLAIM.id, Verdict.CORRECT, doc_id=CLAIM.doc_id, field="status", value=value, by=by,
        at="2031-06-02", origin="test",
    )  # fmt: skip
    decide(ledger, by=by, kind=kind, reviews=[review], subjects=["@ana"], seen=None)


def test_words_come_in_order_with_the_kind_of_their_act(linked: Ledger) -> None:
    set_status(linked, "ana", "planned")
    assert linked.shared() == []
    set_status(linked, "ben", "actual")
    set_status(linked, "rosa", "actual", ActKind.ADJUDICATE)
    said = linked.coded(fields=["status"], targets=[CLAIM.id])
    assert [(one.review.by, one.kind) for one in said] == [
        ("ana", ActKind.DECIDE), ("ben", ActKind.DECIDE), ("rosa", ActKind.ADJUDICATE),
    ]  # fmt: skip
    assert linked.coded(fields=["killed"]) == linked.coded(targets=["c0"]) == []
    assert linked.shared() == [CLAIM.id]
    assert linked.shared(after=CLAIM.id) == []
    assert open_questions(linked, roles={}) == {}
    assert [one.by for one in linked.addressed("ana")] == ["rosa", "ben"]
    assert [one.by for one in linked.addressed("ana", before=3)] == ["ben"]
    assert linked.addressed("ana", after=3) == linked.addressed("an") == []


def test_what_was_given_is_told_by_the_id_of_now(linked: Ledger) -> None:
    first, second = sorted(one.id for one in linked.incidents(IncidentFilter()))
    assign(linked, [first, second], ["ana"], by="rosa", how="both", each=1)
    merge(linked, first, second, by="rosa", why="one raid", stages=stages())
    (kept,) = linked.incidents(IncidentFilter())
    assert [one[:2] for one in linked.assigned("ana")] == [(kept.id, "ana")]
    assert linked.check() == []

"""What people say of readings is kept, checked, and goes with the report that is erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from sayso.ledger.connect import connect, writing
from sayso.ledger.store import LedgerError, open_ledger
from sayso.records.evidence import Span
from sayso.records.exchange.codec import decode, encode
from sayso.records.review.judgement import Review, Verdict
from tests.ledger.linked import event_of, fill, link_groups, make_claim, reports

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument

MADE: dict[str, Any] = {"by": "A. Reader", "at": "2031-04-02", "origin": "notes.json"}


def said(claim: Claim, verdict: Verdict, **more: Any) -> Review:
    given_ = {"doc_id": claim.doc_id, "field": "actors", "words": claim.actors[0].span, **MADE}
    return Review.make(claim.id, verdict, **(given_ | more))


@pytest.fixture
def read(ledger: Ledger) -> ReadDocument:
    """Two reports of one incident; this is the first."""
    made = reports(2)
    fill(ledger, made)
    link_groups(ledger, [[event_of(one) for one in made]])
    return made[0]


def test_a_review_is_kept_and_told_once(ledger: Ledger, read: ReadDocument) -> None:
    claim = make_claim(read)
    accepted = said(claim, Verdict.ACCEPT, why="as in the text")
    assert ledger.add_reviews([accepted, accepted]) == 1
    assert ledger.add_reviews([said(claim, Verdict.ACCEPT, why="as in the text", at="2032")]) == 0
    assert ledger.reviews(claim.id) == ledger.reviews() == [accepted]
    assert ledger.reviews("c0") == []
    assert ledger.check() == []


def test_who_changes_their_mind_is_heard_again(ledger: Ledger, read: ReadDocument) -> None:
    claim = make_claim(read)
    before = ledger.digest()
    yes, no = said(claim, Verdict.ACCEPT), said(claim, Verdict.REJECT)
    other = said(claim, Verdict.REJECT, by="B. Reader")
    digests = []
    for one in (yes, no, other, yes):
        assert ledger.add_reviews([one]) == 1
        digests.append(ledger.digest())
    assert ledger.reviews(claim.id) == [yes, no, other, yes]
    assert len({before, *digests}) == 5


def test_reviews_outlive_a_newer_reading(ledger: Ledger, read: ReadDocument) -> None:
    claim = make_claim(read)
    right = Span.cut(read.document, 0, 14)
    review = said(claim, Verdict.CORRECT, right=right, value="Harbour Guard")
    ledger.add_reviews([review])
    fill(ledger, reports(2, version="0.2.0"), version="0.2.0")
    assert ledger.reviews(claim.id) == [review]
    assert ledger.check() == []


@pytest.mark.parametrize("kind", ["incident", "document", "event", "mention", "place"])
def test_anything_that_was_read_can_be_reviewed(
    ledger: Ledger, read: ReadDocument, kind: str
) -> None:
    found = read.annotations
    target = {
        "incident": ledger.incident(event_of(read)).id,
        "document": read.document.id,
        "event": event_of(read),
        "mention": found.events[0].id,
        "place": found.places[0].id,
    }[kind]
    doc_id = None if kind == "incident" else read.document.id
    made = Review.make(target, Verdict.CORRECT, doc_id=doc_id, value="?", **MADE)
    assert ledger.add_reviews([made]) == 1
    assert ledger.check() == []


def test_what_is_not_there_cannot_be_reviewed(ledger: Ledger, read: ReadDocument) -> None:
    claim = make_claim(read)
    known = said(claim, Verdict.ACCEPT)
    strange = Review.make("c0", Verdict.REJECT, doc_id=None, **MADE)
    with pytest.raises(LedgerError, match=r"notes\.json: the ledger has no c0: give the ledger"):
        ledger.add_reviews([known, strange])
    with pytest.raises(LedgerError, match="was not read from d0"):
        ledger.add_reviews([said(claim, Verdict.ACCEPT, doc_id="d0")])
    wrong = Span(start=3, end=11, quote="Warszawa")
    with pytest.raises(LedgerError, match="'Warszawa' does not stand at 3–11"):
        ledger.add_reviews([said(claim, Verdict.CORRECT, right=wrong)])
    assert ledger.reviews() == []


def test_erasing_a_report_takes_what_was_said_of_it(ledger: Ledger, read: ReadDocument) -> None:
    claim = make_claim(read)
    incident = ledger.incident(event_of(read)).id
    of_incident = Review.make(incident, Verdict.REJECT, doc_id=None, why="Tarnow mill", **MADE)
    kept = make_claim(reports(2)[1])
    ledger.add_reviews([said(claim, Verdict.ACCEPT), of_incident, said(kept, Verdict.ACCEPT)])
    ledger.erase(read.document.id, who="A. Clerk", why="order 12")
    assert [one.target for one in ledger.reviews()] == [kept.id]
    assert ledger.check() == []
    assert ledger.add_reviews([said(kept, Verdict.REJECT)]) == 1
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE review SET body = replace(body, 'accept', 'reject')", "was changed"),
        ("UPDATE review SET verdict = 'reject'", "column verdict is not what its body says"),
        ("DELETE FROM review", "is missing, and nobody erased it"),
    ],
)
def test_whoever_changes_a_review_is_found_out(
    ledger: Ledger, target: str, read: ReadDocument, statement: str, message: str
) -> None:
    ledger.add_reviews([said(make_claim(read), Verdict.ACCEPT)])
    engine = connect(target)
    with writing(engine) as connection:
        connection.execute(text(statement))
    engine.dispose()
    (problem,) = (one for one in ledger.check() if one.subject == "review 1")
    assert message in problem.message


def test_a_backup_has_the_reviews(ledger: Ledger, read: ReadDocument, tmp_path: Path) -> None:
    review = said(make_claim(read), Verdict.ACCEPT)
    ledger.add_reviews([review])
    ledger.backup(tmp_path / "copy.db")
    with open_ledger(str(tmp_path / "copy.db")) as copy:
        assert copy.reviews() == [review]
        assert copy.digest() == ledger.digest()


def test_a_review_must_say_who_and_what() -> None:
    with pytest.raises(ValueError, match="who reviews"):
        Review.make("c1", Verdict.ACCEPT, doc_id=None, by=" ", at="2031", origin="x")
    with pytest.raises(ValueError, match="what is right"):
        Review.make("c1", Verdict.CORRECT, doc_id=None, **MADE)
    span = Span(start=0, end=1, quote="a")
    with pytest.raises(ValueError, match="is a correction"):
        Review.make("c1", Verdict.ACCEPT, doc_id="d1", right=span, **MADE)


@given(st.sampled_from([v for v in Verdict if v is not Verdict.WITHDRAW]), st.text(), st.text())
def test_a_review_is_itself_after_writing_and_reading(
    verdict: Verdict, value: str, why: str
) -> None:
    clean = value.encode("utf-8", "ignore").decode()
    review = Review.make(
        "c1", verdict, doc_id="d1", value=clean, why=why.encode("utf-8", "ignore").decode(), **MADE
    )
    assert decode(encode(review), Review) == review

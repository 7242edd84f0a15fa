"""A list of incidents takes the lines that the last linking kept, as far as they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.joining.kept_lines import kept_or_made
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.pipeline.showing.side_by_side import matrices
from sayso.records.review.judgement import Review, Verdict
from tests.pipeline.linked import Told, claims_of, link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.records.claim import Account
    from sayso.records.shown.matrix import Headline, Matrix

RAID = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
ELSEWHERE = Told(3, "Odrabrod", 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [*RAID, ELSEWHERE])
        yield made


def taken(ledger: Ledger, *, anew: bool = False) -> tuple[list[Headline], list[str]]:
    """All lines as they are listed, and the incidents of which the matrix was made for it."""
    made: list[str] = []

    def make(ids: Iterable[str]) -> Iterator[tuple[Matrix, Sequence[Account]]]:
        asked = list(ids)
        made.extend(asked)
        return matrices(ledger, asked)

    return [head for head, _ in kept_or_made(ledger, ledger.incidents(), make, anew=anew)], made


def test_kept_lines_are_those_of_the_matrices_in_the_same_order(ledger: Ledger) -> None:
    kept, made = taken(ledger)
    assert made == []
    again, all_made = taken(ledger, anew=True)
    assert kept == again
    assert all_made == [head.id for head in kept]


def test_what_people_spoke_of_is_made_anew(ledger: Ledger) -> None:
    (claim,) = claims_of(ELSEWHERE.read)
    about: dict[str, Any] = {"by": "A. Reader", "at": "2031-04-02", "origin": "notes.json"}
    said = Review.make(claim.id, Verdict.ACCEPT, doc_id=claim.doc_id, field="status", **about)
    ledger.add_reviews([said])
    assert taken(ledger)[1] == [ledger.incident(ELSEWHERE.event).id]


def test_a_report_that_comes_makes_the_line_of_its_incident_another(ledger: Ledger) -> None:
    link(ledger, [Told(4, "Tarnow", 3)])
    kept, made = taken(ledger)
    assert made == []
    assert kept == taken(ledger, anew=True)[0]
    assert {head.reports for head in kept} == {3, 1}


def test_an_erased_report_leaves_a_line_to_be_made(ledger: Ledger) -> None:
    ledger.erase(RAID[0].read.document.id, who="A. Clerk", why="asked for")
    heads, made = taken(ledger)
    assert made == [ledger.incident(RAID[1].event).id]
    assert all(head.accounts == 1 for head in heads)


def test_words_of_a_quote_are_looked_for_in_the_accounts(ledger: Ledger) -> None:
    (claim,) = claims_of(ELSEWHERE.read)
    asked = Asked(text=claim.evidence[0].quote, publisher="Post 3")
    assert [head.places for head in headlines(ledger, asked, Passed())]
    assert list(headlines(ledger, Asked(text="nobody wrote this"), Passed())) == []

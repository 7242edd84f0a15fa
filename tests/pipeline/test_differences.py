"""A newer reading against what people decided: told, taken over or kept, never written over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from sayso.incidents.reviewed.values import value_of
from sayso.ledger.store import Ledger, LedgerError, open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.differences import accept, differences, differences_of, keep
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.evidence import content_id
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.pipeline.linked import Told, claims_of, link, stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.records.claim import Claim
    from sayso.records.reading import ReadDocument

TOLD = Told(1, "Tarnow", 3)
(CLAIM,) = claims_of(TOLD.read)
DOC = CLAIM.doc_id
PLACE = CLAIM.places[0].span


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [TOLD])
        yield made


def reread(ledger: Ledger, **fields: Any) -> None:
    """Links by a newer version that makes another claim of the report."""

    def assemble(read: ReadDocument) -> tuple[Claim, ...]:
        (claim,) = claims_of(read)
        return (replace(claim, **fields),)

    link_ledger(ledger, version="0.2.0", stages=stages(assemble=assemble))


def moved(name: str) -> dict[str, Any]:
    return {"places": (replace(CLAIM.places[0], name=name),)}


def edit(ledger: Ledger, **more: Any) -> Review:
    given: dict[str, Any] = {
        "doc_id": DOC, "field": "place", "words": PLACE, "by": "A", "at": "2031-04-02",
        "origin": "review room", "value": "Mierzyn, POL [area]", "verdict": Verdict.CORRECT,
        "shown": value_of(CLAIM, "places", PLACE), **more,
    }  # fmt: skip
    review = Review.make(CLAIM.id, given.pop("verdict"), **given)
    decide(ledger, by=review.by, kind=ActKind.DECIDE, reviews=[review], seen=None)
    return review


def places(ledger: Ledger) -> list[str | None]:
    told = read_side_by_side(ledger, TOLD.event)
    return [place.name for account in told.accounts for place in account.claim.places]


def test_an_edit_stands_against_a_newer_reading_and_the_difference_is_told(
    ledger: Ledger,
) -> None:
    review = edit(ledger)
    assert differences(ledger, [DOC]) == ()
    reread(ledger, **moved("Odrabrod"))
    assert places(ledger) == ["Mierzyn"]
    (one,) = differences(ledger, [DOC])
    assert (one.review, one.target, one.field) == (review, CLAIM.id, "places")
    assert one.set == "Mierzyn, POL [area]"
    assert (one.shown, one.now) == ("Tarnow, POL [exact]", "Odrabrod, POL [exact]")
    assert one.words == PLACE
    assert one.provenance is not None
    assert one.provenance.component == "tests"
    assert differences_of(ledger, TOLD.event) == (one,)


def test_a_difference_taken_over_adds_to_the_history(ledger: Ledger) -> None:
    edit(ledger)
    reread(ledger, **moved("Odrabrod"))
    (one,) = differences(ledger, [DOC])
    act = accept(ledger, one, by="A", why="the newer rule is right")
    assert act.kind is ActKind.UPDATE
    assert places(ledger) == ["Odrabrod"]
    assert [review.verdict for review in ledger.reviews()] == [Verdict.CORRECT, Verdict.ACCEPT]
    assert differences(ledger, [DOC]) == ()
    reread_again = moved("Lipka")
    link_ledger(
        ledger,
        version="0.3.0",
        stages=stages(assemble=lambda read: (replace(claims_of(read)[0], **reread_again),)),
    )
    assert places(ledger) == ["Odrabrod"]
    assert [one.now for one in differences(ledger, [DOC])] == ["Lipka, POL [exact]"]


def test_a_difference_can_be_kept_and_is_asked_no_more(ledger: Ledger) -> None:
    edit(ledger)
    reread(ledger, **moved("Odrabrod"))
    (one,) = differences(ledger, [DOC])
    assert keep(ledger, one, by="A").kind is ActKind.KEEP
    assert places(ledger) == ["Mierzyn"]
    assert differences(ledger, [DOC]) == ()
    assert len(ledger.reviews()) == 2
    assert ledger.check() == []


def test_a_reading_that_says_what_was_set_differs_from_nothing(ledger: Ledger) -> None:
    edit(ledger, value="Odrabrod, POL [exact]")
    reread(ledger, **moved("Odrabrod"))
    assert differences(ledger, [DOC]) == ()


def test_an_accepted_value_is_told_of_when_it_goes(ledger: Ledger) -> None:
    shown = value_of(CLAIM, "places", PLACE)
    edit(ledger, verdict=Verdict.ACCEPT, value=shown)
    reread(ledger, places=())
    assert places(ledger) == ["Tarnow"]
    (one,) = differences(ledger, [DOC])
    assert (one.set, one.now) == (shown, None)
    accept(ledger, one, by="A")
    assert places(ledger) == []
    assert differences(ledger, [DOC]) == ()


def test_a_claim_by_another_id_is_followed(ledger: Ledger) -> None:
    edit(ledger)
    other = content_id("c", "anew")
    reread(ledger, id=other, **moved("Odrabrod"))
    assert places(ledger) == ["Mierzyn"]
    (one,) = differences(ledger, [DOC])
    assert (one.target, one.now) == (other, "Odrabrod, POL [exact]")
    keep(ledger, one, by="A")
    assert places(ledger) == ["Mierzyn"]
    assert differences(ledger, [DOC]) == ()
    assert ledger.check() == []


def test_a_claim_that_is_no_more_is_told_of(ledger: Ledger) -> None:
    edit(ledger)
    link_ledger(ledger, version="0.2.0", stages=stages(assemble=lambda _: ()))
    (one,) = differences(ledger, [DOC])
    assert (one.gone, one.target, one.now) == (True, None, None)
    with pytest.raises(LedgerError, match="no longer read"):
        keep(ledger, one, by="A")
    with pytest.raises(LedgerError, match="only A can take their word back"):
        accept(ledger, one, by="B")
    accept(ledger, one, by="A")
    assert differences(ledger, [DOC]) == ()
    assert ledger.check() == []


def test_what_others_said_beside_is_no_difference(ledger: Ledger) -> None:
    edit(ledger, verdict=Verdict.FLAG, value=None)
    edit(ledger, verdict=Verdict.ACCEPT, value=None, shown=None)
    reread(ledger, **moved("Odrabrod"))
    assert differences(ledger, [DOC]) == ()

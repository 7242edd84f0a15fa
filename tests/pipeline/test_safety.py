"""Restricted incidents are as if they never were; what is graphic; names of private people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import Ledger, LedgerError, open_ledger
from sayso.pipeline.coders.agreeing import agreement
from sayso.pipeline.deciding.deciding import undo
from sayso.pipeline.deciding.merging import merge, split, take_back
from sayso.pipeline.deciding.safety import mark_graphic, mark_personal, probably_graphic, restrict
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.joining.suggesting import suggested_pairs
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import RESTRICTED, Review, Verdict
from sayso.records.review.queue import QueueFilter
from tests.pipeline.linked import Told, claims_of, groups, link, stages
from tests.strategies import make_document

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = [Told(1, "Tarnow", 3), Told(2, "Tarnow", 3)]
THERE = [Told(3, "Odrabrod", 20), Told(4, "Odrabrod", 20)]
BY: dict[str, Any] = {"by": "rosa", "why": "witnesses are in danger"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [*HERE, *THERE])
        yield made


def home(ledger: Ledger, told: Told) -> str:
    return ledger.incident(told.event).id


def told_by(ledger: Ledger) -> set[str]:
    """The incidents that the lists of a ledger know."""
    found = {one.id for one in ledger.incidents()}
    assert ledger.count_incidents() == len(found)
    queued = {one.summary.id for one in ledger.queue(QueueFilter())}
    assert queued == found
    assert ledger.count_queue(QueueFilter()) == len(found)
    return found


def test_a_restricted_incident_is_absent_from_a_limited_ledger(ledger: Ledger) -> None:
    kept, other = home(ledger, HERE[0]), home(ledger, THERE[0])
    restrict(ledger, kept, **BY)
    limited = ledger.limited()
    assert told_by(ledger) == {kept, other}
    assert told_by(limited) == {other}
    assert limited.homes([HERE[0].event, THERE[0].event]) == {THERE[0].event: other}
    assert limited.homes_of_reports([d.id for d in ledger.documents()]) == {other}
    assert limited.incidents_with([kept]) == []
    assert limited.queued(kept) is None
    assert limited.acts() == []
    assert len(ledger.acts(kind=ActKind.RESTRICT)) == 1
    assert ledger.restricted() == limited.restricted() == {kept}
    assert ledger.check() == []


def test_it_is_told_of_as_one_that_never_was(ledger: Ledger) -> None:
    kept = home(ledger, HERE[0])
    restrict(ledger, kept, **BY)
    for wanted in (kept, kept[:5], HERE[0].event):
        with pytest.raises(LedgerError) as hidden:
            ledger.limited().incident(wanted)
        unknown = "i" + "0" * (len(wanted) - 1)
        with pytest.raises(LedgerError) as never:
            ledger.limited().incident(unknown)
        assert str(hidden.value).replace(wanted, "X") == str(never.value).replace(unknown, "X")


def test_nobody_decides_on_what_they_may_not_know_of(ledger: Ledger) -> None:
    kept, other = home(ledger, HERE[0]), home(ledger, THERE[0])
    restrict(ledger, kept, **BY)
    limited = ledger.limited()
    said = Review.make(kept, Verdict.ACCEPT, doc_id=None, by="ana", at="2031-04-01", origin="test")
    with pytest.raises(LedgerError, match="the ledger has no"):
        limited.add_reviews([said])
    with pytest.raises(LedgerError, match="the ledger has nothing by"):
        merge(limited, other, kept, by="ana", why="the same", stages=stages())


def test_what_was_done_with_a_part_of_a_restricted_incident_is_not_told(tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "war.db"), create=True) as ledger:
        link(ledger, HERE, THERE)
        kept, part = home(ledger, HERE[0]), home(ledger, THERE[0])
        said = Review.make(part, Verdict.NOTE, doc_id=None, by="ana", at="2031-04-01", origin="t",
                           why="the square")  # fmt: skip
        ledger.add_reviews([said])
        merged = merge(ledger, kept, part, by="rosa", why="the same", stages=stages())
        assert home(ledger, THERE[0]) == kept
        restrict(ledger, kept, **BY)
        limited = ledger.limited()
        assert part in {key for act in ledger.acts() for key in act.subjects}
        assert limited.acts(target=part) == []
        assert [act for act in limited.acts() if part in act.subjects] == []
        assert not limited.has_incident(part)
        assert not limited.has_incident(kept)
        assert ledger.has_incident(part)
        with pytest.raises(LedgerError, match="the ledger has no"):
            limited.add_reviews([said])
        restrict(ledger, kept, by="rosa", why="they are safe now", on=False)
        take_back(ledger, merged.id, by="rosa", stages=stages())
        assert limited.has_incident(part)
        assert limited.acts(target=part)


def test_what_people_said_of_accounts_of_a_restricted_incident_is_not_counted(
    ledger: Ledger,
) -> None:
    for told in (HERE[0], THERE[0]):
        (claim,) = claims_of(told.read)
        for name in ("ana", "ben"):
            said = Review.make(claim.id, Verdict.ACCEPT, doc_id=claim.doc_id, by=name,
                               at="2031-04-01", origin="t")  # fmt: skip
            ledger.add_reviews([said])
    assert len(ledger.coded()) == 4
    restrict(ledger, home(ledger, HERE[0]), **BY)
    (claim,) = claims_of(THERE[0].read)
    assert {one.review.target for one in ledger.limited().coded()} == {claim.id}
    assert agreement(ledger.limited()).fields[0].units == 1
    assert agreement(ledger).fields[0].units == 2


def test_restricting_needs_a_reason_and_can_be_undone(ledger: Ledger) -> None:
    kept = home(ledger, HERE[0])
    with pytest.raises(LedgerError, match="say why"):
        restrict(ledger, kept, by="rosa", why=" ")
    act = restrict(ledger, kept, **BY)
    back = undo(ledger, act.id, by="rosa")
    assert ledger.restricted() == frozenset()
    undo(ledger, back.id, by="rosa")
    assert ledger.restricted() == {kept}
    restrict(ledger, kept, by="otto", why="they are safe now", on=False)
    assert ledger.restricted() == frozenset()
    assert kept in told_by(ledger.limited())


def test_merging_and_splitting_let_nothing_out(ledger: Ledger) -> None:
    kept, other = home(ledger, HERE[0]), home(ledger, THERE[0])
    restrict(ledger, kept, **BY)
    merge(ledger, kept, other, by="rosa", why="the same", stages=stages())
    assert told_by(ledger.limited()) == set()
    with pytest.raises(LedgerError, match="the ledger has nothing by"):
        ledger.limited().incident(other)
    both = home(ledger, HERE[0])
    split(ledger, both, [HERE[0].event], by="rosa", why="two", stages=stages())
    assert home(ledger, HERE[0]) != home(ledger, HERE[1])
    assert HERE[0].event not in ledger.limited().homes([one.event for one in HERE])
    assert HERE[1].event not in ledger.limited().homes([one.event for one in HERE])


def test_a_referee_frees_what_came_out_of_a_restricted_one(ledger: Ledger) -> None:
    kept = home(ledger, HERE[0])
    restrict(ledger, kept, **BY)
    split(ledger, kept, [HERE[0].event], by="rosa", why="two", stages=stages())
    homes = {home(ledger, one) for one in HERE}
    assert ledger.restricted() == homes
    (free,) = homes - {kept}
    restrict(ledger, free, by="rosa", why="no danger here", on=False)
    assert ledger.restricted() == {kept}


def test_linking_through_a_limited_ledger_knows_all_events(ledger: Ledger) -> None:
    kept, state = home(ledger, HERE[0]), groups(ledger)
    restrict(ledger, kept, **BY)
    link_ledger(ledger.limited(), version="0.1.0", anew=True, stages=stages())
    assert home(ledger, HERE[0]) == kept
    assert groups(ledger) == state


def test_no_suggestion_names_a_restricted_incident(ledger: Ledger) -> None:
    kept = home(ledger, HERE[0])
    before = {one for pair in suggested_pairs(ledger) for one in (pair.left, pair.right)}
    restrict(ledger, kept, **BY)
    after = {one for pair in suggested_pairs(ledger.limited()) for one in (pair.left, pair.right)}
    assert after <= before - {kept}


def test_graphic_words_are_asked_for_by_person_and_stay_marked(ledger: Ledger) -> None:
    incident = home(ledger, HERE[0])
    docs = {a.claim.doc_id for a in ledger.accounts(ledger.incident(incident).event_ids)}
    mark_graphic(ledger, incident, by="ana")
    told = ledger.graphic("ana", "2000")
    assert told.targets == {incident}
    assert told.docs == docs | {incident}
    assert told.asked == frozenset()
    lone = next(d.id for d in ledger.documents() if d.id not in docs)
    mark_graphic(ledger, lone, by="ana")
    assert ledger.graphic("ben", "2000").docs == docs | {incident, lone}
    mark_graphic(ledger, lone, by="ben", on=False)
    mark_graphic(ledger, incident, by="ben", on=False)
    assert ledger.graphic("ana", "2000").docs == frozenset()


def test_a_name_is_marked_where_it_stands(ledger: Ledger) -> None:
    document = next(iter(ledger.documents()))
    start = document.text.index(" ")
    act = mark_personal(ledger, document.id, start, start + 6, by="ana")
    (name,) = ledger.personal_names()
    assert name == document.text[start : start + 6].strip()
    assert ledger.said_of([document.id]).reviews == []
    undo(ledger, act.id, by="ana")
    assert ledger.personal_names() == ()


@pytest.mark.parametrize(("start", "end"), [(0, 10_000), (5, 5), (-1, 4)])
def test_words_that_are_no_name_are_refused(ledger: Ledger, start: int, end: int) -> None:
    document = next(iter(ledger.documents()))
    with pytest.raises(LedgerError, match="select the name"):
        mark_personal(ledger, document.id, start, end, by="ana")


def test_a_mark_says_nothing_of_what_was_read(ledger: Ledger) -> None:
    incident = home(ledger, HERE[0])
    restrict(ledger, incident, **BY)
    assert ledger.said_of((), [incident]).reviews == []
    assert [one.field for one in ledger.reviews(incident)] == [RESTRICTED]


def test_reports_that_may_be_graphic_are_offered_and_not_marked(tmp_path: Path) -> None:
    texts = ("Two men were tortured and beheaded.", "They were tortured.", "A calm day.")
    documents = [make_document(text, report=f"r{n}") for n, text in enumerate(texts)]
    with open_ledger(str(tmp_path / "war.db"), create=True) as ledger:
        run_id = ledger.begin_run(version="1", configuration="c", inputs=[], resume=False)
        ledger.record(run_id, documents)
        both, one, _ = (document.id for document in documents)
        assert probably_graphic(ledger) == [(both, ("behead", "tortur")), (one, ("tortur",))]
        assert ledger.graphic("ana", "").docs == frozenset()
        mark_graphic(ledger, both, by="ana")
        assert probably_graphic(ledger) == [(one, ("tortur",))]

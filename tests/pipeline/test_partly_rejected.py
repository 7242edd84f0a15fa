"""Who rejects an incident rejects what it was then: a merge asks what becomes of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.guards.view import Guards
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.merging import merge, take_back
from sayso.pipeline.joining import listing
from sayso.pipeline.sending.exporting import Outgoing
from sayso.pipeline.sending.wanted import Wanted
from sayso.pipeline.showing.incident_lists import Asked, Passed, headlines
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.queue import QueueFilter
from sayso.records.review.settled import WHAT_HOLDS
from sayso.records.shown.listing import ListFilter
from tests.pipeline.linked import Told, link, stages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, OTHER, THIRD = Told(1, "Tarnow", 3), Told(3, "Odra", 20), Told(5, "Odra", 28)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [ONE], [OTHER, THIRD])
        yield made


def home(ledger: Ledger, told: Told) -> str:
    return ledger.incident(told.event).id


def say(ledger: Ledger, target: str, verdict: Verdict = Verdict.REJECT, by: str = "A") -> None:
    given: dict[str, Any] = {
        "doc_id": None,
        "at": "2031-04-02",
        "origin": "review room",
        "why": "a rumour",
    }
    review = Review.make(target, verdict, by=by, field="", **given)
    decide(ledger, by=by, kind=ActKind.DECIDE, reviews=[review], seen=None)


def join(ledger: Ledger, one: Told, other: Told) -> str:
    """Merges two incidents: the id of the act."""
    ids = (home(ledger, one), home(ledger, other))
    return merge(ledger, *ids, by="B", why="one raid", seen=None, stages=stages()).id


def shown(ledger: Ledger, id_: str) -> bool:
    """Whether lists, commands and exports have an incident: all the same."""
    number = listing.view_number(ledger, WHAT_HOLDS)
    rows = {key for key, _ in ledger.list_rows(ListFilter(everything=True), number)}
    heads = {one.id for one in headlines(ledger, Asked(everything=True), Passed())}
    out = {one.incident.id for one in Outgoing(ledger, Wanted(), Guards()).dossiers()}
    told = not read_side_by_side(ledger, id_).rejected
    assert {id_ in rows, id_ in heads, id_ in out} == {told}
    return told


def asked_about(ledger: Ledger, id_: str) -> list[str]:
    return [one.target for one in read_side_by_side(ledger, id_).partly_rejected]


@pytest.mark.parametrize("rejected", [ONE, OTHER])
def test_what_is_merged_with_a_rejected_part_stays_and_is_asked_about(
    ledger: Ledger, rejected: Told
) -> None:
    part = home(ledger, rejected)
    say(ledger, part)
    assert not shown(ledger, part)
    assert asked_about(ledger, part) == []
    act = join(ledger, ONE, OTHER)
    whole = home(ledger, ONE)
    assert whole == home(ledger, OTHER)
    assert shown(ledger, whole)
    assert asked_about(ledger, whole) == [part]
    take_back(ledger, act, by="B", stages=stages())
    assert not shown(ledger, part)
    assert shown(ledger, home(ledger, OTHER if rejected is ONE else ONE))


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.REJECT])
def test_a_word_on_the_whole_answers_it(ledger: Ledger, verdict: Verdict) -> None:
    say(ledger, home(ledger, OTHER))
    join(ledger, ONE, OTHER)
    whole = home(ledger, ONE)
    say(ledger, whole, verdict)
    assert asked_about(ledger, whole) == []
    assert shown(ledger, whole) is (verdict is Verdict.ACCEPT)


def test_a_whole_of_rejected_parts_is_rejected(ledger: Ledger) -> None:
    for part in (ONE, OTHER):
        say(ledger, home(ledger, part))
    join(ledger, ONE, OTHER)
    whole = home(ledger, ONE)
    assert not shown(ledger, whole)
    join(ledger, ONE, THIRD)
    assert shown(ledger, whole)
    assert len(asked_about(ledger, whole)) == 2


def test_who_rejected_a_part_is_asked_again_in_the_queue(ledger: Ledger) -> None:
    whole = home(ledger, ONE)
    say(ledger, whole)
    say(ledger, home(ledger, THIRD), Verdict.ACCEPT)
    mine = QueueFilter(not_by="A")
    assert whole not in {one.summary.id for one in ledger.queue(mine)}
    assert ledger.count_done(QueueFilter(), "A") == 2
    join(ledger, ONE, OTHER)
    assert home(ledger, ONE) == whole
    assert {one.summary.id for one in ledger.queue(mine)} == {whole}
    assert ledger.count_done(QueueFilter(), "A") == 1

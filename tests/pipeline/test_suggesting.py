"""Pairs of incidents that a person should look at: nearly one, and judged by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.deciding.judging import judge_pair
from sayso.pipeline.joining.suggesting import suggested_pairs
from sayso.records.incident import Judgement
from tests.pipeline.linked import Told, link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE, NEXT_DAY, ELSEWHERE = Told(1, "Tarnow", 3), Told(2, "Tarnow", 4), Told(3, "Odrabrod", 20)
ABOUT = {"who": "A. Reader", "why": "read both"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as made:
        link(made, [ONE, NEXT_DAY, ELSEWHERE])
        yield made


def home(ledger: Ledger, told: Told) -> str:
    return ledger.incident(told.event).id


def test_what_a_day_keeps_apart_is_offered_with_its_reasons(ledger: Ledger) -> None:
    (pair,) = suggested_pairs(ledger)
    assert {pair.left, pair.right} == {home(ledger, ONE), home(ledger, NEXT_DAY)}
    assert pair.left == ledger.incident(pair.link.left_id).id
    assert 0.2 < (pair.link.score or 0) < 0.5
    assert [reason.words for reason in pair.link.reasons][:2] == ["same place", "a day apart"]
    assert ledger.check() == []


def test_one_incident_is_asked_about_alone(ledger: Ledger) -> None:
    assert len(suggested_pairs(ledger, home(ledger, NEXT_DAY))) == 1
    assert suggested_pairs(ledger, home(ledger, ELSEWHERE)) == []
    assert suggested_pairs(ledger, "i0000") == []


def test_only_what_is_likely_enough_and_so_many(ledger: Ledger) -> None:
    assert suggested_pairs(ledger, least=0.9) == []
    assert suggested_pairs(ledger, limit=0) == []


@pytest.mark.parametrize("judgement", [Judgement.SAME, Judgement.DIFFERENT])
def test_what_was_judged_is_offered_no_more_before_and_after_it_is_linked(
    ledger: Ledger, judgement: Judgement
) -> None:
    judge_pair(ledger, ONE.event, NEXT_DAY.event, judgement, **ABOUT)
    assert suggested_pairs(ledger) == []
    link(ledger)
    assert suggested_pairs(ledger) == []
    judge_pair(ledger, ONE.event, NEXT_DAY.event, Judgement.UNSURE, **ABOUT)
    link(ledger)
    assert len(suggested_pairs(ledger)) == 1
    assert ledger.check() == []


def test_a_report_that_brings_two_together_ends_the_offer(ledger: Ledger) -> None:
    both = [Told(4, "Tarnow", 3), Told(5, "Tarnow", 3)]
    link(ledger, both)
    (pair,) = suggested_pairs(ledger)
    assert home(ledger, ONE) in {pair.left, pair.right}
    assert len(ledger.near_links()) == 1


def test_links_of_an_incident_hold_no_offered_pair(ledger: Ledger) -> None:
    assert ledger.links(home(ledger, ONE)) == []

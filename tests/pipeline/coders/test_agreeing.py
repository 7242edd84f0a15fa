"""Agreement of coders equals what is computed by hand; what people made of sayso's values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.pipeline.coders.agreeing import agreement
from sayso.pipeline.coders.measuring import NO_CATEGORIES, TWO_ONLY
from sayso.pipeline.deciding.deciding import undo
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Verdict
from tests.pipeline.coders.coded import CLAIMS, code, say

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.review.coders import CodedField, Coders

ANA = ("actual", "actual", "actual", "planned", "actual", "actual", "actual")
BEN = ("actual", "actual", "actual", "planned", "planned", "actual")


def of(told: Coders, field: str) -> CodedField:
    return next(one for one in told.fields if one.field == field)


def code_status(ledger: Ledger) -> None:
    for by, values in (("ana", ANA), ("ben", BEN)):
        for number, value in enumerate(values):
            code(ledger, by, number, "status", value)


def test_nominal_alpha_and_kappa_are_those_computed_by_hand(ledger: Ledger) -> None:
    code_status(ledger)
    found = of(agreement(ledger), "status")
    # six units have two values: AA AA AA PP AP AA; the seventh, by ana alone, counts for nothing
    assert (found.coded, found.units) == (7, 6)
    assert found.share.value == pytest.approx(5 / 6)
    # 12 values: 9 A, 3 P; one unit differs: 2 ordered pairs of unequal values, over 2 - 1
    # alpha = 1 - (12 - 1) * 2 / (12² - 9² - 3²) = 1 - 22 / 54
    assert found.alpha.value == pytest.approx(32 / 54)
    # kappa: equal by chance 5/6 * 4/6 + 1/6 * 2/6 = 22/36; (30/36 - 22/36) / (36/36 - 22/36)
    assert found.kappa.value == pytest.approx(8 / 14)
    assert found.alpha.low is not None


def test_alpha_of_counts_is_by_ratio(ledger: Ledger) -> None:
    for number, (one, other) in enumerate((("10", "10"), ("20", "30"), ("4-6", "5"))):
        code(ledger, "ana", number, "killed", one)
        code(ledger, "ben", number, "killed", other)
    found = of(agreement(ledger), "killed")
    # the values 10 10 20 30 5 5 (4-6 counts as its middle); squared distance ((a-b)/(a+b))²
    apart = 2 * (10 / 50) ** 2
    chance = 2 * (
        2 * (10 / 30) ** 2  # 10 and 20
        + 2 * (20 / 40) ** 2  # 10 and 30
        + 4 * (5 / 15) ** 2  # 10 and 5
        + (10 / 50) ** 2  # 20 and 30
        + 2 * (15 / 25) ** 2  # 20 and 5
        + 2 * (25 / 35) ** 2  # 30 and 5
    )
    assert found.alpha.value == pytest.approx(1 - 5 * apart / chance)
    assert found.share.value == pytest.approx(1 / 3)
    assert found.kappa.why == NO_CATEGORIES


def test_certainty_is_ranked_and_what_is_unknown_has_no_rank(ledger: Ledger) -> None:
    for number, (one, other) in enumerate((("certain", "certain"), ("possible", "probable"),
                                           ("possible", "unknown"))):  # fmt: skip
        code(ledger, "ana", number, "certainty", one)
        code(ledger, "ben", number, "certainty", other)
    found = of(agreement(ledger), "certainty")
    # of 4 values: possible 1, probable 1, certain 2, at the middles of their ranks 0.5, 1.5, 3
    # within: 2 * (1.5 - 0.5)²; by chance: 2 * (1 + 2 * 2.5² + 2 * 1.5²)
    assert found.alpha.value == pytest.approx(1 - 3 * 2 / (2 * (1 + 12.5 + 4.5)))
    assert found.units == 3
    assert found.alpha.units == 2


def test_accepting_and_setting_the_same_value_agree(ledger: Ledger) -> None:
    words = CLAIMS[0].actors[0].span
    say(ledger, "ana", 0, Verdict.ACCEPT, field="actors", words=words, shown="Harbour Guard")
    code(ledger, "ben", 0, "actors", "harbour  guard", words=words)
    assert of(agreement(ledger), "actors").share.value == 1.0


def test_where_chance_gives_all_no_alpha_is_told_and_it_says_why(ledger: Ledger) -> None:
    for number in range(3):
        code(ledger, "ana", number, "status", "actual")
        code(ledger, "ben", number, "status", "actual")
    found = of(agreement(ledger), "status").alpha
    assert found.value is None
    assert "all values are the same" in found.why


def test_the_referee_s_ruling_is_no_coding(ledger: Ledger) -> None:
    code_status(ledger)
    before = of(agreement(ledger), "status")
    ruling = code(ledger, "rosa", 4, "status", "planned", kind=ActKind.ADJUDICATE)
    told = agreement(ledger)
    assert of(told, "status") == before
    assert told.coders == ("ana", "ben")
    undo(ledger, undo(ledger, ruling.id, by="rosa").id, by="rosa")
    assert agreement(ledger).coders == ("ana", "ben")


def test_each_two_of_three_coders(ledger: Ledger) -> None:
    code_status(ledger)
    code(ledger, "eva", 0, "status", "planned")
    told = agreement(ledger, by_pair=True)
    assert of(told, "status").kappa.why == TWO_ONLY
    pairs = {(one.first, one.second): one for one in told.pairs}
    assert pairs["ana", "ben"].kappa.value == pytest.approx(8 / 14)
    assert (pairs["ana", "eva"].units, pairs["ana", "eva"].share.value) == (1, 0.0)


def test_a_field_or_a_day_narrows_and_what_is_undone_counts_no_more(ledger: Ledger) -> None:
    code_status(ledger)
    last = code(ledger, "ana", 0, "killed", "7")
    assert [one.field for one in agreement(ledger, fields=["killed"]).fields] == ["killed"]
    assert agreement(ledger, since="2031-06-03").fields == ()
    undo(ledger, last.id, by="ana")
    assert agreement(ledger, fields=["killed"]).fields == ()
    with pytest.raises(ValueError, match="'kiled' is no field that people code"):
        agreement(ledger, fields=["kiled"])


def test_what_people_made_of_sayso_s_values_by_field_and_rule(ledger: Ledger) -> None:
    words = CLAIMS[0].actors[0].span
    say(ledger, "ana", 0, Verdict.ACCEPT, field="actors", words=words)
    code(ledger, "ana", 1, "actors", "Harbour Guard", words=words)
    say(ledger, "ana", 2, Verdict.REJECT, field="actors", words=words)
    code(ledger, "ana", 3, "killed", "7")
    code(ledger, "ana", 4, "actors", "Harbour Guard", words=words)
    code(ledger, "ben", 4, "actors", "River Guard", words=words)
    told = agreement(ledger)
    actors, killed = told.reading
    assert (actors.accepted, actors.corrected, actors.rejected, actors.open) == (1, 1, 1, 1)
    assert actors.precision.value == pytest.approx(1 / 3)
    assert (killed.added, killed.precision.value) == (1, None)
    (made,) = told.made
    assert (made.field, made.accepted, made.corrected, made.rejected) == ("actors", 1, 1, 1)
    assert made.component
    code(ledger, "rosa", 4, "actors", "River Guard", words=words, kind=ActKind.ADJUDICATE)
    assert agreement(ledger).reading[0].corrected == 2
    assert agreement(ledger, by="ben").reading[0].open == 0

"""Cohen's kappa and percent agreement, by values that are computed by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.agreement.alpha import NO_PAIRS
from sayso.agreement.kappa import ONE_CATEGORY, Weighting, cohen_kappa, percent_agreement

# 50 reports, coded as violent or not: both yes 20, first yes alone 5, second yes alone 10,
# both no 15.
_PAIRS = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
# 20 reports by how sure they are: rows the first coder, columns the second.
_TABLE = {1: {1: 4, 2: 2, 3: 1}, 2: {1: 1, 2: 5, 3: 1}, 3: {1: 0, 2: 2, 3: 4}}
_RANKED = [(a, b) for a, row in _TABLE.items() for b, n in row.items() for _ in range(n)]


def test_kappa_by_the_formula_of_cohen_1960() -> None:
    # agreement 35/50; by chance yes 25/50 x 30/50 and no 25/50 x 20/50, together one half
    by_hand = (Fraction(35, 50) - Fraction(1, 2)) / (1 - Fraction(1, 2))
    assert by_hand == Fraction(2, 5)
    assert cohen_kappa(_PAIRS, resamples=0).value == pytest.approx(0.4)


@pytest.mark.parametrize(("weighting", "power"), [("linear", 1), ("quadratic", 2)])
def test_weighted_kappa_by_the_formula_of_cohen_1968(weighting: str, power: int) -> None:
    first = {a: sum(row.values()) for a, row in _TABLE.items()}
    second = {b: sum(row[b] for row in _TABLE.values()) for b in _TABLE}
    observed = Fraction(sum(abs(a - b) ** power for a, b in _RANKED), 20)
    by_chance = Fraction(
        sum(first[a] * second[b] * abs(a - b) ** power for a in first for b in second), 400
    )
    found = cohen_kappa(_RANKED, weighting=Weighting(weighting), resamples=0)
    assert first == {1: 7, 2: 7, 3: 6}
    assert second == {1: 5, 2: 9, 3: 6}
    assert found.value == pytest.approx(float(1 - observed / by_chance))


def test_weights_of_words_need_their_order() -> None:
    told = [("low", "high"), ("low", "low"), ("mid", "high")]
    with pytest.raises(ValueError, match="the order of the categories"):
        cohen_kappa(told, weighting=Weighting.LINEAR)
    with pytest.raises(ValueError, match="lacks mid"):
        cohen_kappa(told, weighting=Weighting.LINEAR, order=("low", "high"))
    ranked = cohen_kappa([(1, 3), (1, 1), (2, 3)], weighting=Weighting.LINEAR, resamples=0)
    by_name = cohen_kappa(
        told, weighting=Weighting.LINEAR, order=("low", "mid", "high"), resamples=0
    )
    assert by_name == ranked


def test_a_weight_of_all_or_nothing_is_plain_kappa() -> None:
    plain = cohen_kappa(_PAIRS, resamples=0)
    assert cohen_kappa(_PAIRS, weighting=Weighting.QUADRATIC, order=("no", "yes"), resamples=0) \
        == plain  # fmt: skip


def test_words_instead_of_a_number_where_nothing_tells() -> None:
    assert cohen_kappa([("a", None)]).why == NO_PAIRS
    alike = cohen_kappa([("a", "a"), ("a", "a")])
    assert (alike.value, alike.units, alike.why) == (None, 2, ONE_CATEGORY)


def test_percent_agreement_counts_pairs() -> None:
    assert percent_agreement(_PAIRS, resamples=0).value == pytest.approx(0.7)
    # three coders: one of three pairs is equal; the unit with one value says nothing
    three = percent_agreement([("a", "a", "b"), ("c", None, None)], resamples=0)
    assert three.value == pytest.approx(1 / 3)
    assert three.units == 1
    assert percent_agreement([("a", None)]).why == NO_PAIRS


_CODES = st.sampled_from("abc")


@given(st.lists(st.tuples(_CODES, _CODES), min_size=2, max_size=20))
def test_order_of_units_and_of_coders_changes_nothing(pairs: list[tuple[str, str]]) -> None:
    one = cohen_kappa(pairs, resamples=20)
    assert cohen_kappa(pairs[::-1], resamples=20) == one
    swapped = cohen_kappa([(b, a) for a, b in pairs], resamples=20)
    assert swapped == one
    assert percent_agreement(pairs[::-1], resamples=20) == percent_agreement(pairs, resamples=20)


@given(st.lists(_CODES, min_size=2, max_size=20).filter(lambda codes: len(set(codes)) > 1))
def test_equal_codings_agree_wholly(codes: list[str]) -> None:
    pairs = [(code, code) for code in codes]
    assert cohen_kappa(pairs, resamples=0).value == pytest.approx(1.0)
    assert percent_agreement(pairs, resamples=0).value == 1.0

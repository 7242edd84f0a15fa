"""Krippendorff's alpha against worked examples, and what holds of it always."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.agreement.alpha import NO_PAIRS, NO_VARIANCE, krippendorff_alpha
from sayso.records.review.agreement import Scale

_MISSING = None
# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, example C: four observers,
# twelve units, a full stop where an observer said nothing.
_OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
_UNITS = [
    tuple(_MISSING if told == "." else float(told) for told in unit)
    for unit in zip(*_OBSERVERS, strict=True)
]


def test_two_observers_of_a_yes_or_no() -> None:
    # Example A of the same: ten units, so twenty values; 14 noes, 6 yeses, four units in dispute,
    # each of which is two ordered pairs, two of "no, yes" and "yes, no" by halves.
    first, second = "0100000010", "1110010000"
    by_hand = 1 - Fraction(20 - 1) * 4 / (14 * 6)
    found = krippendorff_alpha(zip(first, second, strict=True), Scale.NOMINAL, resamples=0)
    assert by_hand == Fraction(2, 21)
    assert found.value == pytest.approx(float(by_hand))
    assert found.units == 10


def test_several_observers_with_gaps_on_a_nominal_scale() -> None:
    # 40 values in 11 units (the twelfth has one): 9 ones, 13 twos, 10 threes, 5 fours, 3 fives.
    # Three units are in dispute. Unit 2 has 2 2 3 2: 6 of 12 ordered pairs differ, by 3: 2.
    # Unit 6 has 1 2 3 4: 12 by 3: 4. Unit 8 has 1 1 2 1: 6 by 3: 2. Together 8.
    numbers = (9, 13, 10, 5, 3)
    expected = 40 * 40 - sum(n * n for n in numbers)
    by_hand = 1 - Fraction(39 * 8, expected)
    found = krippendorff_alpha(_UNITS, Scale.NOMINAL, resamples=0)
    assert found.value == pytest.approx(float(by_hand))
    assert round(float(by_hand), 3) == 0.743
    assert found.units == 11


def test_several_observers_with_gaps_on_an_interval_scale() -> None:
    # The disputes by squares: unit 2 three pairs of 1, both ways 6, by 3: 2; unit 6 has
    # 1+4+9+1+4+1 = 20, both ways 40, by 3: 40/3; unit 8 as unit 2.
    numbers = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
    observed = 2 + Fraction(40, 3) + 2
    expected = sum(m * n * (a - b) ** 2 for a, m in numbers.items() for b, n in numbers.items())
    found = krippendorff_alpha(_UNITS, Scale.INTERVAL, resamples=0)
    assert found.value == pytest.approx(float(1 - 39 * observed / expected))
    assert found.value == pytest.approx(0.849, abs=0.0005)


def test_several_observers_with_gaps_on_a_ratio_scale() -> None:
    def apart(a: int, b: int) -> Fraction:
        return Fraction(a - b, a + b) ** 2

    numbers = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
    six = 2 * sum(apart(a, b) for a in range(1, 5) for b in range(1, a))
    observed = (6 * apart(2, 3) + six + 6 * apart(1, 2)) / 3
    expected = sum(m * n * apart(a, b) for a, m in numbers.items() for b, n in numbers.items())
    found = krippendorff_alpha(_UNITS, Scale.RATIO, resamples=0)
    assert found.value == pytest.approx(float(1 - 39 * observed / expected))
    assert found.value == pytest.approx(0.797, abs=0.0005)


def test_several_observers_with_gaps_on_an_ordinal_scale() -> None:
    # Two ranks are apart by the values between them, half of their own: 1 and 2 by
    # 9 + 13 - 22/2 = 11, which is the distance of the middles 4.5 and 15.5.
    numbers = {1: 9, 2: 13, 3: 10, 4: 5, 5: 3}
    middles = {1: 4.5, 2: 15.5, 3: 27.0, 4: 34.5, 5: 38.5}

    def apart(a: int, b: int) -> float:
        return (middles[a] - middles[b]) ** 2

    six = 2 * sum(apart(a, b) for a in range(1, 5) for b in range(1, a))
    observed = (6 * apart(2, 3) + six + 6 * apart(1, 2)) / 3
    expected = sum(m * n * apart(a, b) for a, m in numbers.items() for b, n in numbers.items())
    found = krippendorff_alpha(_UNITS, Scale.ORDINAL, resamples=0)
    assert found.value == pytest.approx(1 - 39 * observed / expected)
    assert found.value == pytest.approx(0.815, abs=0.0005)


def test_words_instead_of_a_number_where_nothing_tells() -> None:
    nobody = krippendorff_alpha([("a", None), (None, None)], Scale.NOMINAL)
    assert (nobody.value, nobody.units, nobody.why) == (None, 0, NO_PAIRS)
    alike = krippendorff_alpha([(3, 3), (3, 3), (3, 3)], Scale.RATIO)
    assert (alike.value, alike.units, alike.why) == (None, 3, NO_VARIANCE)


def test_numbers_that_a_scale_has_no_room_for() -> None:
    with pytest.raises(ValueError, match="'many' is no number, and the scale is interval"):
        krippendorff_alpha([(1, "many")], Scale.INTERVAL)
    with pytest.raises(ValueError, match="below 0, and the scale is ratio"):
        krippendorff_alpha([(1, -2)], Scale.RATIO)
    with pytest.raises(ValueError, match="nan is no number"):
        krippendorff_alpha([(1, float("nan"))], Scale.ORDINAL)


def test_bounds_hold_the_value_and_come_again() -> None:
    first = krippendorff_alpha(_UNITS, Scale.ORDINAL, seed=7)
    again = krippendorff_alpha(_UNITS, Scale.ORDINAL, seed=7)
    other = krippendorff_alpha(_UNITS, Scale.ORDINAL, seed=8)
    assert first == again
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high
    assert (other.low, other.high) != (first.low, first.high)


_CODED = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=2, max_size=4),
    min_size=1,
    max_size=12,
)
_SCALES = st.sampled_from(Scale)


@settings(max_examples=60, deadline=None)
@given(_CODED, _SCALES, st.randoms(use_true_random=False))
def test_order_of_units_and_coders_changes_nothing(
    units: list[list[int | None]], scale: Scale, chance: object
) -> None:
    shuffled = [list(unit) for unit in units]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for unit in shuffled:
        chance.shuffle(unit)  # type: ignore[attr-defined]
    one = krippendorff_alpha(units, scale, resamples=20)
    assert krippendorff_alpha(shuffled, scale, resamples=20) == one


@given(st.lists(st.integers(0, 9), min_size=2, max_size=15).filter(lambda n: len(set(n)) > 1),
       _SCALES, st.integers(2, 4))  # fmt: skip
def test_equal_codings_agree_wholly(values: list[int], scale: Scale, coders: int) -> None:
    found = krippendorff_alpha([(value,) * coders for value in values], scale, resamples=20)
    assert found.value == pytest.approx(1.0)


@given(_CODED, _SCALES)
def test_never_above_one_and_never_no_number(units: list[list[int | None]], scale: Scale) -> None:
    found = krippendorff_alpha(units, scale, resamples=0)
    if found.value is None:
        assert found.why
    else:
        assert found.value <= 1.0


@given(_CODED, st.integers(1, 4))
def test_an_interval_scale_knows_no_zero_and_no_unit(
    units: list[list[int | None]], factor: int
) -> None:
    moved = [[None if n is None else n * factor + 7 for n in unit] for unit in units]
    one = krippendorff_alpha(units, Scale.INTERVAL, resamples=0)
    other = krippendorff_alpha(moved, Scale.INTERVAL, resamples=0)
    assert (one.value is None) == (other.value is None)
    if one.value is not None:
        assert other.value == pytest.approx(one.value)

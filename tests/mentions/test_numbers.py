"""Numbers: every value up to a million can be spelled and read back; the hard ones one by one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.mentions.counts.numbers import number_pattern, parse_number

_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def spell(value: int, joiner: str) -> str:
    if value < 20:
        return _SMALL[value]
    if value < 100:
        ten = _TENS[value // 10 - 2]
        return ten if value % 10 == 0 else f"{ten}-{_SMALL[value % 10]}"
    size, word = (100, "hundred") if value < 1000 else (1000, "thousand")
    head = f"{spell(value // size, joiner)} {word}"
    rest = value % size
    if not rest:
        return head
    return f"{head}{joiner if rest < 100 else ' '}{spell(rest, joiner)}"


@given(st.integers(0, 999_999), st.sampled_from([" ", " and "]))
def test_a_spelled_number_reads_back(value: int, joiner: str) -> None:
    words = spell(value, joiner)
    assert parse_number(words) == value
    assert re.fullmatch(number_pattern(), words, re.IGNORECASE)


@given(st.integers(0, 10**9))
def test_digits_read_back_with_and_without_commas(value: int) -> None:
    assert parse_number(str(value)) == value
    assert parse_number(f"{value:,}") == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a hundred and twenty-one", 121),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("3.5 million", 3_500_000),
        ("4,5 million", 4_500_000),
        ("a quarter of a million", 250_000),
        ("two dozen", 24),
        ("a dozen", 12),
        ("TWENTY THOUSAND", 20_000),
        ("1,200", 1200),
        ("4,5", None),
        ("12.5", None),
        ("several", None),
        ("", None),
    ],
)
def test_hard_numbers(words: str, value: int | None) -> None:
    assert parse_number(words) == value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("killed twenty and thirty fled", "twenty"),
        ("some two dead", "two"),
        ("someone anyone weigh stone", None),
        ("a hundred men", "a hundred"),
        ("half a million people", "half a million"),
        ("12,000 refugees", "12,000"),
    ],
)
def test_the_pattern_takes_one_number(text: str, number: str | None) -> None:
    match = re.search(number_pattern(), text, re.IGNORECASE)
    assert (match and match[0]) == number

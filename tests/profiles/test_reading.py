"""Every row of casualty_words.tsv, read by every profile as the row says."""

from __future__ import annotations

import csv
import re

import pytest

from sayso.lexicons.files.load import DATA
from sayso.profiles.bounds import Bounds
from sayso.profiles.figures import compute
from sayso.profiles.profile import shipped_profile
from sayso.profiles.reading import read_count
from sayso.records.mention import Counted, QuantityOp
from sayso.records.shown.figures import Deadly
from tests.profiles.accounts import account, sources, toll

N, M = 7, 9
DEADLY = Deadly(incident="i1", country="ABC", month="2030-05", deaths=12)
# The words of a row as a report has them, and the bounds of the language with N = 7, M = 9.
SAID = {
    "N (bare number)": ("7 villagers", (7, 7, 7)),
    "a, one": ("a villager", (1, 1, 1)),
    "a couple, a pair": ("a couple of villagers", (2, 2, 2)),
    "about, around, some, nearly N": ("about 7 villagers", (7, 7, 7)),
    "at least N, N or more": ("at least 7 villagers", (7, None, None)),
    "more than N, over N": ("more than 7 villagers", (8, None, None)),
    "up to N, as many as N, no more than N": ("up to 7 villagers", (0, None, 7)),
    "fewer than N": ("fewer than 7 villagers", (0, None, 6)),
    "between N and M, N to M": ("7 to 9 villagers", (7, None, 9)),
    "a few, few": ("a few villagers", (2, None, None)),
    "several": ("several villagers", (3, None, None)),
    "many": ("many villagers", (3, None, None)),
    "a number of, an unknown number of deaths": ("a number of villagers", (2, None, None)),
    'plural noun without number ("villagers were killed")': ("villagers", (2, None, None)),
    "a dozen": ("a dozen villagers", (12, 12, 12)),
    "half a dozen": ("half a dozen villagers", (6, 6, 6)),
    "tens, tens of": ("tens of villagers", (20, None, 99)),
    "dozens": ("dozens of villagers", (24, None, None)),
    "scores": ("scores of villagers", (40, None, None)),
    "hundreds": ("hundreds of villagers", (200, None, 999)),
    "thousands": ("thousands of villagers", (2000, None, 9999)),
    "no casualties, nobody was hurt": ("no casualties", (0, 0, 0)),
    "casualties (only this word)": ("casualties", (0, None, None)),
}
UNTOLD = {"no mention of deaths", "toll unknown, could not be verified"}


def table() -> dict[str, dict[str, str]]:
    path = DATA / "codebooks" / "casualty_words.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["expression"]: row for row in rows}


def numbers(cell: str) -> list[int | None]:
    """The numbers of a cell: "N+1/–/open" is 8, null, null."""
    found: list[int | None] = []
    for part in cell.split("/") if "/" in cell else cell.split("–"):
        sum_ = re.fullmatch(r"([NM])([+-]\d)?", part)
        if sum_:
            found.append({"N": N, "M": M}[sum_[1]] + int(sum_[2] or 0))
        else:
            found.append(int(part) if part.isdigit() else None)
    return found


def said(expression: str) -> tuple[str, tuple[int | None, int | None, int | None], QuantityOp]:
    words, bounds = SAID[expression]
    op = table()[expression]["op"]
    return words, bounds, QuantityOp.VAGUE if op == "none" else QuantityOp(op)


def read(profile: str, expression: str, deadly: Deadly | None = None) -> Bounds:
    words, bounds, op = said(expression)
    counted = Counted.HARMED if expression.startswith("casualties") else Counted.KILLED
    count = toll(bounds, op=op, words=words, counted=counted)
    return read_count(count, shipped_profile(profile), deadly).bounds


def test_the_table_is_known_whole() -> None:
    assert set(table()) == set(SAID) | UNTOLD


@pytest.mark.parametrize("expression", SAID)
def test_acled_reads_the_words_as_the_table_says(expression: str) -> None:
    cell = table()[expression]["acled"]
    small, large = read("acled", expression), read("acled", expression, DEADLY)
    if cell == "3 or 10":
        assert (small.value, large.value) == (3, 10)
        return
    told = re.search(r"(N|\d+)(?: \(unverified\))?$", cell.replace("as up to", "6"))
    assert told is not None
    number = N if told[1] == "N" else int(told[1])
    assert small == large == Bounds(number, number, number)


@pytest.mark.parametrize("expression", SAID)
def test_ucdp_reads_the_words_as_the_table_says(expression: str) -> None:
    low, best, high = numbers(table()[expression]["ucdp_low_best_high"])
    assert read("ucdp", expression) == (low, best, high)


@pytest.mark.parametrize("profile", ["ibc", "airwars"])
@pytest.mark.parametrize("expression", SAID)
def test_ranges_read_the_words_as_the_table_says(profile: str, expression: str) -> None:
    low, high = numbers(table()[expression][f"{profile}_min_max"])
    bounds = read(profile, expression)
    assert (bounds.low, bounds.high) == (low, high)


def test_words_of_a_profile_go_before_its_bounds_and_the_longest_before_shorter() -> None:
    acled = shipped_profile("acled")
    several = toll((300, None, 999), op=QuantityOp.VAGUE, words="several hundred men")
    at_least = toll((24, None, None), op=QuantityOp.AT_LEAST, words="at least dozens of men")
    assert read_count(several, acled, None).bounds.value == 300
    assert read_count(at_least, acled, None).bounds.value == 12


def test_a_number_that_is_told_is_never_a_word() -> None:
    count = toll(31, words="31 people, hundreds of them asleep")
    assert read_count(count, shipped_profile("acled"), None).bounds.value == 31


def test_the_branch_of_three_or_ten_is_told() -> None:
    acled = shipped_profile("acled")
    count = toll((2, None, None), op=QuantityOp.VAGUE, words="villagers")
    assert "incident i1 in ABC, 2030-05 has 12" in read_count(count, acled, DEADLY).reason
    assert "no battle or strike of ten" in read_count(count, acled, None).reason


def test_no_account_tells_of_deaths() -> None:
    silent = account()
    figures = {
        name: compute(shipped_profile(name), [silent], sources([silent])).figures[0]
        for name in ("acled", "ucdp", "ibc", "airwars")
    }
    assert (figures["acled"].low, figures["acled"].high) == (0, 0)
    assert (figures["ucdp"].low, figures["ucdp"].best, figures["ucdp"].high) == (0, 0, 0)
    assert figures["ibc"].low is figures["airwars"].low is None
    assert all("not_told" in figure.flags for figure in figures.values())

"""Numbers of people are tied to what became of them, and to nothing else."""

from __future__ import annotations

import pytest

from sayso.merging.incident_words import AGE, DATE, MEASURE, NAME, STOP, plain_words
from sayso.merging.tied_numbers import Way, tied_numbers


def _ties(text: str) -> set[tuple[str, int]]:
    return {(tie.part, tie.value) for tie in tied_numbers(plain_words(text))}


def _words(text: str) -> list[str]:
    return [word.word for word in plain_words(text)]


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Two men were killed in Harbin Street.", ("dead", 2)),
        ("Gunmen killed at least 12 villagers.", ("dead", 12)),
        ("The attack left five people dead and nine wounded.", ("dead", 5)),
        ("The attack left five people dead and nine wounded.", ("hurt", 9)),
        ("Police are looking into a triple homicide.", ("dead", 3)),
        ("A man and his son were shot dead on the road.", ("dead", 2)),
        ("He shot and killed Ana Bell, 34, and her 2-year-old daughter.", ("dead", 2)),
        ("A farmer was wounded near the mill.", ("hurt", 1)),
        ("Nobody was hurt.", ("hurt", 0)),
        ("Both women were injured.", ("hurt", 2)),
        ("Four people were shot at a party.", ("hit", 4)),
    ],
)
def test_a_number_is_tied_to_its_fate(text: str, tie: tuple[str, int]) -> None:
    assert tie in _ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old was in the house.",
        "It happened at 11 p.m. on Nov. 24, 2016.",
        "Three houses burned. The dead were buried on Friday.",
        "He fired five shots, then 20 minutes passed.",
        "The bridge is 40 metres long.",
    ],
)
def test_ages_times_and_measures_count_nobody(text: str) -> None:
    assert not {tie for tie in _ties(text) if tie[0] == "dead"}


def test_who_was_killed_was_not_wounded_too() -> None:
    assert _ties("A bomb killed 12 people and wounded 30.") == {("dead", 12), ("hurt", 30)}


def test_no_one_else_is_no_number_of_one() -> None:
    assert ("hurt", 1) not in _ties("No one else was injured.")
    assert ("hurt", 0) in _ties("No one else was injured.")


def test_a_list_says_that_it_is_one() -> None:
    ties = tied_numbers(plain_words("A teacher's wife, a boy and two girls were killed."))
    assert any(tie.way is Way.LIST and tie.part == "dead" for tie in ties)


def test_numbers_are_figures_and_other_figures_marks() -> None:
    assert _words("On Nov. 24 twelve men came") == ["on", DATE, "12", "men", "came"]
    assert _words("a two-year-old girl") == ["a", AGE, "girl"]
    assert _words("John Doe, 24, fell") == [NAME, ",", "fell"][:1] + _words(", fell")
    assert _words("It cost $500. He left!\n\nThen")[-4:] == ["he", "left", STOP, "then"]
    assert _words("five shots") == [MEASURE]


def test_words_know_where_they_stand() -> None:
    text = "Mr. Oak said: “Two men died.”"
    for word in plain_words(text):
        assert 0 <= word.start < word.end <= len(text)
    two = next(word for word in plain_words(text) if word.word == "2")
    assert text[two.start : two.end] == "Two"
    assert two.value == 2

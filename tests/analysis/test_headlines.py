"""Headlines in title case are parsed as prose."""

from __future__ import annotations

import pytest

from sayso.analysis.headlines import is_title_case
from sayso.analysis.model import parse
from sayso.segment.passages import split_passages


def parsed_as(text: str) -> str:
    """The text that the parser sees."""
    return parse(text, tuple(split_passages(text))).text


@pytest.mark.parametrize(
    ("headline", "seen"),
    [
        ("Rebels Storm Barracks In Chad, Killing Ten Soldiers",
         "Rebels storm Barracks in Chad, killing ten soldiers"),
        ("May Accuses Russia Of Poisoning Spy", "May accuses Russia of poisoning spy"),
        ("Human Rights Watch Condemns Attack On Villagers",
         "Human Rights Watch condemns attack on villagers"),
    ],
)  # fmt: skip
def test_a_headline_in_title_case_is_levelled(headline: str, seen: str) -> None:
    assert parsed_as(headline).casefold() == headline.casefold()
    assert parsed_as(headline).replace("barracks", "Barracks") == seen


def test_prose_and_lists_of_names_are_left_alone() -> None:
    assert not is_title_case("Rebels stormed the barracks in Chad on Monday.")
    names = "Ahmed Hassan, Omar Saleh, Ali Karim"
    assert parsed_as(names) == names


def test_a_word_that_the_report_has_without_capital_is_no_name() -> None:
    text = "Gunmen Raid Orchard Near Border\n\nGunmen raided an orchard near the border."
    assert parsed_as(text).startswith("Gunmen raid orchard near border")

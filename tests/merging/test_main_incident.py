"""What a report is about: its dead and injured, its day, its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import sayso
from sayso.merging.main_incident import to_main_incident

if TYPE_CHECKING:
    from sayso.records.main_incident import MainIncident

TITLE = "Two dead, three hurt in Riverton shooting"
TEXT = (
    "RIVERTON, Wyo. -- Two men were killed and three other people were wounded when a gunman "
    "opened fire outside a bar in Riverton on Saturday night, police said.\n\n"
    "The wounded were taken to hospital and are in stable condition, Riverton police said Monday. "
    "In 2009 a man was killed near the same bar."
)


def _main(text: str, title: str = "", *, model: bool = True) -> MainIncident:
    reading = sayso.read(text, lang="en", model=False, published="2016-08-08", title=title or None)
    return to_main_incident(reading.read, model=model)


@pytest.mark.parametrize("model", [True, False])
def test_a_plain_report_is_read(model: bool) -> None:
    main = _main(TEXT, TITLE, model=model)
    assert main.killed[0].value == 2
    assert main.injured[0].value == 3
    assert main.days[0].value == "2016-08-06"
    assert main.places[0].value == "Riverton"


def test_numbers_carry_the_words_that_tell_them() -> None:
    main = _main(TEXT, TITLE)
    killed = main.killed[0].span
    assert killed is not None
    assert killed.quote == TEXT[killed.start : killed.end]
    assert killed.quote.startswith("Two men were killed")


@pytest.mark.parametrize(
    ("title", "text", "killed", "injured"),
    [
        (
            "Boy, 4, killed in accidental shooting",
            "A 4-year-old boy was accidentally shot and killed by his brother on Sunday.",
            1,
            0,
        ),
        (
            "Woman shot in leg in Riverton",
            "A woman was shot in the leg on Monday and is in stable condition, police said.",
            0,
            1,
        ),
        (
            "5 people shot at party in Riverton",
            "Five people were shot at a party on Sunday and are in stable condition.",
            0,
            5,
        ),
        (
            "Bomb kills 12 in Harbin market",
            "A bomb killed 12 people and wounded at least 30 in a market on Monday.",
            12,
            30,
        ),
    ],
)
def test_what_a_report_is_about_is_counted(
    title: str, text: str, killed: int, injured: int
) -> None:
    main = _main(text, title)
    assert (main.killed[0].value, main.injured[0].value) == (killed, injured)


def test_shares_of_each_kind_add_up_to_one_and_fall() -> None:
    main = _main(TEXT, TITLE)
    for choices in (main.killed, main.injured, main.days, main.places):
        found = [choice.share for choice in choices]
        assert sum(found) == pytest.approx(1)
        assert found == sorted(found, reverse=True)


def test_a_report_that_names_no_day_and_place_has_its_own_day() -> None:
    main = _main("A boy was shot and killed while he played with a gun, police said.")
    assert main.days[0].value == "2016-08-08"
    assert main.places == ()


def test_the_same_report_is_read_the_same() -> None:
    assert _main(TEXT, TITLE) == _main(TEXT, TITLE)

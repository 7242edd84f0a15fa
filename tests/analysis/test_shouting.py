"""Text in capitals gets the case of prose, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.model import parse
from sayso.analysis.shouting import is_shouted, level_case
from sayso.segment.passages import split_passages


def prose(text: str) -> str:
    return parse(text, split_passages(text)).text


@pytest.mark.parametrize(
    ("shouted", "expected"),
    [
        ("THE SALVADORAN ARMY ATTACKED THE VILLAGE.", "The Salvadoran army attacked the village."),
        ("THE FMLN AND THE U.S. EMBASSY DENIED IT.", "The FMLN and the U.S. embassy denied it."),
        ("THEY KIDNAPPED COLONEL MARIO RIVAS.", "They kidnapped Colonel Mario Rivas."),
        ("HE DIED IN SAN MIGUEL. HIS WIFE FLED.", "He died in San Miguel. His wife fled."),
        ("WHO TOLD US THEY MAY LEAVE EL SALVADOR?", "Who told us they may leave El Salvador?"),
        (
            "A BUS BURNED IN LA MAR NEAR SANTA ANA.",
            "A bus burned in La Mar near Santa Ana.",
        ),
        ("THE BISHOP OF VERA DE LA CRUZ LEFT TODAY.", "The bishop of Vera de la Cruz left today."),
        (
            "HE SAID I GAVE THEM AN AK-47 AND C-4.",
            "He said I gave them an AK-47 and C-4.",
        ),
        (
            "PRO-STATE AND MULTINATIONAL MEN LEFT.",
            "Pro-state and multinational men left.",
        ),
        (
            "CENTRAL AMERICAN OFFICERS MET CONTRAS.",
            "Central American officers met Contras.",
        ),
        (
            "PEDRO OSSA FLED. THE MEN OF OSSA HID.",
            "Pedro Ossa fled. The men of Ossa hid.",
        ),
    ],
)
def test_words_are_lowered_and_names_keep_a_capital(shouted: str, expected: str) -> None:
    assert prose(shouted) == expected


@pytest.mark.parametrize(
    ("shouted", "expected"),
    [
        (
            "THE INSTITUTE OF RURAL CREDIT (IRC) CLOSED. THE IRC'S CLERKS LEFT.",
            "The Institute of Rural Credit (IRC) closed. The IRC's clerks left.",
        ),
        (
            "POLICE OF THE DIRP [DIRECTORATE OF RIVER POLICE] CAME.",
            "Police of the DIRP [Directorate of River Police] came.",
        ),
        ("THEY SAW THE MAN (LATER FREED) AGAIN.", "They saw the man (later freed) again."),
    ],
)
def test_a_name_and_its_acronym_show_each_other(shouted: str, expected: str) -> None:
    assert prose(shouted) == expected


def test_a_sentence_begins_after_the_labels_of_a_transcript() -> None:
    text = "[BEGIN RECORDING] [RIVAS] WE DENY IT. THE MEN [WORDS INDISTINCT] WERE HERE."
    expected = "[begin recording] [Rivas] We deny it. The men [words indistinct] were here."
    assert prose(text) == expected


@pytest.mark.parametrize("text", ["The US and NATO met.", "US", "IS IT?", ""])
def test_mixed_and_short_text_is_not_shouted(text: str) -> None:
    assert not is_shouted(text)


def test_line_ends_inside_a_passage_are_spaces_for_the_parser() -> None:
    line = "a long line of words that was wrapped by hand at some seventy columns"
    text = f"{line}\n{line}\n{line}."
    assert "\n" not in prose(text)
    assert len(prose(text)) == len(text)


@given(st.text(max_size=60))
def test_levelling_keeps_length_and_letters(text: str) -> None:
    levelled = level_case(text, frozenset({"army"}), frozenset({"the"}))
    assert len(levelled) == len(text)
    assert levelled.casefold() == text.casefold()

"""Names that are places by what is told to have happened there, and those that are not."""

from __future__ import annotations

import pytest

from tests.mentions.test_places import shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two guards were killed at Zarvun on Sunday.", "Zarvun"),
        ("Gunmen attacked an army post at Zarvun.", "Zarvun"),
        ("Shells fell on the market of Zarvun.", "Zarvun"),
        ("A raid on Nangadi left nine people dead.", "Nangadi"),
        ("Three villagers of Maleli were shot.", "Maleli"),
        ("#Homs barrel bombs fell on a market, nine dead.", "Homs"),
        ("Saraqib: three killed in shelling.", "Saraqib"),
        ("Four May, Saraqib: three killed in shelling.", "Saraqib"),
    ],
)
def test_a_name_at_which_something_was_done_is_a_place(text: str, words: str) -> None:
    assert words in shown(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He was shot at Easter.", "Easter"),
        ("The minister spoke at Davos about Zarvun Holdings.", "Zarvun Holdings"),
        ("The attack on NATO was condemned.", "NATO"),
        ("An attack on Zarvun Times reporters was condemned.", "Zarvun Times"),
    ],
)
def test_a_day_or_a_body_is_none(text: str, words: str) -> None:
    assert words not in shown(text)

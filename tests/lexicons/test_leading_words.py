"""Words that open a phrase: left out where phrases are compared."""

from __future__ import annotations

import pytest

from sayso.lexicons.words.leading_words import bare_words, is_definite, unowned_words


@pytest.mark.parametrize(
    ("phrase", "bare", "unowned"),
    [
        ("The army", "army", "army"),
        ("an army", "army", "army"),
        ("its army", "its army", "army"),
        ("Anti-tank units", "anti-tank units", "anti-tank units"),
        ("the", "the", "the"),
    ],
)
def test_what_opens_a_phrase_is_left_out(phrase: str, bare: str, unowned: str) -> None:
    assert bare_words(phrase) == bare
    assert unowned_words(phrase) == unowned


def test_only_some_of_them_take_for_known() -> None:
    assert is_definite("those men")
    assert not is_definite("a man")
    assert not is_definite("theatre owners")

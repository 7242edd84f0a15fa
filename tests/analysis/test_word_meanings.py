"""Words that mean the like, without a parser."""

from __future__ import annotations

import pytest

from sayso.analysis.word_meanings import trigger_similarity


@pytest.mark.parametrize(
    ("one", "alike", "unlike"),
    [
        ("kidnapped", "abducted", "elected"),
        ("shelled", "shelling", "voting"),
        ("kill", "murder", "visit"),
    ],
)
def test_words_of_one_meaning_are_nearer(one: str, alike: str, unlike: str) -> None:
    assert trigger_similarity(one, alike) > trigger_similarity(one, unlike) + 0.2


def test_it_is_symmetric_and_blind_to_case() -> None:
    assert trigger_similarity("Raid", "raid") == pytest.approx(1.0)
    assert trigger_similarity("raid", "siege") == trigger_similarity("siege", "raid")


def test_no_words_are_like_nothing() -> None:
    assert trigger_similarity("", "raid") == 0.0

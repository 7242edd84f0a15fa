"""Marked sentences: marks stand where the words are; a long sentence is cut around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.analysis.marked import mark
from sayso.analysis.pieces import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

PIECES = ["[UNK]", "[CLS]", "[SEP]", "@", "#", "*", "rebels", "shelled", "the", "port", "."]
TEXT = "Rebels shelled the port."


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    path = tmp_path / "pieces.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return Vocabulary(path)


def test_marks_stand_before_and_behind_their_words(vocabulary: Vocabulary) -> None:
    sides = {"actor": [(0, 6)], "trigger": [(7, 14)], "recipient": [(15, 23)]}
    marked = mark(TEXT, sides, vocabulary)
    said = " ".join(PIECES[piece] for piece in marked.pieces)
    assert said == "[CLS] @ rebels @ * shelled * # the port # . [SEP]"
    assert [said.split()[place] for place in marked.at] == ["@", "#", "*"]
    firsts = [said.split()[place] for place in marked.firsts]
    assert firsts == ["rebels", "shelled", "the", "port", "."]


def test_what_is_not_known_is_not_marked(vocabulary: Vocabulary) -> None:
    marked = mark(TEXT, {"trigger": [(7, 14)]}, vocabulary)
    assert marked.at[:2] == (0, 0)
    assert marked.at[2] > 0


def test_of_a_long_sentence_the_words_around_the_marks_are_read(vocabulary: Vocabulary) -> None:
    text = "the " * 300 + "rebels shelled the port" + " the" * 300
    start = text.index("shelled")
    marked = mark(text, {"trigger": [(start, start + 7)]}, vocabulary)
    assert len(marked.pieces) == 128
    assert PIECES[marked.pieces[marked.at[2] + 1]] == "shelled"
    assert marked.words[0] > 200

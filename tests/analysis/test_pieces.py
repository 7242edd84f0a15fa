"""Words, pieces and windows: every word once, at its place, whatever the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.pieces import Vocabulary, Word, split_windows, word_ranges

if TYPE_CHECKING:
    from pathlib import Path

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "reb", "##els", "shelled", "the", "port", ".", "@"]


@pytest.fixture
def vocabulary(tmp_path: Path) -> Vocabulary:
    path = tmp_path / "pieces.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return Vocabulary(path)


def test_the_longest_known_piece_is_taken_first(vocabulary: Vocabulary) -> None:
    words = vocabulary.words("Rebels shelled the port.")
    assert [[PIECES[p] for p in word.pieces] for word in words] == [
        ["reb", "##els"], ["shelled"], ["the"], ["port"], ["."],
    ]  # fmt: skip


def test_an_unknown_word_is_one_piece_and_keeps_its_place(vocabulary: Vocabulary) -> None:
    words = vocabulary.words("the Qusair port")
    assert PIECES[words[1].pieces[0]] == "[UNK]"
    assert (words[1].start, words[1].end) == (4, 10)


def test_accents_and_case_are_no_part_of_a_piece(vocabulary: Vocabulary) -> None:
    assert vocabulary.words("THÉ")[0].pieces == vocabulary.words("the")[0].pieces


@pytest.mark.parametrize(
    ("word", "shape"), [("port", 0), ("Port", 1), ("NATO", 2), ("iPhone", 3), ("T72", 4), (",", 0)]
)
def test_the_shape_is_the_case_that_pieces_forget(
    vocabulary: Vocabulary, word: str, shape: int
) -> None:
    assert vocabulary.words(word)[0].shape == shape


@given(st.text(alphabet=st.sampled_from("abc .!?\n\"'A1é日"), max_size=200), st.integers(12, 40))
def test_every_word_is_in_one_window_and_windows_keep_their_limit(text: str, limit: int) -> None:
    words = [_word(start, end) for start, end in word_ranges(text)]
    windows = split_windows(text, words, limit)
    assert [word for window in windows for word in window] == words
    assert all(sum(len(w.pieces) for w in window) <= limit for window in windows)


def test_a_window_ends_with_a_sentence() -> None:
    text = "A b c. D e f. G h i."
    windows = split_windows(text, [_word(s, e) for s, e in word_ranges(text)], 8)
    assert [text[w[0].start : w[-1].end] for w in windows] == ["A b c. D e f.", "G h i."]


def _word(start: int, end: int) -> Word:
    return Word(start, end, (0,) if end - start < 3 else (0, 1), 0)

"""Where the recorder sees a slot filled: whole phrases, without what is no part of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.lexicons.words.edge_words import edge_words
from sayso.merging.recordings import comparable_words, find_recordings
from tests.merging.recorder import HEADS, numbers, recorded, window

if TYPE_CHECKING:
    from sayso.analysis.recorder import RecordedWindow

LEAST = dict.fromkeys(HEADS.slots, 0.5)
TEXT = "The old mayor of Vado, Juan Carlos Ruiz, and two guards died in the market."


def found(view: RecordedWindow, text: str = TEXT) -> list[tuple[str, str]]:
    recordings = find_recordings(text, recorded(view), LEAST, "en")
    return [(one.slot, text[one.start : one.end]) for one in recordings]


def marked(slot: str, *marks: tuple[str, float]) -> RecordedWindow:
    return window(TEXT, {slot: marks}, presence={"attack": 0.9})


def test_slots_are_filled_by_the_words_that_are_marked() -> None:
    view = window(
        TEXT,
        {"victims": [("two guards", 0.9)], "victim": [("Juan Carlos Ruiz", 0.8)]},
        presence={"attack": 0.9},
    )
    (name, guards) = find_recordings(TEXT, recorded(view), LEAST, "en")
    assert TEXT[name.start : name.end] == "Juan Carlos Ruiz"
    assert (name.slot, guards.slot, guards.words) == ("victim", "victims", "two guards")
    assert name.probability == pytest.approx(0.8)
    assert (name.window, view.words[name.word].start) == (0, name.start)


def test_articles_and_prepositions_at_the_edges_are_left_out() -> None:
    assert found(marked("victims", ("The old mayor of", 0.9))) == [("victims", "old mayor")]


def test_a_name_with_a_doubtful_word_in_it_is_not_cut() -> None:
    view = marked("victim", ("Juan Carlos Ruiz", 0.9), ("Carlos", 0.3))
    # The doubtful word does not open a new filler, either.
    (carlos,) = numbers(view.words, TEXT, "Carlos")
    view.slots[carlos, HEADS.slots.index("victim")] = [0.7, 0.0, 0.3]
    assert found(view) == [("victim", "Juan Carlos Ruiz")]


def test_another_filler_begins_where_the_recorder_says_so() -> None:
    view = marked("victims", ("old mayor", 0.9), ("mayor", 0.9))
    assert found(view) == [("victims", "old"), ("victims", "mayor")]


@pytest.mark.parametrize(
    ("comma", "phrases"),
    [(0.3, ["Vado", "Juan Carlos Ruiz"]), (0.9, ["Vado, Juan Carlos Ruiz"])],
)
def test_a_comma_parts_fillers_unless_it_is_seen_inside(comma: float, phrases: list[str]) -> None:
    view = marked("place", ("Vado, Juan Carlos Ruiz", 0.9))
    (at,) = numbers(view.words, TEXT, ",")
    view.slots[at, HEADS.slots.index("place")] = [1 - comma, 0.0, comma]
    assert found(view) == [("place", phrase) for phrase in phrases]


def test_what_is_less_probable_than_the_least_is_no_recording() -> None:
    assert found(marked("weapon", ("market", 0.49))) == []
    assert found(marked("weapon", ("market", 0.51))) == [("weapon", "market")]


def test_words_are_the_same_without_case_article_and_marks() -> None:
    assert comparable_words("The  Mayor,\nof Vado", "en") == comparable_words(
        "mayor of VADO", "en"
    )
    assert comparable_words("the", "en") == ""


@settings(max_examples=60, deadline=None)
@given(
    arrays(
        np.float32,
        (len(window(TEXT, {}, presence={}).words), len(HEADS.slots), 3),
        elements=st.floats(0.0, 1.0, width=32),
    )
)
def test_whatever_the_recorder_says_fillers_are_whole_words_apart(
    slots: np.ndarray[tuple[int, int, int], np.dtype[np.float32]],
) -> None:
    view = window(TEXT, {}, presence={})
    view.slots[:] = slots
    recordings = find_recordings(TEXT, recorded(view), LEAST, "en")
    starts = {word.start for word in view.words}
    ends = {word.end for word in view.words}
    for one in recordings:
        words = TEXT[one.start : one.end].lower().split()
        assert one.start in starts
        assert one.end in ends
        assert not {words[0], words[-1]} & edge_words("en")
        assert one.words == comparable_words(TEXT[one.start : one.end], "en") != ""
    for slot in HEADS.slots:
        own = [one for one in recordings if one.slot == slot]
        assert all(a.end <= b.start for a, b in pairwise(own))

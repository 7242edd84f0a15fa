"""What a tagger's numbers come to: spans, labels, values and links at the words of a text."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analysis.pieces import Word, word_ranges
from sayso.analysis.stretches import stretches
from sayso.analysis.tagger import Heads, TaggedWindow, Tags

TEXT = "Rebels left Old Town on Monday"
HEADS = Heads(
    name="tagger-0",
    tags={"place": ["O", "B", "I"], "event": ["NONE", "RETREAT"]},
    arcs=[],
)


def tags(place: str) -> Tags:
    """Tags of TEXT, sure of the letters in `place`."""
    words = [Word(start, end, (0,), 0) for start, end in word_ranges(TEXT)]
    sure = np.full((len(words), 3), 0.05, dtype=np.float32)
    for n, letter in enumerate(place):
        sure[n, "OBI".index(letter)] = 0.9
    event = np.tile(np.array([0.25, 0.75], dtype=np.float32), (len(words), 1))
    values = np.arange(len(words), dtype=np.float32)
    window = TaggedWindow(words, {"place": sure, "event": event}, values, {})
    return Tags("tagger-0", HEADS, (window,))


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("OOBIOO", ["Old Town"]),
        ("OOBBOO", ["Old", "Town"]),
        ("BOBIOB", ["Rebels", "Old Town", "Monday"]),
        ("OOIIOO", ["Old Town"]),
        ("OOOOOO", []),
        ("OOOOBI", ["on Monday"]),
    ],
)
def test_spans_are_what_their_letters_say(letters: str, found: list[str]) -> None:
    assert [TEXT[s.start : s.end] for s in tags(letters).spans("place")] == found


def test_a_span_is_as_probable_as_its_words() -> None:
    (span,) = tags("OOBIOO").spans("place")
    assert span.probability == pytest.approx(0.95)


def test_labels_and_values_are_those_of_the_words() -> None:
    found = tags("OOOOOO")
    assert found.label("event", 7, 11) == pytest.approx({"NONE": 0.25, "RETREAT": 0.75})
    assert found.value(0, 6) == 0.0
    assert found.value(12, 20) == 2.5
    assert found.value(500, 510) is None
    assert found.label("event", 500, 510) == {}


def test_stretches_are_runs_of_sure_words() -> None:
    words = tags("OOOOOO").windows[0].words
    sure = np.array([0.9, 0.1, 0.6, 0.8, 0.0, 0.7], dtype=np.float32)
    found = list(stretches(words, sure, 0.5))
    assert [TEXT[s.start : s.end] for s in found] == ["Rebels", "Old Town", "Monday"]
    assert [s.probability for s in found] == pytest.approx([0.9, 0.7, 0.7])
    assert [s.probability for s in stretches(words, sure, 0.85)] == pytest.approx([0.9])

"""How far the words of a filler reach: the phrase around what the recorder is sure of."""

from __future__ import annotations

import pytest

from sayso.merging.extents import GROUPS, load_weights, runs_around, whole_phrases
from sayso.merging.recordings import find_recordings
from sayso.merging.word_forms import word_forms
from tests.events.reading import parse_report
from tests.merging.recorder import HEADS, recorded, window
from tests.merging.scene import Scene

TEXT = (
    "Gunmen shot the mayor of Vado on Monday. A small bus of the Ondra company burned. "
    "Maria Ines Tovar died."
)
LEAST = dict.fromkeys(HEADS.slots, 0.5)


def whole(slot: str, *marks: tuple[str, float], actors: tuple[str, ...] = ()) -> list[str]:
    """The fillers of a slot, as far as they reach, of which the recorder sees these words."""
    scene = Scene(TEXT)
    named = [scene.actor(words) for words in actors]
    seen = recorded(window(TEXT, {slot: marks}, presence={"attack": 0.9}))
    found = find_recordings(TEXT, seen, LEAST, "en")
    reached = whole_phrases(parse_report(TEXT), named, seen, found)
    assert all(TEXT[one.start : one.end].casefold() == one.words for one in reached)
    return [TEXT[one.start : one.end] for one in reached]


def test_a_name_seen_in_part_is_the_whole_name() -> None:
    marks = ("Maria Ines Tovar", 0.3), ("Maria Ines", 0.9)
    assert whole("victim", *marks, actors=("Maria Ines Tovar",)) == ["Maria Ines Tovar"]


def test_two_parts_of_one_name_are_one_filler() -> None:
    marks = ("Maria", 0.9), ("Ines", 0.05), ("Tovar", 0.8)
    assert whole("victim", *marks, actors=("Maria Ines Tovar",)) == ["Maria Ines Tovar"]


def test_an_adjective_is_no_thing_without_its_noun() -> None:
    assert whole("target", ("small", 0.9), ("bus", 0.4)) == ["small bus"]


def test_what_is_whole_stays_as_it_was() -> None:
    assert whole("person", ("Gunmen", 0.9)) == ["Gunmen"]


def test_a_filler_stays_in_its_sentence_and_has_the_surest_word() -> None:
    view = window(TEXT, {"victims": [("mayor", 0.9), ("shot", 0.3)]}, presence={"attack": 0.9})
    seen = recorded(view)
    (mayor,) = find_recordings(TEXT, seen, LEAST, "en")
    runs = runs_around(mayor, seen, word_forms(parse_report(TEXT), view.words, ()))
    quotes = [TEXT[view.words[r.first].start : view.words[r.end - 1].end] for r in runs]
    assert len(set(quotes)) == len(quotes) > 1
    assert all("mayor" in quote and "small" not in quote for quote in quotes)
    assert not any(quote.endswith("of") or quote.startswith("the ") for quote in quotes)


@pytest.mark.parametrize("slot", ["place", "date", "killed", "injured"])
def test_what_mentions_tell_the_reach_of_is_left_alone(slot: str) -> None:
    assert slot not in GROUPS
    assert whole(slot, ("small", 0.9)) == ["small"]


def test_every_group_has_a_weight_of_its_own_for_every_sign() -> None:
    weights = load_weights()
    assert set(weights) == set(GROUPS.values())
    assert len({frozenset(signs) for signs in weights.values()}) == 1
    assert all(signs["dice"] > 0 for signs in weights.values())

"""What is worth a close look, and what the rest of a report looks like to the stages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicons.words.telling_words import TellingWords, load_telling_words
from sayso.segment.passages import split_passages
from sayso.segment.prefilter import only, sentences, telling_stretches, words_of

WORDS = TellingWords(-3.0, {"shelled": 4.0, "killed": 4.0, "match": -1.0, "striker": -1.0})
CALM = "The striker played well. The match was long. The fans sang. It rained. All went home. "


def stretches(text: str) -> list[str]:
    kept = telling_stretches(text, split_passages(text), WORDS, 0.0)
    return [text[start:end].strip() for start, end in kept]


def test_a_report_without_a_telling_word_is_not_looked_at() -> None:
    assert stretches(CALM) == []


def test_the_neighbours_of_a_telling_sentence_stay_and_so_does_the_first() -> None:
    text = CALM + "He spoke on Monday. The army shelled Nawa. They denied it. " + CALM
    assert stretches(text) == [
        "The striker played well.",
        "He spoke on Monday.",
        "The army shelled Nawa.",
        "They denied it.",
    ]


def test_title_and_dateline_stay_with_what_they_head() -> None:
    text = f"A long day\n\nBEIRUT, June 5 (Agency) -- {CALM}The army shelled Nawa."
    kept = stretches(text)
    assert kept[:3] == ["A long day", "BEIRUT, June 5 (Agency)", "The striker played well."]
    assert kept[-1] == "The army shelled Nawa."


def test_a_few_sentences_are_kept_whole() -> None:
    assert stretches("The fans sang. All went home.") == ["The fans sang.", "All went home."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gen. Ali left. He will return.", 2),
        ("The U.S. Army left Nawa. It rained.", 2),
        ("On Sept. 4 they met. They left.", 2),
        ("Who fired? Nobody knows.", 2),
        ("“They fled.” He wept.", 2),
    ],
)
def test_short_forms_end_no_sentence(text: str, count: int) -> None:
    assert len(list(sentences(text, split_passages(text)))) == count


@given(st.text(alphabet="ab.? A\n\"'killed shelled", max_size=200))
def test_stretches_lie_in_the_text_one_after_another(text: str) -> None:
    kept = telling_stretches(text, split_passages(text), WORDS, 0.0)
    flat = [offset for stretch in kept for offset in stretch]
    assert flat == sorted(flat)
    assert all(start < end <= len(text) for start, end in kept)
    seen = only(text, kept)
    assert len(seen) == len(text)
    assert all(seen[start:end] == text[start:end] for start, end in kept)
    assert seen.count("\n") == text.count("\n")


def test_the_shipped_words_pass_over_sport_and_weather_and_keep_war() -> None:
    words = load_telling_words("en")
    assert words is not None

    def score(sentence: str) -> float:
        return words.score(words_of(sentence))

    war = score("Gunmen killed four officers in an attack on a police post near Kano.")
    assert war > score("The striker scored twice as the home side won the cup final.")
    assert war > score("Rain is expected in the north on Sunday, with sun in the south.")


def test_a_score_at_the_threshold_does_not_hang_on_the_order_of_words() -> None:
    words = TellingWords(-3.3, {"a": 0.1, "b": 0.2, "c": 0.4, "d": 0.7})
    assert words.score(frozenset("abc")) == words.score(frozenset("d")) == -2.6


def test_a_users_own_verb_tells_in_every_form() -> None:
    words = WORDS.and_lemmas(["drone", "parley"])
    assert words.score(words_of("They droned on.")) == float("inf")
    assert words.score(words_of("Parleys were held.")) == float("inf")
    assert words.score(words_of("They drank tea.")) < 0


def test_a_language_without_weights_is_read_whole() -> None:
    assert load_telling_words("xx") is None

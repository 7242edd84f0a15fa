"""What the trained reader adds to a status, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.events.status.factuality import Judged, classify_status
from sayso.events.status.second_opinion import factuality_of, second_opinion
from sayso.lexicons.words.factuality import value_of
from sayso.lexicons.words.operators import load_operators
from sayso.records.event import Certainty, Status
from tests.events.reading import read_marked
from tests.hand_tags import MODEL, hand_tags

PLAIN = "Rebels {trigger|burned} the mill."
DENIED = "Rebels did not {trigger|burn} the mill."
PLANNED = "Rebels plan to {trigger|burn} the mill."


def judge(marked: str, *, value: float, statuses: dict[str, float] | None = None) -> Judged:
    parsed, (trigger,) = read_marked(marked)
    words = classify_status(parsed, trigger, (), load_operators())
    tags = hand_tags(parsed.document.text, statuses=statuses, value=value)
    return second_opinion(words, tags, trigger)


def test_without_the_reader_rules_stand() -> None:
    parsed, (trigger,) = read_marked(PLAIN)
    words = classify_status(parsed, trigger, (), load_operators())
    assert second_opinion(words, None, trigger) is words


@pytest.mark.parametrize(
    ("marked", "value", "status", "certainty"),
    [
        (PLAIN, 2.9, "occurred", "certain"),
        (PLAIN, 1.2, "occurred", "probable"),
        (PLAIN, -1.0, "occurred", "possible"),
        (DENIED, -2.5, "negated", "certain"),
        (DENIED, 1.5, "negated", "probable"),
        (DENIED, 2.8, "negated", "possible"),
        (PLANNED, -2.0, "planned", "certain"),
    ],
)
def test_a_far_value_lowers_certainty_and_no_more(
    marked: str, value: float, status: str, certainty: str
) -> None:
    judged = judge(marked, value=value)
    assert (judged.status.value, judged.certainty.value) == (status, certainty)
    assert (judged.provenance.model is None) is (certainty == "certain")


def test_a_doubt_says_what_the_words_said() -> None:
    judged = judge(DENIED, value=2.8)
    assert judged.provenance.rule is not None
    assert "not" in judged.provenance.reason
    assert "2.8" in judged.provenance.reason


def test_a_doubt_never_makes_surer() -> None:
    parsed, (trigger,) = read_marked(PLAIN)
    words = classify_status(parsed, trigger, (), load_operators())
    unsure = replace(words, certainty=Certainty.POSSIBLE)
    tags = hand_tags(parsed.document.text, value=1.2)
    assert second_opinion(unsure, tags, trigger).certainty is Certainty.POSSIBLE


def test_where_no_word_decides_a_sure_reader_does_and_says_so() -> None:
    judged = judge(PLAIN, value=2.0, statuses={"planned": 0.9, "occurred": 0.1})
    assert judged.status is Status.PLANNED
    assert judged.aux == ("future",)
    assert judged.provenance.model == MODEL
    assert "0.90" in judged.provenance.reason
    assert "occurred" in judged.provenance.reason


def test_an_unsure_reader_decides_nothing() -> None:
    judged = judge(PLAIN, value=2.9, statuses={"planned": 0.7, "occurred": 0.3})
    assert (judged.status, judged.provenance.model) == (Status.OCCURRED, None)


def test_words_that_decide_are_not_overruled() -> None:
    judged = judge(PLANNED, value=2.9, statuses={"threatened": 1.0})
    assert (judged.status, judged.provenance.model) == (Status.PLANNED, None)


def test_factuality_blends_both_and_names_them() -> None:
    parsed, (trigger,) = read_marked(PLAIN)
    judged = classify_status(parsed, trigger, (), load_operators())
    told = value_of(judged.status, judged.certainty)
    assert factuality_of(judged, None, trigger).value == told
    found = factuality_of(judged, hand_tags(parsed.document.text, value=1.0), trigger)
    assert 1.0 < found.value < told
    assert found.provenance.model == MODEL
    assert "1.00" in found.provenance.reason


def test_every_status_has_a_value_on_the_scale() -> None:
    for status in Status:
        for certainty in Certainty:
            assert -3 <= value_of(status, certainty) <= 3
    assert value_of(Status.NEGATED, Certainty.CERTAIN) < 0

"""The shipped networks: small enough; what they say fits their names and hangs on one text."""

from __future__ import annotations

import pytest

import sayso
from sayso.analysis.sessions import FOLDER
from sayso.analysis.tagger import tag
from sayso.analysis.typer import judge, load_kinds

TEXT = (
    "Rebels shelled the port on Monday, the army said. The minister denied that it had happened."
)
LARGEST = 40_000_000


def test_all_networks_together_keep_their_limit() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < LARGEST


def test_every_word_gets_the_probabilities_of_every_head() -> None:
    tags = tag(TEXT)
    for window in tags.windows:
        for head, labels in tags.heads.tags.items():
            assert window.tags[head].shape == (len(window.words), len(labels))
            assert window.tags[head].sum(axis=1) == pytest.approx(1.0, abs=1e-5)
        assert set(window.arcs) == set(tags.heads.arcs)


def test_cues_and_their_words_are_marked() -> None:
    text = "The spokesman said that rebels had shelled the port. The minister told reporters so."
    marked = [text[span.start : span.end] for span in tag(text).spans("cue")]
    assert marked == ["said", "told"]


def test_what_is_said_of_a_text_does_not_hang_on_texts_before_it() -> None:
    first = tag(TEXT).label("event", 7, 14)
    tag("Another text entirely, with other words in it.")
    assert tag(TEXT).label("event", 7, 14) == first


def test_the_judge_tells_a_deed_from_a_figure_of_speech() -> None:
    deed = judge("Rebels shelled the port of Latakia.", {"trigger": [(7, 14)]})
    figure = judge("The striker shelled the goal all night.", {"trigger": [(12, 19)]})
    assert deed.best == "ASSAULT"
    assert deed.nothing < 0.1
    assert figure.nothing > 0.5
    assert sum(deed.kinds.values()) + deed.nothing == pytest.approx(1.0, abs=1e-5)
    assert set(deed.statuses) == set(load_kinds().statuses)


def test_without_the_model_rules_alone_decide() -> None:
    reading = sayso.read(TEXT, lang="en", published="2016-08-03", model=False)
    told = [p for event in reading.events for p in event.provenance.values()]
    told += [attribution.provenance for attribution in reading.attributions]
    assert told
    assert all(provenance.model is None for provenance in told)

"""The twin of a text that the parser sees: of equal length, without what is no word."""

from __future__ import annotations

import pytest

import sayso
from sayso.analysis.model import parse
from sayso.segment.passages import split_passages


@pytest.mark.parametrize(
    "text",
    [
        "🏥 Army planes bombed the clinic.",
        "⚡️ Army planes bombed the clinic 🔥",
        "🇱🇾 Army planes bombed the clinic.",
    ],
)
def test_emoji_are_no_words(text: str) -> None:
    doc = parse(text, split_passages(text))
    assert len(doc.text) == len(text)
    read = sayso.read(text, published="2031-05-03", model=False)
    (event,) = read.events
    assert [actor.text for actor in event.actors] == ["Army planes"]
    assert text[event.start : event.end] == event.quote

"""Pronouns that stand for bodies without a name."""

from __future__ import annotations

import pytest

from sayso.linking.actors import link_actors
from sayso.mentions.actors.find import find_actors
from tests.mentions.scenes import lexicon, parsed


@pytest.mark.parametrize(
    ("text", "words", "antecedent"),
    [
        ("The militia released the pilots it had captured.", "it", "The militia"),
        ("The brigade said it had lost ten men.", "it", "The brigade"),
        ("The spokesman said it had rained.", "it", None),
    ],
)
def test_it_stands_for_a_body_and_no_person(text: str, words: str, antecedent: str | None) -> None:
    report = parsed(text, "2016-08-03")
    mentions = link_actors(report, find_actors(report, lexicon()), lexicon())
    spans = {mention.id: mention.span.quote for mention in mentions}
    found = [spans[m.antecedent] for m in mentions if m.span.quote == words and m.antecedent]
    assert found == ([antecedent] if antecedent else [])

"""The chain of voices that an event rests on: order, hedges within, no voice twice."""

from __future__ import annotations

import pytest

import sayso


def chains(text: str) -> list[list[tuple[str | None, str]]]:
    return [
        [(a.source.text if a.source else None, a.stance) for a in event.attribution]
        for event in sayso.read(text, lang="en").events
        if event.event_type == "ASSAULT"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The radio, quoting a rebel source, said that guards had shot two farmers.",
            [("The radio", "asserts"), ("a rebel source", "accuses")],
        ),
        ("Two farmers were reportedly shot.", [(None, "asserts")]),
        (
            "The army said it believed that smugglers had shot two farmers.",
            [("it", "suspects")],
        ),
        ("Guards shot two farmers.", []),
    ],
)
def test_whose_word_a_deed_rests_on(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert chains(text) == [expected]

"""Weapons: the longest expression, behind its measure, and the mode that it makes."""

from __future__ import annotations

import pytest

from sayso.events.circumstances.weapons import find_weapons
from sayso.events.triggers.find import find_triggers
from sayso.lexicons.rules.event_rules import EventRules
from sayso.records.reading import Annotations
from tests.events.reading import parse_report

RULES = EventRules.load("en")


@pytest.mark.parametrize(
    ("text", "words", "modes"),
    [
        ("A sticky bomb killed a clerk.", ["sticky bomb"], ("explosives",)),
        ("The jet was shot down by a surface-to-air missile.", ["surface-to-air missile"],
         ("heavy-weapons",)),
        ("Eight sticks of dynamite destroyed the pylon.", ["dynamite"], ("explosives",)),
        ("He was stabbed with a kitchen knife.", ["kitchen knife"], ("primitive",)),
        ("FPV drones hit an ambulance.", ["FPV drones"], ("drone",)),
        ("Gunmen attacked the post with machine guns and mortars.",
         ["machine guns", "mortars"], ("firearms", "heavy-weapons")),
        ("The blast killed a clerk.", [], ()),
    ],
)  # fmt: skip
def test_weapons_of_a_clause(text: str, words: list[str], modes: tuple[str, ...]) -> None:
    parsed = parse_report(text, title=False)
    trigger = find_triggers(parsed, RULES, Annotations())[-1]
    spans, made = find_weapons(parsed, trigger, RULES.weapons)
    assert [span.quote for span in spans] == words
    assert made == modes

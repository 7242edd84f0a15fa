"""Other fields of life, verbs that need no proof of their sides, nouns that take up a deed."""

from __future__ import annotations

import pytest

from sayso.events.triggers.find import find_triggers
from sayso.lexicons.rules.event_rules import EventRules
from sayso.records.reading import Annotations
from tests.events.reading import parse_report

RULES = EventRules.load()


def quotes(text: str) -> list[str]:
    found = find_triggers(parse_report(text, title=False), RULES, Annotations())
    return [text[t.start : t.end] for t in found]


@pytest.mark.parametrize(
    "text",
    [
        "Wolves killed nine lambs.",
        "Hyenas attacked a night watchman.",
        "Malaria kills young mothers.",
        "A comet bombarded the planet.",
        "The striker shot wide.",
    ],
)
def test_beasts_illness_sky_and_players_do_no_violence(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Soldiers attacked strikers at the gate.", "attacked"),
        ("Rustlers killed a herdsman and forty goats.", "killed"),
        ("Both sides shelled residential quarters.", "shelled"),
        ("Raiders torched three homesteads.", "torched"),
        ("Militiamen looted a relief depot.", "looted"),
        ("The generals imposed a night-time curfew.", "imposed a night-time curfew"),
    ],
)
def test_words_of_another_field_among_parties_to_a_war_refuse_nothing(
    text: str, verb: str
) -> None:
    assert quotes(text) == [verb]


def test_a_definite_noun_takes_up_a_deed_of_its_kind() -> None:
    assert quotes("A grenade exploded at the gate. The blast woke the town.")[-1] == "The blast"
    assert quotes("A pipe burst at the gate. The blast woke the town.") == []


def test_a_noun_that_says_of_what_it_is_takes_up_nothing() -> None:
    told = quotes("The rebels freed six nurses. The release of the album was put off.")
    assert told == ["freed"]

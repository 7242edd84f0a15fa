"""Whole names of people: the report has in full what the recorder saw in part."""

from __future__ import annotations

from sayso.merging.names import names_at
from tests.merging.scene import BODY_RULE, PERSON_RULE, Scene

TEXT = "Mayor Juan Carlos Ruiz left Vado. Ruiz was shot. The Vado Guard denied it."


def named(words: str) -> list[str]:
    """The names that a report has for the person at the last occurrence of some words."""
    scene = Scene(TEXT)
    person = {"name": "Juan Carlos Ruiz", "provenance": PERSON_RULE}
    scene.actor("Mayor Juan Carlos Ruiz", **person)
    scene.span("Ruiz")  # the first stands in the whole name
    scene.actor("Ruiz", **person)
    scene.actor("Vado Guard", name="Vado Guard", provenance=BODY_RULE)
    start = TEXT.rindex(words)
    found = names_at(scene.annotations().actors, start, start + len(words))
    return [TEXT[begin:end] for begin, end in found]


def test_a_part_of_a_name_stands_for_all_of_it_without_the_title() -> None:
    assert named("Ruiz") == ["Juan Carlos Ruiz", "Ruiz"]
    assert named("Juan") == ["Juan Carlos Ruiz", "Ruiz"]


def test_a_title_alone_is_no_name() -> None:
    assert named("Mayor") == []


def test_bodies_and_other_words_are_no_people() -> None:
    assert named("Guard") == []
    assert named("shot") == []

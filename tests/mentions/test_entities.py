"""Entities: what rules propose, what they are, and how the trained reader changes the choice."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.words.entity_words import load_entity_words
from sayso.mentions.actors.find import find_actors
from sayso.mentions.entities.candidates import Known
from sayso.mentions.entities.find import find_entities
from sayso.mentions.places.find import find_places
from sayso.mentions.times.find import find_times
from sayso.pipeline.reading.stages import load_lexicons
from tests.events.reading import parse_report
from tests.hand_tags import MODEL, hand_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.entity import EntityMention


def entities(text: str, *, tagged: Sequence[tuple[str, str]] | None = None) -> list[EntityMention]:
    parsed = parse_report(text, title=False)
    if tagged is not None:
        parsed = replace(parsed, tags=hand_tags(text, entities=tagged))
    lexicons = load_lexicons("en", ())
    known = Known(
        actors=tuple(find_actors(parsed, lexicons.actors)),
        places=tuple(find_places(parsed, lexicons.gazetteer)),
        dates=tuple(find_times(parsed)),
    )
    return find_entities(parsed, known, lexicons.actors, load_entity_words("en"))


def named(found: Sequence[EntityMention]) -> set[tuple[str, str]]:
    return {(one.span.quote, one.kind.value) for one in found}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The militia shelled the port.", "The militia", "Organisation"),
        ("The militia shelled the port.", "the port", "Location"),
        ("Rebels left Aleppo on Monday.", "Aleppo", "Location"),
        ("Rebels left Aleppo on Monday.", "Monday", "Temporal"),
        ("We shelled the city of Raqqa.", "the city of Raqqa", "Location"),
        ("We shelled the city of Raqqa.", "We", "Organisation"),
        ("He was wounded near Tabqa, Syria.", "He", "Person"),
        ("He was wounded near Tabqa, Syria.", "Tabqa, Syria", "Location"),
        ("A spokesman showed seven rifles.", "A spokesman", "Person"),
        ("A spokesman showed seven rifles.", "rifles", "Weapon"),
        ("A spokesman showed seven rifles.", "seven", "Quantity"),
        ("At least 40 fighters fled.", "At least 40", "Quantity"),
        ("More than 40 fighters fled.", "40", "Quantity"),
        ("Two warplanes circled over the town.", "warplanes", "MilitaryPlatform"),
        ("The army issued a statement.", "a statement", "DocumentReference"),
        ("The envoy promised $3 million.", "$3 million", "Money"),
    ],
)
def test_rules_tell_what_words_stand_for(text: str, words: str, kind: str) -> None:
    assert (words, kind) in named(entities(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The militia denied everything.", "everything"),
        ("More than 40 fighters fled.", "More"),
        ("It rained.", "It"),
    ],
)
def test_rules_leave_alone_what_is_nothing(text: str, words: str) -> None:
    assert words not in {quote for quote, _ in named(entities(text))}


def test_an_entity_points_to_the_record_of_its_words() -> None:
    by_words = {one.span.quote: one for one in entities("Rebels left Aleppo on Monday.")}
    assert (by_words["Rebels"].of or "").startswith("a")
    assert (by_words["Aleppo"].of or "").startswith("p")
    assert (by_words["Monday"].of or "").startswith("t")
    assert by_words["Aleppo"].provenance.rule == "en.entities.place"


def test_entities_never_overlap_and_follow_the_text() -> None:
    text = (
        "The heads of the tribes of Anbar, Iraq, met six officers of the army in Mosul on Monday."
    )
    found = entities(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert len(found) > 4


def test_the_reader_adds_what_no_rule_sees_and_says_how_sure_it_is() -> None:
    text = "The Zharkovites fled by night."
    added = [("The Zharkovites", "Organisation")]
    (one,) = [e for e in entities(text, tagged=added) if e.span.quote == "The Zharkovites"]
    assert one.kind.value == "Organisation"
    assert one.provenance.model == MODEL
    assert "0.90" in one.provenance.reason


def test_the_reader_drops_what_it_is_sure_is_none() -> None:
    text = "The reports angered the crowd."
    assert "The reports" in {q for q, _ in named(entities(text))}
    assert named(entities(text, tagged=[])) == set()


def test_a_word_is_not_cut() -> None:
    text = "Fighters of al-Nusra fled."
    found = named(entities(text, tagged=[("al", "Organisation"), ("Nusra", "Organisation")]))
    assert not {"al", "Nusra"} & {quote for quote, _ in found}

"""Whose an army, a government or "its forces" are when the phrase itself names no owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.linking.actors import link_actors
from sayso.mentions.actors.find import find_actors
from sayso.mentions.places.find import find_places
from sayso.mentions.places.people_or_places import without_places
from tests.mentions.scenes import lexicon, parsed

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.records.mention import ActorMention

GAZETTEER = Gazetteer.open()


def read(report: Parsed) -> list[ActorMention]:
    places = find_places(report, GAZETTEER)
    found = without_places(report, find_actors(report, lexicon()), places, lexicon())
    return link_actors(report, found, lexicon(), places)


def owner(text: str, words: str) -> tuple[str | None, str | None]:
    report = parsed(text)
    mention = next(m for m in read(report) if m.span.quote == words)
    return mention.name, mention.country


@pytest.mark.parametrize(
    ("text", "words", "name", "country"),
    [
        ("Syria said that its forces had retaken the town.", "its forces",
         "Syrian Armed Forces", "SYR"),
        ("The Turkish military said its jets hit a depot.", "its jets",
         "Turkish Armed Forces", "TUR"),
        ("The Taliban said their fighters killed ten men.", "their fighters", "Taliban", "AFG"),
        ("Gaddafi vowed that his forces would fight.", "his forces", "Libyan Armed Forces", "LBY"),
        ("Israel said its allies had been told.", "its allies", None, None),
        ("Hamas said its supporters and their families were safe.", "their families", None, None),
    ],
)  # fmt: skip
def test_possessive_pronouns_give_their_antecedents_country(
    text: str, words: str, name: str | None, country: str | None
) -> None:
    assert owner(text, words) == (name, country)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The government will extend the curfew in Jamaica.", "The government", "JAM"),
        ("BAMAKO - Gunmen attacked a camp near the border with Mauritania, the army said.",
         "the army", "MLI"),
        ("Two bombs exploded in Baghdad. Police said ten died.", "Police", "IRQ"),
        ("Rebels left Kiev. The president thanked the troops in Ukraine.", "The president", "UKR"),
        ("Kerry said the government had used gas in Syria.", "the government", None),
        ("India and Pakistan exchanged fire. The army said one man died.", "The army", None),
        ("Russian jets bombed Aleppo. Moscow said the army advanced in Syria.", "the army", None),
        ("The occupiers shelled Kharkiv in Ukraine.", "The occupiers", None),
        ("The president of the club left Lima, Peru.", "The president", None),
    ],
)  # fmt: skip
def test_unowned_bodies_are_of_the_state_that_the_report_is_about(
    text: str, words: str, country: str | None
) -> None:
    assert owner(text, words)[1] == country


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Interior Minister Ann Oloo spoke. Kenyan police left Nairobi.",
         "Interior Minister Ann Oloo", "KEN"),
        ("The mayor and his deputy minister, General Ivo Pek, left Guatemala.",
         "General Ivo Pek", "GTM"),
        ("Ambassador Tom Hill left. Kenyan police are in Nairobi.", "Ambassador Tom Hill", None),
        ("Colonel Ivo Pek and Kenyan police met in Lima. He left Peru.", "Colonel Ivo Pek", None),
    ],
)  # fmt: skip
def test_people_with_an_office_at_home_are_of_the_state_of_the_report(
    text: str, words: str, country: str | None
) -> None:
    assert owner(text, words)[1] == country


def test_towns_that_the_model_takes_for_people_are_no_actors() -> None:
    report = parsed("Gaddafi's forces bombed Misrata and Bani Walid.")
    assert [m.span.quote for m in read(report)] == ["Gaddafi's forces"]

"""Parts of cities: "the Sheikh Maqsoud district of Aleppo", "Cairo's Tahrir Square"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.places.words import load_place_words
from sayso.lexicons.words.grammar import grammar
from sayso.mentions.places.choice import Choice
from sayso.mentions.places.extent import with_kind_and_part
from sayso.mentions.places.records import to_district

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.lexicons.places.words import PlaceWords
    from sayso.mentions.places.name import Name
    from sayso.records.mention import PlaceMention


def city_around(
    parsed: Parsed, names: list[Name], choices: list[Choice], at: int
) -> Choice | None:
    """The city of "the Sheikh Maqsoud district of Aleppo" and "Cairo's Tahrir Square"."""
    doc, name = parsed.doc, names[at]
    end = with_kind_and_part(doc, name, load_place_words(parsed.document.language))[1]
    beside = None
    if (
        at + 1 < len(names)
        and names[at + 1].start == end + 1
        and (
            doc[end].lower_ in grammar("part_of")
            or (doc[end].text == "," and name.kind is not None)
        )
    ):
        beside = choices[at + 1]
    elif at and name.start - names[at - 1].end == 1 and doc[name.start - 1].tag_ == "POS":
        beside = choices[at - 1]
    place = beside.candidate if beside else None
    return beside if place is not None and place.precision == "exact" else None


def is_district(name: Name, choice: Choice, city: Choice, words: PlaceWords) -> bool:
    """Whether a name is of a part of a city: called one, and no town of its own there."""
    place, town, kind = choice.candidate, city.candidate, name.kind
    if kind is not None and kind.group == "settlement" and not words.has("quarter", kind.word):
        return False
    if place is not None and town is not None and place.population > town.population:
        return False
    if town is None or place is None or (place.precision == "exact" and not _is_near(place, town)):
        return kind is not None or place is None
    if place.precision == "exact":
        return kind is not None and place.id < 0
    return place.precision == "admin2" and place.country != town.country


def _is_near(place: Candidate, town: Candidate) -> bool:
    return (place.country, place.admin1) == (town.country, town.admin1)


def place_district(
    parsed: Parsed, name: Name, choice: Choice, city: Choice, words: PlaceWords
) -> PlaceMention:
    """A part of a city, at its own point where that is known, else at the city's."""
    town, place = city.candidate, choice.candidate
    assert town is not None
    sure = place is not None and (place.origin or (place.id < 0 and _is_near(place, town)))
    own = place if place is not None and sure else town
    why = choice.reason if own is place and place.origin else city.reason
    local = Choice(own, f"a part of {town.name}, which the text names beside it ({why})")
    return to_district(parsed, name, local, town.name, words)

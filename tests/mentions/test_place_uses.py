"""What words for places do: say where, belong to another name, stand for a people."""

from __future__ import annotations

import pytest

from sayso.records.mention import EVENT_USES, PlaceUse
from tests.mentions.test_places import read_all


def uses(text: str) -> dict[str, str]:
    """The names of places of a text with what they do."""
    return {(m.toponym or m.span).quote: m.use.value for m in read_all(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell in northern Syria.", "Syria"),
        ("Fighting spread in Idlib province.", "Idlib"),
        ("Flooding hit Polk County in Iowa.", "Polk County"),
        ("Boats were lost on Lake Victoria.", "Lake Victoria"),
        ("Soldiers guard Mosul airport in Iraq.", "Mosul"),
        ("Wounded men were taken to Sirte Central Hospital.", "Sirte"),
        ("A truck burned on Harrow Street near the depot.", "Harrow Street"),
        ("Crews searched the Tuckahoe River for the boat.", "Tuckahoe River"),
        ("The road ends at County Road 52 near the mill.", "County Road 52"),
    ],
)
def test_the_name_within_the_words_for_a_place(text: str, name: str) -> None:
    assert name in uses(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Homs Military Council met in Homs, Syria.", "Homs"),
        ("Toledo Police arrested two men in Toledo, Ohio.", "Toledo"),
        ("The Chicago City Council voted on Monday.", "Chicago"),
        ("The Texas Department of Transportation closed the bridge.", "Texas"),
        ("They met at the corner of 14th Street and Cole-Marsh Road.", "Cole-Marsh Road"),
    ],
)
def test_names_that_place_no_event(text: str, name: str) -> None:
    found = [m for m in read_all(text) if (m.toponym or m.span).quote == name]
    assert any(m.use is PlaceUse.ASSOCIATED for m in found)
    assert all(m.lat is None for m in found if m.use not in EVENT_USES)


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The Syrian army left.", "Syrian", "SYR"),
        ("Six Sri Lankan sailors drowned.", "Sri Lankan", "LKA"),
        ("Most Texans stayed at home.", "Texans", "USA"),
        ("The South Ossetian leader spoke.", "South Ossetian", "GEO"),
        ("Many Europeans watched.", "Europeans", None),
        ("The EU condemned the attack.", "EU", None),
    ],
)
def test_a_people_a_union_and_an_adjective_name_a_place(
    text: str, words: str, country: str | None
) -> None:
    mention = next(m for m in read_all(text) if m.span.quote == words)
    assert mention.use is PlaceUse.PEOPLE
    assert mention.country == country
    assert mention.lat is None
    assert mention.centre is not None


@pytest.mark.parametrize(
    "text",
    [
        "Sarah English spoke first.",
        "May Brown thanked the Reading Club.",
        "The General spoke to the Free Officers.",
        "She plays for the Single Mothers Choir.",
        "Clashes between Dinka and Murle youths left nine dead.",
    ],
)
def test_names_of_people_and_common_words_are_no_places(text: str) -> None:
    assert not uses(text)


def test_a_capital_without_its_name_is_a_description_beside_its_adjective() -> None:
    assert uses("A bomb went off in the Syrian capital.") == {
        "Syrian": "people",
        "Syrian capital": "description",
    }

"""Places: which words name one, which of its namesakes is meant, and how finely it is told."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.mentions.places.find import find_places
from sayso.records.document import Document
from sayso.records.mention import EVENT_USES
from sayso.segment.passages import split_passages

if TYPE_CHECKING:
    from sayso.records.mention import PlaceMention

GAZETTEER = Gazetteer.open()
POINTS = {"exact", "near"}


def read_all(text: str) -> list[PlaceMention]:
    """All mentions of places, whatever their use."""
    document = Document(
        id="d1", report="r1", address="r1", text=text, sha256_bytes="0", sha256_text="0",
        media_type="text/plain",
    )  # fmt: skip
    passages = tuple(split_passages(text))
    return find_places(Parsed(document, passages, parse(text, passages)), GAZETTEER)


def read(text: str) -> list[PlaceMention]:
    """The mentions that may be an event's place."""
    return [mention for mention in read_all(text) if mention.use in EVENT_USES]


def shown(text: str) -> dict[str, tuple[str | None, str | None, str]]:
    """The places of a text by their words: country, name and precision."""
    return {m.span.quote: (m.country, m.name, m.precision.value) for m in read(text)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Mortars hit Homs in Syria.", "Homs", ("SYR", "Homs", "exact")),
        ("Rebels hold a base near Homs in Syria.", "Homs", ("SYR", "Homs", "near")),
        ("A mine exploded outside Sirte, Libya.", "Sirte", ("LBY", "Sirte", "near")),
        ("A base 20 km north of Homs was hit.", "Homs", ("SYR", "Homs", "near")),
        ("Shells fell on the outskirts of Aleppo.", "Aleppo", ("SYR", "Aleppo", "near")),
        ("North of Idlib, gunmen shot dead five people.", "Idlib", ("SYR", "Idlib", "near")),
        ("They died 30 km north of Zarvun.", "Zarvun", (None, None, "near")),
        ("They died at Goma airport.", "Goma airport", ("COD", "Goma", "near")),
        ("Two fell not far from Homs in Syria.", "Homs", ("SYR", "Homs", "near")),
        ("A bomb blew up in the heart of Homs, Syria.", "Homs", ("SYR", "Homs", "exact")),
        ("Jets struck northern Syria.", "northern Syria", ("SYR", "Syria", "area")),
        ("Fighting spread in Idlib province.", "Idlib province", ("SYR", "Idlib", "admin1")),
        ("Troops entered Darfur in Sudan.", "Darfur", ("SDN", "Darfur", "area")),
        ("A tanker burned in the Red Sea.", "Red Sea", (None, "Red Sea", "water")),
        ("A boat sank off the Libyan coast.", "Libyan coast", ("LBY", "Libya", "water")),
        ("A boat sank off the coast of Yemen.", "Yemen", ("YEM", "Yemen", "water")),
        ("Troops massed on the Syrian coast.", "Syrian coast", ("SYR", "Syria", "area")),
        ("Troops hold Mosul airport in Iraq.", "Mosul airport", ("IRQ", "Mosul", "near")),
        (
            "A ship was hit off the coast of Hodeidah, Yemen.",
            "Hodeidah",
            ("YEM", "Hodeidah", "water"),
        ),
        ("Rockets fell near the capital, Damascus.", "Damascus", ("SYR", "Damascus", "near")),
        ("A mine exploded near the town of Sirte, Libya.", "Sirte", ("LBY", "Sirte", "near")),
        ("A soldier died in the village of Mbalu.", "Mbalu", (None, None, "exact")),
        ("Their post at Kanamaya came under fire.", "Kanamaya", (None, None, "exact")),
    ],
)
def test_how_finely_a_place_is_told(
    text: str, words: str, expected: tuple[str | None, str, str]
) -> None:
    assert shown(text)[words] == expected


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("A bomb went off in the Syrian capital.", "Syrian capital", "Damascus"),
        ("Libya's capital was shelled.", "capital", "Tripoli"),
        ("Rebels seized the capital of Yemen.", "capital", "Sanaa"),
        ("Fighting in Sudan spread to the capital.", "capital", "Khartoum"),
    ],
)
def test_a_capital_needs_no_name(text: str, words: str, name: str) -> None:
    assert shown(text)[words][1:] == (name, "exact")


@pytest.mark.parametrize(
    "text",
    [
        "He asked for capital punishment in Iraq.",
        "Lashkar Gah, the provincial capital of Helmand, was hit.",
        "Gunmen struck in the Israeli capital.",
        "An explosion rocked the Afghan capital, Kabul.",
        "The company in Libya lost its capital.",
    ],
)
def test_a_capital_that_is_none_or_is_named(text: str) -> None:
    assert not any("capital" in words for words in shown(text))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The army shelled Debaa in Syria.", "Debaa", "Dabaa"),
        ("Fighters held Karabilah and Husaybah in Iraq.", "Karabilah", "Karabilah"),
        ("A van burned between Palmyra and Sukhna in Syria.", "Sukhna", "Sukhnah"),
        ("He was shot in Tripoli, Lebanon's second city.", "Tripoli", "Tripoli"),
        ("Since Friday, shelling of Kherson has killed nine.", "Kherson", "Kherson"),
        ("Israeli strikes on Khan Younis and Rafah killed six Palestinians.", "Rafah", "Rafah"),
        ("Forces attacked Tripoli's Mitiga airport.", "Mitiga airport", "Tripoli - Mitiga"),
        ("Syrian jets struck the Damascus suburb of Douma.", "Douma", "Douma"),
    ],
)
def test_towns_that_the_parser_takes_for_something_else(text: str, words: str, name: str) -> None:
    assert shown(text)[words][1] == name


def test_a_village_beside_a_city_is_no_part_of_it() -> None:
    names = [
        name for _, name, _ in shown("Jets hit the village of Salma in Latakia, Syria.").values()
    ]
    assert "Salma" in names


@pytest.mark.parametrize(
    "text", ["The army shelled Hassan in Syria.", "Ties between Obama and Putin over Syria broke."]
)
def test_people_are_no_towns(text: str) -> None:
    assert set(shown(text)) == {"Syria"}


@pytest.mark.parametrize(
    "text",
    [
        "Rebels cut the road from Misrata to Sirte in Libya.",
        "The highway between Misrata and Sirte was shelled.",
        "A convoy burned on the Misrata-Sirte highway.",
    ],
)
def test_the_two_ends_of_a_road_are_an_area(text: str) -> None:
    ends = [m for m in read(text) if m.name in {"Misrata", "Sirte"}]
    assert [m.precision.value for m in ends] == ["area", "area"]
    assert all(m.lat is None for m in ends)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Sheikh Maqsoud district of Aleppo was shelled.", "Aleppo - Sheikh Maqsoud"),
        ("Crowds met in Cairo's Tahrir Square.", "Cairo - Tahrir Square"),
        ("Residents fled the Karrada district in Baghdad.", "Baghdad - Karrada"),
    ],
)
def test_a_part_of_a_city_is_the_city_and_its_name(text: str, name: str) -> None:
    (part,) = [m for m in read(text) if m.name == name]
    assert part.precision == "exact"
    assert part.lat is not None
    assert "a part of" in part.provenance.reason


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Militias fought in Tripoli, and Libya's premier left.", "Tripoli", "LBY"),
        ("Militias fought in Tripoli, and the Lebanese army moved in.", "Tripoli", "LBN"),
        ("Syrian rebels left Al-Qusayr after shelling.", "Al-Qusayr", "SYR"),
        ("Police in Al-Qusayr said that Egyptian divers were safe.", "Al-Qusayr", "EGY"),
        ("American and UN envoys met for talks in Geneva.", "Geneva", "CHE"),
        ("Police in Geneva, Illinois, arrested two Americans.", "Geneva", "USA"),
        ("Georgia and Russia exchanged fire near Gori.", "Georgia", "GEO"),
        ("Police in Macon, Alabama and Georgia, told Americans.", "Georgia", "USA"),
        ("Virginia and Kentucky sent the National Guard.", "Virginia", "USA"),
        ("Officials in Washington said that US jets had flown.", "Washington", "USA"),
    ],
)
def test_the_report_decides_between_namesakes(text: str, words: str, country: str) -> None:
    assert shown(text)[words][0] == country


@pytest.mark.parametrize(
    "text", ["A bomb exploded in San Pedro.", "Shots were heard in Al-Qusayr."]
)
def test_what_the_report_leaves_open_stays_open(text: str) -> None:
    (place,) = read(text)
    assert (place.name, place.country, place.geonameid, place.lat) == (None, None, None, None)
    assert "may be" in place.provenance.reason


def test_a_place_told_once_is_the_same_throughout() -> None:
    first, *_, last = read("Police in Geneva, Illinois, spoke. A man was shot in Geneva.")
    assert first.geonameid == last.geonameid
    assert "elsewhere" in last.provenance.reason


@pytest.mark.parametrize(
    ("words", "code"), [("USA", "USA"), ("France", "FRA"), ("US", "USA"), ("Jordan", "JOR")]
)
def test_a_country_is_never_a_hamlet(words: str, code: str) -> None:
    (place,) = list(read(f"British and French jets flew from {words} on Monday."))
    assert (place.country, place.precision.value) == (code, "country")
    assert (place.lat, place.lon) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "Syrian and Libyan officials met Germans.",
        "Michael Jordan won, and Jordan said he was glad.",
        "The EU and ISIL were discussed on Monday.",
        "The Aleppo Media Center said it was true.",
        "In May the Ministry of Defence issued a report.",
        "He works at Venezuela Boulevard and Lincoln Avenue.",
    ],
)
def test_words_that_name_no_place(text: str) -> None:
    assert not [m for m in read(text) if m.name is not None]


def test_a_dateline_names_its_place_and_no_agency() -> None:
    places = read("BEIRUT, June 5 (EFE) -- Shells hit Hama in Syria on Monday.")
    assert [m.span.quote for m in places] == ["BEIRUT", "Hama", "Syria"]


def test_capitals_throughout_are_read_as_well() -> None:
    text = "GUERRILLAS ATTACKED A POLICE STATION IN SOYAPANGO, EL SALVADOR, ON MONDAY."
    assert shown(text) == {
        "SOYAPANGO": ("SLV", "Soyapango", "exact"),
        "EL SALVADOR": ("SLV", "El Salvador", "country"),
    }


NAMES = ("Aleppo", "northern Syria", "Idlib province", "the USA", "Kyiv’s", "Tripoli", "Jobar")
FRAMES = ("Rebels took {}.", "Near {}, two died.", "“We left {}” he said.", "FROM {} TO {}\n\n")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(FRAMES), st.sampled_from(NAMES)), min_size=1, max_size=5)
)
def test_mentions_quote_the_text_in_order_and_points_are_only_of_points(
    sentences: list[tuple[str, str]],
) -> None:
    text = " ".join(frame.replace("{}", name) for frame, name in sentences)
    places = read(text)
    for m in places:
        assert text[m.span.start : m.span.end] == m.span.quote
        assert m.span.start <= m.head < m.span.end
        assert m.lat is None or m.precision.value in POINTS
        assert (m.lat is None) == (m.lon is None)
        assert m.provenance.reason
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(places))
    assert places == read(text)

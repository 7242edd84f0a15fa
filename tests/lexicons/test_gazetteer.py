"""Look-up of places: spellings, consonants, towns that the sources lack, nationalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicons.files.load import DATA, DataFileError
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.lexicons.places.toponyms import fold, plain_name, skeleton

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("spellings", "country"),
    [
        (("Al-Qusayr", "Qusair", "Al Quşayr", "AL-QUSEIR"), "SYR"),
        (("Raqqa", "Ar-Raqqah", "Rakka", "al-Raqqa"), "SYR"),
        (("Kobani", "Kobanê", "Ayn al-Arab"), "SYR"),
        (("Deir ez-Zor", "Deir al-Zour", "Dayr az-Zawr"), "SYR"),
        (("Hodeidah", "Al-Hudaydah", "Hodeida"), "YEM"),
        (("Misrata", "Misurata", "Mişrātah"), "LBY"),
        (("Sirte", "Surt"), "LBY"),
        (("Kyiv", "Kiev"), "UKR"),
        (("Luhansk", "Lugansk"), "UKR"),
        (("Mekelle", "Mek'ele"), "ETH"),
        (("Kismayo", "Kismaayo"), "SOM"),
        (("El Fasher", "Al-Fashir"), "SDN"),
        (("Lashkar Gah", "Lashkargah"), "AFG"),
    ],
)
def test_spellings_of_one_town_agree(
    gazetteer: Gazetteer, spellings: tuple[str, ...], country: str
) -> None:
    found = [
        {c.id for c in gazetteer.candidates(s) if c.country == country and c.lat is not None}
        for s in spellings
    ]
    assert set.intersection(*found), dict(zip(spellings, found, strict=True))


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Salma", "SYR"), ("Ras Lanuf", "LBY"), ("Jobar", "SYR"), ("Bashiqa", "IRQ"),
        ("Marjah", "AFG"), ("Tawergha", "LBY"), ("Baghouz", "SYR"), ("Sednaya", "SYR"),
        ("Kafranbel", "SYR"), ("Chasiv Yar", "UKR"), ("Bagram", "AFG"), ("Dabiq", "SYR"),
    ],
)  # fmt: skip
def test_towns_that_the_sources_lack_are_there(
    gazetteer: Gazetteer, name: str, country: str
) -> None:
    first = gazetteer.candidates(name)[0]
    assert (first.country, first.precision) == (country, "exact")


def test_the_consonants_recover_a_romanisation_in_no_list(gazetteer: Gazetteer) -> None:
    found = gazetteer.candidates("Kfar Zeita")
    assert found[0].country == "SYR"
    assert found[0].likeness == 2


def test_consonants_are_asked_only_where_no_place_has_the_name(gazetteer: Gazetteer) -> None:
    assert {c.likeness for c in gazetteer.candidates("Aleppo")} <= {0, 1}
    assert gazetteer.candidates("Zzyzxqqplugh") == ()
    assert gazetteer.candidates("") == ()


@pytest.mark.parametrize(
    ("name", "code"), [("USA", "USA"), ("France", "FRA"), ("America", "USA"), ("Syria", "SYR")]
)
def test_a_country_is_among_the_places_of_its_name(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    states = [c for c in gazetteer.candidates(name) if c.precision == "country"]
    assert [c.country for c in states] == [code]


def test_divisions_countries_regions_and_waters_have_no_point(gazetteer: Gazetteer) -> None:
    for name in ("Idlib", "Syria", "Donbas", "Red Sea", "Virginia", "Darfur"):
        for c in gazetteer.candidates(name):
            assert (c.lat is None) == (c.precision != "exact"), c


@pytest.mark.parametrize(
    ("word", "code"), [("Syrian", "SYR"), ("Libyans", "LBY"), ("Afghan", "AFG"), ("Aleppo", None)]
)
def test_nationality_words_stand_for_countries(
    gazetteer: Gazetteer, word: str, code: str | None
) -> None:
    assert gazetteer.country_of(word) == code
    assert code is None or ((state := gazetteer.country(code)) and state.precision == "country")


def test_a_missing_table_says_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="install sayso with pip"):
        Gazetteer.open(tmp_path / "none.sqlite")


@given(st.text(max_size=30))
def test_folding_is_stable_and_plain(name: str) -> None:
    folded = fold(name)
    assert fold(folded) == folded
    assert folded.isascii()
    assert folded == folded.strip()


@given(st.text(alphabet="abdfghklmnqrstuwyz aeiou", max_size=20))
def test_an_article_does_not_change_a_skeleton(name: str) -> None:
    folded = fold(name)
    assert skeleton(f"al {folded}") == skeleton(folded)


def test_plain_names_keep_their_case() -> None:
    assert plain_name("Ḩalab") == "Halab"
    assert plain_name("‘Afrīn") == "Afrin"


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("Syrians", "Syria", "country"),
        ("Texan", "Texas", "admin1"),
        ("Londoners", "London", "exact"),
        ("European Union", "Europe", "area"),
        ("Scottish", "Scotland", "admin1"),
    ],
)
def test_a_people_stands_for_its_place(
    gazetteer: Gazetteer, words: str, name: str, precision: str
) -> None:
    place = gazetteer.people(words)
    assert place is not None
    assert (place.name, place.precision) == (name, precision)


def test_every_people_has_a_place_with_a_reference_point(gazetteer: Gazetteer) -> None:
    rows = (DATA / "places" / "peoples.tsv").read_text(encoding="utf-8").splitlines()
    listed = [line.split("\t")[2].split("|") for line in rows if line and line[0] not in "#p"]
    words = [word for cell in listed for word in cell]
    assert len(words) > 100
    places = {word: gazetteer.people(word) for word in words}
    assert not [word for word, place in places.items() if place is None or place.centre is None]


def test_no_word_for_a_people_is_unknown(gazetteer: Gazetteer) -> None:
    assert gazetteer.people("Monday") is None


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Licking County", "USA", 40.1, -82.5),
        ("Texas", "USA", 31.25, -99.25),
        ("Donbas", "UKR", 48.2, 38.2),
    ],
)
def test_a_division_or_region_has_a_reference_point_and_no_point_of_its_own(
    gazetteer: Gazetteer, name: str, country: str, lat: float, lon: float
) -> None:
    place = next(c for c in gazetteer.candidates(name) if c.country == country and c.lat is None)
    assert place.centre is not None
    assert abs(place.centre[0] - lat) < 1
    assert abs(place.centre[1] - lon) < 1

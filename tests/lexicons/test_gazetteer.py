"""Look-up of places: spellings, consonants, towns that the sources lack, nationalities."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicons.gazetteer import Gazetteer
from sayso.lexicons.load import DataFileError
from sayso.lexicons.toponyms import fold, plain_name, skeleton

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

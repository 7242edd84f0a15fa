"""The actor lexicon: complete, coded by the codebook, and dated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.lexicons.actors.entries import Actor, NameUse
from sayso.lexicons.files.load import DATA
from sayso.lexicons.words.names import agree_in_case, name_key
from tests.mentions.scenes import lexicon


def codes(table: str) -> set[str]:
    lines = (DATA / "codebooks" / table).read_text(encoding="utf-8").splitlines()[1:]
    return {line.split("\t")[0] for line in lines}


def known() -> list[Actor]:
    names = (name for group in lexicon().names.values() for name in group)
    return [name.actor for name in names if name.actor is not None]


def test_every_sector_is_of_the_codebook() -> None:
    sectors = {a.sector for a in known()} | {r.sector for r in lexicon().roles.values()}
    sectors |= {t.sector for t in lexicon().titles.values()}
    assert sectors - {None} <= codes("sectors.tsv")


def test_every_country_is_a_state_or_an_international_code() -> None:
    countries = {a.country for a in known()} - {None}
    assert countries <= set(lexicon().states) | codes("international_actors.tsv")


def test_kinds_and_dates_are_well_formed() -> None:
    for actor in known():
        assert actor.kind in {"man", "woman", "group", "organisation"}
        if actor.since and actor.until:
            assert actor.since <= actor.until


def test_the_lexicon_is_as_large_as_promised() -> None:
    actors = known()
    assert len({a.name for a in actors if a.is_person}) >= 200
    assert len({a.name for a in actors if a.kind == "group"}) >= 250
    assert len(lexicon().states) >= 195


def test_partly_recognised_entities_have_the_claiming_states_code() -> None:
    abkhazia = next(n for n in lexicon().names["abkhazia"] if n.use is NameUse.STATE)
    assert abkhazia.state is not None
    assert (abkhazia.state.code, abkhazia.state.sector) == ("GEO", "PRE")


@pytest.mark.parametrize(
    ("day", "valid"), [("2011-01-01", False), ("2012-06-01", True), ("2013-01-01", False)]
)
def test_a_date_cut_to_the_year_stands_for_the_whole_of_it(day: str, valid: bool) -> None:
    actor = Actor(name="A", kind="man", since="2012", until="2012")
    assert actor.valid_at(day) is valid


@pytest.mark.parametrize(
    ("left", "right"),
    [("al-Nusra", "Al Nusra"), ("el-Sisi", "al-Sisi"), ("Sana'a", "Sanaa"), ("Erdoğan", "ERDOGAN"),
     ("Syria’s", "Syria"), ("Da’esh", "Daesh")],
)  # fmt: skip
def test_spellings_that_differ_only_in_form_have_one_key(left: str, right: str) -> None:
    assert name_key(left) == name_key(right)


@pytest.mark.parametrize(
    ("written", "expected", "agree"),
    [("us", "US", False), ("US", "US", True), ("Is", "IS", False), ("may", "May", False),
     ("AL", "al", True)],
)  # fmt: skip
def test_acronyms_and_capitals_must_be_written_so(
    written: str, expected: str, agree: bool
) -> None:
    assert agree_in_case(written, expected) is agree


@given(st.text(alphabet="abcdeéğ'’ -ABC", max_size=40))
def test_keys_are_stable_under_case_and_repetition(text: str) -> None:
    key = name_key(text)
    assert name_key(text.swapcase()) == key
    assert name_key(" ".join(key)) == key

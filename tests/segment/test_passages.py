"""Passages cover the text, in order, and say what they are for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.document import PassageKind
from sayso.segment.passages import split_passages


def kinds(text: str) -> list[tuple[str, str]]:
    return [(p.kind.value, text[p.start : p.end]) for p in split_passages(text)]


def test_a_short_first_line_is_the_title() -> None:
    text = "Army takes town\n\nThe army took the town on Monday.\n\nResidents fled."
    assert kinds(text) == [
        ("title", "Army takes town"),
        ("body", "The army took the town on Monday."),
        ("body", "Residents fled."),
    ]


def test_a_single_sentence_is_no_title() -> None:
    assert kinds("The army took the town.") == [("body", "The army took the town.")]


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("BEIRUT, June 6 (Levant Wire)", "Shells hit the market."),
        ("KUNDUZ", "Aircraft bombed a hospital."),
        ("SAN SALVADOR, 12 JAN 90 (WIRE)", "THE ARMY SAID SO."),
        ("TEGUCIGALPA (HONDURAS), 3 MAY 91 (EL FARO)", "[TEXT] THE ARMY SAID SO."),
        ("BOGOTA/CALI, 3 MAR 90", "[EDITORIAL REPORT] GUNMEN ATTACKED."),
        ("AMMAN, Jordan (Levant Wire)", "The king spoke."),
        ("Amman, Tuesday", "Two rockets hit the port."),
        ("San Salvador, 12 January (Levant Wire)", "Guerrillas attacked the garrison."),
    ],
)
def test_a_dateline_is_a_passage_of_its_own(dateline: str, rest: str) -> None:
    assert kinds(f"{dateline} -- {rest}") == [("dateline", dateline), ("body", rest)]


@pytest.mark.parametrize("dateline", ["NAIROBI, May 21 (Levant Wire)", "CAPE TOWN (Wire)"])
@pytest.mark.parametrize("dash", [" --", " _", " –"])
def test_a_dateline_may_stand_on_a_line_of_its_own(dateline: str, dash: str) -> None:
    text = f"{dateline}{dash}\n\nThe king spoke."
    assert kinds(text) == [("dateline", dateline), ("body", "The king spoke.")]


@pytest.mark.parametrize(
    "text",
    [
        "NATO – for once – agreed.",
        "THE ARMY -- IT IS SAID -- LEFT.",
        "The UN – for once – agreed.",
        "Assad - the president - spoke.",
        "He came — and went.",
        "Assad, the president - in power for years - spoke.",
        "Sunday, Monday - he always came.",
    ],
)
def test_dashes_in_prose_are_no_datelines(text: str) -> None:
    assert kinds(text) == [("body", text)]


def test_hard_wrapped_lines_are_one_passage() -> None:
    text = (
        "The ministry said that the convoy had left the capital on Sunday\n"
        "evening and that it was expected to reach the besieged town early\n"
        "the next morning."
    )
    assert kinds(text) == [("body", text)]


def test_lines_that_end_sentences_are_passages() -> None:
    assert [k for k, _ in kinds("The army came.\nThe rebels left.\nNobody was hurt.")] == [
        "body"
    ] * 3


@given(st.text(alphabet="aB.\n \t-—“”é", max_size=200))
def test_passages_cover_everything_but_white_space(text: str) -> None:
    passages = split_passages(text)
    covered: set[int] = set()
    for before, after in pairwise(passages):
        assert before.end <= after.start
    for passage in passages:
        assert not set(text[passage.start : passage.end]) <= set(" \n\t")
        covered.update(range(passage.start, passage.end))
    between = "".join(c for i, c in enumerate(text) if i not in covered)
    dashes = any(p.kind is PassageKind.DATELINE for p in passages)
    assert not between.strip() or dashes

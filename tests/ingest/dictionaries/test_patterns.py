"""Patterns around a verb as words of the verb and of the slots beside it."""

from __future__ import annotations

import pytest

from sayso.ingest.dictionaries.patterns import PatternError, read_pattern

SETS = {"ARMS": ["RIFLE", "GUNS", "LONG RANGE GUN BATTERY"], "LONG": ["ONE TWO THREE"]}


@pytest.mark.parametrize(
    ("written", "after", "needs"),
    [
        ("* CONVOY", [], {"object": ["convoy"]}),
        ("$ * ON +", ["on"], {}),
        ("* OUT_AGAINST +", ["out", "against"], {}),
        ("TROOPS * +", [], {"subject": ["troops", "troop"]}),
        ("+ * BY $", [], {}),
        ("WAS * BY $", [], {}),
        ("CONVOY * BY $", [], {"object": ["convoy"]}),
        ("* (WITH {&ARMS}) +", [], {"with": ["rifle", "guns", "gun"]}),
        ("* DOWN + WITH &ARMS", ["down"], {"with": ["rifle", "guns", "gun"]}),
        ("$ * AID TO +", [], {"object": ["aid"], "to": ["@anything"]}),
        ("* ^ THE HEAVY TROOPS", [], {"object": ["heavy troops", "heavy troop"]}),
        ("* IN CLASHES", [], {"in": ["clashes", "clash"]}),
        ("*", [], {}),
    ],
)
def test_a_pattern_comes_to_words_and_slots(
    written: str, after: list[str], needs: dict[str, list[str]]
) -> None:
    found = read_pattern(written, SETS)
    assert (found.after, found.needs) == (after, needs)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("CONVOY", "it has not one"),
        ("* TO *", "it has not one"),
        ("% *", "both sides in one phrase"),
        ("AT GATES *", "asks for AT GATES before the verb"),
        ("TROOPS + GUARDS *", "before the verb"),
        ("* &NONE", "the file has no set &NONE"),
        ("* &LONG", "no words of one or two &LONG"),
        ("* BIG &ARMS", "could stand here"),
        ("* ONE LONG NAME", "asks for ONE LONG NAME"),
        ("* AT IN TOWN", "after the verb"),
        ("* CONVOY + TRUCKS", "two nouns as object"),
        ("* ?", "is no sign of patterns"),
    ],
)
def test_what_a_row_cannot_say_is_told(written: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason):
        read_pattern(written, SETS)

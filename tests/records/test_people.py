"""How many stand one by one: a name and what it is are one person, a list of groups several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records.rows.people import DESCRIBED, NAMED, Told, one_by_one, told_beside
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    import random

PERSON, PEOPLE = FillerKind.PERSON, FillerKind.PEOPLE


class Place:
    """Where a count stands."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end


def told(text: str, words: str, kind: FillerKind, rule: str | None = None) -> Told:
    """Words for somebody, where they first stand in a text."""
    start = text.index(words)
    return Told(kind, rule, ((start, start + len(words)),))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The killing of [senator] {Ernesto Lara} shocked the city.", 1),
        ("{Ernesto Lara}, a [senator], was shot.", 1),
        ("{Ernesto Lara} and a [driver] were shot.", 2),
        ("{Ernesto Lara}, {Ana Ruiz} were shot.", 2),
        ("A [nurse], a [driver] were shot.", 2),
        ("[Colonel] {Ernesto Lara}, [director] of the fire brigade, was shot.", 1),
    ],
)
def test_a_name_and_what_it_is_are_one_person(text: str, low: int) -> None:
    plain = "".join(c for c in text if c not in "[]{}")
    people = [
        told(plain, words.split(close)[0], PERSON, rule)
        for opening, close, rule in (("{", "}", NAMED), ("[", "]", DESCRIBED))
        for words in text.split(opening)[1:]
    ]
    people = [Told(p.kind, p.rule, p.places) for p in people]
    assert one_by_one(people) == (low, True)


def test_each_group_of_a_list_is_two_at_least() -> None:
    text = "Death squads killed judges, union leaders and peasants."
    groups = [told(text, words, PEOPLE) for words in ("judges", "union leaders", "peasants")]
    assert one_by_one(groups) == (6, False)


def test_groups_that_stand_apart_may_be_one_group_told_twice() -> None:
    text = (
        f"Priests were shot. {'The city was quiet for days. ' * 3}The clergymen had got letters."
    )
    groups = [told(text, words, PEOPLE) for words in ("Priests", "clergymen")]
    assert one_by_one(groups) == (2, False)


def test_only_those_near_a_count_who_are_not_counted_stand_beside_it() -> None:
    text = f"Six priests, their cook and her daughter died. {'Nobody spoke. ' * 12}A guard fled."
    six = Place(0, len("Six priests"))
    people = [told(text, words, PERSON) for words in ("cook", "daughter", "guard")]
    priests = told(text, "priests", PEOPLE)
    assert told_beside(six, [priests, *people]) == people[:2]


kinds = st.sampled_from([PERSON, PEOPLE])
rules = st.sampled_from([NAMED, DESCRIBED, None])
places = st.tuples(st.integers(0, 500), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))
somebody = st.builds(Told, kinds, rules, st.lists(places, min_size=1, max_size=3).map(tuple))


@given(st.lists(somebody, max_size=8), st.randoms())
def test_their_order_does_not_matter_and_each_name_counts(
    people: list[Told], chance: random.Random
) -> None:
    mixed = list(people)
    chance.shuffle(mixed)
    low, every = one_by_one(people)
    assert one_by_one(mixed) == (low, every)
    single = [one for one in people if one.kind is PERSON]
    names = sum(one.rule == NAMED for one in single)
    assert every is (len(single) == len(people))
    assert names <= low <= 2 * len(people) - len(single)

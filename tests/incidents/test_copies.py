"""Near-duplicate reports: reprints, print versions, pages fetched again."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.incidents.sources.copies import near_duplicates

WORDS = [f"word{n}" for n in range(3_000)]


def story(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def grouped(**texts: str) -> list[tuple[str, ...]]:
    return near_duplicates(texts.items)


def test_copies_are_one_group_whatever_their_case_and_punctuation() -> None:
    text = story(1)
    assert grouped(b=text, a=f"{text.upper()}!\n", c=story(2)) == [("a", "b")]


@pytest.mark.parametrize(
    "near",
    [
        "Home | Print this page\n\n" + story(1) + "\n\nAll rights reserved, 2016.",
        story(1).replace("word1", "w0rd1", 1),
        " ".join(story(1).split()[:75]),
        " ".join(story(1).split()[20:]) + " " + story(3, 20),
        "Agency, 3 August " + " ".join(story(1).split()[:60]),
    ],
)
def test_print_versions_and_shortened_reprints_are_found(near: str) -> None:
    assert grouped(one=story(1), two=near, three=story(2)) == [("one", "two")]


@pytest.mark.parametrize(
    "other",
    [
        story(2),
        " ".join(story(1).split()[:20]) + " " + story(2, 100),
        " ".join(reversed(story(1).split())),
        "",
        story(1)[:60],
    ],
)
def test_what_shares_a_part_is_no_near_duplicate(other: str) -> None:
    assert grouped(one=story(1), two=other) == []


def test_short_texts_are_compared_too() -> None:
    assert grouped(a="Shells fell.", b="shells fell", c="Shells fell again.", d="") == [("a", "b")]


def test_a_chain_of_near_duplicates_is_one_group() -> None:
    words = story(1, 200).split()
    links = {f"d{n}": " ".join(words[n * 20 : n * 20 + 120]) for n in range(5)}
    assert grouped(**links) == [("d0", "d1", "d2", "d3", "d4")]


def test_many_copies_that_differ_in_a_word_take_little_time() -> None:
    text = story(1, 200).split()
    texts = {f"d{n:04}": " ".join([*text[:50], f"x{n}", *text[50:]]) for n in range(3_000)}
    assert near_duplicates(texts.items) == [tuple(texts)]


def _truth(texts: dict[str, str]) -> set[frozenset[str]]:
    """The groups by comparing every pair of texts, run by run."""

    def runs(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return {tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))}

    groups = [{doc} for doc in texts]
    for one, other in combinations(texts, 2):
        mine, yours = runs(texts[one]), runs(texts[other])
        shared, shorter = len(mine & yours), min(len(mine), len(yours))
        if shared * 2 >= len(mine | yours) or (shorter >= 30 and shared >= 0.9 * shorter):
            first = next(g for g in groups if one in g)
            second = next(g for g in groups if other in g)
            if first is not second:
                first |= second
                groups.remove(second)
    return {frozenset(group) for group in groups if len(group) > 1}


@st.composite
def corpora(draw: st.DrawFn) -> dict[str, str]:
    """Stories, and for some of them versions with words cut, changed or added."""
    texts = {}
    for n in range(draw(st.integers(1, 8))):
        words = story(draw(st.integers(0, 3)), draw(st.sampled_from([20, 60, 120]))).split()
        for _ in range(draw(st.integers(0, 4))):
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(WORDS))
        texts[f"d{n}"] = " ".join(words[draw(st.integers(0, 5)) :])
    return texts


@settings(max_examples=60, deadline=None)
@given(texts=corpora(), order=st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order(texts: dict[str, str], order: random.Random) -> None:
    shuffled = list(texts.items())
    order.shuffle(shuffled)
    assert near_duplicates(lambda: shuffled) == near_duplicates(texts.items)


@settings(max_examples=60, deadline=None)
@given(texts=corpora())
def test_nothing_is_joined_that_its_words_do_not_join(texts: dict[str, str]) -> None:
    truth = _truth(texts)
    for group in near_duplicates(texts.items):
        assert any(set(group) <= true for true in truth)


def test_nearly_all_pairs_of_half_resemblance_are_found() -> None:
    found = 0
    for seed in range(100):
        words = story(seed, 200).split()
        words[::25] = [f"new{n}" for n in range(len(words[::25]))]
        found += len(grouped(a=story(seed, 200), b=" ".join(words)))
    assert found >= 95

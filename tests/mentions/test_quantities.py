"""Quantities: bounds of number words, what ties them, and the numbers that count nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.mentions.actors.find import find_actors
from sayso.mentions.counts.bounds import find_counts
from sayso.mentions.counts.find import find_quantities
from sayso.mentions.times.find import find_times
from sayso.records.document import Document
from sayso.segment.passages import split_passages
from tests.mentions import scenes
from tests.mentions.scenes import lexicon

if TYPE_CHECKING:
    from sayso.records.mention import QuantityMention


def read(text: str) -> list[QuantityMention]:
    document = Document(
        id="d1", report="r1", address="r1", text=text, sha256_bytes="0", sha256_text="0",
        media_type="text/plain", published="2016-08-02",
    )  # fmt: skip
    passages = split_passages(text)
    parsed = Parsed(document=document, passages=tuple(passages), doc=parse(text, passages))
    return find_quantities(parsed, find_times(parsed))


def shown(text: str) -> list[str]:
    """The quantities of a text as "what bounds words": bounds low/best/high, "-" for open."""
    return [f"{q.what} {'/'.join(map(bound, (q.low, q.best, q.high)))} {q.of}" for q in read(text)]


def bound(number: int | None) -> str:
    return "-" if number is None else str(number)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("more than 800", (801, None, None, "at_least")),
        ("over 800", (801, None, None, "at_least")),
        ("at least 12", (12, None, None, "at_least")),
        ("12 or more", (12, None, None, "at_least")),
        ("twenty-plus", (20, None, None, "at_least")),
        ("800+", (800, None, None, "at_least")),
        ("up to 300", (0, None, 300, "at_most")),
        ("as many as 20", (0, None, 20, "at_most")),
        ("fewer than 10", (0, None, 9, "at_most")),
        ("about 5,000", (5000, 5000, 5000, "approx")),
        ("some 3.5 million", (3_500_000, 3_500_000, 3_500_000, "approx")),
        ("between 3 and 5", (3, None, 5, "range")),
        ("two or three", (2, None, 3, "range")),
        ("15–20", (15, None, 20, "range")),
        ("dozens", (24, None, None, "vague")),
        ("scores", (40, None, None, "vague")),
        ("hundreds", (200, None, 999, "vague")),
        ("tens of thousands", (20_000, None, 99_999, "vague")),
        ("at least several hundred", (300, None, None, "at_least")),
        ("several", (3, None, None, "vague")),
        ("a few", (2, None, None, "vague")),
        ("a number of", (2, None, None, "vague")),
        ("a dozen", (12, 12, 12, "exact")),
        ("half a million", (500_000, 500_000, 500_000, "exact")),
        ("a hundred and twenty-one", (121, 121, 121, "exact")),
        ("a couple of", (2, 2, 2, "exact")),
        ("no one", (0, 0, 0, "exact")),
        ("SOME 150", (150, 150, 150, "approx")),
        ("a total of 14", (14, 14, 14, "exact")),
        ("a score of", (20, 20, 20, "exact")),
        ("as few as three", (3, None, None, "at_least")),
        ("at least 20 and possibly 30", (20, None, 30, "range")),
    ],
)
def test_words_bound_numbers(words: str, bounds: tuple[object, ...]) -> None:
    (count,) = find_counts(f"They said {words}, he added.")
    found = count.bounds
    assert (found.low, found.best, found.high, found.op) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "a T-72 of the 25th Brigade", "155mm guns and an S-300", "an F16 over Su-24s",
        "a 12-year-old", "45 percent or 5% of it", "$5 million and £20", "at 6:30 by 3/4",
        "the twenty-fifth, one-third and two-thirds", "a 3.5 and a 4,5", "the 1980s", "No. 7-B",
    ],
)  # fmt: skip
def test_numbers_that_count_nothing_are_no_counts(text: str) -> None:
    assert find_counts(text) == []


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("Rebels killed 12 soldiers and wounded 30.",
         ["killed 12/12/12 soldiers", "injured 30/30/30 "]),
        ("At least 12 soldiers were killed and 30 wounded.",
         ["killed 12/-/- soldiers", "injured 30/30/30 "]),
        ("AT LEAST 12 SOLDIERS WERE KILLED.", ["killed 12/-/- SOLDIERS"]),
        ("12 killed, 30 wounded in market blast", ["killed 12/12/12 ", "injured 30/30/30 "]),
        ("Three dead and 15 hurt after raid.", ["killed 3/3/3 ", "injured 15/15/15 "]),
        ("The blast left 20 people dead.", ["killed 20/20/20 people"]),
        ("Two men were shot dead.", ["killed 2/2/2 men"]),
        ("A number of rebels drowned, and many surrendered.",
         ["killed 2/-/- rebels", "surrendered 3/-/- "]),
        ("It told of the killing of more than 800 men, the loss of 14 of our tanks, and 9 vans",
         ["killed 801/-/- men", "destroyed 14/14/14 tanks", "destroyed 9/9/9 vans"]),
        ("They told of the destruction of ten tankers plus more than 60 vehicles.",
         ["destroyed 10/10/10 tankers", "destroyed 61/-/- vehicles"]),
        ("It crashed, killing the five Belgians on board.", ["killed 5/5/5 Belgians"]),
        ("Hundreds of civilians are missing.", ["missing 200/-/999 civilians"]),
        ("Police arrested 14 protesters and a reporter.",
         ["detained 14/14/14 protesters", "detained 1/1/1 reporter"]),
        ("Gunmen abducted 12 students.", ["abducted 12/12/12 students"]),
        ("About 40,000 people fled their homes.", ["displaced 40000/40000/40000 people"]),
        ("The army destroyed three tanks and captured 20 rebels.",
         ["destroyed 3/3/3 tanks", "captured 20/20/20 rebels"]),
        ("The rebels lost 12 men and four tanks.",
         ["killed 12/12/12 men", "destroyed 4/4/4 tanks"]),
        ("They shot down two helicopters.", ["destroyed 2/2/2 helicopters"]),
        ("Villagers were killed in the raid.", ["killed 2/-/- Villagers"]),
        ("A woman was killed.", ["killed 1/1/1 woman"]),
        ("No one was hurt.", ["injured 0/0/0 "]),
        ("There were no casualties.",
         ["killed 0/0/0 casualties", "injured 0/0/0 casualties"]),
        ("The garrison suffered 30 casualties.",
         ["killed 0/-/30 casualties", "injured 0/-/30 casualties"]),
        ("Two guards were fatally wounded.", ["killed 2/2/2 guards"]),
        ("Two detainees were tortured to death.", ["killed 2/2/2 detainees"]),
        ("The blast claimed the life of a sapper.", ["killed 1/1/1 sapper"]),
        ("The medics saved the lives of nine men.", []),
        ("Six traders did not survive.", ["killed 6/6/6 traders"]),
        ("The father of four was gunned down.", ["killed 1/1/1 father"]),
        ("The bomber hit a queue, killing 31 and wounding over 70.",
         ["killed 31/31/31 ", "injured 71/-/- "]),
        ("The shelling left 30 dead and wounded.", ["killed 0/-/30 ", "injured 0/-/30 "]),
        ("Two youths, both 16, were shot and killed.", ["killed 2/2/2 youths"]),
        ("Gunmen shot dead a policeman and his driver.",
         ["killed 1/1/1 policeman", "killed 1/1/1 driver"]),
        ("Scores were killed and several hundred injured in it.",
         ["killed 40/-/- ", "injured 300/-/999 "]),
        ("The strike killed a family of six.", ["killed 6/6/6 family of six"]),
        ("They kidnapped a group of 12 tourists.", ["abducted 12/12/12 tourists"]),
        ("Twelve rebels were said to have been killed.", ["killed 12/12/12 rebels"]),
        ("Two of the three hikers were killed.", ["killed 2/2/2 hikers"]),
        ("None of the 12 passengers was hurt.", ["injured 0/0/0 passengers"]),
        ("Both pilots were killed.", ["killed 2/2/2 pilots"]),
        ("They destroyed two T-72 tanks.", ["destroyed 2/2/2 T-72 tanks"]),
        ("They shot down a Mexican rotorcraft.", ["destroyed 1/1/1 Mexican rotorcraft"]),
        ("Rebels killed a minimum of 9 men.", ["killed 9/-/- men"]),
        ("A bomb went off, killing close to 50 people.", ["killed 50/50/50 people"]),
        ("A bomb killed five men and wounded 12 more.",
         ["killed 5/5/5 men", "injured 12/12/12 "]),
        ("A rocket fell without causing any injuries.", ["injured 0/0/0 injuries"]),
        ("A bomb went off without casualties.",
         ["killed 0/0/0 casualties", "injured 0/0/0 casualties"]),
        ("Five soldiers were among the dead.", ["killed 5/5/5 soldiers"]),
        ("They took 23 soldiers prisoner.", ["captured 23/23/23 soldiers"]),
        ("Some 20 huts were damaged or destroyed.",
         ["damaged 0/-/20 huts", "destroyed 0/-/20 huts"]),
        ("The militia lost 28 Grad systems.", ["destroyed 28/28/28 Grad systems"]),
        ("Eleven people, most of them women and boys, were killed.",
         ["killed 11/11/11 people"]),
        ("The guard, a father of three, was killed.", ["killed 1/1/1 guard"]),
        ("Three people lost their lives.", ["killed 3/3/3 people"]),
        ("The strike killed between four and six herders.", ["killed 4/-/6 herders"]),
        ("20+ wounded as shells hit the mill", ["injured 20/-/- "]),
        ("The number of people killed rose to 45.", ["killed 45/45/45 "]),
        ("An assault by about 5,000 militants was halted.",
         ["force 5000/5000/5000 militants"]),
        ("Tens of thousands of fighters crossed the river.",
         ["force 20000/-/99999 fighters"]),
        ("The death toll rose to 27.", ["killed 27/27/27 "]),
        ("The death toll climbed from three to five.", ["killed 5/5/5 "]),
        ("12 bodies were found.", ["killed 12/12/12 bodies"]),
        ("Seven students were kidnapped and killed.",
         ["abducted 7/7/7 students", "killed 7/7/7 students"]),
        ("Dozens were killed or injured.", ["killed 0/-/- ", "injured 0/-/- "]),
        ("Three of four members of a crew were shot and killed.", ["killed 3/3/3 members"]),
        ("An 18-year-old was killed in the shelling.", ["killed 1/1/1 18-year-old"]),
        ("The 31-year-old died in hospital.", ["killed 1/1/1 31-year-old"]),
        ("A 12-year-old girl was killed.", ["killed 1/1/1 12-year-old girl"]),
        ("A woman was found shot to death in her car.", ["killed 1/1/1 woman"]),
        ("Two men were fatally shot at the crossing.", ["killed 2/2/2 men"]),
        ("The shelling caused casualties.", ["harmed 0/-/- casualties"]),
        ("The garrison suffered heavy casualties.", ["harmed 0/-/- heavy casualties"]),
    ],
)  # fmt: skip
def test_counts_are_tied_to_what_happened(text: str, quantities: list[str]) -> None:
    assert shown(text) == quantities


@pytest.mark.parametrize(
    "text",
    [
        "Troops met the mayor, Ana Ruiz, on 7 October 2011.",
        "Ana Ruiz, 34, was killed on Route 66 with a T-72.",
        "The army advanced 12 miles in 20 months and lost 30 percent of it.",
        "Two villages were named in five reports.",
        "It cost 5 million dollars at 6:30 p.m.",
        "They met 12 ministers.",
        "There will be no more kidnappings.",
        "The vote killed a bill and the fire destroyed a myth.",
        "There were no reports of casualties.",
    ],
)
def test_other_numbers_are_no_quantities(text: str) -> None:
    assert shown(text) == []


def test_a_part_says_of_which_whole() -> None:
    whole, part = read("A bomb killed twelve people, including three children.")
    assert (part.part_of, part.low, part.what) == (whole.id, 3, "killed")
    whole, part = read("Gunmen kidnapped 12 students, two of whom were later killed.")
    assert (part.part_of, part.what) == (whole.id, "killed")


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("The raid brought the death toll to 300.", True),
        ("The raid brings to 300 the number of people killed.", True),
        ("Some 300 people have been killed since March.", True),
        ("Some 300 people were killed in the past two years.", True),
        ("Some 300 people were killed in clashes last week.", False),
        ("Since March, 300 people have been killed.", True),
        ("Some 300 people have been killed in the war.", True),
        ("It was a conflict which had cost 70,000 lives.", True),
        ("The blast killed 300 people.", False),
        ("The death toll of the blast rose to 27.", False),
    ],
)
def test_running_totals_are_marked(text: str, cumulative: bool) -> None:
    assert [q.cumulative for q in read(text)] == [cumulative]


_SUBJECTS = st.sampled_from(["soldiers", "people", "tanks", "of them", "villagers", ""])
_NUMBERS = st.one_of(
    st.integers(0, 2_000_000).map(str),
    st.sampled_from(["dozens of", "more than 20", "up to 7", "two or three", "hundreds of", "no"]),
)
_VERBS = st.sampled_from(["were killed", "died", "were wounded or killed", "fled", "attacked"])


@given(_NUMBERS, _SUBJECTS, _VERBS)
def test_bounds_are_in_order_and_quotes_are_the_text(number: str, noun: str, verb: str) -> None:
    text = f"On the hill, {number} {noun} {verb} ‘today’."
    for quantity in read(text):
        known = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
        assert known == sorted(known)
        assert text[quantity.span.start : quantity.span.end] == quantity.span.quote
        assert quantity.provenance.rule


def test_what_is_added_is_no_part() -> None:
    assert shown("A bomb killed twelve people, including three boys, plus the bomber.") == [
        "killed 12/12/12 people",
        "killed 3/3/3 boys",
        "killed 1/1/1 bomber",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Four men fled the scene in a car.",
        "He was one of the most wanted traffickers and was killed.",
        "They were killed by assassins.",
        "Two guards (a man and a woman) left.",
        "The dead man had two young sons.",
        "The war, a 12-year-old, goes on.",
        "The shells hit a 40-year-old wall.",
        "The army said that it did not cause casualties.",
        "He was not aware of any casualties.",
        "Such shells could cause casualties.",
    ],
)
def test_words_near_harm_that_are_not_harmed(text: str) -> None:
    assert shown(text) == []


def test_capitals_across_lines() -> None:
    (quantity,) = read("THE SQUADS MURDERED SIX CATHOLIC\nPRIESTS AT THE SCHOOL.")
    assert (quantity.span.quote, quantity.best) == ("SIX CATHOLIC\nPRIESTS", 6)


def test_a_named_person_is_one() -> None:
    text = "Gunmen murdered Carlos Mendez, a teacher. The mayor, John Smith, was wounded."
    parsed = scenes.parsed(text)
    found = find_quantities(parsed, find_times(parsed), find_actors(parsed, lexicon()))
    assert [(q.what, q.best, q.span.quote) for q in found] == [
        ("killed", 1, "Carlos Mendez"),
        ("injured", 1, "The mayor"),
    ]


def test_a_quotation_mark_that_opens_in_a_count_closes_in_it() -> None:
    (quantity,) = read('They killed 15 "crusaders" there.')
    assert (quantity.span.quote, quantity.of) == ('15 "crusaders"', "crusaders")

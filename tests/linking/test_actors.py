"""Coreference: links that a careful reader makes, and those that nobody should."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.linking.actors import link_actors
from sayso.mentions.actors.find import find_actors
from tests.mentions.scenes import lexicon, parsed

if TYPE_CHECKING:
    from sayso.records.mention import ActorMention


def read(text: str, published: str | None = "2016-08-03") -> list[ActorMention]:
    report = parsed(text, published)
    return link_actors(report, find_actors(report, lexicon()), lexicon())


def last(text: str, words: str) -> ActorMention:
    return [m for m in read(text) if m.span.quote == words][-1]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Envoy Peter Marlow arrived. Marlow said he was glad.", "Marlow", "Peter Marlow"),
        ("Colonel Mario Rivas Pena died. Rivas Pena was ill.", "Rivas Pena", "Mario Rivas Pena"),
        ("Peter Marlow arrived. He said it was late.", "He", "Peter Marlow"),
        ("Kerry met reporters. He added that talks had failed.", "He", "John Kerry"),
        ("Iran says that it will wait.", "it", "Iran"),
        ("The rebels took the town, and Hamas said it had lost ten men.", "it", "Hamas"),
        ("The Syrian army advanced. The army took two villages.", "The army", "Syrian Army"),
        ("Hamas fired rockets. The group said two men died.", "The group", "Hamas"),
        ("Hamas's spokesman told Reuters the group had won.", "the group", "Hamas"),
        ("Syrian radio reported that the army had won.", "the army", "Syrian Army"),
        ("The rebel group, the Free Syrian Army, left.", "The rebel group", "Free Syrian Army"),
        ("France's envoy to Syria, Jean Duval, left.", "France's envoy", "Jean Duval"),
        (
            "Russia's ambassador to Libya, Ivan Molotkov, left.",
            "Russia's ambassador",
            "Ivan Molotkov",
        ),
        ("Oxfam left the camp. The charity said it would return.", "The charity", "Oxfam"),
    ],
)
def test_plain_antecedents_give_name_and_codes(text: str, words: str, name: str) -> None:
    assert last(text, words).name == name


def test_an_acronym_follows_the_name_that_the_text_gave_it() -> None:
    text = "The Northern Unity Front (NUF) attacked. Police blamed the NUF for the deaths."
    assert last(text, "NUF").name == "Northern Unity Front"


def test_the_president_is_who_was_called_so() -> None:
    text = "President Carlos Rivas spoke in Lima. The president promised elections."
    assert last(text, "The president").name == "Carlos Rivas"


def test_a_pronoun_agrees_in_sex_with_a_known_person() -> None:
    text = "Hillary Clinton spoke of the death of Muammar Gaddafi. She said he had died."
    assert last(text, "She").name == "Hillary Clinton"
    assert last(text, "he").name == "Muammar Gaddafi"


def test_antecedents_are_mentions_of_the_report_and_no_pronouns() -> None:
    mentions = read("Kerry spoke. He said he would return. He left.")
    by_id = {m.id: m for m in mentions}
    linked = [m for m in mentions if m.antecedent]
    assert len(linked) == 3
    assert {by_id[m.antecedent or ""].span.quote for m in linked} == {"Kerry"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It rained. It was clear that nobody had won.", "It"),
        ("The Syrian army and the Lebanese army met. The army left.", "The army"),
        ("Hamas and Fatah met. The group left.", "The group"),
        ("Soldiers fought rebels and destroyed their tanks.", "their"),
        ("Kerry met Lavrov. The minister left.", "The minister"),
    ],
)
def test_doubtful_antecedents_are_left_out(text: str, words: str) -> None:
    assert all(m.name is None for m in read(text) if m.span.quote == words)


def test_first_persons_are_left_to_the_finder_of_speakers() -> None:
    quotes = {m.span.quote for m in read("Kerry said: ‘We will stay and I will return.’")}
    assert not quotes & {"We", "I"}


def test_the_result_is_in_text_order_and_the_same_each_time() -> None:
    text = "Kerry met Hamas. He said it had lied. The group denied it."
    mentions = read(text)
    assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)
    assert mentions == read(text)


def test_a_clause_beside_the_pronouns_own_gives_it_no_antecedent_but_the_one_above_does() -> None:
    text = "The Free Syrian Army conceded that a bridge was lost and that they had left the bank."
    assert last(text, "they").name == "Free Syrian Army"


def test_a_name_goes_before_a_mere_office() -> None:
    text = "There is a new envoy in the talks, Mrs Clinton. She left early."
    assert last(text, "She").name == "Hillary Clinton"

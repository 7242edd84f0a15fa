"""Which words are triggers, and how far they reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.events.triggers.find import find_triggers
from sayso.lexicons.rules.event_rules import EventRules
from sayso.records.reading import Annotations
from tests.events.reading import parse_report

if TYPE_CHECKING:
    from sayso.events.triggers.trigger import Trigger

RULES = EventRules.load()
WORDS = (
    *("Rebels", "attacked", "the", "town", "launched", "air strikes", "on", ",", "and", "talks"),
    *("killing", "six", "soldiers", "“", "”", ".", "who", "agreed", "to", "\n\n"),
)


def triggers(text: str) -> list[Trigger]:
    return find_triggers(parse_report(text, title=False), RULES, Annotations())


def read(text: str) -> list[tuple[str, str]]:
    return [(t.event_type, text[t.start : t.end]) for t in triggers(text)]


def test_a_light_verb_and_its_noun_are_one_trigger() -> None:
    text = "The navy carried out heavy air strikes near the port."
    (trigger,) = triggers(text)
    assert text[trigger.start : trigger.end] == "carried out heavy air strikes"
    assert trigger.light is not None
    assert trigger.clause.text == "carried"


def test_a_verb_that_meets_an_attack_is_no_part_of_it() -> None:
    text = "The garrison repelled the attack."
    (trigger,) = triggers(text)
    assert text[trigger.start : trigger.end] == "the attack"
    assert trigger.light is None
    assert trigger.governor is not None


def test_coordinated_verbs_are_events_of_their_own() -> None:
    text = "Gunmen attacked the village and kidnapped two teachers."
    assert read(text) == [("ASSAULT", "attacked"), ("ASSAULT", "kidnapped")]


def test_the_verb_group_belongs_to_the_trigger() -> None:
    assert ("ASSAULT", "have been shelling") in read("Rebels have been shelling the suburb.")
    assert ("ASSAULT", "had not attacked") in read("Soldiers had not attacked the convoy.")


def test_a_speech_act_and_the_deed_it_speaks_of_are_two() -> None:
    found = read("The militia threatened to attack the embassy.")
    assert found == [("THREATEN", "threatened"), ("ASSAULT", "attack")]


@pytest.mark.parametrize(
    ("text", "event_type", "modes"),
    [
        ("The envoy urged the militia to stop shelling the town.", "REQUEST", ("yield",)),
        ("The minister asked the union for aid.", "REQUEST", ("assist",)),
        ("The rebels refused to release the hostages.", "REJECT", ("yield",)),
        ("The junta threatened to expel the ambassador.", "THREATEN", ("expel",)),
        ("The government agreed to withdraw its troops.", "CONCEDE", ()),
    ],
)
def test_the_deed_decides_the_mode_of_the_speech_act(
    text: str, event_type: str, modes: tuple[str, ...]
) -> None:
    first = triggers(text)[0]
    assert (first.event_type, first.modes) == (event_type, modes)


@pytest.mark.parametrize(
    "text",
    [
        "The striker took a shot at goal and the team won the match.",
        "Shares were hit by a fall in demand.",
        "The coast was battered by a storm.",
        "She suffered a heart attack on the train.",
        "Human Rights Watch published a report.",
        "The war has lasted nine years.",
        "The company launched a new phone.",
        "The champion will defend her title in a fight on Sunday.",
        "The director shot the film in Spain.",
        "A price war broke out between the two retailers.",
        "The candidate went on the attack in the primary debate.",
        "The bishop came under fire over his remarks.",
        "The premier violated the constitution.",
    ],
)
def test_other_fields_name_no_violence(text: str) -> None:
    assert not {kind for kind, _ in read(text)} & {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE"}


def test_a_bare_plural_may_speak_in_general_and_is_less_sure() -> None:
    (general,) = triggers("Attacks worry everybody.")
    (one,) = triggers("The attack worried everybody.")
    assert general.confidence < one.confidence


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        min_size=1,
        max_size=20,
    ).map(" ".join)
)
def test_triggers_lie_in_the_text_in_order_one_to_a_head(text: str) -> None:
    found = triggers(text) if text.strip() else []
    heads = [trigger.head.i for trigger in found]
    assert heads == sorted(set(heads))
    for trigger in found:
        assert 0 <= trigger.start < trigger.end <= len(text)
        assert trigger.start <= trigger.head.idx < trigger.end
        assert 0 < trigger.confidence <= 1


@pytest.mark.parametrize(
    "text",
    [
        "The general told reporters that rebels attacked the base.",
        "The judge agrees with her neighbour.",
        "The clerk was calm in the talks.",
        "The mayor enjoys strong backing in the suburbs.",
    ],
)
def test_ordinary_politics_is_no_agreement_request_or_support(text: str) -> None:
    assert not {kind for kind, _ in read(text)} & {"AGREE", "REQUEST", "SUPPORT", "CONSULT"}


def test_a_participle_before_its_noun_tells_of_a_deed_or_of_a_state() -> None:
    assert read("The murdered reporter had two daughters.") == [("ASSAULT", "murdered")]
    assert read("The jailed editor fell ill.") == [("COERCE", "jailed")]
    assert read("The occupied seats were in the front row.") == []


def test_a_participle_that_names_people_is_no_deed() -> None:
    assert read("The clinic has beds for the wounded of both armies.") == []


def test_a_market_an_actor_and_a_sum_belong_to_war_too() -> None:
    assert read("Government forces shelled a market.") == [("ASSAULT", "shelled")]
    assert read("Police have arrested a famous actor.") == [("COERCE", "have arrested")]
    assert read("The union gave 20 million euros to the refugees.") == [("AID", "gave")]


def test_a_plural_with_a_capital_is_the_plural_of_its_word() -> None:
    assert read("Detainees were subjected to torture.") == [
        ("ASSAULT", "were subjected to torture")
    ]


def test_an_expression_is_no_part_of_another_phrasal_verb() -> None:
    assert ("RETREAT", "turned") not in read("The guerrillas turned out in large numbers.")


def test_a_verb_read_as_a_noun_is_still_the_deed_of_a_demand() -> None:
    found = read("The opposition demanded that the president resign.")
    assert found == [("REQUEST", "demanded"), ("RETREAT", "resign")]

"""Every sentence of the event rules, read with the real model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.events.sides.arguments import attach_participants
from sayso.events.sides.cast import Cast
from sayso.events.sides.stage import Stage
from sayso.events.triggers.find import find_triggers
from sayso.lexicons.files.marks import parse_marks
from sayso.lexicons.rules.event_rules import EventRule, EventRules
from sayso.records.reading import Annotations
from tests.events.reading import parse_report

if TYPE_CHECKING:
    from sayso.lexicons.files.load import Example

RULES = EventRules.load()
MATCHES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.rules.values()
    for number, example in enumerate(rule.matches)
]
REJECTS = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES.rules.values()
    for number, example in enumerate(rule.rejects)
]


Roles = dict[str, list[str]]


def read(text: str) -> list[tuple[str, Roles]]:
    """The rule of each trigger of a text, and the words in its roles outside of the trigger."""
    parsed = parse_report(text, title=False)
    nothing = Annotations()
    cast = Cast(parsed, nothing, RULES.words)
    triggers = find_triggers(parsed, RULES, nothing)
    stage = Stage(cast, {trigger.head.i: trigger for trigger in triggers}, RULES)
    people = [attach_participants(stage, trigger) for trigger in triggers]
    words = {mention.id: mention.span for mention in cast.created}
    return [
        (
            trigger.rule_id,
            {
                "trigger": [text[trigger.start : trigger.end]],
                "actor": [
                    s.quote
                    for s in sorted(words[i] for i in found.actors)
                    if s.end <= trigger.start or s.start >= trigger.end
                ],
                "recipient": [s.quote for s in sorted(words[i] for i in found.recipients)],
            },
        )
        for trigger, found in zip(triggers, people, strict=True)
    ]


def marked_roles(example: Example) -> Roles:
    marked = parse_marks(example.text)
    roles: Roles = {"trigger": [], "actor": [], "recipient": []}
    for label, start, end in marked.spans:
        roles[label].append(marked.text[start:end])
    return roles


@pytest.mark.parametrize(("rule", "example"), MATCHES)
def test_a_rule_finds_its_matches(rule: EventRule, example: Example) -> None:
    assert (rule.id, marked_roles(example)) in read(parse_marks(example.text).text)


@pytest.mark.parametrize(("rule", "example"), REJECTS)
def test_a_rule_refuses_its_rejects(rule: EventRule, example: Example) -> None:
    assert rule.id not in {found for found, _ in read(parse_marks(example.text).text)}


@pytest.mark.parametrize("rule", RULES.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_with_words_is_tested_both_ways(rule: EventRule) -> None:
    worded = bool(rule.verbs or rule.nouns or rule.light)
    assert worded != rule.id.startswith("en.model.")
    assert len(rule.matches) >= 2 or not worded
    assert rule.rejects or not worded


def test_every_type_of_the_codebook_has_a_rule() -> None:
    kinds = {rule.event_type for rule in RULES.rules.values()}
    assert len(kinds) == 16

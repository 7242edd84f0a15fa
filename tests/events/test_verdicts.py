"""What the trained judge may do: refuse a mention, fill a side that words leave empty, no more."""

from __future__ import annotations

import pytest

from sayso.analysis.stretches import TaggedSpan
from sayso.analysis.typer import Verdict
from sayso.events.sides.arguments import attach_participants
from sayso.events.sides.cast import Cast
from sayso.events.sides.stage import Stage
from sayso.events.triggers.find import find_triggers
from sayso.events.triggers.verdicts import refusal
from sayso.lexicons.rules.event_rules import EventRules
from sayso.records.reading import Annotations
from tests.events.reading import parse_report, read_marked

RULES = EventRules.load()


def verdict(nothing: float = 0.0, **sides: tuple[int, int, float]) -> Verdict:
    spans: dict[str, tuple[TaggedSpan, ...]] = {"actor": (), "recipient": ()}
    for role, (start, end, sure) in sides.items():
        spans[role] = (TaggedSpan(start, end, "", sure),)
    return Verdict("typer-0", {"ASSAULT": 1.0 - nothing}, {}, nothing, spans)


def participants(text: str, said: Verdict | None) -> tuple[list[str], list[str], dict[str, str]]:
    parsed = parse_report(text, title=False)
    cast = Cast(parsed, Annotations(), RULES.words)
    (trigger,) = find_triggers(parsed, RULES, Annotations())
    stage = Stage(cast, {trigger.head.i: trigger}, RULES)
    people = attach_participants(stage, trigger, verdict=said)
    words = {mention.id: mention.span.quote for mention in cast.created}
    return (
        [words[i] for i in people.actors],
        [words[i] for i in people.recipients],
        {field: provenance.reason for field, provenance in people.provenance.items()},
    )


def test_a_mention_is_refused_only_when_the_judge_is_sure() -> None:
    _, (trigger,) = read_marked("Police {trigger|fought} a losing battle against the paperwork.")
    assert refusal(None, trigger) is None
    assert refusal(verdict(0.3), trigger) is None
    why = refusal(verdict(0.97), trigger)
    assert why is not None
    assert why.model == "typer-0"
    assert "0.97" in why.reason


def test_a_headline_of_few_words_is_not_refused() -> None:
    _, (trigger,) = read_marked("Blast in Sirte {trigger|kills} nine.")
    assert refusal(verdict(0.97), trigger) is None


def test_words_of_the_trigger_are_no_side() -> None:
    start = TEXT.index("shelled")
    assert participants(TEXT, verdict(actor=(start, start + 7, 0.9)))[0] == []


TEXT = "Rebels were shelled on Monday, and the army kept silent."


def test_an_empty_side_is_filled_with_the_reason() -> None:
    start = TEXT.index("the army")
    actors, recipients, why = participants(TEXT, verdict(actor=(start, start + 8, 0.98)))
    assert (actors, recipients) == (["the army"], ["Rebels"])
    assert "0.98" in why["actors"]
    assert participants(TEXT, None)[:2] == ([], ["Rebels"])


def test_a_side_that_words_name_stays() -> None:
    start = TEXT.index("the army")
    _, recipients, _ = participants(TEXT, verdict(recipient=(start, start + 8, 0.9)))
    assert recipients == ["Rebels"]


@pytest.mark.parametrize("words", ["Monday", "silent"])
def test_words_that_name_nobody_are_no_side(words: str) -> None:
    start = TEXT.index(words)
    assert participants(TEXT, verdict(actor=(start, start + len(words), 0.9)))[0] == []


def test_a_guess_is_no_side() -> None:
    start = TEXT.index("the army")
    assert participants(TEXT, verdict(actor=(start, start + 8, 0.8)))[0] == []


def test_nobody_is_on_both_sides() -> None:
    actors, recipients, _ = participants(TEXT, verdict(actor=(0, 6, 0.98)))
    assert (actors, recipients) == ([], ["Rebels"])

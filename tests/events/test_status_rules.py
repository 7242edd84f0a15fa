"""Every sentence of rules/en/status.yaml, read with the real model."""

from __future__ import annotations

import pytest

from sayso.events.status.factuality import Judged, classify_status
from sayso.lexicons.files.marks import parse_marks
from sayso.lexicons.words.operators import OperatorRule, StatusExample, load_operators
from tests.events.reading import parse_report, trigger_at

RULES = load_operators().rules.values()
MATCHES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.matches)
]
REJECTS = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in RULES
    for number, example in enumerate(rule.rejects)
]


def judge(example: StatusExample) -> Judged:
    marked = parse_marks(example.text)
    parsed = parse_report(marked.text, title=example.title)
    ((_, start, end),) = marked.spans
    trigger = trigger_at(parsed, start, end, example.event_type)
    return classify_status(parsed, trigger, (), load_operators())


@pytest.mark.parametrize(("rule", "example"), MATCHES)
def test_a_rule_decides_its_matches(rule: OperatorRule, example: StatusExample) -> None:
    judged = judge(example)
    assert judged.status == example.status, judged.provenance.reason
    assert f"({rule.id})" in judged.provenance.reason
    if example.certainty is not None:
        assert judged.certainty == example.certainty


@pytest.mark.parametrize(("rule", "example"), REJECTS)
def test_a_rule_leaves_its_rejects_alone(rule: OperatorRule, example: StatusExample) -> None:
    judged = judge(example)
    assert judged.status == example.status, judged.provenance.reason
    assert f"({rule.id})" not in judged.provenance.reason


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_sentence(rule: OperatorRule) -> None:
    assert rule.matches

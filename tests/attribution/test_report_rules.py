"""Every sentence of report_cues.yaml: what is marked is found, and what is refused is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.files.marks import parse_marks
from tests.attribution.reading import attributions, report_verbs

if TYPE_CHECKING:
    from sayso.lexicons.files.load import Example
    from sayso.lexicons.rules.report_verbs import CueRule

RULES = tuple(report_verbs().rules.values())
MATCHES = [(rule, example) for rule in RULES for example in rule.matches]
REJECTS = [(rule, example) for rule in RULES for example in rule.rejects]


@pytest.mark.parametrize(("rule", "example"), MATCHES, ids=lambda x: getattr(x, "id", None))
def test_rule_finds_what_is_marked(rule: CueRule, example: Example) -> None:
    marked = parse_marks(example.text)
    found = [
        {
            *((("source", a.source.start, a.source.end),) if a.source else ()),
            ("cue", a.cue.start, a.cue.end),
            *(("content", span.start, span.end) for span in a.content),
        }
        for a in attributions(marked.text)
        if a.provenance.rule == rule.id
    ]
    assert set(marked.spans) in found


@pytest.mark.parametrize(("rule", "example"), REJECTS, ids=lambda x: getattr(x, "id", None))
def test_rule_refuses(rule: CueRule, example: Example) -> None:
    assert rule.id not in {a.provenance.rule for a in attributions(example.text)}, example.why


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_has_sentences_that_test_it(rule: CueRule) -> None:
    assert rule.matches
    assert rule.rejects

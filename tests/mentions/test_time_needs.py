"""What patterns for times cannot do without: never more than a match really has."""

from __future__ import annotations

import pytest

from sayso.lexicons.files.marks import parse_marks
from sayso.mentions.times.needs import Has, needs_of
from sayso.mentions.times.rules import TimeRule, compile_pattern, load_time_rules

RULES = [rule for rule in load_time_rules() if not rule.sense.startswith("join_")]


def needs(pattern: str) -> list[set[str]]:
    return [set(need) for need in needs_of(pattern)]


def test_slots_and_words_that_no_alternative_can_do_without() -> None:
    assert needs("(?:the )?COUNT UNIT ago|yesterday") == [{"COUNT", "UNIT", "ago"}, {"yesterday"}]


@pytest.mark.parametrize(
    ("pattern", "least"),
    [
        ("MONTH(?: YEAR)?", {"MONTH"}),
        ("(?:MONTH|SEASON) YEAR", {"YEAR"}),
        ("(?:PART|early) (?P<span>YEAR(?: or YEAR2)*)", {"YEAR"}),
        ("days?", {"day"}),
        (r"(?<!in )YEAR(?! COUNT)[MONTH]", {"YEAR"}),
        (r"\(YEAR\)", {"YEAR"}),
        ("(?:a|b){0,1}UNIT", {"UNIT"}),
        ("BLAST", {"blast"}),
    ],
)
def test_what_may_be_left_out_is_not_asked_for(pattern: str, least: set[str]) -> None:
    assert needs(pattern) == [least]


def test_words_begin_where_words_begin_and_case_is_none() -> None:
    has = Has.of("On MONDAY it was over.")

    assert has.may_match(needs_of("WEEKDAY"))
    assert has.may_match(needs_of("on WEEKDAY"))
    assert not has.may_match(needs_of("UNIT"))
    assert not has.may_match(needs_of("WEEKDAY MONTH"))
    assert Has.of("in FY2016").may_match(needs_of("YEAR"))


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_no_match_of_a_rule_is_lost(rule: TimeRule) -> None:
    found = [
        parse_marks(example.text).text
        for other in RULES
        for example in other.matches
        if compile_pattern(rule.pattern).search(parse_marks(example.text).text)
    ]

    assert found
    assert all(Has.of(text).may_match(needs_of(rule.pattern)) for text in found)

"""The rules for times: their patterns filled with words, and where they match in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, Example, Rule, read_rules
from sayso.mentions.times.needs import SLOT, Has, Needs, needs_of
from sayso.mentions.times.words import slot_patterns
from sayso.records.mention import TimeBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUPS = {
    "SHORTYEAR": "year",
    "SPOKENYEAR": "year",
    "FULLMONTH": "month",
    "COUNT": "number",
}


class Sense(StrEnum):
    """How the words of a rule become a window of days; `join_…` work on times already found."""

    NOTHING = "nothing"
    DAY = "day"
    SLASHED = "slashed"
    DAY_RANGE = "day_range"
    FIXED_DAY = "fixed_day"
    DAY_OF_MONTH = "day_of_month"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    PERIOD = "period"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    HOLIDAY = "holiday"
    WEEKDAY = "weekday"
    WEEKDAY_AFTER = "weekday_after"
    DAY_OFFSET = "day_offset"
    OVERNIGHT = "overnight"
    DAY_FROM_ANCHOR = "day_from_anchor"
    WHOLE_UNIT = "whole_unit"
    WEEKEND = "weekend"
    EDGE_OF_UNIT = "edge_of_unit"
    WEEK_OF_MONTH = "week_of_month"
    NIGHT_INTO = "night_into"
    AGO = "ago"
    FROM_ANCHOR = "from_anchor"
    PAST_WINDOW = "past_window"
    RECENT = "recent"
    NEXT_WINDOW = "next_window"
    PRESENT = "present"
    SOME_TIME = "some_time"
    CLOCK = "clock"
    DURATION = "duration"
    HABIT = "habit"
    REFERENCE = "reference"
    JOIN_SAME = "join_same"
    JOIN_RANGE = "join_range"
    JOIN_SINCE = "join_since"
    JOIN_DEADLINE = "join_deadline"
    JOIN_BEFORE = "join_before"
    JOIN_AFTER = "join_after"


class TimeExample(Example, frozen=True, kw_only=True):
    """A sentence with its `{time|…}` and what it gives when read on 2 August 2016.

    `gives` is the window, `value` the TIMEX3 values of the expressions in it.
    """

    gives: str = ""
    value: str | None = None


class TimeRule(Rule, frozen=True, kw_only=True):
    """A pattern for times and its sense; the numbers are days, or parts of a fixed date.

    `value` is that of TIMEX3 for words that have one whatever the report's day.
    """

    sense: Sense
    pattern: str
    basis: TimeBasis = TimeBasis.STATED
    offset: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    value: str | None = None
    matches: tuple[TimeExample, ...]
    rejects: tuple[TimeExample, ...] = ()


@dataclass(frozen=True)
class TimeMatch:
    """Words that a rule takes for a time. Offsets are code points, end-exclusive."""

    rule: TimeRule
    start: int
    end: int
    words: dict[str, str]

    def get(self, *names: str) -> str | None:
        """The lower-case words of the first of these slots that the text fills."""
        return next((self.words[n] for n in names if n in self.words), None)


@cache
def load_time_rules() -> tuple[TimeRule, ...]:
    """The rules of times.yaml in their order.

    Raises:
        DataFileError: when the file cannot be read.
    """
    return read_rules(DATA / "rules" / "en" / "times.yaml", TimeRule)


def match_times(text: str) -> list[TimeMatch]:
    """What the rules take for times, without overlaps, in the order of the text.

    Where matches overlap the longer wins, then the earlier rule. Words that a rule of sense
    `nothing` takes are lost to the others.
    """
    has = Has.of(text)
    found = [
        match for rule, needs in _rules() if has.may_match(needs) for match in _matches(rule, text)
    ]
    found.sort(key=lambda m: m.start - m.end)
    kept: list[TimeMatch] = []
    for match in found:
        if all(match.end <= k.start or k.end <= match.start for k in kept):
            kept.append(match)
    return sorted((m for m in kept if m.rule.sense is not Sense.NOTHING), key=lambda m: m.start)


def _matches(rule: TimeRule, text: str) -> Iterator[TimeMatch]:
    for match in compile_pattern(rule.pattern).finditer(text):
        words = {k: " ".join(v.lower().split()) for k, v in match.groupdict().items() if v}
        name = next((n for n in ("span", "span2") if match.groupdict().get(n)), None)
        start, end = match.span(name) if name else match.span()
        yield TimeMatch(rule=rule, start=start, end=end, words=words)


@cache
def _rules() -> tuple[tuple[TimeRule, Needs], ...]:
    rules = [r for r in load_time_rules() if not r.sense.startswith("join_")]
    return tuple((rule, needs_of(rule.pattern)) for rule in rules)


@cache
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of a rule's pattern, its slots filled with words.

    A match is made of whole words, and is no part of a number, sum of money or code.
    """
    filled = SLOT.sub(lambda m: _fill(m["name"], m["number"]), spell_pattern(pattern))
    return re.compile(
        rf"(?<![\w$€£#])(?!(?<=\w[-.,/:])\d)(?:{filled})(?!\w)(?![.,:/]\d)", re.IGNORECASE
    )


def spell_pattern(pattern: str) -> str:
    """A pattern in which a space stands for any white space, "\u0020?" for none or some."""
    return re.sub(r" (\?)?", lambda m: r"\s*" if m[1] else r"\s+", pattern)


def _fill(name: str, number: str) -> str:
    words = slot_patterns().get(name)
    if words is None:
        return name + number
    return f"(?P<{_GROUPS.get(name, name.lower())}{number}>{words})"

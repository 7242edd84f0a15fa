"""Times joined to each other ("6 a.m. on Monday", "from May to July") and to "since" or "by"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from sayso.mentions.times import windows
from sayso.mentions.times.rules import Sense, TimeRule, load_time_rules, spell_pattern
from sayso.mentions.times.values import window_value
from sayso.mentions.times.windows import Window, add_months
from sayso.records.mention import TimeBasis, TimeKind

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch
    from sayso.mentions.times.setting import Resolved

_REACH = 40
_DATES = frozenset({Sense.DAY, Sense.FIXED_DAY, Sense.SLASHED})
_DAYS = _DATES | {
    Sense.WEEKDAY,
    Sense.WEEKDAY_AFTER,
    Sense.DAY_OFFSET,
    Sense.DAY_FROM_ANCHOR,
    Sense.HOLIDAY,
}
_HOURS = frozenset({Sense.CLOCK, Sense.OVERNIGHT})
_BOUNDS = frozenset({Sense.JOIN_BEFORE, Sense.JOIN_AFTER})


@dataclass(frozen=True)
class Found:
    """A time in the making. Offsets are code points, end-exclusive.

    `kind` and `value` are TIMEX3's; `clock` is the hour or part of the day in the value, and
    `clock_first` tells that its words come first ("dawn on Monday"). `parts` are the bare
    expressions in one joined or opened by a preposition, which TIMEX3 knows.
    """

    start: int
    end: int
    sense: Sense
    rule: str
    window: Window
    basis: TimeBasis
    reason: str = ""
    duration: bool = False
    deadline: bool = False
    kind: TimeKind = TimeKind.DATE
    value: str | None = None
    clock: str = ""
    clock_first: bool = False
    parts: tuple[Found, ...] = ()

    @classmethod
    def of(cls, match: TimeMatch, resolved: Resolved) -> Found:
        """The time that a rule's match stands for."""
        kind, value = resolved.kind, resolved.value
        if resolved.clock and value is None:
            kind, value = TimeKind.TIME, f"{resolved.window.day or ''}{resolved.clock}"
        return cls(
            start=match.start,
            end=match.end,
            sense=match.rule.sense,
            rule=match.rule.id,
            window=resolved.window,
            basis=match.rule.basis,
            reason=resolved.reason,
            duration=resolved.duration,
            kind=kind or TimeKind.DATE,
            value=value or window_value(resolved.window),
            clock=resolved.clock,
            clock_first=match.rule.sense is Sense.CLOCK,
        )

    @property
    def expressions(self) -> tuple[Found, ...]:
        """The bare expressions of time that TIMEX3 knows: its parts, or the time itself."""
        return self.parts or (self,)


@dataclass(frozen=True)
class _Join:
    """A join rule cut at its TIMEs: what stands before, between and after them."""

    rule: TimeRule
    lead: re.Pattern[str]
    middle: re.Pattern[str] | None
    tail: re.Pattern[str]


def join_times(text: str, found: list[Found], reference: date | None) -> list[Found]:
    """The times with those joined that the text joins, in the order of the text.

    `reference` is the day of the report: "since May" runs up to it.
    """
    joined = list(found)
    for join in _joins():
        if join.middle is None:
            joined = [_prefixed(text, time, join, reference) for time in joined]
        else:
            joined = _paired(text, joined, join)
    return joined


@cache
def _joins() -> tuple[_Join, ...]:
    cut = []
    for rule in load_time_rules():
        if rule.sense.startswith("join_"):
            lead, *rest = rule.pattern.split("TIME")
            middle = rest[0] if len(rest) == 2 else None
            cut.append(
                _Join(
                    rule=rule,
                    lead=re.compile(rf"(?<!\w){spell_pattern(lead)}\Z", re.IGNORECASE),
                    middle=middle and re.compile(spell_pattern(middle), re.IGNORECASE),  # type: ignore[arg-type]
                    tail=re.compile(spell_pattern(rest[-1]), re.IGNORECASE),
                )
            )
    return tuple(cut)


def _paired(text: str, found: list[Found], join: _Join) -> list[Found]:
    kept: list[Found] = []
    for time in found:
        pair = _pair(text, kept[-1], time, join) if kept else None
        if pair:
            kept[-1] = pair
        else:
            kept.append(time)
    return kept


def _pair(text: str, first: Found, second: Found, join: _Join) -> Found | None:
    if join.middle is None or not join.middle.fullmatch(text, first.end, second.start):
        return None
    lead = join.lead.search(text[max(0, first.start - _REACH) : first.start])
    if lead is None:
        return None
    same = join.rule.sense is Sense.JOIN_SAME
    if not same:
        first = _in_year_of(first, second)
    window = _same(first, second) if same else _range(first, second)
    if window is None:
        return None
    dated = second if first.sense in _HOURS else first
    relative = TimeBasis.RELATIVE in {first.basis, second.basis}
    stated = same and any(t.sense in _DATES for t in (first, second))
    if same:
        dated = _at_clock(dated, window, max(first.clock, second.clock, key=_fineness))
    return replace(
        dated,
        start=first.start - len(lead[0]),
        end=second.end,
        sense=Sense.DAY if stated else dated.sense,
        rule=join.rule.id,
        window=window,
        clock_first=first.clock_first,
        basis=TimeBasis.RELATIVE if relative and not stated else TimeBasis.STATED,
        parts=() if same else (*first.expressions, *second.expressions),
    )


def _fineness(clock: str) -> int:
    """An hour is finer than a part of the day, and that is finer than none."""
    return 2 if ":" in clock else len(clock[:1])


def _at_clock(dated: Found, window: Window, clock: str) -> Found:
    """A day with the hour that another expression adds to it."""
    if not clock or window.day is None:
        return replace(dated, value=window_value(window))
    return replace(dated, kind=TimeKind.TIME, value=f"{window.day or ''}{clock}", clock=clock)


def _same(first: Found, second: Found) -> Window | None:
    """The day of two expressions of which one only adds the hour or the day of the week."""
    clocks = [t for t in (first, second) if t.sense in _HOURS]
    if len(clocks) == 2:
        return first.window
    if clocks:
        other = second if clocks[0] is first else first
        finer = not other.clock or (":" in clocks[0].clock and ":" not in other.clock)
        finer = finer or first.sense in _HOURS
        return other.window if other.sense in _DAYS | {Sense.DAY_RANGE} and finer else None
    senses = {first.sense, second.sense}
    if Sense.WEEKDAY in senses and senses & _DATES:
        weekday, dated = (second, first) if first.sense in _DATES else (first, second)
        return _in_agreement(dated, weekday)
    return None


def _in_agreement(dated: Found, weekday: Found) -> Window:
    """The date, in the year before or after where only there it falls on the day of the week.

    A date with its own year has no reason beside it and stays.
    """
    day, named = dated.window.day, weekday.window.day
    if day is None or named is None or not dated.reason:
        return dated.window
    years = (day, add_months(day, 12), add_months(day, -12))
    return windows.one_day(next((d for d in years if d.weekday() == named.weekday()), day))


def _in_year_of(first: Found, second: Found) -> Found:
    """The beginning of a stretch without a year, in that of its end: "from May to July 2012"."""
    start, end = first.window, second.window
    dated = {Sense.DAY, Sense.MONTH}
    if not {first.sense, second.sense} <= dated or not first.reason or second.reason:
        return first
    if not (start.earliest and start.latest and end.earliest and end.latest):
        return first
    months = 12 * (end.earliest.year - start.earliest.year)
    if add_months(start.earliest, months) > end.latest:
        months -= 12
    moved = Window(
        add_months(start.earliest, months), add_months(start.latest, months), start.precision
    )
    return replace(first, window=moved, value=window_value(moved))


def _range(first: Found, second: Found) -> Window | None:
    start, end = first.window, second.window
    if first.duration or second.duration or not (start.earliest and end.latest and end.earliest):
        return None
    earliest = start.earliest
    if earliest > end.earliest:
        back = first.sense in {Sense.WEEKDAY, Sense.WEEKDAY_AFTER}
        earliest = earliest - timedelta(days=7) if back else add_months(earliest, -12)
    if earliest > end.latest:
        return None
    return windows.days(earliest, end.latest)


def _prefixed(text: str, time: Found, join: _Join, reference: date | None) -> Found:
    lead = join.lead.search(text[max(0, time.start - _REACH) : time.start])
    if not lead or not lead[0] or time.duration or not join.tail.match(text, time.end):
        return time
    if time.clock_first and join.rule.sense in _BOUNDS:
        return time
    window = _open(time.window, join.rule.sense, reference)
    if window is None:
        return time
    return replace(
        time,
        start=time.start - len(lead[0]),
        rule=join.rule.id,
        window=window,
        reason=f"{' '.join(lead[0].lower().split())}: {time.reason or time.basis}",
        deadline=join.rule.sense is Sense.JOIN_DEADLINE,
        parts=time.expressions,
    )


def _open(window: Window, sense: Sense, reference: date | None) -> Window | None:
    """The window before, after, or since another; null when that one has no such end."""
    if window.earliest is None or window.latest is None:
        return window
    if sense is Sense.JOIN_SINCE:
        if reference is None or window.earliest > reference:
            return Window(window.earliest, None, window.precision)
        return windows.days(window.earliest, reference)
    if sense is Sense.JOIN_DEADLINE:
        return Window(None, window.latest, window.precision)
    if sense is Sense.JOIN_BEFORE:
        return Window(None, window.earliest - timedelta(days=1), window.precision)
    return Window(window.latest + timedelta(days=1), None, window.precision)

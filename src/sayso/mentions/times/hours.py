"""Hours and parts of the day: "6:30 a.m.", "at dawn", "Monday night"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sayso.mentions.counts.numbers import parse_number
from sayso.mentions.times import windows
from sayso.mentions.times.setting import NO_REFERENCE, Resolved, Setting
from sayso.mentions.times.windows import one_day, unknown
from sayso.mentions.times.words import load_day_parts
from sayso.records.mention import TimeKind, TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch

_NOON = 12


def read_clock(match: TimeMatch, setting: Setting) -> Resolved:
    """An hour or part of the day: of the day named before, else of the day of the report."""
    clock = clock_of(match)
    if setting.anchor:
        return Resolved(
            one_day(setting.anchor), f"a time of {setting.anchor}, named before", clock=clock
        )
    if setting.reference is None:
        return Resolved(unknown(TimePrecision.DAY), NO_REFERENCE, clock=clock)
    if clock == load_day_parts()["night"]:
        return read_overnight(match, setting)
    return Resolved(one_day(setting.reference), "a time of the day of the report", clock=clock)


def read_overnight(_: TimeMatch, setting: Setting) -> Resolved:
    """The night before the day that the sentence names, else before the report: two days."""
    morning = setting.near or setting.reference
    if morning is None:
        return Resolved(unknown(TimePrecision.DAYS), NO_REFERENCE, clock="TNI")
    window = windows.days(morning - timedelta(days=1), morning)
    return Resolved(window, kind=TimeKind.TIME, value=f"{window.earliest}TNI")


def part_of_day(match: TimeMatch) -> str:
    """The sign of the part of the day that a match names ("TMO"), or nothing."""
    words = match.get("daypart", "daypart2") or ""
    return load_day_parts().get(words, "")


def clock_of(match: TimeMatch) -> str:
    """What TIMEX3 sets behind the day for the hour or part of the day that a match tells.

    The hour is as told, whatever its time zone; nothing where the words tell none.
    """
    words = match.get("hour", "hour2", "hour3", "oclock")
    hour = None if words is None else parse_number(words)
    if hour is None:
        return part_of_day(match)
    half = re.sub(r"\W", "", match.get("half") or "")
    if half == "pm" and hour < _NOON:
        hour += _NOON
    elif half == "am" and hour == _NOON:
        hour = 0
    minute = int(match.get("minute", "minute2", "minute3") or 0)
    return f"T{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else ""

"""Habits and vague references, which date no event: "every Friday", "daily", "recent"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.times.hours import part_of_day
from sayso.mentions.times.setting import Resolved, Setting
from sayso.mentions.times.values import length_value
from sayso.mentions.times.windows import unknown
from sayso.mentions.times.words import (
    load_habits,
    load_months,
    load_seasons,
    load_units,
    load_weekdays,
)
from sayso.records.mention import TimeKind, TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch


def read_habit(match: TimeMatch, _: Setting) -> Resolved:
    """What comes again and again: its value is the length from one to the next, or the day."""
    return Resolved(
        unknown(TimePrecision.DAYS),
        "a habit, no date",
        duration=True,
        kind=TimeKind.SET,
        value=match.rule.value or _repeated(match),
    )


def read_reference(match: TimeMatch, _: Setting) -> Resolved:
    """The past, present or future without a bound: "recent"."""
    return Resolved(
        unknown(TimePrecision.YEAR), "no bound is told", duration=True, value=match.rule.value
    )


def _repeated(match: TimeMatch) -> str | None:
    if habit := match.get("habit"):
        return load_habits()[habit]
    if unit := match.get("unit"):
        number = "2" if match.get("other") else match.get("number")
        return length_value(number or "a", load_units()[unit])
    part = part_of_day(match)
    if weekday := match.get("weekday"):
        return f"XXXX-WXX-{load_weekdays()[weekday]}{part}"
    if month := match.get("month"):
        return f"XXXX-{load_months()[month.rstrip('.')]:02d}"
    if season := match.get("season"):
        return f"XXXX-{load_seasons()[season]}"
    return f"XXXX-XX-XX{part}" if part else None

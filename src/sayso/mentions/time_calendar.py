"""Dates by the calendar: days, months, seasons, years, decades, with or without their year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.mentions import calendar
from sayso.mentions.calendar import Window, one_day, unknown
from sayso.mentions.time_rules import TimeMatch, load_months, load_time_words
from sayso.mentions.time_setting import NO_REFERENCE, Resolved, Setting
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable

_STALE = 300


def read_day(match: TimeMatch, setting: Setting) -> Resolved:
    """A day of a month, of a stated year or the nearest."""
    month, day = month_of(match), int(match.words["day"])
    if year := match.get("year"):
        return Resolved(one_day(date(_full_year(year, setting), month, day)))
    which = match.get("which")
    setting = _directed(setting, which)
    return nearest(lambda number: one_day(date(number, month, day)), setting, which)


def read_slashed(match: TimeMatch, _: Setting) -> Resolved | None:
    """A date in figures; unknown where day and month could change places."""
    first, second = int(match.words["first"]), int(match.words["second"])
    year = int(match.words["year"])
    if first > 12 or first == second:
        return Resolved(one_day(date(year, second, first)))
    if second > 12:
        return Resolved(one_day(date(year, first, second)))
    return Resolved(unknown(TimePrecision.DAY), "day and month cannot be told apart")


def read_day_range(match: TimeMatch, setting: Setting) -> Resolved | None:
    """Some days of one month."""
    month, first, last = month_of(match), int(match.words["day"]), int(match.words["day2"])
    if first >= last:
        return None

    def window(number: int) -> Window:
        return calendar.days(date(number, month, first), date(number, month, last))

    if year := match.get("year"):
        return Resolved(window(int(year)))
    return nearest(window, setting)


def read_fixed_day(match: TimeMatch, setting: Setting) -> Resolved:
    """The day that the rule itself gives."""
    rule = match.rule
    month, day = rule.month or 1, rule.day or 1
    if rule.year:
        return Resolved(one_day(date(rule.year, month, day)))
    return nearest(lambda number: one_day(date(number, month, day)), setting)


def read_month(match: TimeMatch, setting: Setting) -> Resolved:
    """A month or a third of it, of a stated year or the nearest."""
    month, third = month_of(match), third_of(match)
    if year := match.get("year"):
        return Resolved(calendar.month(int(year), month, third))
    which = match.get("which")
    if which == "this" and setting.reference:
        return Resolved(calendar.month(setting.reference.year, month, third))
    return nearest(
        lambda number: calendar.month(number, month, third), _directed(setting, which), which
    )


def read_season(match: TimeMatch, setting: Setting) -> Resolved:
    """A season, as north of the equator."""
    first = load_time_words()["SEASON", match.get("season", "season2") or ""]
    if year := match.get("year"):
        return Resolved(calendar.season(int(year), first))
    which = match.get("which")
    return nearest(lambda number: calendar.season(number, first), _directed(setting, which), which)


def read_quarter(match: TimeMatch, setting: Setting) -> Resolved:
    """Three months of a stated year, or else the last: a report of them may lie ahead."""
    first = 3 * load_time_words()["QUARTER", match.get("quarter", "quarter2") or ""] - 2
    if year := match.get("year", "year2"):
        return Resolved(calendar.season(int(year), first))
    last = nearest(lambda number: calendar.season(number, first), replace(setting, ahead=False))
    over = last.window.latest
    if (
        setting.ahead
        and setting.reference
        and over
        and (setting.reference - over).days > _STALE / 2
    ):
        return nearest(lambda number: calendar.season(number, first), setting)
    return last


def read_year(match: TimeMatch, _: Setting) -> Resolved | None:
    """A year, a third of it, or the years from one to another."""
    number = int(match.get("year", "year2") or 0)
    window = calendar.year(number, third_of(match))
    end = match.get("year2", "year3") if match.get("year") else None
    if end is None:
        return Resolved(window)
    last = calendar.year(int(end) if len(end) == 4 else number // 100 * 100 + int(end))
    return (
        Resolved(Window(window.earliest, last.latest, TimePrecision.YEAR)) if last.latest else None
    )


def read_decade(match: TimeMatch, setting: Setting) -> Resolved:
    """Ten years."""
    first = int(match.words["decade"].strip("'’"))
    this = setting.reference.year if setting.reference else date.max.year
    first = (
        first if first > 99 else 2000 + first if 2000 + first <= min(this, 2099) else 1900 + first
    )
    return Resolved(calendar.decade(first), "a decade: coarser than any precision")


def nearest(
    window: Callable[[int], Window], setting: Setting, which: str | None = None
) -> Resolved:
    """The latest window not after the reference, or the first not before it when it is ahead."""
    reference = setting.reference
    if reference is None:
        return Resolved(unknown(window(2000).precision), NO_REFERENCE)
    years = range(reference.year - 4, reference.year + 5)
    found = [w for number in years if (w := _in_year(window, number))]
    ahead = [w for w in found if w.latest and w.latest >= reference]
    past = [w for w in found if w.earliest and w.earliest <= reference]
    if which == "last":
        past = [w for w in past if w.latest and w.latest < reference]
    if setting.ahead and ahead:
        return Resolved(ahead[0], "the next one: the clause lies ahead")
    if which is None and not setting.past and ahead and _is_stale(past[-1], reference):
        return Resolved(ahead[0], "the next one: the last is nearly a year old")
    return Resolved(past[-1], "the latest not after the report")


def _is_stale(window: Window, reference: date) -> bool:
    """Whether a date without year is so long past that the text would have told the year."""
    return window.latest is not None and (reference - window.latest).days > _STALE


def _in_year(window: Callable[[int], Window], number: int) -> Window | None:
    """The window in a year, or null where the year lacks it (29 February)."""
    try:
        return window(number)
    except ValueError:
        return None


def _directed(setting: Setting, which: str | None) -> Setting:
    if which is None:
        return setting
    return replace(setting, ahead=which == "next", past=which != "next")


def month_of(match: TimeMatch) -> int:
    """The number of the month that the words name."""
    if number := match.get("monthnumber"):
        return int(number)
    return load_months()[match.words["month"].rstrip(".")]


def third_of(match: TimeMatch) -> int | None:
    """The third (0, 1, 2) that "early", "mid" or "late" cut out, or null."""
    part = match.get("part", "part2")
    return None if part is None else load_time_words()["PART", part]


def _full_year(year: str, setting: Setting) -> int:
    """A year of two digits is the latest one not after the report, or of 1970 to 2069."""
    if len(year) == 4:
        return int(year)
    if setting.reference:
        return setting.reference.year - (setting.reference.year - int(year)) % 100
    return 1970 + (int(year) - 70) % 100

"""Dates by the calendar: days, months, seasons, years, decades, with or without their year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.mentions.counts.numbers import parse_spoken_year
from sayso.mentions.times import windows
from sayso.mentions.times.holidays import load_holidays
from sayso.mentions.times.setting import NO_REFERENCE, Resolved, Setting
from sayso.mentions.times.windows import Window, one_day, unknown
from sayso.mentions.times.words import load_months, load_seasons, load_time_words
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.mentions.times.rules import TimeMatch

STALE = 300
_MONTHS = 4
_FAR = 3


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
        return windows.days(date(number, month, first), date(number, month, last))

    if year := match.get("year"):
        return Resolved(window(to_year(year)))
    return nearest(window, setting)


def read_fixed_day(match: TimeMatch, setting: Setting) -> Resolved:
    """The day that the rule itself gives."""
    rule = match.rule
    month, day = rule.month or 1, rule.day or 1
    if rule.year:
        return Resolved(one_day(date(rule.year, month, day)))
    return nearest(lambda number: one_day(date(number, month, day)), setting)


def read_day_of_month(match: TimeMatch, setting: Setting) -> Resolved | None:
    """A day of which the month is not told: the latest of that number, "on the 18th"."""
    reference, day = setting.near or setting.reference, int(match.words["day"])
    if reference is None or setting.ahead:
        return None
    month = reference.replace(day=1)
    for _ in range(_MONTHS):
        found = _in_month(month, day)
        if found is not None and found <= reference:
            return Resolved(one_day(found), "the latest of that number")
        month = (month - timedelta(days=1)).replace(day=1)
    return None


def _in_month(month: date, day: int) -> date | None:
    """The day of that number in a month, or null where the month lacks it."""
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def read_month(match: TimeMatch, setting: Setting) -> Resolved:
    """A month or a third of it, of a stated year or the nearest."""
    month, third = month_of(match), third_of(match)
    if year := match.get("year"):
        return Resolved(windows.month(to_year(year), month, third))
    which, reference = match.get("which"), setting.reference
    of_year = match.words.get("unit") == "year"
    if reference and (which == "this" or of_year):
        shift = {"last": -1, "next": 1}.get(which or "", 0)
        return Resolved(windows.month(reference.year + shift, month, third))
    return nearest(
        lambda number: windows.month(number, month, third), _directed(setting, which), which
    )


def read_season(match: TimeMatch, setting: Setting) -> Resolved:
    """A season, as north of the equator."""
    name = match.get("season", "season2", "season3") or ""
    first = load_time_words()["SEASON", name]
    if year := match.get("year"):
        found = Resolved(windows.season(to_year(year), first))
    elif (which := match.get("which")) == "this" and setting.reference:
        found = Resolved(windows.season(setting.reference.year, first))
    else:
        directed = _directed(setting, which)
        found = nearest(lambda number: windows.season(number, first), directed, which)
    start = found.window.earliest
    return replace(found, value=f"{start.year}-{load_seasons()[name]}" if start else None)


def read_year(match: TimeMatch, _: Setting) -> Resolved | None:
    """A year, a third of it, or the years from one to another."""
    number = to_year(match.get("year", "year2") or "")
    window = windows.year(number, third_of(match))
    end = match.get("year2", "year3") if match.get("year") else None
    if end is None:
        return Resolved(window)
    last = windows.year(number // 100 * 100 + int(end) if len(end) == 2 else to_year(end))
    return (
        Resolved(Window(window.earliest, last.latest, TimePrecision.YEAR)) if last.latest else None
    )


def read_decade(match: TimeMatch, setting: Setting) -> Resolved:
    """Ten years."""
    if words := match.get("tens"):
        first = load_time_words()["TENS", words]
    else:
        first = int((match.get("decade", "decade2") or "").strip("'’"))
    this = setting.reference.year if setting.reference else date.max.year
    if first < 100:
        first += 2000 if 2000 + first <= min(this, 2099) else 1900
    return Resolved(windows.decade(first), "a decade: coarser than any precision")


def read_century(match: TimeMatch, _: Setting) -> Resolved:
    """A hundred years."""
    window = windows.century(int(match.words["ordinal"]) - 1)
    return Resolved(window, "a century: coarser than any precision")


def read_holiday(match: TimeMatch, setting: Setting) -> Resolved:
    """A feast that has a day in each year (holidays.tsv)."""
    holiday = load_holidays()[match.words["holiday"].replace("’", "'")]
    if year := match.get("year"):
        return Resolved(one_day(holiday.day_in(to_year(year))))
    which = match.get("which")
    directed = _directed(setting, which)
    return nearest(lambda number: one_day(holiday.day_in(number)), directed, which)


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
    if setting.ahead and ahead and not _is_far(past[-1:], ahead[0], reference):
        return Resolved(ahead[0], "the next one: the clause lies ahead")
    if which is None and not setting.past and ahead and _is_far([ahead[0]], past[-1], reference):
        return Resolved(ahead[0], "the next one: it is much nearer than the last")
    return Resolved(past[-1], "the latest not after the report")


def _is_far(near: Sequence[Window], far: Window, reference: date) -> bool:
    """Whether a date is so far off, and another one so near, that its year would be told."""
    return any(_distance(far, reference) > _FAR * max(_distance(w, reference), 1) for w in near)


def _distance(window: Window, reference: date) -> int:
    """The days from a window to a day, none inside it."""
    if window.earliest is None or window.latest is None:
        return 0
    return max((reference - window.latest).days, (window.earliest - reference).days, 0)


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


def to_year(words: str) -> int:
    """The year of four digits or of words as they are spoken ("nineteen ninety-seven")."""
    if words.isdecimal():
        return int(words)
    return parse_spoken_year(words)


def _full_year(year: str, setting: Setting) -> int:
    """A year of two digits is the latest one not after the report, or of 1970 to 2069."""
    if len(year) != 2:
        return to_year(year)
    if setting.reference:
        return setting.reference.year - (setting.reference.year - int(year)) % 100
    return 1970 + (int(year) - 70) % 100

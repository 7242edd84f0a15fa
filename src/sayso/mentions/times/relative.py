"""Days, weeks, months and years told from that of the report, or from a day named before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.mentions.times import windows
from sayso.mentions.times.calendar import month_of, nearest, third_of, to_year
from sayso.mentions.times.setting import NO_ANCHOR, NO_REFERENCE, Resolved, Setting
from sayso.mentions.times.values import week_value, window_value
from sayso.mentions.times.windows import Window, add_months, one_day, unknown
from sayso.mentions.times.words import load_time_words, load_weekdays
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch

_DAY, _MONTH, _YEAR = TimePrecision.DAY, TimePrecision.MONTH, TimePrecision.YEAR


def read_weekday(match: TimeMatch, setting: Setting) -> Resolved:
    """A day of the week: the latest not after the report, or as words and tense direct."""
    reference = setting.reference
    if reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE)
    number = load_weekdays()[match.get("weekday", "weekday2") or ""]
    if week := match.get("week", "week2"):
        monday = reference - timedelta(days=reference.weekday())
        shift = {"last": -7, "this": 0, "next": 7}[week]
        return Resolved(one_day(monday + timedelta(days=shift + number - 1)))
    which = match.get("which") or ""
    since = (reference.isoweekday() - number) % 7
    if which in {"last", "past", "this past"}:
        return Resolved(one_day(reference - timedelta(days=since or 7)), "the last one before")
    if which in {"next", "coming", "this coming"} or (which == "this" and setting.ahead):
        ahead = (number - reference.isoweekday()) % 7 or 7
        return Resolved(one_day(reference + timedelta(days=ahead)), "the next one")
    if setting.ahead:
        ahead = (number - reference.isoweekday()) % 7
        return Resolved(one_day(reference + timedelta(days=ahead)), "the clause lies ahead")
    return Resolved(one_day(reference - timedelta(days=since)), "the latest not after the report")


def read_weekday_after(match: TimeMatch, setting: Setting) -> Resolved:
    """A day of the week counted from the day named before: "the Monday"."""
    if setting.anchor is None:
        return read_weekday(match, setting)
    number = load_weekdays()[match.get("weekday", "weekday2") or ""]
    if match.get("back"):
        since = (setting.anchor.isoweekday() - number) % 7 or 7
        day = setting.anchor - timedelta(days=since)
        return Resolved(one_day(day), f"the last before {setting.anchor}")
    ahead = (number - setting.anchor.isoweekday()) % 7
    return Resolved(
        one_day(setting.anchor + timedelta(days=ahead)), f"the first from {setting.anchor} on"
    )


def read_day_offset(match: TimeMatch, setting: Setting) -> Resolved:
    """A day told from the day of the report: "yesterday"."""
    if setting.reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE)
    return Resolved(one_day(setting.reference + timedelta(days=match.rule.offset)))


def read_present(_: TimeMatch, setting: Setting) -> Resolved:
    """The day of the report: "now"."""
    if setting.reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE, value="PRESENT_REF")
    return Resolved(one_day(setting.reference), "the day of the report", value="PRESENT_REF")


def read_some_time(match: TimeMatch, setting: Setting) -> Resolved | None:
    """A time that only lies before the report ("recently") or, under a future verb, after it."""
    before = match.rule.offset < 0
    value = "PAST_REF" if before else "FUTURE_REF"
    if setting.reference is None:
        return Resolved(unknown(_YEAR), NO_REFERENCE, value=value)
    if before:
        window = Window(None, setting.reference, _YEAR)
        return Resolved(window, "some time before the report", value=value)
    if not setting.ahead:
        return None
    window = Window(setting.reference, None, _YEAR)
    return Resolved(window, "some time after the report", value=value)


def read_day_from_anchor(match: TimeMatch, setting: Setting) -> Resolved:
    """A day told from the day named before: "the next day"."""
    if setting.anchor is None:
        if match.rule.offset < 0:
            return read_day_offset(match, setting)
        return Resolved(unknown(_DAY), NO_ANCHOR)
    day = setting.anchor + timedelta(days=match.rule.offset)
    return Resolved(one_day(day), f"told from {setting.anchor}, named before")


def read_whole_unit(match: TimeMatch, setting: Setting) -> Resolved:
    """A week, weekend, month or year as a whole: "last week"."""
    reference, unit = setting.reference, match.words["unit"]
    if match.get("counted"):
        named = setting.named.earliest if setting.named else None
        reference = (named if unit == "year" else setting.anchor) or setting.anchor or reference
    precision = {"weekend": TimePrecision.DAYS, "week": TimePrecision.WEEK, "month": _MONTH}
    if reference is None:
        return Resolved(unknown(precision.get(unit, _YEAR)), NO_REFERENCE)
    window = _unit_around(unit, reference, match.rule.offset, third_of(match))
    value = _unit_value(unit, window)
    if match.get("so_far"):
        window = Window(window.earliest, reference, window.precision)
    return Resolved(window, value=value)


def read_weekend(_: TimeMatch, setting: Setting) -> Resolved:
    """The last weekend, or the one that is now or ahead."""
    if setting.reference is None:
        return Resolved(unknown(TimePrecision.DAYS), NO_REFERENCE)
    now = setting.reference.isoweekday() >= 6 or setting.ahead
    window = windows.weekend(setting.reference - timedelta(days=0 if now else 7))
    return Resolved(window, value=_unit_value("weekend", window))


def read_edge_of_unit(match: TimeMatch, setting: Setting) -> Resolved:
    """The beginning, middle or end of a week, month or year."""
    third = load_time_words()["EDGE", match.words["edge"]]
    if unit := match.get("unit"):
        if setting.reference is None:
            return Resolved(unknown(_MONTH if unit != "year" else _YEAR), NO_REFERENCE)
        window = _unit_around(unit, setting.reference, 0, third)
        return Resolved(window, value=_unit_value(unit, window))
    if year := match.get("year2"):
        return Resolved(windows.year(to_year(year), third))
    month = month_of(match)
    if year := match.get("year"):
        return Resolved(windows.month(to_year(year), month, third))
    return nearest(lambda number: windows.month(number, month, third), setting)


def _unit_value(unit: str, window: Window) -> str | None:
    if unit == "weekend" and window.earliest:
        return f"{week_value(window.earliest)}-WE"
    return window_value(window)


def _unit_around(unit: str, reference: date, offset: int, third: int | None) -> Window:
    if unit == "week":
        return windows.week(reference + timedelta(days=7 * offset))
    if unit == "weekend":
        return windows.weekend(reference + timedelta(days=7 * offset))
    if unit == "quarter":
        moved = add_months(reference.replace(day=1), 3 * offset)
        return windows.season(moved.year, (moved.month - 1) // 3 * 3 + 1)
    if unit == "month":
        moved = add_months(reference.replace(day=1), offset)
        return windows.month(moved.year, moved.month, third)
    return windows.year(reference.year + offset, third)

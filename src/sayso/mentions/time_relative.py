"""Times told from the day of the report, or from the day that the text named before."""

from __future__ import annotations

from datetime import date, timedelta

from sayso.mentions import calendar
from sayso.mentions.calendar import Window, add_months, one_day, unknown
from sayso.mentions.numbers import parse_number
from sayso.mentions.time_calendar import month_of, nearest, third_of
from sayso.mentions.time_rules import (
    TimeMatch,
    Unit,
    load_time_words,
    load_units,
    load_weekdays,
)
from sayso.mentions.time_setting import NO_ANCHOR, NO_REFERENCE, Resolved, Setting
from sayso.records.mention import TimePrecision

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
    """A day of the week counted on from the day named before: "the Monday"."""
    if setting.anchor is None:
        return read_weekday(match, setting)
    ahead = (load_weekdays()[match.words["weekday"]] - setting.anchor.isoweekday()) % 7
    return Resolved(
        one_day(setting.anchor + timedelta(days=ahead)), f"the first from {setting.anchor} on"
    )


def read_day_offset(match: TimeMatch, setting: Setting) -> Resolved:
    """A day told from the day of the report: "yesterday"."""
    if setting.reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE)
    return Resolved(one_day(setting.reference + timedelta(days=match.rule.offset)))


def read_overnight(_: TimeMatch, setting: Setting) -> Resolved:
    """The night before the day that the sentence names, else before the report: two days."""
    morning = setting.near or setting.reference
    if morning is None:
        return Resolved(unknown(TimePrecision.DAYS), NO_REFERENCE)
    return Resolved(calendar.days(morning - timedelta(days=1), morning))


def read_present(_: TimeMatch, setting: Setting) -> Resolved:
    """The day of the report: "now"."""
    if setting.reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE)
    return Resolved(one_day(setting.reference), "the day of the report")


def read_some_time(match: TimeMatch, setting: Setting) -> Resolved | None:
    """A time that only lies before the report ("recently") or, under a future verb, after it."""
    if setting.reference is None:
        return Resolved(unknown(_YEAR), NO_REFERENCE)
    if match.rule.offset < 0:
        return Resolved(Window(None, setting.reference, _YEAR), "some time before the report")
    if not setting.ahead:
        return None
    return Resolved(Window(setting.reference, None, _YEAR), "some time after the report")


def read_day_from_anchor(match: TimeMatch, setting: Setting) -> Resolved:
    """A day told from the day named before: "the next day"."""
    if setting.anchor is None:
        if match.rule.offset < 0:
            return read_day_offset(match, setting)
        return Resolved(unknown(_DAY), NO_ANCHOR)
    day = setting.anchor + timedelta(days=match.rule.offset)
    return Resolved(one_day(day), f"told from {setting.anchor}, named before")


def read_clock(_: TimeMatch, setting: Setting) -> Resolved:
    """An hour: of the day named before, else of the day of the report."""
    if setting.anchor:
        return Resolved(one_day(setting.anchor), f"a time of {setting.anchor}, named before")
    if setting.reference is None:
        return Resolved(unknown(_DAY), NO_REFERENCE)
    return Resolved(one_day(setting.reference), "a time of the day of the report")


def read_whole_unit(match: TimeMatch, setting: Setting) -> Resolved:
    """A week, weekend, month or year as a whole: "last week"."""
    reference, unit = setting.reference, match.words["unit"]
    if match.get("counted") and setting.anchor:
        reference = setting.anchor
    precision = {"weekend": TimePrecision.DAYS, "week": TimePrecision.WEEK, "month": _MONTH}
    if reference is None:
        return Resolved(unknown(precision.get(unit, _YEAR)), NO_REFERENCE)
    window = _unit_around(unit, reference, match.rule.offset, third_of(match))
    if match.get("so_far"):
        window = Window(window.earliest, reference, window.precision)
    return Resolved(window)


def read_weekend(_: TimeMatch, setting: Setting) -> Resolved:
    """The last weekend, or the one that is now or ahead."""
    if setting.reference is None:
        return Resolved(unknown(TimePrecision.DAYS), NO_REFERENCE)
    now = setting.reference.isoweekday() >= 6 or setting.ahead
    return Resolved(calendar.weekend(setting.reference - timedelta(days=0 if now else 7)))


def read_edge_of_unit(match: TimeMatch, setting: Setting) -> Resolved:
    """The beginning, middle or end of a week, month or year."""
    third = load_time_words()["EDGE", match.words["edge"]]
    if unit := match.get("unit"):
        if setting.reference is None:
            return Resolved(unknown(_MONTH if unit != "year" else _YEAR), NO_REFERENCE)
        return Resolved(_unit_around(unit, setting.reference, 0, third))
    if year := match.get("year2"):
        return Resolved(calendar.year(int(year), third))
    month = month_of(match)
    if year := match.get("year"):
        return Resolved(calendar.month(int(year), month, third))
    return nearest(lambda number: calendar.month(number, month, third), setting)


def _unit_around(unit: str, reference: date, offset: int, third: int | None) -> Window:
    if unit == "week":
        return calendar.week(reference + timedelta(days=7 * offset))
    if unit == "weekend":
        return calendar.weekend(reference + timedelta(days=7 * offset))
    if unit == "quarter":
        moved = add_months(reference.replace(day=1), 3 * offset)
        return calendar.season(moved.year, (moved.month - 1) // 3 * 3 + 1)
    if unit == "month":
        moved = add_months(reference.replace(day=1), offset)
        return calendar.month(moved.year, moved.month, third)
    return calendar.year(reference.year + offset, third)


def read_ago(match: TimeMatch, setting: Setting) -> Resolved:
    """A time before the report, as wide as the unit that it is counted in."""
    unit, number = _unit(match), _number(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE)
    if number is None:
        least = load_time_words()["VAGUE", match.words["vague"]]
        early, late = (
            _shifted(setting.reference, unit, -9),
            _shifted(setting.reference, unit, -least),
        )
        return Resolved(calendar.days(early, late), f"{match.words['vague']}: {least} to 9")
    return Resolved(_around(_shifted(setting.reference, unit, -number), unit))


def read_from_anchor(match: TimeMatch, setting: Setting) -> Resolved:
    """A time before or after the day named before: "two days later"."""
    unit, number = _unit(match), _number(match)
    if setting.anchor is None:
        return Resolved(unknown(_precision(unit)), NO_ANCHOR)
    sign = -1 if match.get("direction", "direction2") in {"earlier", "before"} else 1
    if number is None:
        whole = unit.days or unit.months
        least = load_time_words()["VAGUE", match.get("vague") or "few"] if whole else 0
        ends = [_shifted(setting.anchor, unit, sign * n, hours_in_days=True) for n in (least, 9)]
        return Resolved(calendar.days(min(ends), max(ends)), f"from {setting.anchor}: up to nine")
    day = _shifted(setting.anchor, unit, sign * number)
    return Resolved(_around(day, unit), f"told from {setting.anchor}, named before")


def read_past_window(match: TimeMatch, setting: Setting) -> Resolved:
    """The time up to the report: "the past 48 hours"."""
    unit, number = _unit(match), _number(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE)
    vague = match.get("vague")
    count = number or (9 if vague else 1)
    early = _shifted(setting.reference, unit, -count, hours_in_days=True)
    return Resolved(calendar.days(early, setting.reference), "up to the day of the report")


def read_recent(match: TimeMatch, setting: Setting) -> Resolved:
    """The last five days, weeks, months for "recent" ones, which is our reading."""
    unit = _unit(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE)
    early = _shifted(setting.reference, unit, -5, hours_in_days=True)
    return Resolved(calendar.days(early, setting.reference), "recent: five at most, our reading")


def read_next_window(match: TimeMatch, setting: Setting) -> Resolved:
    """The time from the report on: "the next three days"."""
    unit, number = _unit(match), _number(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE)
    count = number or (9 if match.get("vague") else 5)
    late = _shifted(setting.reference, unit, count, hours_in_days=True)
    return Resolved(calendar.days(setting.reference, late), "from the day of the report on")


def read_duration(match: TimeMatch, _: Setting) -> Resolved:
    """A length of time, which is no date."""
    unit = load_units().get(match.get("unit") or "")
    precision = _precision(unit) if unit else TimePrecision.DAYS
    return Resolved(unknown(precision), "a length of time, no date", duration=True)


def _unit(match: TimeMatch) -> Unit:
    return load_units()[match.get("unit", "unit2") or ""]


def _number(match: TimeMatch) -> int | None:
    words = match.get("number")
    return parse_number(words) if words else None


def _precision(unit: Unit) -> TimePrecision:
    if unit.months:
        return _MONTH if unit.months == 1 else _YEAR
    return TimePrecision.WEEK if unit.days >= 7 else _DAY


def _shifted(day: date, unit: Unit, number: int, *, hours_in_days: bool = False) -> date:
    """A day moved by a number of units; hours round up to days where a window is asked for."""
    if unit.months:
        return add_months(day, unit.months * number)
    if unit.days:
        return day + timedelta(days=unit.days * number)
    if not hours_in_days or unit.name != "hour":
        return day
    whole = -(-abs(number) // 24)
    return day + timedelta(days=whole if number > 0 else -whole)


def _around(day: date, unit: Unit) -> Window:
    """The window as wide as the unit that was counted in: "two years ago" is no day."""
    if unit.months:
        return calendar.year(day.year) if unit.months > 1 else calendar.month(day.year, day.month)
    if unit.days >= 7:
        return calendar.days(day - timedelta(days=3), day + timedelta(days=3))
    return one_day(day)

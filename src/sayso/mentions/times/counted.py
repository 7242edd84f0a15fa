"""Times counted in units: "two days ago", "a year earlier", "the past 48 hours", "for a week"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.mentions.counts.numbers import parse_number
from sayso.mentions.times import windows
from sayso.mentions.times.setting import NO_ANCHOR, NO_REFERENCE, Resolved, Setting
from sayso.mentions.times.values import length_value, week_value
from sayso.mentions.times.windows import add_months, one_day, unknown
from sayso.mentions.times.words import Unit, load_time_words, load_units
from sayso.records.mention import TimeKind, TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch

_DAY, _MONTH, _YEAR = TimePrecision.DAY, TimePrecision.MONTH, TimePrecision.YEAR


def read_ago(match: TimeMatch, setting: Setting) -> Resolved:
    """A time before the report, as wide as the unit that it is counted in.

    "A year ago" in a report on a quarter is that quarter of the year before.
    """
    unit, number = _unit(match), _number(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE)
    if quarter := _quarter_moved(setting, unit, number, -1):
        return quarter
    if number is None:
        least = load_time_words().get(("VAGUE", match.get("vague") or ""), 2)
        ends = [_shifted(setting.reference, unit, -n) for n in (9, least)]
        reason = f"{match.get('vague') or unit.plural}: {least} to 9"
        return Resolved(windows.days(*ends), reason, value="PAST_REF")
    return _around(_shifted(setting.reference, unit, -number), unit)


def read_from_anchor(match: TimeMatch, setting: Setting) -> Resolved:
    """A time before or after the one named before: "two days later".

    Where none was named, "a year earlier" is counted from the report.
    """
    unit, number = _unit(match), _number(match)
    sign = -1 if match.get("direction", "direction2") in grammar("backwards") else 1
    if quarter := _quarter_moved(setting, unit, number, sign):
        return quarter
    start = _start(setting, unit, sign)
    vague = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if start is None:
        return Resolved(unknown(_precision(unit)), NO_ANCHOR, value=vague)
    if number is None:
        whole = unit.days or unit.months
        least = load_time_words()["VAGUE", match.get("vague") or "few"] if whole else 0
        ends = [_shifted(start, unit, sign * n, hours_in_days=True) for n in (least, 9)]
        window = windows.days(min(ends), max(ends))
        return Resolved(window, f"from {start}: up to nine", value=vague)
    return _around(
        _shifted(start, unit, sign * number), unit, reason=f"told from {start}, named before"
    )


def read_past_window(match: TimeMatch, setting: Setting) -> Resolved:
    """The time up to the report: "the past 48 hours"."""
    unit, number = _unit(match), _number(match)
    value = _length(match, unit)
    if setting.reference is None:
        return Resolved(
            unknown(_precision(unit)), NO_REFERENCE, kind=TimeKind.DURATION, value=value
        )
    vague = match.get("vague")
    count = number or (9 if vague else 1)
    early = _shifted(setting.reference, unit, -count, hours_in_days=True)
    return Resolved(
        windows.days(early, setting.reference),
        "up to the day of the report",
        kind=TimeKind.DURATION,
        value=value,
    )


def read_recent(match: TimeMatch, setting: Setting) -> Resolved:
    """The last five days, weeks, months for "recent" ones, which is our reading."""
    unit = _unit(match)
    if setting.reference is None:
        return Resolved(unknown(_precision(unit)), NO_REFERENCE, value="PAST_REF")
    early = _shifted(setting.reference, unit, -5, hours_in_days=True)
    return Resolved(
        windows.days(early, setting.reference),
        "recent: five at most, our reading",
        value="PAST_REF",
    )


def read_next_window(match: TimeMatch, setting: Setting) -> Resolved:
    """The time from the report on: "the next three days"."""
    unit, number = _unit(match), _number(match)
    value = _length(match, unit)
    if setting.reference is None:
        return Resolved(
            unknown(_precision(unit)), NO_REFERENCE, kind=TimeKind.DURATION, value=value
        )
    count = number or (9 if match.get("vague") else 5)
    late = _shifted(setting.reference, unit, count, hours_in_days=True)
    return Resolved(
        windows.days(setting.reference, late),
        "from the day of the report on",
        kind=TimeKind.DURATION,
        value=value,
    )


def read_duration(match: TimeMatch, _: Setting) -> Resolved:
    """A length of time, which is no date."""
    unit = _unit(match)
    return Resolved(
        unknown(_precision(unit)),
        "a length of time, no date",
        duration=True,
        kind=TimeKind.DURATION,
        value=_length(match, unit),
    )


def _quarter_moved(setting: Setting, unit: Unit, number: int | None, sign: int) -> Resolved | None:
    """The quarter of years before or after the quarter that the text reports on, or null."""
    first = setting.quarter.earliest if setting.quarter else None
    if first is None or number is None or unit.months != 12 or setting.near:
        return None
    moved = add_months(first, sign * 12 * number)
    return Resolved(windows.season(moved.year, moved.month), f"told from the quarter of {first}")


def _start(setting: Setting, unit: Unit, sign: int) -> date | None:
    """The day to count from: one named before, or the first of a wider time for wide units."""
    if setting.anchor:
        return setting.anchor
    named = setting.named
    if named and named.earliest and unit.months and (unit.months > 1 or named.precision != _YEAR):
        return named.earliest
    return setting.reference if sign < 0 else None


def _length(match: TimeMatch, unit: Unit) -> str:
    words = match.get("number")
    if words is None and match.get("vague") is None and match.get("unit", "unit2") == unit.name:
        words = "a"
    return length_value(words, unit, half="half" in match.words)


def _unit(match: TimeMatch) -> Unit:
    return load_units()[match.get("unit", "unit2", "unit3") or ""]


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


def _around(day: date, unit: Unit, reason: str = "") -> Resolved:
    """The window as wide as the unit that was counted in: "two years ago" is no day."""
    if unit.months:
        one = unit.months == 1
        window = windows.month(day.year, day.month) if one else windows.year(day.year)
        return Resolved(window, reason)
    if unit.days >= 7:
        window = windows.days(day - timedelta(days=3), day + timedelta(days=3))
        return Resolved(window, reason, value=week_value(day))
    return Resolved(one_day(day), reason)

"""Windows and lengths of time as TIMEX3 writes them (ISO 24617-1:2012, ISO-TimeML)."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from sayso.mentions.counts.numbers import parse_number
from sayso.mentions.times.windows import add_months
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from datetime import date

    from sayso.mentions.times.windows import Window
    from sayso.mentions.times.words import Unit

_HALVES = {"Y": "6M", "D": "T12H", "TH": "30M", "TM": "30S"}


def window_value(window: Window) -> str | None:
    """The ISO 8601 value of a window that is a day, week, month, quarter, year or decade.

    A part of a month or year has the value of the whole; other windows are an interval. Null for a
    window with an open end.
    """
    first, last = window.earliest, window.latest
    if first is None or last is None:
        return None
    if window.day:
        return first.isoformat()
    if window.precision is TimePrecision.WEEK:
        return week_value(first)
    if is_quarter(window):
        return f"{first.year}-Q{(first.month + 2) // 3}"
    return _whole_months(window.precision, first, last)


def _whole_months(precision: TimePrecision, first: date, last: date) -> str:
    """The value of a month, year, decade or century; else the interval."""
    if precision is TimePrecision.MONTH and first.month == last.month:
        return f"{first:%Y-%m}"
    if precision is TimePrecision.YEAR and first.year == last.year:
        return f"{first.year}"
    years = last.year - first.year + 1
    if years in {10, 100} and first.year % years == 0:
        return f"{first.year // years}"
    return f"{first.isoformat()}/{last.isoformat()}"


def is_quarter(window: Window) -> bool:
    """Whether a window is a quarter of a calendar year."""
    first, last = window.earliest, window.latest
    if first is None or last is None or first.month % 3 != 1 or first.day != 1:
        return False
    return (last - first).days + 1 == (add_months(first, 3) - first).days


def week_value(day: date) -> str:
    """The ISO week of a day: `2016-W31`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def length_value(number: str | None, unit: Unit, *, half: bool = False) -> str:
    """A length of time: `P3D` for three days, `PXY` for some years, `P2Y6M` with a half.

    Args:
        number: the number in words or figures; "a" is one; null or anything else is unknown.
        unit: what is counted.
        half: whether "and a half" follows.
    """
    count = _count(number)
    length, time = unit.timex.removeprefix("T"), "T" if unit.timex.startswith("T") else ""
    if count is None:
        return f"P{time}X{length}"
    if half and unit.timex not in _HALVES:
        count += Decimal("0.5")
    figure = f"{count * unit.times:f}"
    return f"P{time}{figure}{length}{_HALVES.get(unit.timex, '') if half else ''}"


def _count(number: str | None) -> Decimal | None:
    if number is None:
        return None
    if number in {"a", "an"}:
        return Decimal(1)
    if (whole := parse_number(number)) is not None:
        return Decimal(whole)
    try:
        return Decimal(number)
    except InvalidOperation:
        return None

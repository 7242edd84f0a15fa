"""A timeline's bars: by day, week, month or year, whichever shows the whole span at a glance."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records.shown.drawn import DayCount


class Unit(StrEnum):
    """How much time a bar stands for."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


MOST = 130
"""Bars of one picture; of a longer span the latest are shown."""

_AT_A_GLANCE = 62
_MONTH = "2031-05"
_DAYS = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30.5, Unit.YEAR: 365.25}
_LAST = 12


class Bar(Record, frozen=True, kw_only=True):
    """The incidents between two ISO days, both included, by part."""

    first: str
    last: str
    label: str
    parts: dict[str, int]

    @property
    def total(self) -> int:
        """All its incidents."""
        return sum(self.parts.values())


class Bars(NamedTuple):
    """The bars of a span, the earliest first; incidents of no day; bars before the first shown."""

    unit: Unit
    bars: list[Bar]
    undated: dict[str, int]
    earlier: int


def fitting_unit(days: Sequence[str], most: int = MOST) -> Unit:
    """The finest unit in which a span is seen at a glance.

    Args:
        days: ISO days or months, of which the first and the last count.
        most: bars for which there is room.
    """
    if not days:
        return Unit.MONTH
    span = (_day(max(days)) - _day(min(days))).days
    return next((u for u in Unit if span / _DAYS[u] <= min(most, _most(u))), Unit.YEAR)


def to_bars(counts: Sequence[DayCount], unit: Unit) -> Bars:
    """The bars of some counts; between the first and the last none is left out.

    Args:
        counts: by day; months will do for bars of a month or a year.
        unit: how much time each bar stands for.
    """
    told: defaultdict[date, dict[str, int]] = defaultdict(dict)
    undated: dict[str, int] = {}
    for one in counts:
        parts = told[_start(_day(one.day), unit)] if one.day else undated
        parts[one.part] = parts.get(one.part, 0) + one.incidents
    starts = list(_span(min(told), max(told), unit)) if told else []
    shown = starts[-MOST:]
    bars = [
        Bar(
            first=start.isoformat(),
            last=(_next(start, unit) - timedelta(days=1)).isoformat(),
            label=_label(start, unit),
            parts=told.get(start, {}),
        )
        for start in shown
    ]
    earlier = sum(sum(told[start].values()) for start in starts[:-MOST] if start in told)
    return Bars(unit, bars, undated, earlier)


def _most(unit: Unit) -> int:
    return MOST if unit in {Unit.MONTH, Unit.YEAR} else _AT_A_GLANCE


def _day(told: str) -> date:
    return date.fromisoformat(told if len(told) > len(_MONTH) else f"{told}-01")


def _start(day: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit is Unit.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit is Unit.YEAR else day


def _next(start: date, unit: Unit) -> date:
    if unit is Unit.YEAR:
        return start.replace(year=start.year + 1)
    if unit is Unit.MONTH:
        later = start.month == _LAST
        return start.replace(year=start.year + later, month=start.month % _LAST + 1)
    return start + timedelta(days=7 if unit is Unit.WEEK else 1)


def _span(first: date, last: date, unit: Unit) -> Iterator[date]:
    while first <= last:
        yield first
        first = _next(first, unit)


def _label(start: date, unit: Unit) -> str:
    if unit is Unit.YEAR:
        return str(start.year)
    if unit is Unit.MONTH:
        return f"{start:%Y-%m}"
    return f"week of {start.isoformat()}" if unit is Unit.WEEK else start.isoformat()

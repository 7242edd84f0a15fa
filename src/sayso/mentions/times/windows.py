"""Windows of days: how wide a stretch is, and the days, weeks, months and years around a day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.records.mention import TimePrecision


@dataclass(frozen=True)
class Window:
    """A stretch of days, both ends included; a null end is open or not known."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision

    @property
    def day(self) -> date | None:
        """The day, when the window is a single one."""
        return self.earliest if self.earliest == self.latest else None


def unknown(precision: TimePrecision) -> Window:
    """A window of which only the width is known."""
    return Window(None, None, precision)


def days(earliest: date, latest: date) -> Window:
    """The window between two days, with the precision of its length (time_precision.tsv)."""
    length = (latest - earliest).days + 1
    for limit, precision in (
        (1, TimePrecision.DAY),
        (6, TimePrecision.DAYS),
        (7, TimePrecision.WEEK),
        (31, TimePrecision.MONTH),
    ):
        if length <= limit:
            return Window(earliest, latest, precision)
    return Window(earliest, latest, TimePrecision.YEAR)


def one_day(day: date) -> Window:
    """The window of a single day."""
    return Window(day, day, TimePrecision.DAY)


def week(day: date) -> Window:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Window(monday, monday + timedelta(days=6), TimePrecision.WEEK)


def weekend(day: date) -> Window:
    """The Saturday and Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday + timedelta(days=5), monday + timedelta(days=6))


def month(year: int, number: int, third: int | None = None) -> Window:
    """A month, or its days 1-10, 11-20 or 21-end (third 0, 1, 2): still of month precision."""
    last = monthrange(year, number)[1]
    first_day, last_day = 1, last
    if third is not None:
        first_day, last_day = third * 10 + 1, (10, 20, last)[third]
    return Window(date(year, number, first_day), date(year, number, last_day), TimePrecision.MONTH)


def year(number: int, third: int | None = None) -> Window:
    """A year, or its January-April, May-August or September-December (third 0, 1, 2)."""
    first, last = (0, 12) if third is None else (4 * third, 4 * third + 4)
    end = date(number, last, monthrange(number, last)[1])
    return Window(date(number, first + 1, 1), end, TimePrecision.YEAR)


def decade(first: int) -> Window:
    """Ten years; no precision is as coarse, so it says year and its ends say more."""
    return Window(date(first, 1, 1), date(first + 9, 12, 31), TimePrecision.YEAR)


def century(number: int) -> Window:
    """The hundred years from the year `number` * 100 on; the precision says year, as for ten."""
    return Window(date(number * 100, 1, 1), date(number * 100 + 99, 12, 31), TimePrecision.YEAR)


def season(number: int, first_month: int) -> Window:
    """Three months from a month of a year on: winter begins in December of its year."""
    start = date(number, first_month, 1)
    return Window(start, add_months(start, 3) - timedelta(days=1), TimePrecision.YEAR)


def add_months(day: date, number: int) -> date:
    """The same day `number` months on (back when negative), or the last day of that month.

    Raises:
        ValueError: outside the years 1 to 9999.
    """
    index = day.year * 12 + day.month - 1 + number
    target_year, target_month = index // 12, index % 12 + 1
    if not 1 <= target_year <= 9999:
        raise ValueError(f"{day} and {number} months is no date")
    return date(target_year, target_month, min(day.day, monthrange(target_year, target_month)[1]))

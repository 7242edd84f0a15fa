"""Feasts and public holidays that fall on one day of each year."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class Holiday(Record, frozen=True, kw_only=True):
    """A feast (holidays.tsv): a day of a month, or its nth weekday (ISO 8601, Monday is 1)."""

    name: str
    month: int
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None

    def day_in(self, year: int) -> date:
        """The day that the feast falls on in a year."""
        first = date(year, self.month, self.day or 1)
        if self.weekday is None or self.nth is None:
            return first
        ahead = (self.weekday - first.isoweekday()) % 7
        return first + timedelta(days=ahead + 7 * (self.nth - 1))


@cache
def load_holidays() -> dict[str, Holiday]:
    """The feasts by lower-case name."""
    rows = read_table(DATA / "lexicons" / "en" / "holidays.tsv", Holiday)
    return {row.name.lower(): row for row in rows}

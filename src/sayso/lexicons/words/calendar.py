"""The names of months and days of the week."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

_LEXICONS = DATA / "lexicons" / "en"


class CalendarName(Record, frozen=True, kw_only=True):
    """A month or day of the week with its number (months.tsv, weekdays.tsv)."""

    name: str
    number: int
    abbreviations: tuple[str, ...] = ()
    also_word: str = ""


@cache
def calendar_names() -> frozenset[str]:
    """The names and abbreviations of months and days of the week.

    Raises:
        DataFileError: for a broken table.
    """
    rows = [
        row
        for table in ("months.tsv", "weekdays.tsv")
        for row in read_table(_LEXICONS / table, CalendarName)
    ]
    return frozenset(word for row in rows for word in (row.name, *row.abbreviations))

"""The six tidy tables: their columns as data, and what is wrong with somebody's cells."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, Any, Literal

from sayso.export.formats.contract import Problem
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sayso.export.formats.contract import Context

Kind = Literal["text", "integer", "number", "boolean", "date"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SAFE = "spreadsheet-safe"
_SHOWN = 60
_KEYS = {
    "incidents": "incident",
    "events": "event",
    "accounts": "account",
}
"""The tables whose rows are known by one id."""
_LEADS_TO = (
    ("events", "incident", "incidents"),
    ("accounts", "incident", "incidents"),
    ("accounts", "event", "events"),
    ("actors", "account", "accounts"),
    ("quantities", "account", "accounts"),
    ("attributions", "account", "accounts"),
)
_ORDERED = (("low", "high"), ("low", "best"), ("best", "high"), ("start", "end"))
_PAIRS = (("first_day", "last_day"), ("earliest", "latest"))


class TidyColumn(Record, frozen=True, kw_only=True):
    """A column of a table (tidy.tsv); `required` is yes where no row lacks a value."""

    table: str
    column: str
    kind: Kind
    required: str = ""
    meaning: str


@cache
def tables() -> dict[str, tuple[TidyColumn, ...]]:
    """The columns of each table, both in the order of tidy.tsv."""
    found: dict[str, list[TidyColumn]] = {}
    for column in read_table(DATA / "schemas" / "tidy.tsv", TidyColumn):
        found.setdefault(column.table, []).append(column)
    return {name: tuple(columns) for name, columns in found.items()}


def safe_text(value: Any, context: Context) -> Any:
    """A cell that no spreadsheet takes for a formula, where the option asks for it.

    Text that begins with = + - @ gets an apostrophe before it; numbers stay.
    """
    if isinstance(value, str) and _SAFE in context.options and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def count_withheld(row: Mapping[str, Any], lost: Counter[str]) -> None:
    """Counts sentences that are not written for want of a right to the text."""
    if row["sentence"] is None and row["sentence_start"] is not None:
        lost["sentences around the quotes: no right to the text is stated"] += 1


class TidyCheck:
    """Checks the rows of six tables as they come, and at the end whether their ids meet."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, tuple[str, int]]] = {name: {} for name in _KEYS}
        self._asked: list[tuple[str, str, str, str, int]] = []

    def header(self, table: str, path: str, names: Iterable[str]) -> Iterator[Problem]:
        """What is wrong with the columns of a table."""
        wanted = [column.column for column in tables()[table]]
        found = list(names)
        for name in wanted:
            if name not in found:
                message = f"the column {name} is missing"
                yield Problem(path, 1, name, message, remedy=f"columns are {', '.join(wanted)}")
        for name in found:
            if name not in wanted:
                message = f"{name[:_SHOWN]!r} is no column of {table}"
                where = name[:_SHOWN] or None
                yield Problem(path, 1, where, message, severe=False, remedy="take it out")
        twice = sorted(name for name, times in Counter(found).items() if times > 1)
        for name in twice:
            yield Problem(path, 1, name, "the column stands twice", remedy="take one out")

    def row(self, table: str, path: str, line: int, row: Mapping[str, Any]) -> Iterator[Problem]:
        """What is wrong with one row; cells are values, null where empty."""
        for column in tables()[table]:
            if column.column not in row:
                continue
            wrong = _wrong(column, row[column.column])
            if wrong is not None:
                yield Problem(path, line, column.column, wrong[0], remedy=wrong[1])
        yield from _out_of_order(path, line, row)
        yield from self._key(table, path, line, row)
        self._asked += [
            (other, column, str(row[column]), path, line)
            for name, column, other in _LEADS_TO
            if name == table and row.get(column) is not None
        ]

    def _key(self, table: str, path: str, line: int, row: Mapping[str, Any]) -> Iterator[Problem]:
        column = _KEYS.get(table)
        if column is None or row.get(column) is None:
            return
        key = str(row[column])
        if key in self._ids[table]:
            message = f"{key[:_SHOWN]!r} is also the id of line {self._ids[table][key][1]:,}"
            yield Problem(path, line, column, message, remedy="give each row its own id")
        self._ids[table].setdefault(key, (path, line))

    def end(self) -> Iterator[Problem]:
        """Ids that lead to no row of the table that they name."""
        for table, column, key, path, line in self._asked:
            if key not in self._ids[table]:
                message = f"{key[:_SHOWN]!r} is in no row of {table}"
                yield Problem(path, line, column, message, remedy="export all tables together")


def _wrong(column: TidyColumn, value: Any) -> tuple[str, str] | None:
    """What is wrong with a cell, and what to do."""
    if value is None:
        is_missing = column.required == "yes"
        return ("it is empty", f"fill in: {column.meaning}") if is_missing else None
    is_right, kind, remedy = _KINDS[column.kind]
    return None if is_right(value) else (f"{repr(value)[:40]} is no {kind}", remedy)


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and not isnan(value)


def _is_day(value: Any) -> bool:
    try:
        return bool(_DATE.fullmatch(str(value))) and bool(date.fromisoformat(str(value)))
    except ValueError:
        return False


_KINDS: dict[Kind, tuple[Callable[[Any], bool], str, str]] = {
    "text": (lambda value: isinstance(value, str), "text", "write words"),
    "integer": (_is_integer, "whole number", "write digits"),
    "number": (_is_number, "number", "write digits with a decimal point"),
    "boolean": (lambda value: isinstance(value, bool), "truth value", "write true or false"),
    "date": (_is_day, "day", "write YYYY-MM-DD"),
}


def _out_of_order(path: str, line: int, row: Mapping[str, Any]) -> Iterator[Problem]:
    for first, second in _ORDERED:
        low, high = row.get(first), row.get(second)
        if isinstance(low, int) and isinstance(high, int) and low > high:
            message = f"{first} {low:,} is above {second} {high:,}"
            yield Problem(path, line, second, message, remedy="write the lower number first")
    for first, second in _PAIRS:
        days = row.get(first), row.get(second)
        if all(_is_day(day) for day in days) and str(days[0]) > str(days[1]):
            message = f"{first} {days[0]} is after {second} {days[1]}"
            yield Problem(path, line, second, message, remedy="write the earlier day first")
    for name, limit in (("lat", 90), ("lon", 180)):
        degrees = row.get(name)
        if isinstance(degrees, int | float) and not abs(degrees) <= limit:
            message = f"{degrees} is beyond {limit} degrees"
            yield Problem(path, line, name, message, remedy="write degrees of WGS 84")

"""Days as people write them: "2031-04-14", "2031-04-14/2031-04-16", "2031-04", "2031-04-14/"."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from sayso.records.mention import TimeBasis, TimePrecision

if TYPE_CHECKING:
    from sayso.records.claim import When

GRAMMAR = (
    'write "2031-04-14", "2031-04-14/2031-04-16" (from, to), "2031-04-14/" (since), "2031-04" or'
    ' "2031"; then, in brackets, a precision of its own: [week]'
)

_VALUE = re.compile(r"(?P<days>[\d/-]+)(?:\s*\[(?P<precision>\w+)\])?")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")


def parse_days(value: str) -> dict[str, Any]:
    """The first and the last day (ISO 8601, null where open) and the precision, as stated.

    Raises:
        ValueError: for what is no such days, or a last day before the first.
    """
    match = _VALUE.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"{value!r} are no days: {GRAMMAR}")
    try:
        earliest, latest, precision = _window(match["days"])
    except ValueError:
        raise ValueError(f"{value!r} are no days: {GRAMMAR}") from None
    if earliest and latest and latest < earliest:
        raise ValueError(f"{value!r} ends before it begins: the first day comes first")
    if match["precision"]:
        if match["precision"] not in {one.value for one in TimePrecision}:
            known = ", ".join(one.value for one in TimePrecision)
            raise ValueError(f"{match['precision']!r} is no precision of days: {known}")
        precision = TimePrecision(match["precision"])
    return {
        "earliest": earliest,
        "latest": latest,
        "precision": precision,
        "basis": TimeBasis.STATED,
    }


def format_days(when: When) -> str:
    """Days as `parse_days` reads them."""
    told = _told(when.earliest, when.latest, when.precision)
    _, _, precision = _window(told)
    return told if precision is when.precision else f"{told} [{when.precision.value}]"


def _told(earliest: str | None, latest: str | None, precision: TimePrecision) -> str:
    if earliest and earliest == latest:
        return earliest
    for kind, length in ((TimePrecision.YEAR, 4), (TimePrecision.MONTH, 7)):
        whole = (earliest or "")[:length]
        if precision is kind and whole and (earliest, latest) == _window(whole)[:2]:
            return whole
    return f"{earliest or ''}/{latest or ''}"


def _window(days: str) -> tuple[str | None, str | None, TimePrecision]:
    if month := _MONTH.fullmatch(days):
        year, number = int(month[1]), int(month[2])
        last = calendar.monthrange(year, number)[1] if 1 <= number <= 12 else 0
        first = date(year, number, 1)
        return first.isoformat(), first.replace(day=last).isoformat(), TimePrecision.MONTH
    if _YEAR.fullmatch(days):
        return f"{days}-01-01", f"{days}-12-31", TimePrecision.YEAR
    first_day, slash, last_day = days.partition("/")
    earliest, latest = _day(first_day), _day(last_day) if slash else _day(first_day)
    if earliest is not None and earliest == latest:
        return earliest, latest, TimePrecision.DAY
    return earliest, latest, TimePrecision.DAYS


def _day(day: str) -> str | None:
    return date.fromisoformat(day).isoformat() if day else None

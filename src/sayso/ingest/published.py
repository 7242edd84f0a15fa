"""Publication dates as people and programs write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_ISO_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{8})[T\s](?P<clock>\d{1,2}:?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)"
    r"\s*(?P<zone>Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?P<clock>[T ].+)?")
_RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{2}:\d{2}(?::\d{2})?"
    r"\s+(?:[+-]\d{4}|[A-Z]{1,4})(?:\s*\(.*\))?"
)
_DAY_MONTH_YEAR = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]+)\.?,?\s+(?P<year>\d{4})"
)
_MONTH_DAY_YEAR = re.compile(
    r"(?:[A-Za-z]+,?\s+)?(?P<month>[A-Za-z]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"
    r"(?:\s+[A-Za-z]+day)?"
)


def read_published(said: str) -> str:
    """The ISO 8601 date, or date and time, that `said` states.

    Read are ISO 8601 ("2016-08-03", "20160803", "2016-08-03T14:05+03:00", also with a space),
    RFC 2822 ("Wed, 3 Aug 2016 14:05:00 +0300"), the year first with slashes or dots
    ("2016/08/03"), and days with an English month name ("3 August 2016", "Aug. 3, 2016",
    and Nexis's "August 3, 2016 Wednesday").
    A time without a zone stays without one.

    Raises:
        ValueError: for anything else. "03/08/2016" is March or August, and is not guessed.
    """
    said = said.strip()
    try:
        found = _read(said)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise ValueError(
            f"the publication date {said[:80]!r} cannot be read; write it as 2016-08-03"
        )
    return found


def _read(said: str) -> str | None:
    if _ISO.fullmatch(said):
        return date.fromisoformat(said).isoformat()
    if match := _ISO_TIME.fullmatch(said):
        return _with_clock(date.fromisoformat(match["day"]), match["clock"], match["zone"])
    if match := _YEAR_FIRST.fullmatch(said):
        day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        return _read(day + match["clock"]) if match["clock"] else day
    if _RFC_2822.fullmatch(said):
        return parsedate_to_datetime(said).isoformat()
    if match := _DAY_MONTH_YEAR.fullmatch(said) or _MONTH_DAY_YEAR.fullmatch(said):
        month = _month(match["month"])
        return date(int(match["year"]), month, int(match["day"])).isoformat()
    return None


def _with_clock(day: date, clock: str, zone: str | None) -> str:
    digits = clock if clock[1] != ":" else f"0{clock}"
    offset = "+00:00" if zone in {"Z", "z", "UTC", "GMT"} else zone or ""
    return datetime.fromisoformat(f"{day.isoformat()}T{digits}{offset}").isoformat()


def _month(name: str) -> int:
    """The number of an English month, by its name or at least three letters of it.

    Raises:
        ValueError: when it is no month.
    """
    fits = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower())]
    if len(name) < 3 or not fits:
        raise ValueError(f"{name!r} is no month")
    return fits[0]

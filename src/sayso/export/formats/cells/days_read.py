"""Days as data sets write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_COMPACT = re.compile(r"\d{8}")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{14}")


def iso_day(cell: str, column: str, unread: dict[str, str]) -> str | None:
    """A day as YYYY-MM-DD; null where there is none, with the reason in `unread` by column.

    Read are YYYY-MM-DD, YYYYMMDD, YYYYMMDDHHMMSS and m/d/YYYY (a published file of 2017).
    """
    if not cell:
        return None
    try:
        return _day(cell).isoformat()
    except ValueError:
        unread[column] = f"{cell[:40]!r} is no day; write YYYY-MM-DD"
        return None


def _day(cell: str) -> date:
    """A day in any of the ways.

    Raises:
        ValueError: for another way, or a day that the calendar does not have.
    """
    if american := _AMERICAN.fullmatch(cell):
        month, day, year = map(int, american.groups())
        return date(year, month, day)
    if _MOMENT.fullmatch(cell) or _COMPACT.fullmatch(cell):
        return date(int(cell[:4]), int(cell[4:6]), int(cell[6:8]))
    if _ISO.fullmatch(cell[:10]):
        return date.fromisoformat(cell[:10])
    raise ValueError(cell)


def is_american(cell: str) -> bool:
    """Whether a day stands as m/d/YYYY and the calendar has it."""
    unread: dict[str, str] = {}
    return bool(_AMERICAN.fullmatch(cell)) and iso_day(cell, "", unread) is not None


def stamp(published: str | None) -> str:
    """A publication (ISO 8601) as YYYYMMDDHHMMSS in UTC; empty where there is none.

    A day without a time is its first second; a time without an offset is taken as UTC.
    """
    if not published:
        return ""
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S").rjust(14, "0")
    except OverflowError:
        return ""

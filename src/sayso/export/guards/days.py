"""A delay: nothing goes out that is younger than so many days."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.records.claim import Account

_TOLD = re.compile(r"(\d{1,5})\s*([dw])")
_LAST = "9999-12-31"
"""What completes a year or month to its last day."""
_DAYS = {"d": 1, "w": 7}


def last_day(delay: str, today: date) -> str:
    """The youngest day that may go out, as an ISO 8601 day.

    Args:
        delay: days or weeks: "7d", "2w".
        today: the day that is counted back from.

    Raises:
        ValueError: for a delay that is told otherwise.
    """
    told = _TOLD.fullmatch(delay.strip().lower())
    if told is None:
        raise ValueError(f"{delay!r} is no delay; write days or weeks, as 7d or 2w")
    days = int(told[1]) * _DAYS[told[2]]
    return date.fromordinal(max(today.toordinal() - days, 1)).isoformat()


def is_younger(account: Account, last: str) -> bool:
    """Whether an account is, or may be, of something after a day.

    What was published up to that day and does not tell of a later one is old enough. Where no day
    of publication is known, the event's own dates must show it: else it counts as younger.
    """
    earliest = [when.earliest for when in account.claim.dates if when.earliest]
    latest = [when.latest for when in account.claim.dates if when.latest]
    if any(day[:10] > last for day in earliest):
        return True
    if account.published is not None:
        return _day(account.published) > last
    return not latest or max(latest)[:10] > last


def _day(published: str) -> str:
    """The day of publication; of an instant the later one of its own clock's day and of UTC's."""
    local = published[:10]
    if "T" not in published:
        return local + _LAST[len(local) :]
    try:
        instant = datetime.fromisoformat(published)
    except ValueError:
        return local
    shifted = instant.astimezone(UTC) if instant.tzinfo else instant + timedelta(hours=12)
    return max(local, shifted.date().isoformat())

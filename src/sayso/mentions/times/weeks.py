"""Weeks of a month ("the last week of April") and the night that ends on a weekday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.mentions.times import windows
from sayso.mentions.times.calendar import month_of, nearest, to_year
from sayso.mentions.times.relative import read_weekday
from sayso.mentions.times.setting import Resolved, Setting
from sayso.mentions.times.windows import Window, add_months
from sayso.mentions.times.words import load_time_words
from sayso.records.mention import TimeKind, TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch

_LAST = -1
_DAYS = 7


def read_week_of_month(match: TimeMatch, setting: Setting) -> Resolved:
    """Seven days of a month: those of its first to fourth week, or its last seven."""
    number = load_time_words()["WEEKNUMBER", match.words["weeknumber"]]
    month = month_of(match)

    def window(year: int) -> Window:
        first = date(year, month, 1)
        start = (
            add_months(first, 1) - timedelta(days=_DAYS)
            if number == _LAST
            else first + timedelta(days=_DAYS * (number - 1))
        )
        return Window(start, start + timedelta(days=_DAYS - 1), TimePrecision.WEEK)

    if year := match.get("year"):
        return Resolved(window(to_year(year)))
    return nearest(window, setting)


def read_night_into(match: TimeMatch, setting: Setting) -> Resolved:
    """The night before a day of the week: two days, "the night to Wednesday"."""
    morning = read_weekday(match, setting)
    day = morning.window.latest
    if day is None:
        return morning
    window = windows.days(day - timedelta(days=1), day)
    return Resolved(window, kind=TimeKind.TIME, value=f"{window.earliest}TNI")

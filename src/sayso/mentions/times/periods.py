"""Quarters of a year and the periods that a report compares: "the year-earlier quarter"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.mentions.times import windows
from sayso.mentions.times.calendar import STALE, nearest, to_year
from sayso.mentions.times.setting import NO_REFERENCE, Resolved, Setting
from sayso.mentions.times.windows import Window, add_months, unknown
from sayso.mentions.times.words import load_time_words
from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from sayso.mentions.times.rules import TimeMatch

_BESIDE = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1}


def read_quarter(match: TimeMatch, setting: Setting) -> Resolved:
    """Three months of a stated year, or else the last: a report of them may lie ahead."""
    first = (
        3
        * load_time_words()[
            "QUARTER", match.get("quarter", "quarter2", "quarter3", "quarter4") or ""
        ]
        - 2
    )

    def window(year: int) -> Window:
        return windows.season(year, first)

    if year := match.get("year", "year2"):
        return Resolved(window(to_year(year)))
    which = match.get("which", "which2")
    if which and setting.reference:
        return Resolved(window(setting.reference.year + _BESIDE[which]))
    last = nearest(window, replace(setting, ahead=False, past=True))
    over = last.window.latest
    late = setting.ahead and setting.reference and over
    if late and setting.reference and over and (setting.reference - over).days > STALE / 2:
        return nearest(window, setting)
    return last


def read_half(match: TimeMatch, setting: Setting) -> Resolved:
    """Six months of a stated year, or of the report's, the one before or the one after."""
    half = load_time_words()["HALF", match.words["half"]]
    if year := match.get("year"):
        number = to_year(year)
    elif setting.reference:
        number = setting.reference.year + _BESIDE[match.get("which") or "this"]
    else:
        return Resolved(unknown(TimePrecision.YEAR), NO_REFERENCE)
    first = date(number, 6 * half - 5, 1)
    window = Window(first, add_months(first, 6) - timedelta(days=1), TimePrecision.YEAR)
    return Resolved(window, value=f"{number}-H{half}")


def read_period(match: TimeMatch, setting: Setting) -> Resolved | None:
    """The quarter that the text reports on, or the same one of an earlier year.

    Without a quarter named before, "the latest quarter" is the last that is over, and the period
    a year earlier is that year; "the quarter" may be one of a town.
    """
    first = setting.quarter.earliest if setting.quarter else None
    year = match.get("year")
    if setting.reference is None:
        return Resolved(unknown(TimePrecision.YEAR), NO_REFERENCE)
    if first is None:
        return _without_quarter(match, setting)
    if year:
        return Resolved(windows.season(to_year(year), first.month), f"as the quarter of {first}")
    if match.get("back", "back2", "back3", "back4"):
        return Resolved(windows.season(first.year - 1, first.month), f"a year before {first}")
    return Resolved(windows.season(first.year, first.month), "the quarter named before")


def _without_quarter(match: TimeMatch, setting: Setting) -> Resolved | None:
    reference = setting.reference
    if reference is None or not match.get("back", "back2", "back3", "back4", "year", "latest"):
        return None
    if year := match.get("year"):
        return Resolved(windows.year(to_year(year)))
    if match.get("back", "back2", "back3", "back4"):
        return Resolved(windows.year(reference.year - 1), "a year before the report")
    if match.get("unit") != "quarter":
        return None
    ended = add_months(reference.replace(day=1), -3)
    return Resolved(windows.season(ended.year, (ended.month - 1) // 3 * 3 + 1), "the last one")

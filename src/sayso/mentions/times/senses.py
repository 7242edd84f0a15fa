"""What words for a time mean: from a rule's match and a setting to a window of days."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.mentions.times.calendar import (
    read_century,
    read_day,
    read_day_of_month,
    read_day_range,
    read_decade,
    read_fixed_day,
    read_holiday,
    read_month,
    read_season,
    read_slashed,
    read_year,
)
from sayso.mentions.times.counted import (
    read_ago,
    read_duration,
    read_from_anchor,
    read_next_window,
    read_past_window,
    read_recent,
)
from sayso.mentions.times.habits import read_habit, read_reference
from sayso.mentions.times.hours import clock_of, read_clock, read_overnight
from sayso.mentions.times.periods import read_half, read_period, read_quarter
from sayso.mentions.times.relative import (
    read_day_from_anchor,
    read_day_offset,
    read_edge_of_unit,
    read_present,
    read_some_time,
    read_weekday,
    read_weekday_after,
    read_weekend,
    read_whole_unit,
)
from sayso.mentions.times.rules import Sense, TimeMatch
from sayso.mentions.times.weeks import read_night_into, read_week_of_month

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.mentions.times.setting import Resolved, Setting


def resolve(match: TimeMatch, setting: Setting) -> Resolved | None:
    """The window of a match, or null when the words are no time after all ("31 June").

    A window with null ends says in its reason what was missing.
    """
    try:
        resolved = _SENSES[match.rule.sense](match, setting)
    except (ValueError, OverflowError):
        return None
    clock = clock_of(match)
    if resolved is None or not clock or resolved.clock or resolved.value:
        return resolved
    return replace(resolved, clock=clock)


_SENSES: dict[Sense, Callable[[TimeMatch, Setting], Resolved | None]] = {
    Sense.DAY: read_day,
    Sense.SLASHED: read_slashed,
    Sense.DAY_RANGE: read_day_range,
    Sense.FIXED_DAY: read_fixed_day,
    Sense.DAY_OF_MONTH: read_day_of_month,
    Sense.MONTH: read_month,
    Sense.SEASON: read_season,
    Sense.QUARTER: read_quarter,
    Sense.HALF: read_half,
    Sense.PERIOD: read_period,
    Sense.YEAR: read_year,
    Sense.DECADE: read_decade,
    Sense.CENTURY: read_century,
    Sense.HOLIDAY: read_holiday,
    Sense.WEEKDAY: read_weekday,
    Sense.WEEKDAY_AFTER: read_weekday_after,
    Sense.DAY_OFFSET: read_day_offset,
    Sense.OVERNIGHT: read_overnight,
    Sense.DAY_FROM_ANCHOR: read_day_from_anchor,
    Sense.WHOLE_UNIT: read_whole_unit,
    Sense.WEEKEND: read_weekend,
    Sense.EDGE_OF_UNIT: read_edge_of_unit,
    Sense.WEEK_OF_MONTH: read_week_of_month,
    Sense.NIGHT_INTO: read_night_into,
    Sense.AGO: read_ago,
    Sense.FROM_ANCHOR: read_from_anchor,
    Sense.PAST_WINDOW: read_past_window,
    Sense.RECENT: read_recent,
    Sense.NEXT_WINDOW: read_next_window,
    Sense.PRESENT: read_present,
    Sense.SOME_TIME: read_some_time,
    Sense.CLOCK: read_clock,
    Sense.DURATION: read_duration,
    Sense.HABIT: read_habit,
    Sense.REFERENCE: read_reference,
}

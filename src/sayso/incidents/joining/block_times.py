"""Times as keys: days, months, and the days of reports that tell none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.incidents.joining.block_places import Key
    from sayso.incidents.joining.features import Linkable

_NARROW = 7
_MONTH = 31
LONG = 62


class Reach(NamedTuple):
    """How far apart events may be told to be compared: days told, and days until reported."""

    days: int
    reported: int
    reports: int


def months_told(event: Linkable) -> range:
    """The months of an event, or of the report that tells it without a day."""
    if event.windows:
        return _months(event.windows[0].first, event.windows[0].first)
    return range(0) if event.reported is None else _months(event.reported, event.reported)


def own_times(event: Linkable) -> Iterator[Key]:
    """The days or months in which an event was told to be, else the day of its report."""
    for window in event.windows:
        if window.days <= _NARROW:
            yield from (("day", day) for day in range(window.first, window.last + 1))
        elif window.days <= LONG:
            yield from (("month", n) for n in _months(window.first, window.last))
    if not event.windows and event.reported is not None:
        yield ("reported", event.reported)


def near_times(event: Linkable, reach: Reach) -> Iterator[Key]:
    """The times that are near enough: what finds one event from another also finds it back."""
    found: dict[Key, None] = {}
    for window in (window for window in event.windows if window.days <= LONG):
        first, last, apart = window.first, window.last, reach.days
        if window.days > _NARROW:
            months = _months(first, last)
            first, last = months[0] * _MONTH, (months[-1] + 1) * _MONTH - 1
        else:
            months = _months(first - apart, last + apart)
        found.update(dict.fromkeys(("month", n) for n in months))
        found.update(dict.fromkeys(("day", n) for n in range(first - apart, last + apart + 1)))
        reported = range(first - 1, last + reach.reported + 1)
        found.update(dict.fromkeys(("reported", n) for n in reported))
    if not event.windows and event.reported is not None:
        by = event.reported
        found.update(dict.fromkeys(("day", n) for n in range(by - reach.reported, by + 2)))
        found.update(dict.fromkeys(("month", n) for n in _months(by - reach.reported, by + 1)))
        others = range(by - reach.reports, by + reach.reports + 1)
        found.update(dict.fromkeys(("reported", n) for n in others))
    yield from found


def _months(first: int, last: int) -> range:
    return range(first // _MONTH, last // _MONTH + 1)

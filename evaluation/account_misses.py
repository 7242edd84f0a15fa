"""Why two reports of one incident did not meet: what was not read, or what the reading tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sayso.incidents.joining.features import Linkable

MISSES = (
    "no event read",
    "no place read",
    "no day read",
    "places differ",
    "days differ",
    "types differ",
    "left apart",
)
"""The reasons in the order in which they are asked: the first that holds is the reason."""


def why_missed(
    one: Collection[str], other: Collection[str], events: Mapping[str, Linkable]
) -> str:
    """The first thing that keeps the events of two reports from being compared in full.

    Args:
        one: the ids of the events by which a report tells the incident.
        other: those of another report of it.
        events: all events by id.
    """
    sides = [[events[name] for name in names] for names in (one, other)]
    holds = (
        not all(sides),
        not all(any(event.places for event in side) for side in sides),
        not all(any(event.windows for event in side) for side in sides),
        not _shared(sides, _names),
        not _shared(sides, _days),
        not _shared(sides, lambda event: iter(event.families)),
        True,
    )
    return MISSES[holds.index(True)]


def _shared(sides: list[list[Linkable]], values: Callable[[Linkable], Iterator[object]]) -> bool:
    one, other = ({value for event in side for value in values(event)} for side in sides)
    return not one.isdisjoint(other)


def _names(event: Linkable) -> Iterator[object]:
    for place in event.places:
        yield place.skeleton or place.name
        if place.geonameid is not None:
            yield place.geonameid


def _days(event: Linkable) -> Iterator[object]:
    """The days of an event, each with the one before: two that are a day apart share one."""
    for window in event.windows:
        yield from range(window.first - 1, window.last + 1)

"""Which pairs of events are worth comparing.

Those that share a place or a party, and a time; or words, where the time is not told.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.lexicons.toponyms import skeleton
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.incidents.joining.features import Linkable, Spot

LARGEST = 256
"""Events of one block that are all compared with each other; of larger ones, neighbours are."""

NEIGHBOURS = 24
_CELL = 0.35
_ROWS = 12
_NARROW = 7
_MONTH = 31
_LONG = 62
_POINTS = frozenset(
    {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2, PlacePrecision.WATER}
)

Key = tuple[object, ...]


class _Times(NamedTuple):
    """How far apart events may be told to be compared: days told, and days until reported."""

    days: int
    reported: int
    reports: int


_AT_A_PLACE = _Times(days=2, reported=10, reports=4)
_OF_A_PARTY = _Times(days=1, reported=3, reports=1)


class Blocks:
    """Events by what they share; asked for those that an event should be compared with.

    Every event stands under its own keys (a square of the map and a day, a party and a day) and
    asks under those of all that is near enough, so that cost grows with how dense the events of
    a place and time are and not with how many there are. The relation goes both ways, but for
    blocks of more than `LARGEST` events: of these only neighbours in an order by content are
    compared, and `uneven` tells who stands there.
    """

    def __init__(self, events: Mapping[str, Linkable]) -> None:
        self._events = events
        self._blocks: dict[Key, dict[Key, list[str]]] = {}
        for name in sorted(events):
            for where, when in dict.fromkeys(_homes(events[name])):
                self._blocks.setdefault(where, {}).setdefault(when, []).append(name)
        self._sorted = {
            (where, when): sorted((_content(events[name]), name) for name in block)
            for where, blocks in self._blocks.items()
            for when, block in blocks.items()
            if len(block) > LARGEST
        }
        self._large = frozenset(name for block in self._sorted.values() for _, name in block)

    def candidates(self, name: str) -> tuple[set[str], set[str]]:
        """The events to compare with one: those that would also ask for it, and the others.

        Of an event in a large block nobody finds more than a few: whom it finds is an other.
        """
        event = self._events[name]
        mutual: set[str] = set()
        neighbours: set[str] = set()
        for where, whens in _seeks(event):
            blocks = self._blocks.get(where)
            for when in whens if blocks else ():
                if (where, when) in self._sorted:
                    neighbours.update(self._neighbours((where, when), event))
                elif blocks and when in blocks:
                    mutual.update(blocks[when])
        mutual.discard(name)
        neighbours.discard(name)
        if name in self._large:
            return set(), mutual | neighbours
        return mutual, neighbours - mutual

    def uneven(self, slack: int) -> Iterator[str]:
        """The events of blocks that are too large, or may have been with `slack` events more."""
        for blocks in self._blocks.values():
            for block in blocks.values():
                if len(block) > LARGEST - slack:
                    yield from block

    def _neighbours(self, key: tuple[Key, Key], event: Linkable) -> Iterator[str]:
        order = self._sorted[key]
        at = bisect_left(order, (_content(event), event.id))
        for _, other in order[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]:
            yield other


def _content(event: Linkable) -> tuple[object, ...]:
    return (
        tuple(target.kind for target in event.targets),
        tuple(sorted(side.name for side in event.actors if side.name)),
        tuple(sorted(count.low for count in event.killed)),
        event.families,
    )


def _homes(event: Linkable) -> Iterator[tuple[Key, Key]]:
    whens = list(_own_times(event))
    placed = _is_placed(event)
    wheres = [(event.realm, *where) for where in _own_places(event)]
    wheres += [(event.realm, *party, placed) for party in _parties(event)]
    for where in wheres:
        for when in whens:
            yield where, when
    for rare in _ever(event):
        yield rare, ()
    for words in _worded(event):
        yield from ((words, when) for when in (*whens, ("timed", _is_timed(event))))
    months = [("month", n) for n in _months_told(event)]
    for target in _targets(event):
        for month in months:
            yield (*target, bool(event.windows)), month


def _seeks(event: Linkable) -> Iterator[tuple[Key, Sequence[Key]]]:
    """The keys that an event asks under: each place or party with all times that are near."""
    for rare in _ever(event):
        yield rare, [()]
    told, months = bool(event.windows), _months_told(event)
    for target in _targets(event) if months else ():
        first, last = months[0], months[-1]
        reports = range(first - 1, last + 3) if told else range(first - 1, last + 2)
        yield (*target, False), [("month", n) for n in reports]
        if not told:
            yield (*target, True), [("month", n) for n in range(first - 2, last + 2)]
    whens = list(_near_times(event, _AT_A_PLACE))
    for where in _near_places(event):
        yield (event.realm, *where), whens
    if not _is_timed(event):
        whens = [("timed", True)]
    for words in _worded(event):
        yield words, [*whens, ("timed", False)]
    whens = list(_near_times(event, _OF_A_PARTY))
    sorts = (False,) if _is_placed(event) else (True, False)
    for party in _parties(event):
        for placed in sorts:
            yield (event.realm, *party, placed), whens


def _is_placed(event: Linkable) -> bool:
    """Whether an event is looked for by its place: words are looked for by who said them."""
    return not event.words and any(place.precision in _POINTS for place in event.places)


def _ever(event: Linkable) -> Iterator[Key]:
    """What is rare enough to be asked for at any time.

    A person, and what is told of a town's past.
    """
    for person in dict.fromkeys(side.person for side in event.recipients if side.person):
        yield (event.realm, "person", person)
    if event.status is Status.HISTORICAL or any(w.days > _LONG for w in event.windows):
        for name in dict.fromkeys(p.skeleton or p.name for p in event.places if _is_point(p)):
            yield (event.realm, "past", name)


def _worded(event: Linkable) -> Iterator[Key]:
    """The words of an event: a copy is looked for by them, at any time where no day holds it."""
    for words in event.wordings or event.passages:
        yield (event.realm, "words", words)


def _is_timed(event: Linkable) -> bool:
    """Whether the days of an event are near enough to each other to be asked for."""
    return any(w.days <= _LONG for w in event.windows) or (
        not event.windows and event.reported is not None
    )


def _targets(event: Linkable) -> Iterator[Key]:
    """Each kind of target in each town: asked for by months, where a report tells no day."""
    for kind in dict.fromkeys(target.kind for target in event.targets):
        for name in dict.fromkeys(p.skeleton or p.name for p in event.places if _is_point(p)):
            yield (event.realm, "target", kind, name)


def _months_told(event: Linkable) -> range:
    """The months of an event, or of the report that tells it without a day."""
    if event.windows:
        return _months(event.windows[0].first, event.windows[0].first)
    return range(0) if event.reported is None else _months(event.reported, event.reported)


def _parties(event: Linkable) -> Iterator[tuple[str, str]]:
    sides = event.actors if event.words else (*event.actors, *event.recipients)
    yield from dict.fromkeys(("party", side.name) for side in sides if side.name)
    if event.words:
        return
    countries = dict.fromkeys(place.country for place in event.places if place.country)
    kinds = dict.fromkeys(target.kind for target in event.targets)
    for kind in kinds:
        for country in countries:
            yield (country, kind)


def _own_places(event: Linkable) -> Iterator[Key]:
    found: dict[Key, None] = {("name", skeleton(name) or name): None for name in event.beside}
    for place in _points(event):
        found["name", place.skeleton or place.name] = None
        if place.lat is not None and place.lon is not None:
            row = math.floor(place.lat / _CELL)
            for scale in {min(_scale(row), _scale(near)) for near in _beside(row)}:
                found[scale, row, _column(place.lon, scale)] = None
    yield from found


def _near_places(event: Linkable) -> Iterator[Key]:
    found: dict[Key, None] = {("name", skeleton(name) or name): None for name in event.beside}
    for place in _points(event):
        found["name", place.skeleton or place.name] = None
        if place.lat is not None and place.lon is not None:
            found.update(_squares_near(place.lat, place.lon))
    yield from found


@lru_cache(maxsize=65_536)
def _squares_near(lat: float, lon: float) -> Mapping[Key, None]:
    found: dict[Key, None] = {}
    row = math.floor(lat / _CELL)
    for near in _beside(row):
        scale = min(_scale(row), _scale(near))
        columns = _beside(_column(lon, scale))
        found.update(dict.fromkeys((scale, near, column) for column in columns))
    return found


def _points(event: Linkable) -> Iterator[Spot]:
    if not event.words:
        yield from filter(_is_point, event.places)


def _is_point(place: Spot) -> bool:
    return place.precision in _POINTS and bool(place.name)


def _beside(number: int) -> tuple[int, int, int]:
    return (number - 1, number, number + 1)


@lru_cache(maxsize=1024)
def _scale(row: int) -> int:
    """By how much squares are narrower in degrees of longitude, in hundredths: less to the poles.

    Rows are taken by dozens, so that neighbours nearly always have one scale.
    """
    farthest = max(abs(row // _ROWS * _ROWS), abs((row // _ROWS + 1) * _ROWS)) * _CELL
    return max(5, math.floor(100 * math.cos(math.radians(min(farthest, 89.0)))))


def _column(lon: float, scale: int) -> int:
    return math.floor(lon * scale / (100 * _CELL))


def _own_times(event: Linkable) -> Iterator[Key]:
    for window in event.windows:
        if window.days <= _NARROW:
            yield from (("day", day) for day in range(window.first, window.last + 1))
        elif window.days <= _LONG:
            yield from (("month", n) for n in _months(window.first, window.last))
    if not event.windows and event.reported is not None:
        yield ("reported", event.reported)


def _near_times(event: Linkable, reach: _Times) -> Iterator[Key]:
    """The times that are near enough: what finds one event from another also finds it back."""
    found: dict[Key, None] = {}
    for window in (window for window in event.windows if window.days <= _LONG):
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

"""The keys under which an event stands, and those under which it asks for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.joining.block_places import POINTS, Key, near_places, own_places, towns
from sayso.incidents.joining.block_times import LONG, Reach, months_told, near_times, own_times
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.incidents.joining.features import Linkable

_AT_A_PLACE = Reach(days=2, reported=10, reports=4)
_OF_A_PARTY = Reach(days=1, reported=3, reports=1)


def homes(event: Linkable) -> Iterator[tuple[Key, Key]]:
    """The keys that an event stands under: each place, party or word with each of its times."""
    whens = list(own_times(event))
    placed = _is_placed(event)
    wheres = [(event.realm, *where) for where in own_places(event)]
    wheres += [(event.realm, *party, placed) for party in _parties(event)]
    for where in wheres:
        for when in whens:
            yield where, when
    for rare in _ever(event):
        yield rare, ()
    for words in _worded(event):
        yield from ((words, when) for when in (*whens, ("timed", _is_timed(event))))
    months = [("month", n) for n in months_told(event)]
    for target in _targets(event):
        for month in months:
            yield (*target, bool(event.windows)), month


def seeks(event: Linkable) -> Iterator[tuple[Key, Sequence[Key]]]:
    """The keys that an event asks under: each place or party with all times that are near."""
    for rare in _ever(event):
        yield rare, [()]
    told, months = bool(event.windows), months_told(event)
    for target in _targets(event) if months else ():
        first, last = months[0], months[-1]
        reports = range(first - 1, last + 3) if told else range(first - 1, last + 2)
        yield (*target, False), [("month", n) for n in reports]
        if not told:
            yield (*target, True), [("month", n) for n in range(first - 2, last + 2)]
    whens = list(near_times(event, _AT_A_PLACE))
    for where in near_places(event):
        yield (event.realm, *where), whens
    if not _is_timed(event):
        whens = [("timed", True)]
    for words in _worded(event):
        yield words, [*whens, ("timed", False)]
    whens = list(near_times(event, _OF_A_PARTY))
    sorts = (False,) if _is_placed(event) else (True, False)
    for party in _parties(event):
        for placed in sorts:
            yield (event.realm, *party, placed), whens


def _is_placed(event: Linkable) -> bool:
    """Whether an event is looked for by its place: words are looked for by who said them."""
    return not event.words and any(place.precision in POINTS for place in event.places)


def _ever(event: Linkable) -> Iterator[Key]:
    """What is rare enough to be asked for at any time.

    A person, and what is told of a town's past.
    """
    for person in dict.fromkeys(side.person for side in event.recipients if side.person):
        yield (event.realm, "person", person)
    if event.status is Status.HISTORICAL or any(w.days > LONG for w in event.windows):
        for name in towns(event):
            yield (event.realm, "past", name)


def _worded(event: Linkable) -> Iterator[Key]:
    """The words of an event: a copy is looked for by them, at any time where no day holds it."""
    for words in event.wordings or event.passages:
        yield (event.realm, "words", words)


def _is_timed(event: Linkable) -> bool:
    """Whether the days of an event are near enough to each other to be asked for."""
    return any(w.days <= LONG for w in event.windows) or (
        not event.windows and event.reported is not None
    )


def _targets(event: Linkable) -> Iterator[Key]:
    """Each kind of target in each town: asked for by months, where a report tells no day."""
    for kind in dict.fromkeys(target.kind for target in event.targets):
        for name in towns(event):
            yield (event.realm, "target", kind, name)


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

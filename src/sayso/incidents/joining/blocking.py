"""Which pairs of events are worth comparing.

Those that share a place or a party, and a time; or words, where the time is not told.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from sayso.incidents.joining.block_keys import homes, seeks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.incidents.joining.block_places import Key
    from sayso.incidents.joining.features import Linkable

LARGEST = 256
"""Events of one block that are all compared with each other; of larger ones, neighbours are."""

NEIGHBOURS = 24


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
            for where, when in dict.fromkeys(homes(events[name])):
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
        for where, whens in seeks(event):
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

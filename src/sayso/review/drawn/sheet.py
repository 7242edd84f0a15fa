"""What is drawn of the incidents that one person may see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sayso.ledger.lists.held import Held
from sayso.ledger.lists.listing import READ
from sayso.pipeline.joining import listing
from sayso.records.exchange.codec import encode
from sayso.review.memory import HELD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Sequence

    from sayso.ledger.lists.drawing_ties import Network
    from sayso.ledger.store import Ledger
    from sayso.records.review.settled import ReviewView
    from sayso.records.shown.drawn import (
        Box,
        Cell,
        Clock,
        DayCount,
        Located,
        Part,
        Spot,
        TieFilter,
    )
    from sayso.records.shown.listing import ListFilter
    from sayso.records.shown.matrix import Headline
    from sayso.review.memory import Memory

    T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """A list of incidents as maps, timelines and networks ask for it, with people's words on it.

    It is what `Desk.sheet` gives: restrictions and blindness are those of the desk. What counts
    all incidents is kept in `memory` as long as nothing was linked or said; `scope` tells those
    apart who see different incidents.
    """

    ledger: Ledger
    view: ReviewView
    wanted: ListFilter
    memory: Memory
    scope: str

    @cached_property
    def number(self) -> int:
        """The number of the list's view, brought up to date."""
        return listing.view_number(self.ledger, self.view)

    def located(self) -> dict[Located, int]:
        """How many incidents have each symbol of a map."""
        return self._kept(
            ("located",), lambda: self.ledger.drawn_located(self.wanted, self.number)
        )

    def drawn(self, *, most: int, box: Box | None = None) -> list[tuple[Headline, Spot]] | None:
        """The incidents that a map draws, the latest first; null where there are more than `most`.

        Args:
            most: how many it may be.
            box: only what is drawn at a point within this window.
        """
        found = self.ledger.drawn_spots(self.wanted, self.number, limit=most + 1, box=box)
        return self._lines(found) if len(found) <= most else None

    def spots(self, ids: Collection[str]) -> list[tuple[Headline, Spot]]:
        """Some incidents, drawn or not, each with its line, the latest first."""
        found = self.ledger.drawn_spots(self.wanted, self.number, limit=len(ids), ids=ids)
        return self._lines(found)

    def _lines(self, found: Sequence[tuple[str, bool, Spot]]) -> list[tuple[Headline, Spot]]:
        rows = [(key, spoken) for key, spoken, _ in found]
        lines = {head.id: head for head in listing.headlines(self.ledger, rows, self.view)}
        return [(lines[key], spot) for key, _, spot in found if key in lines]

    def cells(self, *, step: float, box: Box | None = None) -> list[Cell]:
        """What a map draws, counted by squares `step` degrees wide."""
        return self._kept(
            ("cells", step, box and encode(box)),
            lambda: self.ledger.drawn_cells(self.wanted, self.number, step=step, box=box),
        )

    def days(self, *, part: Part, clock: Clock, monthly: bool) -> list[DayCount]:
        """How many incidents stand at each day or month."""
        return self._kept(
            ("days", part, clock, monthly),
            lambda: self.ledger.drawn_days(
                self.wanted, self.number, part=part, clock=clock, monthly=monthly
            ),
        )

    def network(self, of: TieFilter, *, limit: int) -> Network:
        """The strongest ties, how many there are in all, and the incidents that have any."""
        held = self.memory.get(HELD, Held)
        return self._kept(
            ("network", encode(of), limit),
            lambda: self.ledger.drawn_network(
                self.wanted, self.number, of, limit=limit, held=held
            ),
        )

    def _kept(self, what: Hashable, make: Callable[[], T]) -> T:
        return self.memory.get((*self._state, what), make)

    @cached_property
    def _state(self) -> tuple[Hashable, ...]:
        """The list that is asked for, in the state in which the ledger is."""
        _, linking, said = self.ledger.list_stand(READ)
        view = encode(self.view)
        return (linking, said, self.number, view, self.scope, encode(self.wanted))

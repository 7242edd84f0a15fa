"""The part of the ledger that is asked for what maps, timelines and networks draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.connect import reading
from sayso.ledger.lists import drawing
from sayso.ledger.lists.listing_ledger import ListedLedger, new_held

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.ledger.lists.drawing_ties import Network
    from sayso.ledger.lists.held import Held
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


class DrawnLedger(ListedLedger):
    """What is drawn of the incidents of a list; `number` is that of a view, as for lists."""

    def drawn_located(self, wanted: ListFilter, number: int) -> dict[Located, int]:
        """How many incidents of a list have each symbol of a map."""
        with reading(self._engine) as connection:
            return drawing.located(connection, wanted, number)

    def drawn_spots(
        self,
        wanted: ListFilter,
        number: int,
        *,
        limit: int,
        box: Box | None = None,
        ids: Collection[str] | None = None,
    ) -> list[tuple[str, bool, Spot]]:
        """Incidents with their places, one by one; see `ledger.drawing.spots`."""
        with reading(self._engine) as connection:
            return drawing.spots(connection, wanted, number, limit=limit, box=box, ids=ids)

    def drawn_cells(
        self, wanted: ListFilter, number: int, *, step: float, box: Box | None = None
    ) -> list[Cell]:
        """What a map draws, counted by squares `step` degrees wide; see `ledger.drawing.cells`."""
        with reading(self._engine) as connection:
            return drawing.cells(connection, wanted, number, step=step, box=box)

    def drawn_days(
        self, wanted: ListFilter, number: int, *, part: Part, clock: Clock, monthly: bool
    ) -> list[DayCount]:
        """How many incidents stand at each day or month; see `ledger.drawing.days`."""
        with reading(self._engine) as connection:
            return drawing.days(
                connection, wanted, number, part=part, clock=clock, monthly=monthly
            )

    def drawn_network(
        self,
        wanted: ListFilter,
        number: int,
        of: TieFilter,
        *,
        limit: int,
        held: Held | None = None,
    ) -> Network:
        """The strongest ties of the incidents of a list; see `ledger.drawing_ties.network`.

        `held` is kept by who asks often: filling it takes the most time.
        """
        from sayso.ledger.lists import drawing_ties  # noqa: PLC0415 (numpy loads with it)

        held = held or new_held()
        with reading(self._engine) as connection:
            return drawing_ties.network(connection, wanted, number, of, held=held, limit=limit)

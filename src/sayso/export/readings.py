"""Many readings as one collection: tables of all their events, and the rejects beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, overload

from sayso.export.arrow import to_arrow
from sayso.export.reading import Reading
from sayso.records.reading import ReadDocument
from sayso.records.rows.events import WholeEventRow
from sayso.records.rows.mentions import EventRow

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.records.document import Reject

Level = Literal["mention", "event"]


class Readings(Sequence[Reading]):
    """The readings of many reports, in their order, and the rejects of those that have none.

    Args:
        results: what `sayso.read_many` yields, or the readings of a ledger.
    """

    def __init__(self, results: Iterable[Reading | ReadDocument | Reject]) -> None:
        read: list[Reading] = []
        rejects: list[Reject] = []
        for result in results:
            if isinstance(result, Reading | ReadDocument):
                read.append(result if isinstance(result, Reading) else Reading(result))
            else:
                rejects.append(result)
        self._read = tuple(read)
        self.rejects = tuple(rejects)

    def __len__(self) -> int:
        return len(self._read)

    @overload
    def __getitem__(self, index: int) -> Reading: ...
    @overload
    def __getitem__(self, index: slice) -> Readings: ...
    def __getitem__(self, index: int | slice) -> Reading | Readings:
        found = self._read[index]
        return found if isinstance(found, Reading) else Readings([*found, *self.rejects])

    def __repr__(self) -> str:
        return f"<Readings: {len(self):,} reports read, {len(self.rejects):,} rejected>"

    def to_arrow(self, level: Level = "mention") -> pa.Table:
        """All events as one Arrow table, nested as in JSON; `report` says whose they are.

        Args:
            level: a row for each mention, or for each event put together from its mentions.
        """
        if level == "event":
            return to_arrow([row for one in self for row in one.whole_events], WholeEventRow)
        return to_arrow([row for one in self for row in one.events], EventRow)

    def to_pandas(self, level: Level = "mention") -> pd.DataFrame:
        """All events as a pandas frame (needs the extra `sayso[pandas]`)."""
        return self.to_arrow(level).to_pandas()

    def to_polars(self, level: Level = "mention") -> pl.DataFrame:
        """All events as a Polars frame, without `provenance` (needs the extra `sayso[polars]`)."""
        import polars as pl  # noqa: PLC0415 (an optional extra)

        frame = pl.from_arrow(self.to_arrow(level).drop_columns(["provenance"]))
        assert isinstance(frame, pl.DataFrame)
        return frame

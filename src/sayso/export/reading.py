"""What was read from one report, as Python, tables and notebooks see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso.export.arrow import to_arrow
from sayso.records.rows.events import WholeEventRow, to_whole_rows
from sayso.records.rows.mentions import EventRow, to_rows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from sayso.export.notebook import EventView
    from sayso.records.attribution import Attribution
    from sayso.records.document import Document
    from sayso.records.entity import EntityMention
    from sayso.records.mention import ActorMention, PlaceMention, QuantityMention, TimeMention
    from sayso.records.reading import ReadDocument


@dataclass(frozen=True)
class Reading:
    """One report with everything that was read from it; every span is an offset in `text`."""

    read: ReadDocument

    @property
    def document(self) -> Document:
        """The report as it is stored."""
        return self.read.document

    @property
    def text(self) -> str:
        """The stored text, NFC: what all offsets count in, in code points."""
        return self.read.document.text

    @cached_property
    def events(self) -> list[EventRow]:
        """The event mentions, in the order of the text."""
        return to_rows(self.read)

    @cached_property
    def whole_events(self) -> list[WholeEventRow]:
        """One record an event, put together from its mentions, in the order of the text."""
        return to_whole_rows(self.read)

    @property
    def attributions(self) -> list[Attribution]:
        """Who is said to have said what, in the order of the text."""
        return list(self.read.annotations.attributions)

    @property
    def actors(self) -> list[ActorMention]:
        """All words that stand for somebody."""
        return list(self.read.annotations.actors)

    @property
    def places(self) -> list[PlaceMention]:
        """All words that name a place."""
        return list(self.read.annotations.places)

    @property
    def dates(self) -> list[TimeMention]:
        """All words that name a time, as windows of days."""
        return list(self.read.annotations.dates)

    @property
    def quantities(self) -> list[QuantityMention]:
        """All counts of people and materiel, with their bounds."""
        return list(self.read.annotations.quantities)

    @property
    def entities(self) -> list[EntityMention]:
        """All words that stand for a body, a place, a person or another thing, by their kind."""
        return list(self.read.annotations.entities)

    def to_arrow(self) -> pa.Table:
        """The events as an Arrow table, nested as in JSON."""
        return to_arrow(self.events, EventRow)

    def to_pandas(self) -> pd.DataFrame:
        """The events as a pandas frame (needs the extra `sayso[pandas]`)."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """The events as a Polars frame (needs the extra `sayso[polars]`)."""
        import polars as pl  # noqa: PLC0415 (an optional extra)

        frame = pl.from_arrow(self.to_arrow().drop_columns(["provenance"]))
        assert isinstance(frame, pl.DataFrame)
        return frame

    def __rich__(self) -> Any:
        """The events as a table in the terminal."""
        from sayso.export.table import event_table  # noqa: PLC0415 (rich loads when printing)

        return event_table(self.events)

    def _repr_html_(self) -> str:
        """The text with everything marked and the events beneath, for notebooks."""
        from sayso.export.notebook import reading_html  # noqa: PLC0415 (rich loads when showing)

        return reading_html(self.read, self.events)

    def show(self, event: str) -> EventView:
        """One event: a card in the terminal, the marked words and its voices in a notebook.

        Args:
            event: the id of a mention or of an event, or the first characters of one.

        Raises:
            ValueError: when no id, or more than one, begins so.
        """
        from sayso.export.notebook import EventView  # noqa: PLC0415 (rich loads when showing)

        wanted = {row.id: [row] for row in self.events if row.id.startswith(event)}
        for one in {row.event for row in self.events if row.event.startswith(event)}:
            wanted[one] = [row for row in self.events if row.event == one]
        if len(wanted) != 1:
            found = ", ".join(sorted(wanted)[:5]) or "none"
            raise ValueError(
                f"{event!r} must begin one id of an event; it begins {found}; "
                "ids stand in reading.events and in the list of the view"
            )
        return EventView(self.document, *wanted.values())

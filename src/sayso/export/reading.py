"""What was read from one report, as Python, tables and notebooks see it."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sayso.export.arrow import to_arrow
from sayso.records.rows import EventRow, to_rows
from sayso.records.whole_rows import WholeEventRow, to_whole_rows

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

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
        """The text with the event triggers marked, for notebooks."""
        pieces, done = [], 0
        for row in sorted(self.events, key=lambda r: (r.start, -r.end)):
            if row.start < done:
                continue
            label = f"{row.event_type} {row.status.value}"
            pieces.append(html.escape(self.text[done : row.start]))
            pieces.append(
                f'<mark title="{html.escape(label)}">'
                f"{html.escape(row.quote)}</mark><sub>{html.escape(label)}</sub>"
            )
            done = row.end
        pieces.append(html.escape(self.text[done:]))
        return f'<div style="white-space: pre-wrap">{"".join(pieces)}</div>'

"""The table of the review queue: like `part` it has no history, and is made anew by linkings."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text

from sayso.ledger.metadata import Key, metadata

# The incidents of now with what each is worth looking at. `linking` is that of its row in
# `incident`, `disputed` the number of columns in which accounts differ or somebody denies. Columns
# of words hold them as `incident` does; `body` has the shares of the score.
queued = Table(
    "queued",
    metadata,
    Column("incident_id", Key, primary_key=True),
    Column("linking", Integer, nullable=False),
    Column("score", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    *(
        Column(name, Text, nullable=False, index=True)
        for name in ("event_types", "countries", "blocs")
    ),
    *(Column(name, Text, nullable=False) for name in ("places", "actors")),
    Column("body", Text, nullable=False),
)
Index("ix_queued_score_incident_id", queued.c.score.desc(), queued.c.incident_id)

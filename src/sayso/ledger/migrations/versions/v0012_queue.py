"""The table of the review queue, with the incidents that are there."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, Text, column, select, table, text

from sayso.ledger.linkage.incident_rows import to_summary
from sayso.ledger.lists.queueing import write

revision = "0012"
down_revision = "0011"

_KEY = String().with_variant(String(collation="C"), "postgresql")
_AT_A_TIME = 500


def upgrade() -> None:
    """Creates the table and fills it from the last linking."""
    op.create_table(
        "queued",
        Column("incident_id", _KEY, primary_key=True),
        Column("linking", Integer, nullable=False),
        Column("score", Integer, nullable=False),
        Column("disputed", Integer, nullable=False),
        *(
            Column(name, Text, nullable=False)
            for name in ("event_types", "countries", "blocs", "places", "actors")
        ),
        Column("body", Text, nullable=False),
    )
    op.create_index("ix_queued_score_incident_id", "queued", [text("score DESC"), "incident_id"])
    _fill()


def _fill() -> None:
    connection = op.get_bind()
    names = ("id", "linking", "events", "body")
    incident = table("incident", *(column(name) for name in names))
    later = incident.alias("later")
    newer = select(later.c.id).where(
        later.c.id == incident.c.id, later.c.linking > incident.c.linking
    )
    query = (
        select(incident.c.id, incident.c.linking, incident.c.body)
        .where(incident.c.events > 0, ~newer.exists())
        .order_by(incident.c.id)
        .limit(_AT_A_TIME)
    )
    last = ""
    while rows := connection.execute(query.where(incident.c.id > last)).all():
        for row in rows:
            write(connection, row.linking, [to_summary(row.body)], ())
        last = rows[-1].id

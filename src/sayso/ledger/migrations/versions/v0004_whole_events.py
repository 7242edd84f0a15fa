"""A table for whole events, and their number in each reading: none in those read before."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
)

revision = "0004"
down_revision = "0003"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table and the column."""
    op.create_table(
        "whole_event",
        Column("reading_id", _KEY, ForeignKey("reading.id"), nullable=False),
        Column("id", _KEY, nullable=False),
        Column("n", Integer, nullable=False),
        Column("event_type", _KEY, nullable=False),
        Column("incident_type", _KEY),
        Column("status", _KEY, nullable=False),
        Column("stance", _KEY, nullable=False),
        Column("body", Text, nullable=False),
        PrimaryKeyConstraint("reading_id", "id"),
    )
    op.create_index("ix_whole_event_id", "whole_event", ["id"])
    op.create_index("ix_whole_event_event_type", "whole_event", ["event_type"])
    op.create_index("ix_whole_event_incident_type", "whole_event", ["incident_type"])
    op.add_column("reading", Column("whole_events", Integer, nullable=False, server_default="0"))

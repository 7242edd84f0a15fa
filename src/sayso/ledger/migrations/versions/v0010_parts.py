"""A table for which events hang together: empty until the next linking of all events."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "0010"
down_revision = "0009"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "part",
        Column("event_id", _KEY, primary_key=True),
        Column("part", _KEY, nullable=False),
        Column("even", Integer, nullable=False),
    )
    op.create_index("ix_part_part", "part", ["part"])

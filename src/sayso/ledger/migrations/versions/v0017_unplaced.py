"""Indexes of the event mentions without a place or date, so that they can be counted."""

from __future__ import annotations

from alembic import op
from sqlalchemy import text

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Creates the indexes."""
    for name in ("place", "date"):
        empty = text(f"{name} IS NULL")
        op.create_index(
            f"ix_event_mention_no_{name}",
            "event_mention",
            ["reading_id"],
            sqlite_where=empty,
            postgresql_where=empty,
        )

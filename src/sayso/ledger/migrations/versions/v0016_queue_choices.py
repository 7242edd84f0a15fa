"""Indexes for what the review queue can be narrowed by."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Creates the indexes."""
    for name in ("event_types", "countries", "blocs"):
        op.create_index(f"ix_queued_{name}", "queued", [name])

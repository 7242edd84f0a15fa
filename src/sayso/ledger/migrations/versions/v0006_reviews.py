"""A table for what people say of the values that were read: empty until the first review."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0006"
down_revision = "0005"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table."""
    op.create_table(
        "review",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        *(Column(name, _KEY, nullable=False) for name in ("recorded_at", "id", "target")),
        Column("doc_id", _KEY),
        *(Column(name, _KEY, nullable=False) for name in ("field", "verdict", "matter")),
        Column("body", Text, nullable=False),
    )
    for name in ("id", "target", "doc_id", "matter"):
        op.create_index(f"ix_review_{name}", "review", [name])

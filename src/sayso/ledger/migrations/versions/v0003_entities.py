"""A table for entities, and their number in each reading: none in those read before."""

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

revision = "0003"
down_revision = "0002"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table and the column."""
    op.create_table(
        "entity",
        Column("reading_id", _KEY, ForeignKey("reading.id"), nullable=False),
        Column("id", _KEY, nullable=False),
        Column("n", Integer, nullable=False),
        Column("kind", _KEY, nullable=False),
        Column("body", Text, nullable=False),
        PrimaryKeyConstraint("reading_id", "id"),
    )
    op.create_index("ix_entity_id", "entity", ["id"])
    op.create_index("ix_entity_kind", "entity", ["kind"])
    op.add_column("reading", Column("entities", Integer, nullable=False, server_default="0"))

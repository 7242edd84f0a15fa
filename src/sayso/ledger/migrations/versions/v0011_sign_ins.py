"""A table for accounts of the review room, and an index for what people said by its field."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0011"
down_revision = "0010"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table, empty: a room without accounts is one person's."""
    op.create_table(
        "sign_in",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        *(Column(name, _KEY, nullable=False) for name in ("at", "name", "role")),
        Column("active", Integer, nullable=False),
        Column("password", Text, nullable=False),
        Column("by", _KEY, nullable=False),
    )
    op.create_index("ix_sign_in_name", "sign_in", ["name"])
    op.create_index("ix_review_field", "review", ["field"])

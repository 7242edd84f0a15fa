"""What a linking leaves of each event, in place of which ones hang together: empty until the next.

The first linking after it is of all events.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, Integer, String, Text

revision = "0020"
down_revision = "0019"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the table, and drops the one that it replaces."""
    op.create_table(
        "trace",
        Column("event_id", _KEY, primary_key=True),
        Column("pairs", Text, nullable=False),
        Column("joined", _KEY),
        Column("size", Integer, nullable=False),
        Column("odds", Double),
    )
    op.drop_table("part")

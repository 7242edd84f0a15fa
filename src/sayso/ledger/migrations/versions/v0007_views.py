"""The views that users ask by SQL: `migrate` makes them anew after the last revision."""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Changes no table: a ledger of before has no views, and asks for an upgrade."""

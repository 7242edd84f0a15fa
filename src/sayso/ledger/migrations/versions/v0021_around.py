"""An index of incidents by days and country: what lies around one is found without its rows."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"

_COLUMNS = ["last_day", "first_day", "countries", "linking", "events", "reports", "id"]


def upgrade() -> None:
    """Creates the index."""
    op.create_index("ix_incident_around", "incident", _COLUMNS)

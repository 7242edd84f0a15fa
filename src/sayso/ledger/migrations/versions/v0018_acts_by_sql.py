"""The view of what people did (`v_act`), and by which act a review was said."""

from __future__ import annotations

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Changes no table: views are made anew after the last revision."""

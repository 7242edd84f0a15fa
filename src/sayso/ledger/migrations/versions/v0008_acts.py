"""Tables for what people did, and which act each review and judgement is of: empty until one."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0008"
down_revision = "0007"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the tables; what was said before belongs to no act."""
    op.create_table(
        "act",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        Column("id", _KEY, nullable=False, unique=True),
        *(Column(name, _KEY, nullable=False) for name in ("recorded_at", "at", "by", "kind")),
        Column("undoes", _KEY),
        Column("body", Text, nullable=False),
    )
    for name in ("by", "kind", "undoes"):
        op.create_index(f"ix_act_{name}", "act", [name])
    op.create_table(
        "act_subject",
        Column("subject", _KEY, primary_key=True),
        Column("act", Integer, ForeignKey("act.seq"), primary_key=True),
    )
    op.create_index("ix_act_subject_act", "act_subject", ["act"])
    for name in ("judgement", "review"):
        op.add_column(name, Column("act", Integer))
        op.create_index(f"ix_{name}_act", name, ["act"])

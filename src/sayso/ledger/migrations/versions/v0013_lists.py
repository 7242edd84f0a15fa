"""The tables of lists: empty until somebody asks for a list."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String

revision = "0013"
down_revision = "0012"

_KEY = String().with_variant(String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates the tables."""
    op.create_table(
        "listed_view",
        Column("name", _KEY, primary_key=True),
        _number("number", unique=True),
        _key("version"),
        _number("linking"),
        _number("act"),
    )
    op.create_table(
        "listed",
        _part("seq"),
        _number("shelf"),
        _key("id"),
        *(_key(name) for name in ("day", "first_day", "last_day")),
        *(_number(n) for n in ("accounts", "reports", "sources", "killed", "disputed")),
    )
    op.create_index("ix_listed_id", "listed", ["id"])
    op.create_index("ix_listed_shelf_day_id", "listed", ["shelf", "day", "id"])
    op.create_table("listed_term", _part("id"), _key("facet"), _key("value"))
    op.create_index("ix_listed_term_facet_value", "listed_term", ["facet", "value"], unique=True)
    columns = [_part("shelf"), _part("term"), _part("seq")]
    op.create_table("listed_word", *columns, sqlite_with_rowid=False)
    op.create_index("ix_listed_word_seq_term", "listed_word", ["seq", "term"])
    named = [Column(name, _KEY, primary_key=True) for name in ("kind", "name")]
    op.create_table("listed_name", *named, _part("seq"), sqlite_with_rowid=False)
    op.create_index("ix_listed_name_seq", "listed_name", ["seq"])
    op.create_table("listed_report", _part("doc"), _part("seq"), sqlite_with_rowid=False)
    op.create_index("ix_listed_report_seq", "listed_report", ["seq"])


def _key(name: str) -> Column[str]:
    return Column(name, _KEY, nullable=False)


def _number(name: str, *, unique: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=False, unique=unique)


def _part(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)

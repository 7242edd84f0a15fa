"""What maps, timelines and networks draw, in the tables of lists, which are made anew."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Float, Integer, String

revision = "0014"
down_revision = "0013"

_KEY = String().with_variant(String(collation="C"), "postgresql")
_LISTS = ("listed_word", "listed_name", "listed_report", "listed_term", "listed", "listed_view")


def upgrade() -> None:
    """Empties the lists, widens their rows, and creates the tables of ties."""
    for name in _LISTS:
        op.execute(f"DELETE FROM {name}")  # noqa: S608 (names of our own)
    words = ("reported", "told", "located", "place", "country", "admin1", "precision")
    for name in words:
        op.add_column("listed", Column(name, _KEY))
    for name in ("quad", "geonameid"):
        op.add_column("listed", Column(name, Integer))
    for name in ("lat", "lon"):
        op.add_column("listed", Column(name, Float))
    op.create_table(
        "listed_bond",
        _number("id"),
        *(_text(name) for name in ("by", "actor", "recipient")),
        Column("is_words", Integer, nullable=False),
        _text("tie"),
        *(Column(name, Integer, nullable=False) for name in ("sign", "mutual")),
        _text("told"),
    )
    columns = ["by", "actor", "recipient", "tie", "told"]
    op.create_index(f"ix_listed_bond_{'_'.join(columns)}", "listed_bond", columns, unique=True)
    op.create_table(
        "listed_tie",
        _number("bond"),
        _number("seq"),
        *(Column(name, Integer, nullable=False) for name in ("accounts", "sources")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_listed_tie_seq", "listed_tie", ["seq"])


def _text(name: str) -> Column[str]:
    return Column(name, _KEY, nullable=False)


def _number(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True, autoincrement=False)

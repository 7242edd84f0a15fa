"""The table of lists of reports, empty until one is asked for; the index of people's words."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, column, select, table

from sayso.ledger.searching.said_words import add_said, make_said
from sayso.records.exchange.codec import decode
from sayso.records.review.judgement import Review

revision = "0015"
down_revision = "0014"

_KEY = String().with_variant(String(collation="C"), "postgresql")
_FACETS = ("publisher", "bloc", "language", "state", "told")


def upgrade() -> None:
    """Creates both, and indexes what people said."""
    op.create_table(
        "listed_doc",
        Column("doc", Integer, primary_key=True, autoincrement=False),
        *(Column(name, _KEY, nullable=False) for name in ("id", "published", *_FACETS)),
        Column("events", Integer, nullable=False),
    )
    op.create_index("ix_listed_doc_id", "listed_doc", ["id"])
    op.create_index("ix_listed_doc_published_doc", "listed_doc", ["published", "doc"])
    for name in _FACETS:
        op.create_index(f"ix_listed_doc_{name}", "listed_doc", [name])
    connection = op.get_bind()
    make_said(connection)
    review = table("review", column("seq"), column("body"))
    rows = connection.execute(select(review.c.seq, review.c.body).order_by(review.c.seq))
    add_said(connection, [(row.seq, decode(row.body, Review)) for row in rows])

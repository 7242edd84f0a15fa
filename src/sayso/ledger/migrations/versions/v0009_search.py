"""The index for full-text search, with the reports that are there."""

from __future__ import annotations

from alembic import op
from sqlalchemy import column, select, table

from sayso.ledger.searching.search import Indexed, add_words, make_index

revision = "0009"
down_revision = "0008"

_AT_A_TIME = 200


def upgrade() -> None:
    """Makes the index and fills it."""
    connection = op.get_bind()
    make_index(connection)
    document = table("document", column("seq"), column("title"), column("sha256_text"))
    text = table("text", column("sha256"), column("body"))
    query = (
        select(document.c.seq, document.c.title, text.c.body)
        .join(text, text.c.sha256 == document.c.sha256_text)
        .order_by(document.c.seq)
        .limit(_AT_A_TIME)
    )
    last = 0
    while rows := connection.execute(query.where(document.c.seq > last)).all():
        add_words(connection, [Indexed(*row) for row in rows])
        last = rows[-1].seq

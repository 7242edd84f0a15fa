"""Taking the words out of acts that speak of an erased report; that they were done stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import select, update

from sayso.ledger.acts import acting
from sayso.ledger.linkage.linked_tables import act, review

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from sayso.ledger.custody import Entry


def silence(connection: Connection, doc_id: str, subjects: Iterable[str]) -> list[Entry]:
    """Empties the reasons, and what was shown, of all acts about a report or what was made of it.

    Args:
        connection: to the ledger, before anything that people said is removed.
        doc_id: the report that is erased.
        subjects: the ids of all that was read, claimed and linked of it.

    Returns:
        What custody is told: the acts as they now are.
    """
    said = select(review.c.act).where(review.c.doc_id == doc_id, review.c.act.is_not(None))
    seqs = acting.about(connection, subjects) | set(connection.scalars(said.distinct()))
    entries = []
    for one in acting.numbered(connection, seqs):
        silent = replace(one, why="", shown="", erased=True)
        row = acting.act_row(silent)
        connection.execute(update(act).where(act.c.seq == one.seq).values(body=row["body"]))
        entries.append(acting.vouching(silent))
    return entries

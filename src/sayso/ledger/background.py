"""What the ledger knows of a report beside its text: custody, copies, why it was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from sayso.ledger.encoding import to_document
from sayso.ledger.queries import IS_CURRENT
from sayso.ledger.tables import current_document, custody, document, reject
from sayso.records.document import Document, Reject
from sayso.records.exchange.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Connection

_MOST = 50


class Kept(NamedTuple):
    """One entry of the chain of custody: when what was done, and the hash that it vouches for."""

    at: str
    action: str
    sha256: str
    number: int


class Background(NamedTuple):
    """A report's custody, the earliest entry first; others of the same text; its rejects.

    `copies` are fifty at most, without their texts, of `others` that there are.
    """

    custody: tuple[Kept, ...]
    copies: tuple[Document, ...]
    others: int
    rejects: tuple[Reject, ...]


def background(connection: Connection, one: Document) -> Background:
    """What is known of a report beside its text."""
    chain = select(custody).where(custody.c.subject == one.id).order_by(custody.c.seq)
    twins = (document.c.sha256_text == one.sha256_text, document.c.id != one.id)
    count = select(func.count(document.c.id.distinct())).where(*twins)
    refused = select(reject.c.body).where(reject.c.report == one.report).order_by(reject.c.seq)
    return Background(
        tuple(Kept(r.at, r.action, r.sha256, r.seq) for r in connection.execute(chain)),
        tuple(_copies(connection, twins)),
        connection.scalar(count) or 0,
        tuple(decode(body, Reject) for body in connection.scalars(refused.limit(_MOST))),
    )


def _copies(connection: Connection, twins: tuple[ColumnElement[bool], ...]) -> Iterator[Document]:
    """The first documents that fulfil the conditions as they now stand, by day and id."""
    first = func.min(document.c.published)
    named = select(document.c.id).where(*twins).group_by(document.c.id)
    ids = list(connection.scalars(named.order_by(first, document.c.id).limit(_MOST)))
    # by id: a database that is asked for the text alone goes over all current documents
    same = (
        select(document.c.body)
        .join(current_document, IS_CURRENT)
        .where(*twins, document.c.id.in_(ids), current_document.c.doc_id.in_(ids))
        .order_by(document.c.published, document.c.id)
    )
    yield from (to_document(body, "") for body in connection.scalars(same))

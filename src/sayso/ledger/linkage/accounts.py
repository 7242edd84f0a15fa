"""Claims read back from the ledger: by document for linking, by event with their reports."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, select

from sayso.ledger.encoding import to_document
from sayso.ledger.linkage.claiming import is_last
from sayso.ledger.linkage.linked_tables import claim, claiming
from sayso.ledger.recording import CHUNK, chunks
from sayso.ledger.tables import document, reading, text
from sayso.records.claim import Account, Claim
from sayso.records.exchange.codec import decode

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from sqlalchemy import Connection, Select


class Told(NamedTuple):
    """The claims of one document and the day, or time, of its publication."""

    published: str | None
    claims: list[Claim]


def told_claims(
    connection: Connection, up_to: int, doc_ids: Collection[str] | None = None
) -> Iterator[Told]:
    """The claims of every document that has some, by document id: a few documents in memory.

    With `doc_ids`, those of these documents alone.
    """
    dated = (
        select(claiming.c.doc_id, claiming.c.seq, document.c.published)
        .join(reading, reading.c.id == claiming.c.reading_id)
        .join(
            document, and_(document.c.id == reading.c.doc_id, document.c.state == reading.c.state)
        )
        .where(is_last(up_to), claiming.c.claims > 0)
    )
    heads = sorted(
        (row.doc_id, row.seq, row.published)
        for query in _of(dated, doc_ids)
        for row in connection.execute(query)
    )
    for start in range(0, len(heads), CHUNK):
        chunk = heads[start : start + CHUNK]
        found: dict[int, list[Claim]] = {seq: [] for _, seq, _ in chunk}
        query = select(claim.c.claiming, claim.c.body).where(claim.c.claiming.in_(found))
        for row in connection.execute(query.order_by(claim.c.claiming, claim.c.n)):
            found[row.claiming].append(decode(row.body, Claim))
        for _, seq, published in chunk:
            yield Told(published, found[seq])


def _of(query: Select[Any], doc_ids: Collection[str] | None) -> Iterator[Select[Any]]:
    if doc_ids is None:
        yield query
    else:
        yield from (query.where(claiming.c.doc_id.in_(chunk)) for chunk in chunks(doc_ids))


def events_since(connection: Connection, seq: int) -> set[str]:
    """The events of which a claim was added after a claiming."""
    return set(
        connection.scalars(select(claim.c.event_id).where(claim.c.claiming > seq).distinct())
    )


def accounts(connection: Connection, event_ids: Iterable[str], up_to: int) -> list[Account]:
    """The claims about some events with what is known of their reports.

    The earliest published come first, those without a date last.
    """
    found: list[tuple[tuple[Any, ...], Account]] = []
    for chunk in chunks(event_ids):
        query = _select_accounts().where(claim.c.event_id.in_(chunk), is_last(up_to))
        for row in connection.execute(query):
            carrier = to_document(row.document, "")
            account = Account(
                claim=decode(row.body, Claim),
                report=row.report,
                title=row.title,
                publisher=row.publisher,
                bloc=carrier.bloc,
                bloc_reason=carrier.bloc_reason,
                published=row.published,
                url=row.url,
                credit=row.credit,
            )
            order = (row.published is None, row.published or "", row.report, row.doc_id, row.n)
            found.append((order, account))
    return [account for _, account in sorted(found, key=lambda pair: pair[0])]


def heirs(connection: Connection, gone: Iterable[str], up_to: int) -> dict[str, str]:
    """The events that now tell what events told that are no more, by the id of the former.

    A report that was read anew may begin an event with another mention, which gives it another
    id. Its heir is the event with most of the mentions that it had, of several the smallest id.
    """
    former: dict[str, set[str]] = {}
    documents: set[str] = set()
    for chunk in chunks(gone):
        query = (
            select(claim.c.body, claiming.c.doc_id)
            .join(claiming, claiming.c.seq == claim.c.claiming)
            .where(claim.c.event_id.in_(chunk))
        )
        for row in connection.execute(query):
            one = decode(row.body, Claim)
            former.setdefault(one.event_id, set()).update(one.mentions)
            documents.add(row.doc_id)
    now_told: dict[str, str] = {}
    for chunk in chunks(documents):
        current = (
            select(claim.c.body)
            .join(claiming, claiming.c.seq == claim.c.claiming)
            .where(claiming.c.doc_id.in_(chunk), is_last(up_to))
        )
        for body in connection.scalars(current):
            one = decode(body, Claim)
            now_told.update(dict.fromkeys(one.mentions, one.event_id))
    found = {}
    for event, mentions in former.items():
        shared = Counter(now_told[mention] for mention in mentions if mention in now_told)
        if shared and event not in shared:
            found[event] = min(shared, key=lambda key: (-shared[key], key))
    return found


def _select_accounts() -> Any:
    return (
        select(
            claim.c.body,
            claim.c.n,
            claiming.c.doc_id,
            claiming.c.credit,
            document.c.body.label("document"),
            document.c.report,
            document.c.title,
            document.c.publisher,
            document.c.published,
            document.c.url,
        )
        .join(claiming, claiming.c.seq == claim.c.claiming)
        .join(reading, reading.c.id == claiming.c.reading_id)
        .join(
            document, and_(document.c.id == reading.c.doc_id, document.c.state == reading.c.state)
        )
    )


def texts(connection: Connection, doc_ids: Iterable[str]) -> dict[str, str]:
    """The texts of documents, by id; those that the ledger does not have are left out."""
    found: dict[str, str] = {}
    for chunk in chunks(doc_ids):
        query = (
            select(document.c.id, text.c.body)
            .join(text, text.c.sha256 == document.c.sha256_text)
            .where(document.c.id.in_(chunk))
        )
        found.update((row.id, row.body) for row in connection.execute(query))
    return found

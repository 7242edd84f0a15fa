"""Checking reviews: hashes, columns, quotes, and that what they speak of is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from sayso.ledger.acts.reviewing import misquotes, review_row, subject, targets, to_review
from sayso.ledger.checks.checking import Problem
from sayso.ledger.encoding import sha256
from sayso.ledger.linkage.accounts import texts
from sayso.ledger.linkage.linked_tables import review
from sayso.ledger.tables import custody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_BATCH = 200


def check_reviews(connection: Connection) -> Iterator[Problem]:
    """Reviews that were changed, are missing, or speak of what is not there."""
    vouched = _vouched(connection)
    query = select(review).order_by(review.c.seq).execution_options(yield_per=_BATCH)
    for batch in connection.execute(query).partitions():
        homes = targets(connection, {row.target for row in batch})
        bodies = texts(connection, {row.doc_id for row in batch if row.doc_id})
        for row in batch:
            called = subject(row.seq)
            if vouched.pop(called, None) != sha256(row.body):
                yield Problem(called, "was changed: its custody row does not fit it")
                continue
            try:
                one = to_review(row.body)
            except msgspec.MsgspecError as error:
                yield Problem(called, f"is no such record: {error}")
                continue
            columns = {key: told for key, told in review_row(one).items() if key != "body"}
            wrong = [key for key, value in columns.items() if getattr(row, key) != value]
            if wrong:
                yield Problem(called, f"column {wrong[0]} is not what its body says")
            if homes.get(one.target, "") != one.doc_id:
                yield Problem(called, f"speaks of {one.target}, which is not of its document")
            for message in misquotes(one, bodies.get(one.doc_id or "")):
                yield Problem(called, message)
    for lost in vouched:
        yield Problem(lost, "is missing, and nobody erased it")


def _vouched(connection: Connection) -> dict[str, str]:
    """The hashes of the reviews that were recorded and not erased, by what custody calls them."""
    query = select(custody.c.subject, custody.c.sha256, custody.c.action).where(
        custody.c.action.in_(["review", "erase-review"])
    )
    vouched: dict[str, str] = {}
    for name, digest, action in connection.execute(query.order_by(custody.c.seq)):
        if action == "review":
            vouched[name] = digest
        else:
            vouched.pop(name, None)
    return vouched

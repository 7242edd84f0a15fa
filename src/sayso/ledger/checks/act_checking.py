"""Checking acts: hashes, columns, subjects, and that what they added is there and names them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from sayso.ledger.acts.acting import act_row
from sayso.ledger.checks.checking import Problem
from sayso.ledger.encoding import sha256
from sayso.ledger.linkage.linked_tables import act, act_subject, judgement, review
from sayso.ledger.tables import custody
from sayso.records.exchange.codec import decode
from sayso.records.review.act import Act

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def check_acts(connection: Connection) -> Iterator[Problem]:
    """Acts that were changed or are missing, and what they added that is not as they say."""
    query = select(custody.c.subject, custody.c.sha256).where(custody.c.action == "act")
    vouched = {
        row.subject: row.sha256 for row in connection.execute(query.order_by(custody.c.seq))
    }
    subjects, reviews, links = _parts(connection)
    for row in connection.execute(select(act).order_by(act.c.seq)):
        called = f"act {row.seq}"
        if vouched.pop(called, None) != sha256(row.body):
            yield Problem(called, "was changed: its custody row does not fit it")
            continue
        try:
            one = decode(row.body, Act)
        except msgspec.MsgspecError as error:
            yield Problem(called, f"is no such record: {error}")
            continue
        wrong = [key for key, value in act_row(one).items() if getattr(row, key) != value]
        if wrong:
            yield Problem(called, f"column {wrong[0]} is not what its body says")
        if subjects.pop(row.seq, []) != list(one.subjects):
            yield Problem(called, "its subjects are not those that its body names")
        said, judged = reviews.pop(row.seq, []), links.pop(row.seq, [])
        if one.erased:
            strange = bool(set(said) - set(one.reviews) or set(judged) - set(one.links))
        else:
            strange = (tuple(said), tuple(judged)) != (one.reviews, one.links)
        if strange:
            yield Problem(called, "what it added is not what its body names")
    for seq in sorted(subjects.keys() | reviews.keys() | links.keys()):
        yield Problem(f"act {seq}", "is missing, and rows name it")
    for lost in vouched:
        yield Problem(lost, "is missing")


def _parts(
    connection: Connection,
) -> tuple[dict[int, list[str]], dict[int, list[str]], dict[int, list[tuple[str, str]]]]:
    """The subjects, the ids of reviews and the pairs of each act, as the tables have them."""
    subjects: dict[int, list[str]] = defaultdict(list)
    for row in connection.execute(select(act_subject).order_by(act_subject.c.subject)):
        subjects[row.act].append(row.subject)
    reviews: dict[int, list[str]] = defaultdict(list)
    said = select(review.c.act, review.c.id).where(review.c.act.is_not(None))
    for row in connection.execute(said.order_by(review.c.seq)):
        reviews[row.act].append(row.id)
    links: dict[int, list[tuple[str, str]]] = defaultdict(list)
    judged = select(judgement).where(judgement.c.act.is_not(None)).order_by(judgement.c.seq)
    for row in connection.execute(judged):
        links[row.act].append((row.left_id, row.right_id))
    return dict(subjects), dict(reviews), dict(links)

"""The history of what people did by pages, the latest first."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import select

from sayso.ledger.acts.acting import about_any
from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.linkage.incident_queries import moment
from sayso.ledger.linkage.incident_rows import to_link
from sayso.ledger.linkage.linked_tables import act, act_subject, judgement, review
from sayso.ledger.people.sight import hidden_now
from sayso.records.evidence import Record
from sayso.records.exchange.codec import decode
from sayso.records.review.act import Act, ActKind, Deed

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from sayso.records.incident import Link
    from sayso.records.review.judgement import Review

MOST_SAID = 60
"""Reviews of one act that a page tells; the whole of it is in the history as a file."""


class ActFilter(Record, frozen=True, kw_only=True):
    """Which acts are wanted: all that fulfil every condition that is given.

    `by` is who acted, `kind` what they did, `target` the whole id of a record, event, incident or
    document that the act is about. `since` and `until` are ISO 8601 days in UTC, both included.
    `besides` are kinds that are not wanted, `before` the number of an act: only earlier ones.
    """

    by: str | None = None
    kind: ActKind | None = None
    target: str | None = None
    since: str | None = None
    until: str | None = None
    besides: tuple[ActKind, ...] = ()
    before: int | None = None


def page(connection: Connection, wanted: ActFilter, limit: int) -> list[Deed]:
    """The latest acts wanted, each with what it added; `incidents` are left empty.

    Of an act that said more than `MOST_SAID` things the first are told.

    Raises:
        LedgerError: for a day that is none.
    """
    query = select(act.c.body).order_by(act.c.seq.desc()).limit(limit)
    hidden = sorted(hidden_now(connection))
    if hidden:
        query = query.where(act.c.seq.not_in(about_any(hidden)))
    if wanted.by is not None:
        query = query.where(act.c.by == wanted.by)
    if wanted.kind is not None:
        query = query.where(act.c.kind == str(wanted.kind))
    if wanted.target is not None:
        about = select(act_subject.c.act).where(act_subject.c.subject == wanted.target)
        query = query.where(act.c.seq.in_(about))
    if wanted.since is not None:
        query = query.where(act.c.at >= moment(wanted.since).removesuffix("~"))
    if wanted.until is not None:
        query = query.where(act.c.at <= moment(wanted.until))
    if wanted.besides:
        query = query.where(act.c.kind.not_in([str(kind) for kind in wanted.besides]))
    if wanted.before is not None:
        query = query.where(act.c.seq < wanted.before)
    found = [decode(body, Act) for body in connection.scalars(query)]
    reviews, links = _added(connection, found)
    return [
        Deed(act=one, reviews=tuple(reviews[one.seq]), links=tuple(links[one.seq]))
        for one in found
    ]


def undone(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The acts that took back some others and stand themselves, by the id of what they undo."""
    rows = connection.execute(
        select(act.c.undoes, act.c.id).where(act.c.undoes.in_(ids)).order_by(act.c.seq)
    )
    found = {row.undoes: row.id for row in rows}
    again = undone(connection, list(found.values())) if found else {}
    return {gone: by for gone, by in found.items() if by not in again}


def people(connection: Connection) -> list[str]:
    """Everybody who ever acted, by name."""
    return list(connection.scalars(select(act.c.by).distinct().order_by(act.c.by)))


def _added(
    connection: Connection, found: list[Act]
) -> tuple[dict[int, list[Review]], dict[int, list[Link]]]:
    """What each act added; of acts that said more than `MOST_SAID`, the first of it."""
    seqs = [one.seq for one in found]
    query = select(review.c.act, review.c.body).order_by(review.c.seq)
    few = [one.seq for one in found if len(one.reviews) <= MOST_SAID]
    rows = list(connection.execute(query.where(review.c.act.in_(few))))
    for seq in sorted(set(seqs) - set(few)):
        rows += connection.execute(query.where(review.c.act == seq).limit(MOST_SAID))
    reviews: dict[int, list[Review]] = defaultdict(list)
    for row in rows:
        reviews[row.act].append(to_review(row.body))
    links: dict[int, list[Link]] = defaultdict(list)
    judged = select(judgement.c.act, judgement.c.body).where(judgement.c.act.in_(seqs))
    for row in connection.execute(judged.order_by(judgement.c.seq)):
        links[row.act].append(to_link(row.body))
    return reviews, links

"""Who decided on the same matter meanwhile, and what held before an act."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import select

from sayso.ledger.acts import acting
from sayso.ledger.acts.reviewing import to_review
from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError, StaleError
from sayso.ledger.linkage.incident_rows import to_link
from sayso.ledger.linkage.linked_tables import judgement, review
from sayso.ledger.recording import chunks
from sayso.records.evidence import Provenance
from sayso.records.incident import Judgement, Link
from sayso.records.review.act import Act, ActKind
from sayso.records.review.judgement import DECIDING, Review, Verdict
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

_MADE = Provenance(component="ledger.undoing", version=VERSION)
_SETTLING = frozenset({*DECIDING, Verdict.WITHDRAW})


def check_fresh(
    connection: Connection, doing: acting.Doing, seen: int, *, blind: bool = False
) -> None:
    """Refuses a decision by somebody who could not know of a newer one on the same matter.

    Matters are a field of a record, whoever spoke of it, and a pair of events; of a report as such
    the field at its words. What is said beside a value stands in nobody's way.

    Args:
        connection: to the ledger.
        doing: what is to be done.
        seen: the number of the last act that the person's page knew.
        blind: for coders who may not see each other: only their own newer acts count, of fields.

    Raises:
        StaleError: with the newer acts.
    """
    settling = [one for one in doing.reviews if one.verdict in _SETTLING]
    newer = _reviewed_since(connection, settling, seen)
    if blind:
        newer = {one.seq for one in acting.numbered(connection, newer) if one.by == doing.by}
    newer |= _judged_since(connection, doing.links, seen)
    if newer:
        found = acting.numbered(connection, newer)
        raise StaleError(f"{_told(found)}: look at it again, then decide", found)


def undo(connection: Connection, wanted: str, *, by: str, why: str = "") -> Act:
    """Adds the act that restores what held, of each matter and pair, before another one.

    Raises:
        StaleError: when newer acts changed the same, with these acts.
        LedgerError: when there is no such act, or nothing of it can be taken back.
    """
    gone = acting.named(connection, wanted)
    if not gone.reviews and not gone.links:
        raise LedgerError(f"the act {gone.id} ({gone.kind}) decided nothing: there is no undo")
    newer = _matters_since(connection, gone) | _pairs_since(connection, gone)
    if newer:
        found = acting.numbered(connection, newer)
        remedy = "undo that first, then this"
        raise StaleError(f"{_told(found)}: {remedy}", found)
    reviews = _former_reviews(connection, gone, by=by)
    links = _former_links(connection, gone, by=by)
    if not reviews and not links:
        raise LedgerError(f"what the act {gone.id} said went with a report that was erased")
    doing = acting.Doing(
        by=by,
        kind=ActKind.UNDO,
        reviews=reviews,
        links=links,
        why=why,
        subjects=gone.subjects,
        undoes=gone.id,
    )
    return acting.add(connection, doing)


def _reviewed_since(connection: Connection, reviews: Iterable[Review], seen: int) -> set[int]:
    wanted: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for one in reviews:
        wanted[one.target, one.field].append(one)
    found: set[int] = set()
    for chunk in chunks({target for target, _ in wanted}):
        query = select(review.c.act, review.c.target, review.c.field, review.c.body).where(
            review.c.act > seen,
            review.c.target.in_(chunk),
            review.c.verdict.in_([str(verdict) for verdict in sorted(_SETTLING)]),
        )
        for row in connection.execute(query):
            own = wanted.get((row.target, row.field), ())
            if any(_meets(one, row.body) for one in own):
                found.add(row.act)
    return found


def _meets(one: Review, body: str) -> bool:
    """Whether a newer word on the same field of the same record is about the same.

    What is said of a report as such (an event coded in it, a translation, a name) is about its
    words: what others say of other words is in nobody's way.
    """
    if one.target != one.doc_id:
        return True
    other = to_review(body)
    here, there = one.right or one.words, other.right or other.words
    return here is None or there is None or here.overlaps(there)


def _matters_since(connection: Connection, gone: Act) -> set[int]:
    """The acts after one by which another word than its own now holds of its matters.

    What was said and taken back since is in nobody's way.
    """
    query = select(review.c.matter, review.c.id, review.c.verdict, review.c.act)
    own: dict[str, tuple[str, str]] = {}
    for row in connection.execute(query.where(review.c.act == gone.seq).order_by(review.c.seq)):
        own[row.matter] = _state(row.id, row.verdict)
    since: dict[str, set[int]] = defaultdict(set)
    last: dict[str, tuple[str, str]] = {}
    for chunk in chunks(own):
        later = query.where(review.c.matter.in_(chunk), review.c.act > gone.seq)
        for row in connection.execute(later.order_by(review.c.seq)):
            since[row.matter].add(row.act)
            last[row.matter] = _state(row.id, row.verdict)
    return {seq for matter, told in last.items() if told != own[matter] for seq in since[matter]}


def _state(name: str, verdict: str) -> tuple[str, str]:
    """What holds of a matter: a certain word, or that all was taken back."""
    return ("", verdict) if verdict == Verdict.WITHDRAW else (name, verdict)


def _pairs_since(connection: Connection, gone: Act) -> set[int]:
    """The acts after one by which another judgement than its own now holds of its pairs."""
    pairs = set(gone.links)
    own: dict[tuple[str, str], str] = {}
    since: dict[tuple[str, str], set[int]] = defaultdict(set)
    last: dict[tuple[str, str], str] = {}
    for chunk in chunks(left for left, _ in pairs):
        query = select(judgement).where(
            judgement.c.left_id.in_(chunk), judgement.c.act >= gone.seq
        )
        for row in connection.execute(query.order_by(judgement.c.seq)):
            pair = (row.left_id, row.right_id)
            told = "" if row.judgement == Judgement.UNSURE else row.body
            if row.act == gone.seq:
                own[pair] = told
            elif pair in pairs:
                last[pair] = told
                since[pair].add(row.act)
    return {seq for pair, told in last.items() if told != own.get(pair) for seq in since[pair]}


def _judged_since(connection: Connection, links: Iterable[Link], seen: int) -> set[int]:
    pairs = {(one.left_id, one.right_id) for one in links}
    found: set[int] = set()
    for chunk in chunks(left for left, _ in pairs):
        query = select(judgement.c.act, judgement.c.left_id, judgement.c.right_id).where(
            judgement.c.act > seen, judgement.c.left_id.in_(chunk)
        )
        rows = connection.execute(query)
        found.update(row.act for row in rows if (row.left_id, row.right_id) in pairs)
    return found


def _former_reviews(connection: Connection, gone: Act, *, by: str) -> list[Review]:
    query = select(review.c.seq, review.c.matter, review.c.body).order_by(review.c.seq)
    rows = connection.execute(query.where(review.c.act == gone.seq)).all()
    said = {row.matter: to_review(row.body) for row in rows}
    first = min((row.seq for row in rows), default=0)
    before: dict[str, Review] = {}
    for chunk in chunks(said):
        older = query.where(review.c.matter.in_(chunk), review.c.seq < first)
        before |= {row.matter: to_review(row.body) for row in connection.execute(older)}
    at, origin = now(), f"{by} undoes {gone.id}"
    return [
        before.get(matter) or one.withdrawn(at=at, origin=origin) for matter, one in said.items()
    ]


def _former_links(connection: Connection, gone: Act, *, by: str) -> list[Link]:
    query = select(judgement).order_by(judgement.c.seq)
    rows = connection.execute(query.where(judgement.c.act == gone.seq)).all()
    said = {(row.left_id, row.right_id): to_link(row.body) for row in rows}
    first = min((row.seq for row in rows), default=0)
    before: dict[tuple[str, str], Link] = {}
    for chunk in chunks(left for left, _ in said):
        older = query.where(judgement.c.left_id.in_(chunk), judgement.c.seq < first)
        for row in connection.execute(older):
            before[row.left_id, row.right_id] = to_link(row.body)
    why = f"undoes {gone.id}"
    return [
        before.get(pair)
        or replace(one, judgement=Judgement.UNSURE, by=by, why=why, provenance=_MADE)
        for pair, one in said.items()
    ]


def _told(found: Iterable[Act]) -> str:
    return "; ".join(f"{one.by} decided on it at {one.at} ({one.kind}, {one.id})" for one in found)

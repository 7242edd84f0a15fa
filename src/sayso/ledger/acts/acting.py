"""What people did: each act with the reviews and judgements that it added, all or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace
from sqlalchemy import func, insert, select

from sayso.ledger.acts import judging, reviewing
from sayso.ledger.custody import Entry, append, now
from sayso.ledger.encoding import sha256
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.linked_tables import act, act_subject
from sayso.ledger.people.sight import hidden_now
from sayso.ledger.recording import chunks, insert_rows, present
from sayso.records.exchange.codec import decode, encode
from sayso.records.review.act import Act, ActKind, act_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection, Select

    from sayso.records.incident import Link
    from sayso.records.review.judgement import Review

Row = dict[str, Any]


class Doing(NamedTuple):
    """What a person is about to do; see `records.act.Act`.

    `subjects` may name more than the targets of the reviews and the events of the links, which
    are always among them. `at` is null for now.
    """

    by: str
    kind: ActKind
    reviews: Sequence[Review] = ()
    links: Sequence[Link] = ()
    why: str = ""
    shown: str = ""
    subjects: Iterable[str] = ()
    undoes: str | None = None
    at: str | None = None


def add(connection: Connection, doing: Doing, *, name: str = "") -> Act:
    """Adds an act with its reviews and judgements, and gives its record.

    `name` is the id that the act has in the ledger that it comes from; else it gets its own.

    Raises:
        LedgerError: when nobody acts, or a review or judgement cannot be added.
    """
    if not doing.by.strip():
        raise LedgerError("an act says who acts: give a name")
    seq, at = last(connection) + 1, now()
    added = reviewing.add(connection, doing.reviews, seq)
    judging.judge(connection, doing.links, seq)
    about = {one.target for one in doing.reviews} | set(doing.subjects)
    about.update(key for one in doing.links for key in (one.left_id, one.right_id))
    made = Act(
        id="",
        seq=seq,
        at=doing.at or at,
        by=doing.by,
        kind=doing.kind,
        why=doing.why,
        shown=doing.shown,
        subjects=tuple(sorted(about)),
        reviews=added,
        links=tuple((one.left_id, one.right_id) for one in doing.links),
        undoes=doing.undoes,
    )
    record = replace(made, id=name or _free_id(connection, made))
    connection.execute(insert(act), [{**act_row(record), "recorded_at": at}])
    subjects: list[Row] = [{"subject": key, "act": seq} for key in record.subjects]
    insert_rows(connection, act_subject, subjects)
    append(connection, at, [vouching(record)])
    return record


def acts(  # noqa: PLR0913 (each narrows the list)
    connection: Connection,
    *,
    target: str | None = None,
    by: str | None = None,
    kind: ActKind | None = None,
    after: int = 0,
    limit: int | None = None,
    latest: bool = False,
) -> list[Act]:
    """The acts that fulfil all conditions given; see `Ledger.acts`."""
    order = act.c.seq.desc() if latest else act.c.seq
    query = select(act.c.body).where(act.c.seq > after).order_by(order).limit(limit)
    hidden = hidden_now(connection)
    if hidden:
        query = query.where(act.c.seq.not_in(about_any(hidden)))
    if target is not None:
        about = select(act_subject.c.act).where(act_subject.c.subject == target)
        query = query.where(act.c.seq.in_(about))
    if by is not None:
        query = query.where(act.c.by == by)
    if kind is not None:
        query = query.where(act.c.kind == str(kind))
    return _acts(connection, query)


def about_any(subjects: Iterable[str]) -> Select[tuple[int]]:
    """The numbers of the acts that are about any of some ids, few enough for one query."""
    return select(act_subject.c.act).where(act_subject.c.subject.in_(sorted(subjects)))


def numbered(connection: Connection, seqs: Iterable[int]) -> list[Act]:
    """The acts of some numbers, the earliest first."""
    wanted = sorted(set(seqs))
    found: list[Act] = []
    for start in range(0, len(wanted), 500):
        query = select(act.c.body).where(act.c.seq.in_(wanted[start : start + 500]))
        found += _acts(connection, query.order_by(act.c.seq))
    return found


def named(connection: Connection, wanted: str) -> Act:
    """The act of an id, or of its first letters.

    Raises:
        LedgerError: when there is none, or more than one.
    """
    query = select(act.c.body).where(act.c.id.startswith(wanted, autoescape=True)).limit(2)
    hidden = hidden_now(connection)
    if hidden:
        query = query.where(act.c.seq.not_in(about_any(hidden)))
    found = _acts(connection, query)
    if not wanted or not found:
        raise LedgerError(f"the ledger has no act {wanted}: sayso ledger history tells them all")
    if len(found) > 1:
        raise LedgerError(f"more than one act begins with {wanted}: give more of its id")
    return found[0]


def known(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the ids that are acts of this ledger."""
    return present(connection, act.c.id, ids)


def last(connection: Connection) -> int:
    """The number of the last act; 0 where there is none."""
    return connection.scalar(select(func.max(act.c.seq))) or 0


def about(connection: Connection, subjects: Iterable[str]) -> set[int]:
    """The numbers of the acts that are about any of these ids."""
    found: set[int] = set()
    for chunk in chunks(subjects):
        query = select(act_subject.c.act).where(act_subject.c.subject.in_(chunk))
        found.update(connection.scalars(query))
    return found


def act_row(record: Act) -> Row:
    """The columns of `act` that the record itself gives."""
    return {
        "seq": record.seq,
        "id": record.id,
        "at": record.at,
        "by": record.by,
        "kind": str(record.kind),
        "undoes": record.undoes,
        "body": encode(record).decode(),
    }


def vouching(record: Act) -> Entry:
    """The custody row for an act as it now is."""
    return Entry("act", f"act {record.seq}", sha256(encode(record).decode()))


def _free_id(connection: Connection, made: Act) -> str:
    number = 1
    while known(connection, [name := act_id(made, number)]):
        number += 1
    return name


def _acts(connection: Connection, query: Select[Any]) -> list[Act]:
    return [decode(body, Act) for body in connection.scalars(query)]

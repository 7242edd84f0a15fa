"""The history of what people did, as lines that another ledger of the same reports can take."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from sqlalchemy import select

from sayso.ledger.acts import acting, reviewing
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.incident_queries import incident_of, last_members, point
from sayso.ledger.linkage.incident_rows import to_link
from sayso.ledger.linkage.linked_tables import act, claim, judgement, member, review
from sayso.ledger.recording import chunks, present
from sayso.ledger.tables import whole_event
from sayso.records.exchange.codec import decode
from sayso.records.review.act import AUDIT, Act, ActKind, Deed, act_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Connection

    from sayso.records.incident import Link
    from sayso.records.review.judgement import Review

R = TypeVar("R")
_CARRIED = "pipeline.carrying"
_UNTOLD = sorted(str(kind) for kind in AUDIT if kind is not ActKind.RESTRICT)
"""Who came and looked is no part of a history: it stays in the ledger."""


def deeds(connection: Connection) -> Iterator[Deed]:
    """Everything that people did, in the order recorded, each with what it added.

    Signing in, looking and accounts are left out: they decide nothing. What was said before acts
    were kept is told as acts of the kind `earlier`; judgements that sayso carried over to a newer
    reading are left out: nobody made them.
    """
    seq = point(connection).linking
    reviews: dict[int | None, list[tuple[str, Review]]] = defaultdict(list)
    for row in connection.execute(select(review).order_by(review.c.seq)):
        reviews[row.act].append((row.recorded_at, reviewing.to_review(row.body)))
    links: dict[int | None, list[tuple[str, Link]]] = defaultdict(list)
    for row in connection.execute(select(judgement).order_by(judgement.c.seq)):
        links[row.act].append((row.at, to_link(row.body)))
    told = [
        (
            row.recorded_at,
            Deed(
                act=decode(row.body, Act), reviews=_of(reviews, row.seq), links=_of(links, row.seq)
            ),
        )
        for row in connection.execute(
            select(act).where(act.c.kind.not_in(_UNTOLD)).order_by(act.c.seq)
        )
    ]
    told += _earlier(reviews[None], links[None])
    for _, deed in sorted(told, key=lambda pair: pair[0]):
        yield replace(deed, incidents=_events(connection, deed, seq))


def add(connection: Connection, deed: Deed) -> bool:
    """Adds a deed of another ledger as it was; gives whether it was new.

    Raises:
        LedgerError: for a record, event or incident that this ledger does not have.
    """
    if acting.known(connection, [deed.act.id]):
        return False
    moved = _moved(connection, deed)
    reviews = [_at_home(one, moved) for one in deed.reviews]
    missing = {key for one in deed.links for key in (one.left_id, one.right_id)}
    missing -= present(connection, whole_event.c.id, missing)
    missing -= present(connection, claim.c.event_id, missing)
    if missing:
        raise LedgerError(f"the ledger has no event {min(missing)}")
    doing = acting.Doing(
        by=deed.act.by,
        kind=deed.act.kind,
        reviews=reviews,
        links=deed.links,
        why=deed.act.why,
        shown=deed.act.shown,
        subjects=[moved.get(key, key) for key in deed.act.subjects],
        undoes=deed.act.undoes,
        at=deed.act.at,
    )
    acting.add(connection, doing, name=deed.act.id)
    return True


def _of(said: dict[int | None, list[tuple[str, R]]], seq: int) -> tuple[R, ...]:
    return tuple(one for _, one in said[seq])


def _earlier(
    reviews: Iterable[tuple[str, Review]], links: Iterable[tuple[str, Link]]
) -> Iterator[tuple[str, Deed]]:
    """What was said before acts were kept, each word an act of its own."""
    for at, one in reviews:
        made = _earlier_act(at, one.by, one.why, (one.target,))
        made = replace(made, reviews=(one.id,))
        yield at, Deed(act=replace(made, id=act_id(made)), reviews=(one,))
    for at, link in links:
        if link.provenance.component != _CARRIED:
            pair = (link.left_id, link.right_id)
            made = replace(_earlier_act(at, link.by, link.why, pair), links=(pair,))
            yield at, Deed(act=replace(made, id=act_id(made)), links=(link,))


def _earlier_act(at: str, by: str, why: str, subjects: tuple[str, ...]) -> Act:
    return Act(id="", seq=0, at=at, by=by, kind=ActKind.EARLIER, why=why, subjects=subjects)


def _events(connection: Connection, deed: Deed, seq: int) -> dict[str, tuple[str, ...]]:
    """The events of each incident that a deed speaks of."""
    asked = {one.target for one in deed.reviews if one.doc_id is None} | set(deed.act.subjects)
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(asked):
        there = incident_of(connection, key, seq)
        if there is not None:
            found[key] = there.event_ids
    return found


def _moved(connection: Connection, deed: Deed) -> dict[str, str]:
    """The incidents of here for those that a deed speaks of by ids that are not known here."""
    seq = point(connection).linking
    spoken = {one.target for one in deed.reviews if one.doc_id is None}
    known = reviewing.targets(connection, spoken).keys()
    moved: dict[str, str] = {}
    for key in sorted(spoken - known):
        homes: set[str] = set()
        for chunk in chunks(deed.incidents.get(key, ())):
            rows = connection.execute(last_members(seq).where(member.c.event_id.in_(chunk)))
            homes.update(row.incident_id for row in rows)
        if len(homes) != 1:
            raise LedgerError(f"the ledger has no incident {key}, nor one of just its events")
        moved[key] = homes.pop()
    return moved


def _at_home(one: Review, moved: dict[str, str]) -> Review:
    return replace(one, target=moved[one.target]) if one.target in moved else one

"""Linkings in the ledger: what the last one left and what came since, and adding the next."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, insert, select

from sayso.ledger.acts import judging
from sayso.ledger.custody import Entry, append, now
from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage import accounts, claiming, traces
from sayso.ledger.linkage.incident_queries import (
    HOLDS,
    NEARLY,
    holding_links,
    last_members,
    near_links,
)
from sayso.ledger.linkage.incident_rows import (
    Row,
    change_rows,
    empty_row,
    incident_row,
    link_row,
    linking_hash,
    to_linking,
)
from sayso.ledger.linkage.linked_tables import change, incident, link, linking, member
from sayso.ledger.lists import queueing
from sayso.ledger.recording import insert_rows
from sayso.ledger.tables import erasure
from sayso.records.evidence import content_id
from sayso.records.exchange.codec import encode
from sayso.records.incident import ChangeKind
from sayso.records.linking import Cause, Linking

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.ledger.linkage.found import Found
    from sayso.records.incident import Link

_OVER = (ChangeKind.MERGED, ChangeKind.ENDED)


class Bounds(NamedTuple):
    """How far the ledger had come: the last linking, claiming and judgement, and the erasures."""

    linking: int
    claimed: int
    judged: int
    erased: int


class Since(NamedTuple):
    """What the last linking left, and what came since.

    `before` are the events of each incident, the oldest first; `judged` the last judgement of
    each pair; `changed` the events of newer claims and judgements. `version` is that of the last
    linking; empty where there is none, or a document was erased since: then all is to be linked.
    `is_new` is whether there are newer claims or judgements at all. `owned` is the id that the
    incident of an event had before it was merged into the present one.
    """

    bounds: Bounds
    version: str
    is_new: bool
    before: dict[str, frozenset[str]]
    judged: list[Link]
    changed: set[str]
    owned: dict[str, str]


def bounds(connection: Connection) -> Bounds:
    """How far the ledger has come."""
    return Bounds(
        linking=connection.scalar(select(func.max(linking.c.seq))) or 0,
        claimed=claiming.newest(connection),
        judged=judging.last_judged(connection),
        erased=connection.scalar(select(func.count()).select_from(erasure)) or 0,
    )


def since(connection: Connection) -> Since:
    """What the last linking left, and what came since."""
    here = bounds(connection)
    last = connection.execute(select(linking).where(linking.c.seq == here.linking)).first()
    claimed, judged = (last.claimed, last.judged) if last else (0, 0)
    changed = accounts.events_since(connection, claimed)
    changed |= judging.judged_since(connection, judged)
    before = _before(connection, here.linking)
    return Since(
        bounds=here,
        version=last.version if last and to_linking(last.body).cause is Cause.LINK else "",
        is_new=(here.claimed, here.judged) != (claimed, judged),
        before=before,
        judged=judging.judgements(connection),
        changed=changed,
        owned=traces.owned(connection, before),
    )


def add(
    connection: Connection, found: Found, *, at: Bounds, version: str, started_at: str
) -> Linking:
    """Adds a linking of what the ledger held at some bounds, and gives its record.

    Raises:
        LedgerError: when the ledger went on meanwhile, so that the result holds no longer.
    """
    if bounds(connection) != at:
        raise LedgerError(
            "another process linked, judged or erased meanwhile; nothing was recorded: link again"
        )
    record = _record(found, at.linking + 1, version, started_at, Cause.LINK)
    store(connection, found, record, claimed=at.claimed, judged=at.judged)
    return record


def add_erasing(connection: Connection, found: Found) -> Linking:
    """Adds the linking of an erasure: of the claims and judgements that the last one knew."""
    last = connection.execute(select(linking).order_by(linking.c.seq.desc()).limit(1)).one()
    record = _record(found, last.seq + 1, last.version, now(), Cause.ERASE)
    store(connection, found, record, claimed=last.claimed, judged=last.judged)
    return record


def store(
    connection: Connection, found: Found, record: Linking, *, claimed: int, judged: int
) -> None:
    """Adds the rows of a linking and what vouches for them."""
    name = content_id("g", str(record.seq), record.finished_at, record.version)
    row = {
        "seq": record.seq,
        "id": name,
        "finished_at": record.finished_at,
        "version": record.version,
        "claimed": claimed,
        "judged": judged,
        "body": encode(record).decode(),
    }
    connection.execute(insert(linking).values(row))
    _add_rows(connection, record.seq, found)
    traces.write(connection, found)
    gone = [one.incident_id for one in found.changes if one.kind in _OVER]
    queueing.write(connection, record.seq, found.summaries, gone)
    append(connection, record.finished_at, [vouching(connection, name, record.seq)])


def vouching(connection: Connection, name: str, seq: int) -> Entry:
    """The custody row for a linking as it now is."""
    return Entry("linking", name, linking_hash(connection, seq))


def _record(found: Found, seq: int, version: str, started_at: str, cause: Cause) -> Linking:
    kinds = Counter(change.kind for change in found.changes)
    return Linking(
        seq=seq,
        started_at=started_at,
        finished_at=now(),
        version=version,
        cause=cause,
        events=found.events,
        reports=found.reports,
        incidents=found.incidents,
        shared=found.shared,
        links=len(found.links),
        **{str(kind): kinds[kind] for kind in ChangeKind},
    )


def linkings(connection: Connection) -> list[Linking]:
    """All linkings, the first one first."""
    bodies = connection.scalars(select(linking.c.body).order_by(linking.c.seq))
    return [to_linking(body) for body in bodies]


def _add_rows(connection: Connection, seq: int, found: Found) -> None:
    stamp = {"linking": seq}
    homes = {event: one.incident_id for one in found.changes for event in one.added}
    left = {event for one in found.changes for event in one.removed} - homes.keys()
    members: list[Row] = [{"event_id": key, "incident_id": home} for key, home in homes.items()]
    members += [{"event_id": event, "incident_id": None} for event in sorted(left)]
    incidents = [incident_row(summary) for summary in found.summaries]
    incidents += [empty_row(one.incident_id) for one in found.changes if one.kind in _OVER]
    links = _link_rows(connection, seq, found)
    for table, rows in (
        (member, members),
        (change, change_rows(found.changes)),
        (incident, incidents),
        (link, links),
    ):
        insert_rows(connection, table, [{**row, **stamp} for row in rows])


def _link_rows(connection: Connection, seq: int, found: Found) -> list[Row]:
    """Rows for pairs that are new or say another thing, and for those that hold no more."""
    rows = {(one.left_id, one.right_id): {**link_row(one), "holds": NEARLY} for one in found.near}
    holding = (one for one in found.links if not one.by)
    rows |= {(one.left_id, one.right_id): {**link_row(one), "holds": HOLDS} for one in holding}
    old = holding_links(connection, found.relinked, seq)
    old += near_links(connection, found.relinked, seq)
    known = {(row.left_id, row.right_id): row for row in old}
    new: list[Row] = [
        row
        for pair, row in sorted(rows.items())
        if pair not in known
        or (known[pair].body, known[pair].holds) != (row["body"], row["holds"])
    ]
    dropped: list[Row] = [
        {
            "left_id": row.left_id,
            "right_id": row.right_id,
            "id": row.id,
            "body": row.body,
            "holds": 0,
        }
        for pair, row in sorted(known.items())
        if pair not in rows
    ]
    return new + dropped


def _before(connection: Connection, seq: int) -> dict[str, frozenset[str]]:
    """The events of each incident as of a linking, the oldest incident first."""
    events: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(last_members(seq)):
        events[row.incident_id].append(row.event_id)
    born = (
        select(change.c.incident_id, func.max(change.c.linking))
        .where(change.c.kind.in_([str(ChangeKind.BORN), str(ChangeKind.SPLIT)]))
        .group_by(change.c.incident_id)
    )
    ages = {row[0]: row[1] for row in connection.execute(born)}
    return {key: frozenset(events[key]) for key in sorted(events, key=lambda k: (ages[k], k))}

"""Incidents as of a linking: lists, members, links, redirects and history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import Select, exists, func, or_, select

from sayso.ledger.errors import LedgerError
from sayso.ledger.linkage.incident_rows import packed, to_change, to_link, to_summary
from sayso.ledger.linkage.linked_tables import (
    change,
    claim,
    claiming,
    incident,
    link,
    linking,
    member,
)
from sayso.ledger.people.sight import hidden_events, hidden_from, members, sight
from sayso.ledger.recording import chunks
from sayso.records.incident import Change, ChangeKind, Incident, Link
from sayso.records.linking import IncidentFilter, IncidentOrder, IncidentSummary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement, Connection, Row

S = TypeVar("S", bound=Select[Any])

_HAS = {
    "country": incident.c.countries,
    "event_type": incident.c.event_types,
    "incident_type": incident.c.incident_types,
    "place": incident.c.places,
    "actor": incident.c.actors,
    "bloc": incident.c.blocs,
}
HOLDS, NEARLY = 1, 2
"""What a row of `link` tells: what makes two events one, or a pair that a person should judge."""

_AT_LEAST = ("reports", "publishers", "sources")


class Step(NamedTuple):
    """One step in the history of an incident: the linking, when it was (ISO 8601, UTC), what."""

    linking: int
    at: str
    change: Change


class Point(NamedTuple):
    """A linking that is asked about, with the claims and judgements that it knew; 0 for none."""

    linking: int
    claimed: int
    judged: int


def point(connection: Connection, as_of: int | str | None = None) -> Point:
    """The last linking; the one of a number; or the last one up to a day or time.

    Raises:
        LedgerError: when nothing was linked by then, or it is no number, ISO day or time.
    """
    query = select(linking.c.seq, linking.c.claimed, linking.c.judged)
    if isinstance(as_of, int):
        query = query.where(linking.c.seq == as_of)
    elif as_of is not None:
        query = query.where(linking.c.finished_at <= moment(as_of))
    row = connection.execute(query.order_by(linking.c.seq.desc()).limit(1)).first()
    if row is not None:
        return Point(sight(connection, row.seq), row.claimed, row.judged)
    if as_of is None:
        return Point(0, 0, 0)
    raise LedgerError(f"nothing was linked as of {as_of}: sayso link LEDGER links what is there")


def last_members(seq: int) -> Select[tuple[str, str]]:
    """The incident of each event as of a linking; those that a `Sight` hides are left out."""
    query, hidden = members(seq), hidden_from(seq)
    return query.where(member.c.incident_id.not_in(sorted(hidden))) if hidden else query


def last_incidents(query: S, seq: int) -> S:
    """A query of incidents as of a linking: without those that were no more by then.

    Those that a `Sight` hides are left out.
    """
    hidden = hidden_from(seq)
    if hidden:
        query = query.where(incident.c.id.not_in(sorted(hidden)))
    later = incident.alias("later")
    newer = exists().where(
        later.c.id == incident.c.id,
        later.c.linking > incident.c.linking,
        later.c.linking <= seq,
    )
    return query.where(incident.c.linking <= seq, incident.c.events > 0, ~newer)


def incidents(
    connection: Connection, wanted: IncidentFilter, seq: int
) -> Iterator[IncidentSummary]:
    """The summaries of the incidents wanted as of a linking, in the order wanted."""
    query = _ordered(select(incident.c.body), wanted)
    if wanted.limit is None:
        query = last_incidents(query, seq).where(*_conditions(wanted))
    else:
        # found by what indexes hold: a few rows are read in the end, not all that are passed over
        keys = last_incidents(select(incident.c.id, incident.c.linking), seq)
        keys = _ordered(keys.where(*_conditions(wanted)), wanted).limit(wanted.limit)
        first = keys.subquery("first")
        same = (first.c.id == incident.c.id) & (first.c.linking == incident.c.linking)
        query = query.join(first, same)
    for body in connection.scalars(query.execution_options(yield_per=1000)):
        yield to_summary(body)


def _ordered(query: S, wanted: IncidentFilter) -> S:
    """A query of incidents in the order wanted, the latest first within it."""
    if wanted.order is IncidentOrder.REPORTS:
        query = query.order_by(incident.c.reports.desc())
    elif wanted.order is IncidentOrder.SOURCES:
        query = query.order_by(func.coalesce(incident.c.sources, 0).desc())
    day = incident.c.first_day
    return query.order_by(day.is_(None), day.desc(), incident.c.id)


def count(connection: Connection, wanted: IncidentFilter, seq: int) -> int:
    """How many incidents are wanted as of a linking, whatever the limit."""
    query = last_incidents(select(func.count()).select_from(incident), seq)
    return connection.scalar(query.where(*_conditions(wanted))) or 0


def incident_of(connection: Connection, incident_id: str, seq: int) -> Incident | None:
    """An incident with its events as of a linking; null where it has none."""
    query = last_members(seq).where(member.c.incident_id == incident_id)
    events = sorted(row.event_id for row in connection.execute(query))
    return Incident(id=incident_id, event_ids=tuple(events)) if events else None


def incidents_with(
    connection: Connection, incident_ids: Iterable[str], seq: int
) -> list[Incident]:
    """Incidents by their whole ids in the order given; those without events are left out."""
    wanted = list(incident_ids)
    events: dict[str, list[str]] = {}
    for chunk in chunks(wanted):
        rows = connection.execute(last_members(seq).where(member.c.incident_id.in_(chunk)))
        for row in rows:
            events.setdefault(row.incident_id, []).append(row.event_id)
    return [
        Incident(id=key, event_ids=tuple(sorted(events[key]))) for key in wanted if key in events
    ]


def holding_links(connection: Connection, event_ids: Iterable[str], seq: int) -> list[Row[Any]]:
    """The rows of links that hold events, by the one of smaller id, as of a linking."""
    query = _last_links(seq).where(link.c.holds == HOLDS)
    found: list[Row[Any]] = []
    for chunk in chunks(event_ids):
        found += connection.execute(query.where(link.c.left_id.in_(chunk)))
    return found


def near_links(
    connection: Connection, event_ids: Iterable[str] | None, seq: int
) -> list[Row[Any]]:
    """The rows of pairs that a person should judge, of some events or of all, by pair."""
    query = _last_links(seq).where(link.c.holds == NEARLY)
    if event_ids is None:
        every = connection.execute(query.order_by(link.c.left_id, link.c.right_id))
        return _seen(connection, seq, every)
    found: dict[tuple[str, str], Row[Any]] = {}
    for chunk in chunks(event_ids):
        for side in (link.c.left_id, link.c.right_id):
            rows = connection.execute(query.where(side.in_(chunk)))
            found.update(((row.left_id, row.right_id), row) for row in rows)
    return _seen(connection, seq, [found[pair] for pair in sorted(found)])


def _seen(connection: Connection, seq: int, rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    """The rows of pairs of which neither event is in a hidden incident."""
    pairs = list(rows)
    events = {key for row in pairs for key in (row.left_id, row.right_id)}
    hidden = hidden_events(connection, seq, events)
    return [row for row in pairs if row.left_id not in hidden and row.right_id not in hidden]


def homes(connection: Connection, event_ids: Iterable[str], seq: int) -> dict[str, str]:
    """The incident of each of some events as of a linking."""
    found: dict[str, str] = {}
    for chunk in chunks(event_ids):
        rows = connection.execute(last_members(seq).where(member.c.event_id.in_(chunk)))
        found.update((row.event_id, row.incident_id) for row in rows)
    return found


def homes_of_reports(connection: Connection, doc_ids: Iterable[str], seq: int) -> set[str]:
    """The incidents as of a linking that have an event of any of some documents."""
    events: set[str] = set()
    for chunk in chunks(doc_ids):
        of = select(claim.c.event_id).join(claiming, claiming.c.seq == claim.c.claiming)
        events.update(connection.scalars(of.where(claiming.c.doc_id.in_(chunk)).distinct()))
    return set(homes(connection, events, seq).values())


def _last_links(seq: int) -> Select[Any]:
    later = link.alias("later")
    newer = exists().where(
        later.c.left_id == link.c.left_id,
        later.c.right_id == link.c.right_id,
        later.c.linking > link.c.linking,
        later.c.linking <= seq,
    )
    return select(link).where(link.c.linking <= seq, ~newer)


def links(connection: Connection, of: Incident, seq: int) -> list[Link]:
    """The comparison's links that hold an incident together, by pair."""
    inside = frozenset(of.event_ids)
    rows = holding_links(connection, of.event_ids, seq)
    found = [to_link(row.body) for row in rows if row.right_id in inside]
    return sorted(found, key=lambda one: (one.left_id, one.right_id))


def history(connection: Connection, incident_id: str, seq: int) -> list[Step]:
    """What became of an incident up to a linking, and what was merged into it or split from it."""
    query = (
        select(change.c.linking, linking.c.finished_at, change.c.body)
        .join(linking, linking.c.seq == change.c.linking)
        .where(or_(change.c.incident_id == incident_id, change.c.other == incident_id))
        .where(change.c.linking <= seq)
        .order_by(change.c.linking, change.c.n)
    )
    hidden = hidden_from(seq)
    rows = connection.execute(query)
    steps = (Step(row.linking, row.finished_at, to_change(row.body)) for row in rows)
    return [one for one in steps if not {one.change.incident_id, one.change.other} & hidden]


def present_id(connection: Connection, incident_id: str, seq: int) -> str:
    """The id that a former one redirects to as of a linking.

    Raises:
        LedgerError: for an incident that is no more, with the day it ended.
    """
    while True:
        last = (
            select(change.c.kind, change.c.other, linking.c.finished_at)
            .join(linking, linking.c.seq == change.c.linking)
            .where(change.c.incident_id == incident_id, change.c.linking <= seq)
            .order_by(change.c.linking.desc())
            .limit(1)
        )
        row = connection.execute(last).first()
        if row is None or row.kind not in {ChangeKind.MERGED, ChangeKind.ENDED}:
            return incident_id
        if row.kind == ChangeKind.ENDED:
            raise LedgerError(
                f"the incident {incident_id} ended on {row.finished_at[:10]}:"
                " its events are no longer read, or were erased"
            )
        incident_id = row.other


def _conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.since is not None:
        conditions.append(incident.c.last_day >= wanted.since)
    if wanted.until is not None:
        conditions.append(incident.c.first_day <= wanted.until)
    for name, column in _HAS.items():
        word = getattr(wanted, name)
        if word is not None:
            conditions.append(column.contains(packed([word]), autoescape=True))
    least = {name: getattr(wanted, name) for name in _AT_LEAST}
    return [*conditions, *(incident.c[name] >= number for name, number in least.items() if number)]


def moment(as_of: str) -> str:
    """The last moment that a day or time includes, as the ledger writes times."""
    try:
        moment = datetime.fromisoformat(as_of)
    except ValueError:
        raise LedgerError(f"{as_of}: not an ISO 8601 day or time, such as 2026-11-21") from None
    if len(as_of) == len("2026-11-21"):
        return as_of + "~"
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="milliseconds") + "~"

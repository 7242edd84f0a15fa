"""Incidents as of a linking: lists, members, links, redirects and history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from sqlalchemy import Select, exists, func, or_, select

from sayso.ledger.errors import LedgerError
from sayso.ledger.incident_rows import packed, to_change, to_link, to_summary
from sayso.ledger.linked_tables import change, incident, link, linking, member
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
        query = query.where(linking.c.finished_at <= _moment(as_of))
    row = connection.execute(query.order_by(linking.c.seq.desc()).limit(1)).first()
    if row is not None:
        return Point(*row)
    if as_of is None:
        return Point(0, 0, 0)
    raise LedgerError(f"nothing was linked as of {as_of}: sayso link LEDGER links what is there")


def last_members(seq: int) -> Select[tuple[str, str]]:
    """The incident of each event as of a linking."""
    later = member.alias("later")
    newer = exists().where(
        later.c.event_id == member.c.event_id,
        later.c.linking > member.c.linking,
        later.c.linking <= seq,
    )
    return select(member.c.event_id, member.c.incident_id).where(
        member.c.linking <= seq, member.c.incident_id.is_not(None), ~newer
    )


def last_incidents(query: S, seq: int) -> S:
    """A query of incidents as of a linking: without those that were no more by then."""
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
    query = last_incidents(select(incident.c.body), seq).where(*_conditions(wanted))
    if wanted.order is IncidentOrder.REPORTS:
        query = query.order_by(incident.c.reports.desc())
    elif wanted.order is IncidentOrder.SOURCES:
        query = query.order_by(func.coalesce(incident.c.sources, 0).desc())
    day = incident.c.first_day
    query = query.order_by(day.is_(None), day.desc(), incident.c.id).limit(wanted.limit)
    for body in connection.scalars(query.execution_options(yield_per=1000)):
        yield to_summary(body)


def count(connection: Connection, wanted: IncidentFilter, seq: int) -> int:
    """How many incidents are wanted as of a linking, whatever the limit."""
    query = last_incidents(select(func.count()).select_from(incident), seq)
    return connection.scalar(query.where(*_conditions(wanted))) or 0


def incident_of(connection: Connection, incident_id: str, seq: int) -> Incident | None:
    """An incident with its events as of a linking; null where it has none."""
    query = last_members(seq).where(member.c.incident_id == incident_id)
    events = sorted(row.event_id for row in connection.execute(query))
    return Incident(id=incident_id, event_ids=tuple(events)) if events else None


def holding_links(connection: Connection, event_ids: Iterable[str], seq: int) -> list[Row[Any]]:
    """The rows of links that hold events, by the one of smaller id, as of a linking."""
    later = link.alias("later")
    newer = exists().where(
        later.c.left_id == link.c.left_id,
        later.c.right_id == link.c.right_id,
        later.c.linking > link.c.linking,
        later.c.linking <= seq,
    )
    found: list[Row[Any]] = []
    for chunk in chunks(event_ids):
        query = select(link).where(
            link.c.left_id.in_(chunk), link.c.linking <= seq, link.c.holds == 1, ~newer
        )
        found += connection.execute(query)
    return found


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
    rows = connection.execute(query)
    return [Step(row.linking, row.finished_at, to_change(row.body)) for row in rows]


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


def _moment(as_of: str) -> str:
    """The last moment that a day or time includes, as the ledger writes times."""
    try:
        moment = datetime.fromisoformat(as_of)
    except ValueError:
        raise LedgerError(f"{as_of}: not an ISO 8601 day or time, such as 2026-11-21") from None
    if len(as_of) == len("2026-11-21"):
        return as_of + "~"
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return zoned.astimezone(UTC).isoformat(timespec="milliseconds") + "~"

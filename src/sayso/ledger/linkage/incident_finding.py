"""Looking up incidents, events and links by id, by its first letters, or by a former id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from sayso.ledger.errors import LedgerError
from sayso.ledger.finding import SHOWN, begins, only
from sayso.ledger.linkage.incident_queries import incident_of, last_members, present_id
from sayso.ledger.linkage.incident_rows import to_link
from sayso.ledger.linkage.linked_tables import change, claim, judgement, link, member
from sayso.ledger.people.sight import hidden_from, hidden_now
from sayso.ledger.tables import event_mention, whole_event

if TYPE_CHECKING:
    from sqlalchemy import Column, Connection

    from sayso.records.incident import Incident, Link


def incident(connection: Connection, wanted: str, seq: int) -> Incident:
    """The incident with an id, present or former, or that holds an event, as of a linking.

    `wanted` is the id of an incident, an event or a mention of it, or the first letters of one.

    Raises:
        LedgerError: when there is none, more than one, or the incident is no more.
    """
    if not seq:
        raise LedgerError("there are no incidents yet: sayso link LEDGER makes them")
    hits = _incidents_like(connection, wanted, seq)
    homes = {key: key for key in hits} | _homes(connection, wanted, seq)
    found = present_id(connection, homes[only(homes, wanted)], seq)
    there = incident_of(connection, found, seq)
    if there is None:
        raise LedgerError(f"the incident {found} was not there yet: ask for a later day")
    return there


def events_of(connection: Connection, wanted: str, seq: int) -> tuple[str, ...]:
    """The events of an incident, or the one event, that an id or its first letters names.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by it.
    """
    events = _events_like(connection, wanted)
    incidents = _incidents_like(connection, wanted, seq)
    found = only(events.keys() | incidents, wanted)
    if found in events:
        return (events[found],)
    there = incident_of(connection, present_id(connection, found, seq), seq)
    return there.event_ids if there else ()


def link_like(connection: Connection, wanted: str) -> Link | None:
    """The last that is known of a link by its id or first letters; a person's before others.

    Null where there is none.

    Raises:
        LedgerError: when there is more than one.
    """
    hits = _like(connection, wanted, link.c.id, judgement.c.id) if wanted else set()
    if not hits:
        return None
    found = only(hits, wanted)
    for query in (
        select(judgement.c.body).where(judgement.c.id == found).order_by(judgement.c.seq.desc()),
        select(link.c.body).where(link.c.id == found).order_by(link.c.linking.desc()),
    ):
        body = connection.scalar(query.limit(1))
        if body is not None:
            return to_link(body)
    return None


def claim_like(connection: Connection, wanted: str) -> tuple[str, str] | None:
    """The id of the claim that goes by an id or its first letters, and of its event; or null.

    Raises:
        LedgerError: when there is more than one.
    """
    hits = _like(connection, wanted, claim.c.id) if wanted else set()
    if not hits:
        return None
    found = only(hits, wanted)
    event = connection.scalar(select(claim.c.event_id).where(claim.c.id == found).limit(1))
    return found, event or ""


def has_incident(connection: Connection, wanted: str) -> bool:
    """Whether an incident goes, or went, by an id that begins so."""
    if not wanted:
        return False
    return bool(_like(connection, wanted, change.c.incident_id) - hidden_now(connection))


def _incidents_like(connection: Connection, wanted: str, seq: int) -> set[str]:
    """The incidents, present and former, with an id that begins so, but for hidden ones."""
    hits = _like(connection, wanted, change.c.incident_id)
    hidden = hidden_from(seq)
    return {key for key in hits if _heir(connection, key, seq) not in hidden} if hidden else hits


def _heir(connection: Connection, incident_id: str, seq: int) -> str:
    """What an id redirects to; the id itself where the incident is no more."""
    try:
        return present_id(connection, incident_id, seq)
    except LedgerError:
        return incident_id


def _homes(connection: Connection, wanted: str, seq: int) -> dict[str, str]:
    """The incidents of the events that go by a name, by the ids that were meant."""
    events = _events_like(connection, wanted)
    rows = connection.execute(last_members(seq).where(member.c.event_id.in_(events.values())))
    homes = {row.event_id: row.incident_id for row in rows}
    return {key: homes[event] for key, event in events.items() if event in homes}


def _events_like(connection: Connection, wanted: str) -> dict[str, str]:
    """The events that an id begins so, or that have a mention that does."""
    if not wanted:
        raise LedgerError("say which: the id of an incident or event, or its first letters")
    found = {key: key for key in _like(connection, wanted, claim.c.event_id, whole_event.c.id)}
    mentions = select(event_mention.c.id, event_mention.c.event)
    named = mentions.where(begins(event_mention.c.id, wanted)).limit(SHOWN + 1)
    return found | {row.id: row.event for row in connection.execute(named)}


def _like(connection: Connection, wanted: str, *columns: Column[str]) -> set[str]:
    found: set[str] = set()
    for column in columns:
        query = select(column).where(begins(column, wanted)).distinct().limit(SHOWN + 1)
        found.update(connection.scalars(query.order_by(column)))
    return found

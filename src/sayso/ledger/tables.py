"""The tables of the ledger. Rows are only added; `erase` alone takes any away.

Ids are content hashes, so that the same reading recorded twice is one row. Times are ISO 8601 in
UTC. `body` columns are JSON as `records.codec` writes it; the columns beside them repeat what is
searched. `migrations` holds the history of these tables, and a test holds the two equal.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    column,
    table,
)

from sayso.ledger.linkage.linked_tables import LINKED as LINKED  # noqa: PLC0414 (metadata has them, too)
from sayso.ledger.lists.listing_tables import LISTING as LISTING  # noqa: PLC0414 (metadata has them, too)
from sayso.ledger.metadata import Key
from sayso.ledger.metadata import metadata as metadata  # noqa: PLC0414 (with all its tables)
from sayso.ledger.people.user_tables import sign_in as sign_in  # noqa: PLC0414 (metadata has it, too)

run = Table(
    "run",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("started_at", Key, nullable=False),
    Column("version", Key, nullable=False),
    Column("configuration", Text, nullable=False),
    Column("inputs", Text, nullable=False),
)

run_end = Table(
    "run_end",
    metadata,
    Column("run", Integer, ForeignKey("run.seq"), primary_key=True, autoincrement=False),
    Column("finished_at", Key, nullable=False),
)

text = Table(
    "text",
    metadata,
    Column("sha256", Key, primary_key=True),
    Column("body", Text, nullable=False),
)

# `state` is the SHA-256 of `body`: a document whose date or title the input corrects keeps its
# id and gets one more row.
document = Table(
    "document",
    metadata,
    Column("id", Key, primary_key=True),
    Column("state", Key, primary_key=True, index=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("run", Integer, ForeignKey("run.seq"), nullable=False),
    Column("recorded_at", Key, nullable=False),
    Column("report", Key, nullable=False, index=True),
    Column("address", Key, nullable=False, index=True),
    Column("sha256_text", Key, ForeignKey("text.sha256"), nullable=False, index=True),
    Column("publisher", Key),
    Column("url", Key),
    Column("published", Key),
    Column("language", Key, nullable=False),
    Column("title", Text),
    Column("body", Text, nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("id", Key, primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("doc_id", Key, nullable=False),
    Column("state", Key, nullable=False),
    Column("version", Key, nullable=False),
    Column("configuration", Key, nullable=False),
    Column("run", Integer, ForeignKey("run.seq"), nullable=False),
    Column("recorded_at", Key, nullable=False),
    Column("actors", Integer, nullable=False),
    Column("places", Integer, nullable=False),
    Column("dates", Integer, nullable=False),
    Column("quantities", Integer, nullable=False),
    Column("attributions", Integer, nullable=False),
    Column("events", Integer, nullable=False),
    Column("entities", Integer, nullable=False, server_default="0"),
    Column("whole_events", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(["doc_id", "state"], ["document.id", "document.state"]),
    Index(None, "doc_id", "state"),
)


def _found(name: str, *searched: Column[str] | Column[int]) -> Table:
    """A table of one kind of record; `n` is its place in the reading, from 0."""
    return Table(
        name,
        metadata,
        Column("reading_id", Key, ForeignKey("reading.id"), primary_key=True),
        Column("id", Key, primary_key=True, index=True),
        Column("n", Integer, nullable=False),
        *searched,
        Column("body", Text, nullable=False),
    )


actor = _found("actor")
place = _found("place")
date = _found("date")
quantity = _found("quantity")
attribution = _found("attribution")
event_mention = _found(
    "event_mention",
    Column("event", Key, nullable=False, index=True),
    Column("event_type", Key, nullable=False, index=True),
    Column("status", Key, nullable=False),
    Column("place", Key),
    Column("country", Key, index=True),
    Column("date", Key),
    Column("earliest", Key, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# Those that are counted without looking at each mention.
for _empty in (event_mention.c.place, event_mention.c.date):
    Index(
        f"ix_event_mention_no_{_empty.name}",
        event_mention.c.reading_id,
        sqlite_where=_empty.is_(None),
        postgresql_where=_empty.is_(None),
    )

entity = _found("entity", Column("kind", Key, nullable=False, index=True))

whole_event = _found(
    "whole_event",
    Column("event_type", Key, nullable=False, index=True),
    Column("incident_type", Key, index=True),
    Column("status", Key, nullable=False),
    Column("stance", Key, nullable=False),
)

reject = Table(
    "reject",
    metadata,
    Column("id", Key, primary_key=True),
    Column("seq", Integer, nullable=False, unique=True),
    Column("run", Integer, ForeignKey("run.seq"), nullable=False),
    Column("recorded_at", Key, nullable=False),
    Column("path", Key, nullable=False),
    Column("report", Key),
    Column("reason", Key, nullable=False),
    Column("body", Text, nullable=False),
)

erasure = Table(
    "erasure",
    metadata,
    Column("doc_id", Key, primary_key=True),
    Column("at", Key, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("sha256", Key, nullable=False),
)

custody = Table(
    "custody",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False),
    Column("action", Key, nullable=False),
    Column("subject", Key, nullable=False, index=True),
    Column("sha256", Key, nullable=False),
    Column("prev_hash", Key, nullable=False),
    Column("hash", Key, nullable=False),
)

# The views of what holds now, as the migrations define them: each document once, in the state and
# with the reading of the last run that read it; `current_document` also has those that were never
# read, with a null for the reading.
current_reading, current_document = (
    table(name, column("doc_id", Key), column("state", Key), column("reading_id", Key))
    for name in ("current_reading", "current_document")
)

# The kinds of record in a reading: the field of `Annotations`, and the table that holds it.
FOUND: dict[str, Table] = {
    "actors": actor,
    "places": place,
    "dates": date,
    "quantities": quantity,
    "attributions": attribution,
    "events": event_mention,
    "entities": entity,
    "whole_events": whole_event,
}

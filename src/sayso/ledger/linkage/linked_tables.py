"""The tables of claims, links, incidents and reviews. As in `tables`, rows are only added."""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, Table, Text

from sayso.ledger.metadata import Key, metadata

# What one version of sayso made of a reading: so many `claims`, which are in `claim`. `credit` is
# the agency that the report credits, `reject` the id of the reject that says why there are none.
# The last row of a document is what is linked.
claiming = Table(
    "claiming",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("reading_id", Key, ForeignKey("reading.id"), nullable=False, index=True),
    Column("doc_id", Key, nullable=False),
    Column("version", Key, nullable=False),
    Column("recorded_at", Key, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("credit", Key),
    Column("reject", Key),
    Index(None, "doc_id", "seq"),
)

claim = Table(
    "claim",
    metadata,
    Column("claiming", Integer, ForeignKey("claiming.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("id", Key, nullable=False, index=True),
    Column("event_id", Key, nullable=False, index=True),
    Column("body", Text, nullable=False),
)

# A linking is a state of all incidents, of the claims up to the claiming `claimed` and the
# judgements up to `judged`. The tables that name it have a row only for what became different:
# what held at a linking is in the last row up to it.
linking = Table(
    "linking",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("finished_at", Key, nullable=False),
    Column("version", Key, nullable=False),
    Column("claimed", Integer, nullable=False),
    Column("judged", Integer, nullable=False),
    Column("body", Text, nullable=False),
)


# The incident that an event belongs to; null once the event is no more.
member = Table(
    "member",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("linking", Integer, ForeignKey("linking.seq"), primary_key=True, index=True),
    Column("incident_id", Key, index=True),
)

change = Table(
    "change",
    metadata,
    Column("linking", Integer, ForeignKey("linking.seq"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("incident_id", Key, nullable=False, index=True),
    Column("kind", Key, nullable=False),
    Column("other", Key, index=True),
    Column("body", Text, nullable=False),
)

# What the last linking left of an event (`records/trace.py`): `pairs` as JSON, `joined` is `into`.
# No history: what was so before is not kept.
trace = Table(
    "trace",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("pairs", Text, nullable=False),
    Column("joined", Key),
    Column("size", Integer, nullable=False),
    Column("odds", Double),
)

# What the comparison says of two events: `holds` is 1 for what makes them one, 2 for a pair that a
# person should judge, 0 once it is neither.
link = Table(
    "link",
    metadata,
    Column("left_id", Key, primary_key=True),
    Column("right_id", Key, primary_key=True, index=True),
    Column("linking", Integer, ForeignKey("linking.seq"), primary_key=True, index=True),
    Column("id", Key, nullable=False, index=True),
    Column("holds", Integer, nullable=False),
    Column("body", Text, nullable=False),
)

# What one person did at one time: the rows of `judgement` and `review` that it added name it, as
# does a row of `act_subject` each thing that it is about.
act = Table(
    "act",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, unique=True),
    Column("recorded_at", Key, nullable=False),
    Column("at", Key, nullable=False),
    Column("by", Key, nullable=False, index=True),
    Column("kind", Key, nullable=False, index=True),
    Column("undoes", Key, index=True),
    Column("body", Text, nullable=False),
)

act_subject = Table(
    "act_subject",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("act", Integer, ForeignKey("act.seq"), primary_key=True, index=True),
)

# What a person says of two events: the last row of a pair holds, whatever is linked. `act` is
# null for what was said before acts were kept, and for what sayso carried over to a new reading.
judgement = Table(
    "judgement",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Key, nullable=False),
    Column("id", Key, nullable=False, index=True),
    Column("left_id", Key, nullable=False, index=True),
    Column("right_id", Key, nullable=False, index=True),
    Column("judgement", Key, nullable=False),
    Column("body", Text, nullable=False),
    Column("act", Integer, index=True),
)

# What people say of what was read: of the rows of a `matter` the last one holds.
review = Table(
    "review",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Key, nullable=False),
    Column("id", Key, nullable=False, index=True),
    Column("target", Key, nullable=False, index=True),
    Column("doc_id", Key, index=True),
    Column("field", Key, nullable=False, index=True),
    Column("verdict", Key, nullable=False),
    Column("matter", Key, nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("act", Integer, index=True),
)

# Columns of words hold them in lower case, each on a line of its own, with a line end before the
# first and after the last. An incident that is no more has a last row with 0 events.
incident = Table(
    "incident",
    metadata,
    Column("id", Key, primary_key=True),
    Column("linking", Integer, ForeignKey("linking.seq"), primary_key=True, index=True),
    Column("first_day", Key, index=True),
    Column("last_day", Key),
    Column("event_types", Text, nullable=False),
    Column("incident_types", Text, nullable=False),
    Column("countries", Text, nullable=False),
    Column("places", Text, nullable=False),
    Column("actors", Text, nullable=False),
    Column("blocs", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("publishers", Integer, nullable=False),
    Column("sources", Integer),
    Column("body", Text, nullable=False),
    Index(
        "ix_incident_around",
        *("last_day", "first_day", "countries", "linking", "events", "reports", "id"),
    ),
)

# The tables that tell of a linking, which its row of custody vouches for together.
LINKED: tuple[Table, ...] = (member, change, link, incident)

# The tables that may hold words of a report.
HOLDING: tuple[Table, ...] = (claiming, claim, link, judgement, review, act, incident, member)

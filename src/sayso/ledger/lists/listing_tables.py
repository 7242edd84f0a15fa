"""The tables by which lists of incidents are found and counted.

They are made of what the ledger holds and can be made anew at any time: no hash and no custody
covers them. A list shows what sayso read with people's words laid over: `shelf` parts the rows.
Rows of what sayso read alone stand on shelves 0 to 3; each view of people's words has a number and
four shelves of its own for the incidents that people spoke of, which take the place of the rows
with the same id. Within four shelves: 0 is shown, 1 left out unless asked for, 2 rejected.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, Table

from sayso.ledger.metadata import Key, metadata

SHELVES = 4
"""How many shelves a view has."""

# How far each view of the list has come: `number` 0 is what sayso read, without anybody's words;
# `act` is the last review that it knows. A list of reports is number -1: the last document, and
# the last reading. At number -2 stands the last `seq` that an incident ever had.
listed_view = Table(
    "listed_view",
    metadata,
    Column("name", Key, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("version", Key, nullable=False),
    Column("linking", Integer, nullable=False),
    Column("act", Integer, nullable=False),
)

# An incident of a list. Days are empty where none is told, so that they sort alike everywhere.
# From `reported` on: how it is drawn, see `records.drawn`.
listed = Table(
    "listed",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("shelf", Integer, nullable=False),
    Column("id", Key, nullable=False, index=True),
    Column("day", Key, nullable=False),
    Column("first_day", Key, nullable=False),
    Column("last_day", Key, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("killed", Integer, nullable=False),
    Column("disputed", Integer, nullable=False),
    Column("reported", Key),
    Column("quad", Integer),
    Column("told", Key),
    Column("located", Key),
    Column("place", Key),
    Column("geonameid", Integer),
    Column("country", Key),
    Column("admin1", Key),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Key),
    # has all that is counted, so that counting reads no rows
    Index(
        "ix_listed_counted",
        *("shelf", "day", "id", "quad", "located", "told", "disputed", "reports"),
    ),
)

# The values of facets, by number; and which incident has which.
listed_term = Table(
    "listed_term",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("facet", Key, nullable=False),
    Column("value", Key, nullable=False),
    Index(None, "facet", "value", unique=True),
)

listed_word = Table(
    "listed_word",
    metadata,
    Column("shelf", Integer, primary_key=True, autoincrement=False),
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Index(None, "seq", "term"),
    sqlite_with_rowid=False,
)

# Folded names of places and actors, and the single words of these and of titles.
listed_name = Table(
    "listed_name",
    metadata,
    Column("kind", Key, primary_key=True),
    Column("name", Key, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# The reports of an incident, by the number that `document` gives to their state.
listed_report = Table(
    "listed_report",
    metadata,
    Column("doc", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)

# Ties of networks, by number; and which incident tells which, by how many accounts and sources.
listed_bond = Table(
    "listed_bond",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("by", Key, nullable=False),
    Column("actor", Key, nullable=False),
    Column("recipient", Key, nullable=False),
    Column("is_words", Integer, nullable=False),
    Column("tie", Key, nullable=False),
    Column("sign", Integer, nullable=False),
    Column("mutual", Integer, nullable=False),
    Column("told", Key, nullable=False),
    Index(None, "by", "actor", "recipient", "tie", "told", unique=True),
)

listed_tie = Table(
    "listed_tie",
    metadata,
    Column("bond", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False, index=True),
    Column("accounts", Integer, nullable=False),
    Column("sources", Integer, nullable=False),
    sqlite_with_rowid=False,
)

LISTING: tuple[Table, ...] = (
    listed_word, listed_name, listed_report, listed_tie, listed_term, listed_bond, listed,
    listed_view,
)  # fmt: skip
"""All of them."""

# A report of a list of reports, by the number of its current state in `document`. `published` is
# empty where nobody says, the facets are "-" where there is none. `placeless` and `dateless` are
# those of its event mentions that have no place, or no date.
listed_doc = Table(
    "listed_doc",
    metadata,
    Column("doc", Integer, primary_key=True, autoincrement=False),
    Column("id", Key, nullable=False, index=True),
    Column("published", Key, nullable=False),
    *(
        Column(name, Key, nullable=False, index=True)
        for name in ("publisher", "bloc", "language", "state", "told")
    ),
    *(Column(name, Integer, nullable=False) for name in ("events", "placeless", "dateless")),
    Index(None, "published", "doc"),
)

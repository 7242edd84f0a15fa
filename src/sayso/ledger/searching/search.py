"""Full-text search over reports: one function for SQLite (FTS5) and PostgreSQL (tsvector).

Both index the same folded words, so that the same query finds the same reports. The index is made
of what the ledger holds and can be made anew at any time; no hash and no custody covers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text as sql

from sayso.ledger.searching.folding import terms, words_of
from sayso.ledger.searching.said_words import said_hits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import Connection

INDEX = "report_words"
"""The table of the index: a row for each stretch of a report."""

_STRETCH = 200_000
"""Characters of one row: PostgreSQL takes no more than a mebibyte of words."""

_MOST_STRETCHES = 1_000
_MOST_TERMS = 64
"""Words and phrases of a query that count: both databases bound how much one query may hold."""

_LONGEST_WORD = 500
_MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE report_words USING fts5(words, content='', tokenize='unicode61')",
    ),
    "postgresql": (
        "CREATE TABLE report_words (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_report_words ON report_words USING gin (words)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO report_words (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO report_words VALUES (:id, to_tsvector('simple', :words))",
}
# a row of SQLite's index is found by its words: it keeps no others
_FORGET = {
    "sqlite": "INSERT INTO report_words (report_words, rowid, words)"
    " VALUES ('delete', :id, :words)",
    "postgresql": "DELETE FROM report_words"
    " WHERE id = :id AND words = to_tsvector('simple', :words)",
}
_CLEAN = "INSERT INTO report_words (report_words) VALUES ('optimize')"
_HITS = {
    "sqlite": "SELECT rowid AS id FROM report_words WHERE report_words MATCH :query",
    "postgresql": "SELECT id FROM report_words WHERE words @@ to_tsquery('simple', :query)",
}
_FIND = """
SELECT d.id AS doc_id, d.published AS published FROM ({hits}) AS hit
JOIN document d ON d.seq = hit.id / {stretches}
JOIN current_document now ON now.doc_id = d.id AND now.state = d.state
UNION
SELECT said.doc_id, said.published FROM ({said}) AS said
"""
# the same of the list of reports, whose rows are short
_FIND_LISTED = """
SELECT d.id AS doc_id, d.published AS published FROM listed_doc d WHERE d.doc IN (
SELECT hit.id / {stretches} FROM ({hits}) AS hit UNION SELECT said.seq FROM ({said}) AS said)
"""
_BUT = "SELECT doc_id, published FROM ({found}) AS whole WHERE doc_id NOT IN ({gone})"
_COUNT = "SELECT count(*) FROM ({found}) AS found"
_PAGE = "{found} ORDER BY published DESC NULLS LAST, doc_id LIMIT :most OFFSET :passed"


class Indexed(NamedTuple):
    """One state of a document, as the index gets it: its number in `document`, title and text."""

    seq: int
    title: str | None
    text: str


class Matching(NamedTuple):
    """How the rows of the index are found in which a query stands: SQL, and its one parameter.

    The id of a row divided by `stretches` is the number of its document.
    """

    select: str
    query: str
    stretches: int = _MOST_STRETCHES


class Hits(NamedTuple):
    """What a query found: how many reports in all, and the ids of those asked for."""

    total: int
    doc_ids: tuple[str, ...]


def make_index(connection: Connection) -> None:
    """Makes an empty index, in the place of one that is there."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS report_words")
    for statement in _MAKE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def add_words(connection: Connection, documents: Iterable[Indexed]) -> None:
    """Puts documents into the index."""
    rows = [row for document in documents for row in _rows(document)]
    if rows:
        connection.execute(sql(_ADD[connection.dialect.name]), rows)


def forget_words(connection: Connection, documents: Iterable[Indexed]) -> None:
    """Takes erased documents out of the index, which keeps no trace of their words."""
    rows = [row for document in documents for row in _rows(document)]
    if not rows:
        return
    connection.execute(sql(_FORGET[connection.dialect.name]), rows)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_CLEAN)


def search(  # noqa: PLR0913 (what is asked, each by its name)
    connection: Connection,
    query: str,
    *,
    limit: int,
    offset: int = 0,
    by: str | None = None,
    besides: Collection[str] = (),
    listed: bool = False,
) -> Hits:
    """The reports in which all words and phrases of a query stand, the latest published first.

    They stand in the title and text together, or in what one person said of the report at one
    time: a translation, a value, a note.

    Args:
        connection: a connection that reads.
        query: words and "phrases", in any case, with or without accents; the last word of each
            stands for all that begin so. A query without a word finds nothing.
        limit: how many ids are wanted.
        offset: how many are passed over.
        by: whose words count beside the reports'; null for everybody's.
        besides: the ids of reports that are not found, whatever stands in them.
        listed: whether the list of reports is up to date and may be used: it is much quicker.
    """
    match = matching(connection, query)
    if match is None:
        return Hits(0, ())
    said = said_hits(connection.dialect.name, own=by is not None)
    find = _FIND_LISTED if listed else _FIND
    found = find.format(hits=match.select, stretches=_MOST_STRETCHES, said=said)
    asked = {"query": match.query} | ({} if by is None else {"by": by})
    if besides:
        gone = {f"besides{n}": key for n, key in enumerate(sorted(besides))}
        found = _BUT.format(found=found, gone=", ".join(f":{name}" for name in gone))
        asked |= gone
    values = {**asked, "most": limit, "passed": offset}
    total = connection.scalar(sql(_COUNT.format(found=found)), asked)
    return Hits(total or 0, tuple(connection.scalars(sql(_PAGE.format(found=found)), values)))


def matching(connection: Connection, query: str) -> Matching | None:
    """How the reports are found in which a query stands; null for a query without a word."""
    wanted = terms(query)[:_MOST_TERMS]
    if not wanted or any(len(word) > _LONGEST_WORD for term in wanted for word in term.split()):
        return None
    backend = connection.dialect.name
    asked = _match(wanted) if backend == "sqlite" else _tsquery(wanted)
    return Matching(_HITS[backend], asked)


def _rows(document: Indexed) -> list[dict[str, object]]:
    """A row for each stretch: words are found together only in one, the title in the first."""
    words = words_of(f"{document.title or ''} {document.text}")
    starts = range(0, len(words), _STRETCH)[:_MOST_STRETCHES]
    first = document.seq * _MOST_STRETCHES
    return [{"id": first + n, "words": words[at : at + _STRETCH]} for n, at in enumerate(starts)]


def _match(wanted: Sequence[str]) -> str:
    return " AND ".join(f'"{term}"*' for term in wanted)


def _tsquery(wanted: Sequence[str]) -> str:
    return " & ".join("(" + " <-> ".join(_lexemes(term)) + ")" for term in wanted)


def _lexemes(term: str) -> list[str]:
    words = [f"'{word}'" for word in term.split()]
    return [*words[:-1], f"{words[-1]}:*"]

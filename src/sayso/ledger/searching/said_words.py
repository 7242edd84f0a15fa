"""Full-text search over what people said of reports: translations, values, notes.

An index beside that of the reports (`ledger.search`), with a row for each review. It is made of
what the ledger holds and can be made anew at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text as sql

from sayso.ledger.searching.folding import words_of
from sayso.records.review.coding import value_words
from sayso.records.review.judgement import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from sayso.records.review.judgement import Review

_MAKE = {
    "sqlite": ("CREATE VIRTUAL TABLE report_words_said USING fts5(words, tokenize='unicode61')",),
    "postgresql": (
        "CREATE TABLE report_words_said (id BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_report_words_said ON report_words_said USING gin (words)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO report_words_said (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO report_words_said VALUES (:id, to_tsvector('simple', :words))",
}
_HITS = {
    "sqlite": "SELECT rowid AS id FROM report_words_said WHERE report_words_said MATCH :query",
    "postgresql": "SELECT id FROM report_words_said WHERE words @@ to_tsquery('simple', :query)",
}
_CLEAN = "INSERT INTO report_words_said (report_words_said) VALUES ('optimize')"
_MOST = 200_000


def make_said(connection: Connection) -> None:
    """Makes an empty index, in the place of one that is there."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS report_words_said")
    for statement in _MAKE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def add_said(connection: Connection, reviews: Iterable[tuple[int, Review]]) -> None:
    """Puts the words of reviews into the index, each with its number in the ledger."""
    rows = [
        {"id": seq, "words": words}
        for seq, one in reviews
        if one.doc_id is not None
        and one.verdict is not Verdict.WITHDRAW
        and (words := words_of(f"{value_words(one) or ''} {one.why}")[:_MOST])
    ]
    if rows:
        connection.execute(sql(_ADD[connection.dialect.name]), rows)


def renew_said(connection: Connection, reviews: Iterable[tuple[int, Review]]) -> None:
    """Makes the index anew of the reviews that are left: erased words leave no trace."""
    connection.exec_driver_sql("DELETE FROM report_words_said")
    add_said(connection, reviews)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_CLEAN)


def said_hits(backend: str, *, own: bool) -> str:
    """SQL that finds the reports with reviews in which a query stands, as `ledger.search` does.

    A review counts while it is the last of its matter. With `own`, only those of one person.
    """
    by = " JOIN act a ON a.seq = r.act AND a.by = :by" if own else ""
    return (
        "SELECT d.id AS doc_id, d.published AS published, d.seq AS seq"  # noqa: S608
        f" FROM ({_HITS[backend]}) AS said JOIN review r ON r.seq = said.id{by}"
        " JOIN current_document c ON c.doc_id = r.doc_id"
        " JOIN document d ON d.id = c.doc_id AND d.state = c.state"
        " WHERE NOT EXISTS (SELECT 1 FROM review later"
        " WHERE later.matter = r.matter AND later.seq > r.seq)"
    )

"""The views that users ask by SQL: their columns, and how they are made anew at each upgrade.

The columns and what they mean are data (sql_columns.tsv, sql_views.tsv), so that the reference
cannot say otherwise. A test pins them: who changes a view adds a revision, which makes
`sayso ledger upgrade` do its work on older ledgers.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from sqlalchemy import inspect

from sayso.ledger.sql.view_sql import Dialect
from sayso.ledger.sql.view_tables import CURRENT, TABLES
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

INNER = frozenset({*CURRENT, "current_document", "current_reading"})
"""The views on which those that users ask stand."""

Kind = Literal["text", "list", "integer", "number", "truth"]


class _ColumnRow(Record, frozen=True, kw_only=True):
    """A row of sql_columns.tsv."""

    views: tuple[str, ...]
    column: str
    kind: Kind
    source: str
    meaning: str


class _ViewRow(Record, frozen=True, kw_only=True):
    """A row of sql_views.tsv."""

    view: str
    rows: str
    order: tuple[str, ...]


class ViewColumn(Record, frozen=True, kw_only=True):
    """A column: `list` is text with "; " between values, `truth` 1 or 0. `source` is our SQL."""

    name: str
    kind: Kind
    source: str
    meaning: str


class View(Record, frozen=True, kw_only=True):
    """A view: what a row is, the columns, and those by which rows are in a fixed order."""

    name: str
    rows: str
    columns: tuple[ViewColumn, ...]
    order: tuple[str, ...]

    def kind_of(self, column: str) -> Kind | None:
        """The kind of a column; null where the view has none of the name."""
        return next((one.kind for one in self.columns if one.name == column), None)


@cache
def views() -> dict[str, View]:
    """All views by name."""
    columns = list(read_table(DATA / "schemas" / "sql_columns.tsv", _ColumnRow))
    return {
        row.view: View(
            name=row.view,
            rows=row.rows,
            order=row.order,
            columns=tuple(
                ViewColumn(name=c.column, kind=c.kind, source=c.source, meaning=c.meaning)
                for c in columns
                if row.view in c.views
            ),
        )
        for row in read_table(DATA / "schemas" / "sql_views.tsv", _ViewRow)
    }


def select_of(view: View, dialect: str, records: Sequence[str] = ()) -> str:
    """The query behind a view; `records` are further columns in our SQL: record_0 and so on."""
    write = Dialect(dialect)
    columns = [f"{write.column(one.source, one.kind)} AS {one.name}" for one in view.columns]
    columns += [f"CAST({one} AS text) AS record_{n}" for n, one in enumerate(records)]
    chosen = ",\n  ".join(columns)
    parts = (f"SELECT {chosen}\nFROM {write.filled(part)}" for part in TABLES[view.name])
    return "\nUNION ALL\n".join(parts)


def create_views(connection: Connection) -> None:
    """Makes all views; none may be there."""
    for statement in _statements(connection.dialect.name):
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def drop_views(connection: Connection) -> None:
    """Takes away the views that are there: tables under them can then be changed."""
    there = set(inspect(connection).get_view_names())
    for name in reversed((*CURRENT, *views())):
        if name in there:
            connection.exec_driver_sql(f"DROP VIEW {name}")


def _statements(dialect: str) -> Iterator[str]:
    for name, query in CURRENT.items():
        yield f"CREATE VIEW {name} AS\n{query}"
    for view in views().values():
        yield f"CREATE VIEW {view.name} AS\n{select_of(view, dialect)}"

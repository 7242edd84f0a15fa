"""Questions in SQL to the views of a ledger: read-only by how the database is opened.

SQLite's file is opened read-only and lets a question see the views alone; PostgreSQL answers in a
read-only transaction, through a cursor, which takes nothing but one query.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import DBAPIError

from sayso.ledger.connect import WAIT_SECONDS
from sayso.ledger.errors import LedgerError
from sayso.ledger.sql.question import Question, explained
from sayso.ledger.sql.views import INNER, views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Engine

Row = tuple[Any, ...]
Values = dict[str, Any]

BATCH = 1000
"""Rows fetched at a time."""

_LONGEST_VALUE = 100_000_000
"""Bytes that one value may have in SQLite: a question must not fill the memory."""

_STEPS = 10_000
"""Steps of SQLite's machine between two looks at the clock."""

_READS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE})

_SCHEMA = frozenset({"sqlite_master", "sqlite_schema", "sqlite_temp_master"})


class Answer(NamedTuple):
    """The columns of an answer, each name once, and its rows, `BATCH` at a time."""

    columns: tuple[str, ...]
    batches: Iterator[list[Row]]


class _Clock:
    """The time that the database takes; the time of whoever reads the answer does not count."""

    def __init__(self, seconds: float | None) -> None:
        self._left = seconds
        self._since = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        self._since = time.monotonic()
        try:
            yield
        finally:
            if self._left is not None:
                self._left -= time.monotonic() - self._since

    def milliseconds(self) -> int:
        """What is left; 0 is for ever, as PostgreSQL has it."""
        return 0 if self._left is None else max(1, round(self._left * 1000))

    def is_over(self) -> bool:
        return self._left is not None and time.monotonic() - self._since > self._left


@contextmanager
def asked(
    engine: Engine, query: str, parameters: Mapping[str, Any], *, seconds: float | None
) -> Iterator[Answer]:
    """The answer to a query of the views, while the context lasts.

    Args:
        engine: of the ledger.
        query: one SELECT, WITH … SELECT or VALUES; `:name` stands for a parameter.
        parameters: their values by name.
        seconds: how long the database may work on it; null is as long as it takes.

    Raises:
        LedgerError: for anything but one query, unknown views or columns, a parameter too many
            or too few, and an answer that takes too long.
    """
    question = Question.of(query)
    question.check(parameters)
    answer = _on_server if engine.dialect.name == "postgresql" else _in_file
    try:
        with answer(engine, question, dict(parameters), _Clock(seconds)) as found:
            yield found
    except (sqlite3.Error, sqlite3.Warning) as error:
        raise LedgerError(explained(str(error), query, seconds)) from error
    except DBAPIError as error:
        raise LedgerError(explained(str(error.orig), query, seconds)) from error
    except OverflowError as error:
        raise LedgerError("a number of the parameters is too large for the database") from error


@contextmanager
def _in_file(
    engine: Engine, question: Question, parameters: Values, clock: _Clock
) -> Iterator[Answer]:
    path = Path(engine.url.database or "").resolve()
    opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    with closing(opened) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
        connection.set_authorizer(_authorizer(connection))
        connection.set_progress_handler(clock.is_over, _STEPS)
        with clock.running():
            cursor = connection.execute(question.query, parameters)
        columns = tuple(column[0] for column in cursor.description)
        yield Answer(_unique(columns), _batches(cursor, clock))


@contextmanager
def _on_server(
    engine: Engine, question: Question, parameters: Values, clock: _Clock
) -> Iterator[Answer]:
    streamed = {"stream_results": True, "no_parameters": not parameters}
    with engine.connect() as plain:
        connection = plain.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with connection.begin():
            limit = clock.milliseconds()
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {limit}")
            with clock.running():
                result = connection.exec_driver_sql(
                    question.for_server, parameters or None, execution_options=streamed
                )
            yield Answer(_unique(tuple(result.keys())), _batches(result, clock))


def _batches(cursor: Any, clock: _Clock) -> Iterator[list[Row]]:
    while True:
        with clock.running():
            rows = cursor.fetchmany(BATCH)
        if not rows:
            return
        yield [tuple(map(_plain, row)) for row in rows]


def _plain(value: Any) -> Any:
    """Sums are of one type in both databases."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Column names, those that come again with a number after them."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return tuple(found)


def _authorizer(connection: sqlite3.Connection) -> Callable[..., int]:
    """SQLite's authorizer: reads of tables through the views alone, functions without effect."""
    known = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row[0] for row in known} | _SCHEMA

    def permit(
        action: int, first: str | None, second: str | None, _: str | None, within: str | None
    ) -> int:
        if action == sqlite3.SQLITE_READ:
            # No column: SQLite counts rows of a table, of a view's, too, and does not say whose.
            is_open = not second or first not in tables or within in INNER or within in views()
            return sqlite3.SQLITE_OK if is_open else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_FUNCTION:
            is_safe = second != "load_extension"
            return sqlite3.SQLITE_OK if is_safe else sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY

    return permit

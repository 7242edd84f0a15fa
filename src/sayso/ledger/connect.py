"""From a path or database URL to connections, set up alike on SQLite and PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from sayso.ledger.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator

WAIT_SECONDS = 30
"""How long a writer waits for another one before it gives up."""

CACHE_KIBIBYTES = 65536
"""Memory for pages of a SQLite file: ids are hashes, so writes fall all over its indexes."""

PAGE_BYTES = 16384
"""The page of a new SQLite file: most bodies find room in one, and fewer are written."""

LOG_BYTES = 32_768_000
"""What SQLite's log may hold before it is copied into the file."""

_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def connect(target: str, *, create: bool = False) -> Engine:
    """An engine for a path (SQLite) or a URL (`postgresql://…`, `sqlite:///…`).

    `create` allows a SQLite file that does not exist yet; a PostgreSQL database must exist.

    Raises:
        LedgerError: when there is nothing at the target, or it is no kind of database we know.
    """
    url = _url(target)
    if url.get_backend_name() == "sqlite":
        _check_file(target, Path(url.database or ""), create=create)
        engine = create_engine(url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return create_engine(url, pool_pre_ping=True)
    except ImportError as error:
        raise LedgerError(
            f"{target}: PostgreSQL needs psycopg: pip install 'sayso[postgres]'"
        ) from error


def shown(target: str) -> str:
    """The target as messages may show it: a URL without its password."""
    return make_url(target).render_as_string() if "://" in target else target


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the ledger throughout, whatever is written meanwhile."""
    options = {"isolation_level": "REPEATABLE READ"} if _on_server(engine) else {}
    with told(), engine.connect() as plain:
        connection = plain.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction of the one writer: another one waits at most `WAIT_SECONDS`.

    Raises:
        LedgerError: when the database refuses, or another process goes on writing.
    """
    with told(), engine.connect() as plain:
        connection = plain.execution_options(sayso_begin="BEGIN IMMEDIATE")
        with connection.begin():
            if _on_server(engine):
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
                connection.exec_driver_sql("LOCK TABLE custody IN SHARE ROW EXCLUSIVE MODE")
            yield connection


@contextmanager
def outside_transaction(engine: Engine) -> Iterator[Connection]:
    """A connection for statements that no transaction may hold, such as VACUUM."""
    options = {"isolation_level": "AUTOCOMMIT"} if _on_server(engine) else {"sayso_begin": ""}
    with told(), engine.connect() as connection:
        yield connection.execution_options(**options)


@contextmanager
def told() -> Iterator[None]:
    """Turns what a database driver raises into one line for the user."""
    try:
        yield
    except DBAPIError as error:
        lines = str(error.orig).strip().splitlines() or [type(error).__name__]
        if "locked" in lines[0] or "lock timeout" in lines[0]:
            message = "another process is writing to this ledger: try again when it has ended"
        else:
            message = f"the database says: {lines[0]}"
        raise LedgerError(message) from error


def _url(target: str) -> URL:
    if "://" not in target:
        return URL.create("sqlite", database=target)
    try:
        url = make_url(target)
    except ArgumentError as error:
        raise LedgerError(f"{target}: not a path, nor a postgresql:// URL") from error
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    if url.drivername == "sqlite":
        return url
    raise LedgerError(
        f"{shown(target)}: a ledger is a path (SQLite) or a postgresql:// URL,"
        f" not {url.drivername}"
    )


def _check_file(target: str, path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{target} is a folder: name a file, such as {path / 'ledger.db'}")
    if path.is_file():
        with path.open("rb") as file:
            head = file.read(16)
        if head and head != b"SQLite format 3\x00":
            raise LedgerError(f"{target} is no ledger: it is not a SQLite file")
        return
    if not create:
        raise LedgerError(f"{target}: no such ledger; sayso read … --into {target} makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"{target}: the folder {path.parent} does not exist; make it first")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Our own transactions instead of the driver's, and the safety that SQLite leaves off."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {int(WAIT_SECONDS * 1000)}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIBIBYTES}")
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    (page,) = connection.execute("PRAGMA page_size").fetchone()
    connection.execute(f"PRAGMA wal_autocheckpoint = {LOG_BYTES // page}")


def _begin_sqlite(connection: Connection) -> None:
    statement = connection.get_execution_options().get("sayso_begin", "BEGIN")
    if statement:
        connection.exec_driver_sql(statement)


def _on_server(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"

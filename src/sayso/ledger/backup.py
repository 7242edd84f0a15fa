"""Copying a ledger in use to a new SQLite file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from sayso.ledger.connect import connect, reading, told, writing
from sayso.ledger.errors import LedgerError
from sayso.ledger.migrate import migrate
from sayso.ledger.tables import metadata

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

_BATCH = 1000


def backup(engine: Engine, path: Path) -> None:
    """Copies one state of the ledger, whatever is written meanwhile; SQLite whatever the source.

    The file appears under its name only when it is whole.

    Raises:
        LedgerError: when the file exists, or cannot be written.
    """
    if path.exists():
        raise LedgerError(f"{path} exists: name a new file")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it first")
    partial = path.with_name(path.name + ".partial")
    try:
        if engine.dialect.name == "sqlite":
            _copy_file(engine, partial)
        else:
            _copy_tables(engine, partial)
        partial.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(f"{path}: {error}") from error
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            partial.with_name(partial.name + left).unlink(missing_ok=True)


def _copy_file(engine: Engine, partial: Path) -> None:
    """SQLite's online backup: writers and readers of the source go on."""
    partial.unlink(missing_ok=True)
    with told(), engine.connect() as connection, closing(sqlite3.connect(partial)) as copy:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(copy)


def _copy_tables(engine: Engine, partial: Path) -> None:
    """Row by row, in one snapshot of the server."""
    partial.unlink(missing_ok=True)
    copy = connect(str(partial), create=True)
    try:
        migrate(copy)
        with reading(engine) as source, writing(copy) as target:
            for table in metadata.sorted_tables:
                rows = source.execute(select(table).execution_options(yield_per=_BATCH))
                for batch in rows.mappings().partitions():
                    target.execute(insert(table), [dict(row) for row in batch])
    finally:
        copy.dispose()

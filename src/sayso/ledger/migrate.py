"""The schema of a ledger: which revision it has, and the way forward. There is none back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from sayso.ledger.connect import connect, outside_transaction, shown, told
from sayso.ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Engine

VERSION_TABLE = "sayso_schema"
"""Where the revision is noted; not Alembic's own name, so that a database can be shared."""

_FOLDER = Path(__file__).parent / "migrations"


def head() -> str:
    """The newest revision that this version of sayso knows."""
    revision = _script().get_current_head()
    assert revision is not None
    return revision


def upgrade_ledger(target: str) -> tuple[str | None, str]:
    """Brings a ledger to the newest schema; gives the revisions before and after.

    Raises:
        LedgerError: when the target is no ledger, or was made by a newer sayso.
    """
    engine = connect(target)
    try:
        with outside_transaction(engine) as connection:
            before = revision(connection)
            if before is None and not _has_version_table(connection):
                raise LedgerError(f"{shown(target)} is a database, but no ledger of sayso")
            _check_known(target, before)
        migrate(engine)
    finally:
        engine.dispose()
    return before, head()


def migrate(engine: Engine, revision: str = "head") -> None:
    """Runs the migrations up to `revision` in one transaction: all of them or none."""
    if engine.dialect.name == "sqlite":
        with outside_transaction(engine) as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with told(), engine.connect() as plain:
        connection = plain.execution_options(sayso_begin="BEGIN IMMEDIATE")
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, revision)


def prepare(engine: Engine, target: str, *, create: bool) -> None:
    """Makes sure that the database is a ledger of this version; makes an empty one where asked.

    Raises:
        LedgerError: when it is no ledger, or of another schema, with the remedy.
    """
    name = shown(target)
    with outside_transaction(engine) as connection:
        found = revision(connection)
        ours = _has_version_table(connection)
        bare = not inspect(connection).get_table_names()
    if found == head():
        return
    if ours:
        _check_known(name, found)
        raise LedgerError(
            f"{name} has an older schema ({found or 'none'}, now {head()}):"
            f" run: sayso ledger upgrade {name}"
        )
    if not create:
        raise LedgerError(f"{name} is no ledger; sayso read … --into {name} makes one")
    if not bare and engine.dialect.name == "sqlite":
        raise LedgerError(f"{name} holds another program's tables: name a new file")
    migrate(engine)


def revision(connection: Connection) -> str | None:
    """The revision noted in a database; null where none is."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()


def _has_version_table(connection: Connection) -> bool:
    return inspect(connection).has_table(VERSION_TABLE)


def _check_known(target: str, found: str | None) -> None:
    known = {script.revision for script in _script().walk_revisions()}
    if found is not None and found not in known:
        raise LedgerError(
            f"{shown(target)} was made by a newer sayso (schema {found}, this one knows"
            f" {head()}): install a newer sayso"
        )


def _script() -> ScriptDirectory:
    return ScriptDirectory(str(_FOLDER))

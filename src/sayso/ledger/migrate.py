"""The schema of a ledger: which revision it has, and the way forward. There is none back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from sayso.ledger.connect import connect, outside_transaction, shown, told
from sayso.ledger.errors import LedgerError
from sayso.ledger.sql.views import create_views, drop_views

if TYPE_CHECKING:
    from sqlalchemy import Engine

VERSION_TABLE = "sayso_schema"
"""Where the revision is noted; not Alembic's own name, so that a database can be shared."""

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
)
"""The revisions in `migrations/versions`, oldest first, so that opening needs no Alembic."""

HEAD = REVISIONS[-1]

_VERSIONS = table(VERSION_TABLE)
_FOLDER = Path(__file__).parent / "migrations"


def upgrade_ledger(target: str) -> tuple[str | None, str]:
    """Brings a ledger to the newest schema; gives the revisions before and after.

    Raises:
        LedgerError: when the target is no ledger, or was made by a newer sayso.
    """
    name = shown(target)
    engine = connect(target)
    try:
        with outside_transaction(engine) as connection:
            before = revision(connection)
            if before is None and not _has_version_table(connection):
                raise LedgerError(f"{name} is a database, but no ledger of sayso")
            _check_known(name, before)
        migrate(engine)
    finally:
        engine.dispose()
    return before, HEAD


def migrate(engine: Engine) -> None:
    """Runs the migrations that are missing in one transaction: all of them or none.

    The views that users ask are made anew after them: no revision has to care for them.
    """
    from alembic import command  # noqa: PLC0415 (slow to load, and seldom needed)
    from alembic.config import Config  # noqa: PLC0415

    if engine.dialect.name == "sqlite":
        with outside_transaction(engine) as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
    with told(), engine.connect() as plain:
        connection = plain.execution_options(sayso_begin="BEGIN IMMEDIATE")
        with connection.begin():
            config = Config()
            config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
            config.attributes["connection"] = connection
            drop_views(connection)
            command.upgrade(config, HEAD)
            create_views(connection)


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
    if found == HEAD:
        return
    if ours:
        _check_known(name, found)
        raise LedgerError(
            f"{name} has an older schema ({found or 'none'}, now {HEAD}):"
            f" run: sayso ledger upgrade {name}"
        )
    if not create:
        raise LedgerError(f"{name} is no ledger; sayso read … --into {name} makes one")
    if not bare and engine.dialect.name == "sqlite":
        raise LedgerError(f"{name} holds another program's tables: name a new file")
    migrate(engine)


def revision(connection: Connection) -> str | None:
    """The revision noted in a database; null where none is."""
    if not _has_version_table(connection):
        return None
    noted: str | None = connection.scalar(select(column("version_num")).select_from(_VERSIONS))
    return noted


def _has_version_table(connection: Connection) -> bool:
    return inspect(connection).has_table(VERSION_TABLE)


def _check_known(name: str, found: str | None) -> None:
    if found is not None and found not in REVISIONS:
        raise LedgerError(
            f"{name} was made by a newer sayso (schema {found}, this one knows"
            f" {HEAD}): install a newer sayso"
        )

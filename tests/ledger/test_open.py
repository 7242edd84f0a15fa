"""Opening, making and upgrading a ledger, and what is said when that cannot be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from sayso.ledger import migrations
from sayso.ledger.connect import connect, reading, writing
from sayso.ledger.migrate import HEAD, REVISIONS, VERSION_TABLE, migrate
from sayso.ledger.searching.search import INDEX
from sayso.ledger.sql.views import drop_views
from sayso.ledger.store import LedgerError, open_ledger, upgrade_ledger
from sayso.ledger.tables import metadata
from tests.ledger.linked import claimed, event_of, link_groups, reports
from tests.ledger.samples import make_reading

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from sayso.records.reading import ReadDocument
    from tests.postgres import Server


_LATEST = (
    "claim", "claiming", "member", "change", "link", "judgement", "review", "incident", "linking",
    "act_subject", "act", "trace", "sign_in", "queued",
    "listed_word", "listed_name",
    "listed_report", "listed_tie", "listed_term",
    "listed_bond", "listed", "listed_view",
    "listed_doc",
)  # fmt: skip
"""The tables of the last revisions, those first that refer to others."""

_INDEXES = ("ix_event_mention_no_place", "ix_event_mention_no_date")
"""What the last revisions put on tables of the first."""


def test_a_ledger_is_made_once_and_then_opened(target: str) -> None:
    with open_ledger(target, create=True) as made:
        run_id = made.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
        made.record(run_id, [make_reading()])
    with open_ledger(target) as opened:
        assert list(opened.readings()) == [make_reading()]
    with open_ledger(target, create=True) as again:
        assert list(again.readings()) == [make_reading()]


def test_what_is_not_there_is_not_made_unasked(target: str) -> None:
    with pytest.raises(LedgerError, match="--into"):
        open_ledger(target)
    with pytest.raises(LedgerError, match=r"no such ledger|no ledger of sayso"):
        upgrade_ledger(target)


def test_the_migrations_make_the_tables_that_the_code_knows(target: str) -> None:
    open_ledger(target, create=True).close()
    engine = connect(target)
    with reading(engine) as connection:
        options = {
            "version_table": VERSION_TABLE,
            "compare_type": True,
            # the index for search is each database's own kind of table
            "include_name": lambda name, *_: not (name or "").startswith(INDEX),
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_revisions_are_those_of_the_migrations() -> None:
    folder = Path(migrations.__file__).parent
    found = [script.revision for script in ScriptDirectory(str(folder)).walk_revisions()]
    assert tuple(reversed(found)) == REVISIONS


def test_an_older_ledger_asks_for_an_upgrade_and_keeps_its_data(target: str) -> None:
    with open_ledger(target, create=True) as ledger:
        run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
        ledger.record(run_id, [_older_reading()])
        before = ledger.digest()
    _to_first_revision(target)
    with pytest.raises(LedgerError, match=r"older schema.*sayso ledger upgrade"):
        open_ledger(target)
    with pytest.raises(LedgerError, match=r"older schema.*sayso ledger upgrade"):
        open_ledger(target, create=True)
    assert upgrade_ledger(target) == ("0001", HEAD)
    assert upgrade_ledger(target) == (HEAD, HEAD)
    with open_ledger(target) as ledger:
        assert ledger.digest() == before
        assert ledger.check() == []


def test_a_ledger_of_the_revision_before_is_upgraded_and_linked(target: str) -> None:
    reads = reports(2)
    with open_ledger(target, create=True) as ledger:
        run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
        ledger.record(run_id, reads)
        before = ledger.digest()
    engine = connect(target)
    with writing(engine) as connection:
        drop_views(connection)
        _drop_latest(connection)
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0004'"))
    engine.dispose()
    with pytest.raises(LedgerError, match=r"older schema.*sayso ledger upgrade"):
        open_ledger(target)
    assert upgrade_ledger(target) == ("0004", HEAD)
    with open_ledger(target) as ledger:
        assert ledger.digest() == before
        assert len(ledger.unclaimed("0.1.0")) == 2
        ledger.record_claims("0.1.0", [claimed(read) for read in reads])
        link_groups(ledger, [[event_of(read) for read in reads]])
        assert ledger.count_incidents() == 1
        assert ledger.check() == []


def test_a_ledger_stopped_at_nothing_is_upgraded(target: str) -> None:
    engine = connect(target, create=True)
    migrate(engine)
    with writing(engine) as connection:
        _drop_views(connection)
        metadata.drop_all(connection)
        connection.execute(text(f"DELETE FROM {VERSION_TABLE}"))
    engine.dispose()
    with pytest.raises(LedgerError, match="older schema"):
        open_ledger(target)
    assert upgrade_ledger(target) == (None, HEAD)
    open_ledger(target).close()


def test_a_ledger_of_a_newer_sayso_is_left_alone(target: str) -> None:
    open_ledger(target, create=True).close()
    engine = connect(target)
    with writing(engine) as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(LedgerError, match="made by a newer sayso"):
        open_ledger(target)
    with pytest.raises(LedgerError, match="made by a newer sayso"):
        upgrade_ledger(target)


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor, this is not a ledger.")
    with pytest.raises(LedgerError, match="not a SQLite file"):
        open_ledger(str(letter), create=True)
    with pytest.raises(LedgerError, match="is a folder"):
        open_ledger(str(tmp_path), create=True)
    with pytest.raises(LedgerError, match="make it first"):
        open_ledger(str(tmp_path / "none" / "war.db"), create=True)
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE recipe (name)")
    with pytest.raises(LedgerError, match="is no ledger"):
        open_ledger(str(other))
    with pytest.raises(LedgerError, match="another program's tables"):
        open_ledger(str(other), create=True)
    with pytest.raises(LedgerError, match="no ledger of sayso"):
        upgrade_ledger(str(other))


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 4096)
    with pytest.raises(LedgerError, match="the database says"):
        open_ledger(str(path))


@pytest.mark.parametrize("url", ["mysql://host/war", "ftp://host/war.db", "nonsense://"])
def test_another_kind_of_database_is_told(url: str) -> None:
    with pytest.raises(LedgerError, match="path"):
        open_ledger(url)


def test_an_address_may_say_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "war.db"
    open_ledger(f"sqlite:///{path}", create=True).close()
    open_ledger(str(path)).close()


def test_a_server_or_database_that_is_not_there_is_told(postgres: Server, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        open_ledger(postgres.url("nowhere"), create=True)
    with pytest.raises(LedgerError, match="the database says"):
        open_ledger(f"postgresql://sayso@/war?host={tmp_path}")


def test_no_message_shows_a_password(tmp_path: Path) -> None:
    for scheme in ("postgresql", "mysql"):
        with pytest.raises(LedgerError) as caught:
            open_ledger(f"{scheme}://sayso:swordfish@localhost/war?host={tmp_path}")
        assert "swordfish" not in str(caught.value)


def _older_reading() -> ReadDocument:
    """A reading as the first revision could hold it: without whole events."""
    read = make_reading()
    found = msgspec.structs.replace(read.annotations, whole_events=())
    return msgspec.structs.replace(read, annotations=found)


def _to_first_revision(target: str) -> None:
    """Takes a ledger back to how the first revision made it."""
    engine = connect(target)
    with writing(engine) as connection:
        _drop_views(connection)
        _drop_latest(connection)
        connection.execute(text("DROP TABLE entity"))
        connection.execute(text("ALTER TABLE reading DROP COLUMN entities"))
        connection.execute(text("DROP TABLE whole_event"))
        connection.execute(text("ALTER TABLE reading DROP COLUMN whole_events"))
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '0001'"))
    engine.dispose()


def _drop_latest(connection: Connection) -> None:
    for name in _LATEST:
        connection.execute(text(f"DROP TABLE {name}"))
    for name in _INDEXES:
        connection.execute(text(f"DROP INDEX {name}"))


def _drop_views(connection: Connection) -> None:
    drop_views(connection)
    for name in ("current_document", "current_reading"):
        connection.execute(text(f"DROP VIEW {name}"))

"""Erasing leaves hashes, who and why; and no byte of what was erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from sqlalchemy import select

from sayso.ledger import connect as connecting
from sayso.ledger.connect import connect, reading
from sayso.ledger.store import LedgerError, open_ledger
from sayso.ledger.tables import erasure, metadata
from sayso.records.document import Document, Reject
from tests.ledger.linked import claimed, event_of, link_groups
from tests.ledger.samples import TEXT, make_empty, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from tests.postgres import Server

TITLE = "Quayside Night Of Fire"
URL = "https://herald.example/quayside-night"
SECRET = (TEXT, "Harbour guards", "Tarnow", TITLE, URL, "quayside.html")


@pytest.fixture
def secret() -> Document:
    return make_document(TEXT, report="quayside.html", title=TITLE, url=URL, publisher="Herald")


def filler(count: int) -> list[Document]:
    return [make_document(f"Calm day number {n}. " * 50, report=f"calm-{n}") for n in range(count)]


def test_a_document_goes_with_all_that_was_read_from_it(
    ledger: Ledger, target: str, run_id: str, secret: Document
) -> None:
    other = make_reading(make_document("Elsewhere. " + TEXT, report="other"))
    rejects = [
        Reject.make("quayside.html", "too long", "cut it"),
        Reject.make("list.jsonl", "bad date", "mend it", where=3, report="quayside.html"),
        Reject.make("list.csv", f"the same address as {URL}", "remove one"),
    ]
    kept = Reject.make("list.csv", "empty", "remove it", where=9)
    ledger.record(run_id, [make_reading(secret), other, *rejects, kept])
    assert ledger.erase(secret.id, who="A. Clerk", why="order 12") == ()
    assert list(ledger.readings()) == [other]
    assert list(ledger.documents()) == [other.document]
    assert list(ledger.rejects()) == [kept]
    assert ledger.coverage().erased == 1
    assert ledger.check() == []
    engine = connect(target)
    with reading(engine) as connection:
        row = connection.execute(select(erasure)).one()
    engine.dispose()
    assert (row.doc_id, row.who, row.why) == (secret.id, "A. Clerk", "order 12")
    assert row.sha256 == secret.sha256_text


def test_no_table_holds_a_word_of_it(ledger: Ledger, target: str, secret: Document) -> None:
    run_id = ledger.begin_run(
        version="0.1.0", configuration="c0", inputs=["quayside.html", "b"], resume=False
    )
    dated = msgspec.structs.replace(secret, published="2031-03-04")
    ledger.record(run_id, [make_reading(secret), make_reading(dated), make_reading()])
    ledger.erase(secret.id, who="A. Clerk", why="order 12")
    ledger.erase(make_document(TEXT).id, who="A. Clerk", why="order 12")
    engine = connect(target)
    with reading(engine) as connection:
        rows = [
            str(row)
            for table in metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    engine.dispose()
    assert rows
    assert not [row for row in rows if any(words in row for words in SECRET)]


def test_an_erased_document_is_refused_from_then_on(
    ledger: Ledger, run_id: str, secret: Document
) -> None:
    reject = Reject.make(secret.report, "unknown language", "say --lang", report=secret.report)
    ledger.record(run_id, [make_reading(secret), reject])
    assert not ledger.is_erased(secret.id)
    ledger.erase(secret.id, who="A. Clerk", why="order 12")
    content = ledger.digest()
    assert ledger.is_erased(secret.id)
    for item in (secret, make_reading(secret)):
        assert ledger.record(run_id, [item, reject]) == (0, 0, 0, (secret.id,))
    assert ledger.digest() == content
    assert ledger.erase(secret.id, who="B. Clerk", why="again") == ()
    assert ledger.check() == []


def test_reprints_keep_the_text_and_are_named(
    ledger: Ledger, run_id: str, secret: Document
) -> None:
    reprint = make_document(TEXT, report="reprint")
    ledger.record(run_id, [make_reading(secret), make_reading(reprint)])
    assert ledger.erase(secret.id, who="A. Clerk", why="order 12") == (reprint.id,)
    assert list(ledger.documents()) == [reprint]
    assert ledger.reading(reprint.id) == make_reading(reprint)
    assert ledger.check() == []


def test_only_a_whole_id_is_erased(ledger: Ledger, run_id: str, secret: Document) -> None:
    ledger.record(run_id, [secret])
    with pytest.raises(LedgerError, match="the whole id"):
        ledger.erase(secret.id[:8], who="A. Clerk", why="order 12")
    assert list(ledger.documents()) == [secret]


def test_no_byte_is_left_in_a_file(tmp_path: Path, secret: Document) -> None:
    _check_no_byte_is_left(str(tmp_path / "war.db"), secret)


def test_no_byte_is_left_on_a_server(postgres: Server, secret: Document) -> None:
    _check_no_byte_is_left(postgres.new_database(), secret)


def _check_no_byte_is_left(target: str, secret: Document) -> None:
    with open_ledger(target, create=True) as ledger:
        run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=["in"], resume=False)
        ledger.record(run_id, [*filler(20), make_reading(secret)])
        ledger.record(run_id, [make_empty(document) for document in filler(20)])
        read = make_reading(secret)
        ledger.record_claims("0.1.0", [claimed(read)])
        link_groups(ledger, [[event_of(read)]])
        assert _anywhere(target, b"Harbour guards")
        ledger.erase(secret.id, who="A. Clerk", why="order 12")
        for words in SECRET:
            assert not _anywhere(target, words.encode())
        assert _anywhere(target, b"Calm day number 7.")
    for words in SECRET:
        assert not _anywhere(target, words.encode())


def test_a_reader_that_keeps_the_log_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: Document
) -> None:
    monkeypatch.setattr(connecting, "WAIT_SECONDS", 0.05)
    target = str(tmp_path / "war.db")
    with open_ledger(target, create=True) as ledger, open_ledger(target) as reader:
        run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=["in"], resume=False)
        ledger.record(run_id, [make_reading(secret), *filler(3)])
        stream = reader.documents()
        next(stream)
        with pytest.raises(LedgerError, match="erase again"):
            ledger.erase(secret.id, who="A. Clerk", why="order 12")
        assert ledger.is_erased(secret.id)
        assert len(list(stream)) == 3
        ledger.erase(secret.id, who="A. Clerk", why="order 12")
        assert not _anywhere(target, TEXT.encode())


def _anywhere(target: str, words: bytes) -> bool:
    """Whether the bytes stand in any file of the database; on a server, in any of its tables."""
    if "://" not in target:
        path = Path(target)
        return any(words in file.read_bytes() for file in path.parent.glob(path.name + "*"))
    engine = connect(target)
    with reading(engine) as connection:
        folder = connection.exec_driver_sql("SHOW data_directory").scalar_one()
        number = connection.exec_driver_sql(
            "SELECT oid FROM pg_database WHERE datname = current_database()"
        ).scalar_one()
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
    engine.dispose()
    files = Path(folder, "base", str(number)).iterdir()
    return any(words in file.read_bytes() for file in files if file.is_file())

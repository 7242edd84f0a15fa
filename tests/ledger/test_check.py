"""Whoever changes a ledger behind its back is found out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest
from sqlalchemy import text

from sayso.ledger.connect import connect, writing
from sayso.records.document import Reject
from sayso.records.evidence import Span
from tests.ledger.samples import TEXT, make_reading
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger

TAMPERINGS = {
    "text": "UPDATE text SET body = replace(body, 'Monday', 'Sunday')",
    "title": "UPDATE document SET body = replace(body, 'Quay', 'Port')",
    "state": "UPDATE reading SET state = 'x'",
    "title_column": "UPDATE document SET title = 'Port'",
    "publisher_column": "UPDATE document SET publisher = 'Herald'",
    "event_type": "UPDATE event_mention SET body = replace(body, 'ASSAULT', 'AGREE')",
    "event_type_column": "UPDATE event_mention SET event_type = 'AGREE'",
    "country_column": "UPDATE event_mention SET country = NULL",
    "doer": "UPDATE whole_event SET body = replace(body, 'asserts', 'accuses')",
    "incident_type_column": "UPDATE whole_event SET incident_type = 'bombing'",
    "quote": """UPDATE place SET body = replace(body, 'Tarnow', 'Tarnau')""",
    "order": "UPDATE actor SET n = 1 - n",
    "record_id": "UPDATE attribution SET id = 'v0'",
    "text_gone": "DELETE FROM text",
    "document_gone": "DELETE FROM document",
    "record_gone": "DELETE FROM date",
    "broken_body": "UPDATE date SET body = '{'",
    "count": "UPDATE reading SET events = 0",
    "version": "UPDATE reading SET version = '0.2.0'",
    "reject": "UPDATE reject SET body = replace(body, 'empty', 'odd')",
    "reject_column": "UPDATE reject SET reason = 'odd'",
    "reject_gone": "DELETE FROM reject",
    "custody_changed": "UPDATE custody SET at = '2031-01-01T00:00:00.000+00:00' WHERE seq = 2",
    "custody_gone": "DELETE FROM custody WHERE seq = 2",
    "custody_end_gone": "DELETE FROM custody WHERE seq >= 3",
    "custody_all_gone": "DELETE FROM custody",
    "erasure": "UPDATE erasure SET why = 'a whim'",
    "erasure_gone": "DELETE FROM erasure",
}


@pytest.fixture
def filled(ledger: Ledger, run_id: str) -> Ledger:
    gone = make_document("To be erased.", report="gone")
    ledger.record(
        run_id,
        [
            gone,
            make_reading(make_document(TEXT, title="Quay", report="kept")),
            Reject.make("a", "empty", "remove it"),
        ],
    )
    ledger.erase(gone.id, who="A. Clerk", why="order 12")
    assert ledger.check() == []
    return ledger


def tamper(target: str, *statements: str) -> None:
    """Changes a database by other means than sayso, past its foreign keys."""
    if "://" not in target:
        with closing(sqlite3.connect(target)) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        return
    engine = connect(target)
    with writing(engine) as server:
        server.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            server.execute(text(statement))
    engine.dispose()


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(filled: Ledger, target: str, name: str) -> None:
    tamper(target, TAMPERINGS[name])
    assert filled.check()


def test_a_reading_that_was_removed_whole_is_missed(filled: Ledger, target: str) -> None:
    tables = (
        "whole_event", "event_mention", "attribution", "date", "place", "actor", "reading",
    )  # fmt: skip
    tamper(target, *(f"DELETE FROM {table}" for table in tables))
    assert [problem.message for problem in filled.check()] == [
        "the reading is missing, and nobody erased it"
    ]


def test_a_quote_that_is_not_in_its_text_is_found(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    place = read.annotations.places[0]
    wrong = msgspec.structs.replace(
        place, span=Span(start=place.span.start, end=place.span.end, quote="Tarnau")
    )
    false = msgspec.structs.replace(read.annotations, places=(wrong,))
    ledger.record(run_id, [msgspec.structs.replace(read, annotations=false)])
    (problem,) = ledger.check()
    assert "'Tarnau' does not stand at 40–46" in problem.message


def test_a_reference_into_the_void_is_found(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    loose = msgspec.structs.replace(read.annotations, dates=())
    ledger.record(run_id, [msgspec.structs.replace(read, annotations=loose)])
    assert ["refers to" in problem.message for problem in ledger.check()] == [True]


def test_a_whole_event_must_name_what_is_there(ledger: Ledger, run_id: str) -> None:
    read = make_reading()
    (whole,) = read.annotations.whole_events
    lost = msgspec.structs.replace(whole, id="w0", mentions=("e0",))
    loose = msgspec.structs.replace(read.annotations, whole_events=(lost,))
    ledger.record(run_id, [msgspec.structs.replace(read, annotations=loose)])
    told = [problem.message for problem in ledger.check()]
    assert ["w0 refers to e0," in told[0], f"refers to {whole.id}," in told[1]] == [True, True]

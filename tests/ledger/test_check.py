"""Whoever changes a ledger behind its back is found out."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import msgspec
import pytest
from sqlalchemy import text

from sayso.ledger.connect import connect, writing
from sayso.ledger.linkage.claiming import Claimed
from sayso.records.document import Reject
from sayso.records.evidence import Span
from tests.ledger.linked import event_of, fill, judged, link_groups, make_claim, reports
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
    "claim": "UPDATE claim SET body = replace(body, 'Quay Militia', 'Harbour Guard')",
    "claim_column": "UPDATE claim SET event_id = 'w0'",
    "claim_gone": "DELETE FROM claim WHERE n = 1",
    "claims_count": "UPDATE claiming SET claims = 1",
    "claims_gone": "DELETE FROM claim; DELETE FROM claiming",
    "member": "UPDATE member SET incident_id = 'i0' WHERE linking = 1",
    "member_gone": "DELETE FROM member",
    "link": "UPDATE link SET body = replace(body, '0.9', '0.8')",
    "link_column": "UPDATE link SET holds = 0",
    "link_gone": "DELETE FROM link",
    "change": "UPDATE change SET kind = 'ended'",
    "change_gone": "DELETE FROM change",
    "incident": "UPDATE incident SET body = replace(body, 'Tarnow', 'Tarnau')",
    "incident_column": "UPDATE incident SET reports = 7",
    "incident_gone": "DELETE FROM incident",
    "linking": "UPDATE linking SET claimed = 0",
    "linking_gone": "DELETE FROM member; DELETE FROM change; DELETE FROM link;"
    " DELETE FROM incident; DELETE FROM linking",
    "judgement": "UPDATE judgement SET body = replace(body, 'different', 'same')",
    "judgement_column": "UPDATE judgement SET judgement = 'same'",
    "judgement_gone": "DELETE FROM judgement",
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


@pytest.fixture
def linked(filled: Ledger) -> Ledger:
    """The same with two reports of one incident, which a person judged."""
    reads = reports(2)
    fill(filled, reads)
    events = [event_of(read) for read in reads]
    link_groups(filled, [events])
    filled.judge(judged(events))
    assert filled.check() == []
    return filled


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
def test_tampering_is_found(linked: Ledger, target: str, name: str) -> None:
    tamper(target, *TAMPERINGS[name].split(";"))
    assert linked.check()


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


def test_columns_of_incidents_are_held_to_their_body(linked: Ledger, target: str) -> None:
    tamper(target, "UPDATE incident SET reports = 7")
    told = [problem.message for problem in linked.check()]
    assert "column reports is not what its body says" in told


def test_a_claim_must_quote_its_text(ledger: Ledger) -> None:
    (read,) = reports(1)
    fill(ledger, [read])
    claim = make_claim(read)
    where = msgspec.structs.replace(claim.places[0], span=Span(start=40, end=46, quote="Tarnau"))
    wrong = msgspec.structs.replace(claim, places=(where,), event_id="w0")
    ledger.record_claims("0.2.0", [Claimed(read, (wrong,))])
    told = [problem.message for problem in ledger.check()]
    assert "w0, which no reading has" in told[0]
    assert "'Tarnau' does not stand at 40–46" in told[1]

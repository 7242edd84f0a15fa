"""The views that users ask by SQL: the same rows and values on both databases, nothing stale."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sayso.ledger.sql.view_tables import CURRENT, TABLES
from sayso.ledger.sql.viewed import ViewedLedger
from sayso.ledger.sql.views import select_of, views
from sayso.ledger.store import Ledger, open_engine
from sayso.records.claim import Party, Toll, Victims
from sayso.records.mention import Counted, QuantityOp
from sayso.records.review.judgement import Review, Verdict
from tests.ledger.linked import claimed, event_of, judged, link_groups, reports
from tests.strategies import make_document, read_documents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument
    from tests.postgres import Server

SHAPE = "b171f10e5efef33fbfda5787d0eab6596b971d98c90a7399accb179f995b92e7"
"""SHA-256 of the queries behind the views. Who changes them adds a revision: a ledger of before
keeps its views until `sayso ledger upgrade`, which an older revision alone asks for."""


class Both(ViewedLedger, Ledger):
    """A ledger with its views."""


@pytest.fixture
def viewed(target: str) -> Iterator[Both]:
    """An empty ledger with its views."""
    with Both(open_engine(target, create=True)) as made:
        yield made


def rows(ledger: ViewedLedger, query: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with ledger.ask(query, parameters) as answer:
        return [row for batch in answer.batches for row in batch]


def content(ledger: ViewedLedger) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all views."""
    return {
        name: [row for part in ledger.view_rows(view, {}, batch=7) for row in part]
        for name, view in views().items()
    }


def fill(ledger: Ledger) -> list[ReadDocument]:
    """Two reports of one event, which are linked, judged and reviewed, and one not read."""
    reads = reports(2)
    run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=["in"], resume=False)
    french = make_document("Autre.", report="fr", language="fr")
    items: list[ReadDocument | Document] = [*reads, french]
    ledger.record(run_id, items)
    ledger.record_claims("0.1.0", [_told(read) for read in reads])
    first, second = (event_of(read) for read in reads)
    link_groups(ledger, [[first, second]])
    ledger.judge(judged((first, second)))
    ledger.add_reviews([_review(reads[0], "as in the text")])
    ledger.add_reviews([_review(reads[0], "on second thoughts")])
    ledger.finish_run(run_id)
    return reads


def _told(read: ReadDocument) -> Any:
    """The claims of a reading: one in its own voice, one of the guards, with all that can be."""
    made = claimed(read, credit="Quay News")
    guards = read.annotations.actors[0].span
    voice = Party(span=guards, name="Quay Guard", country="POL", epithet=True)
    toll = Toll(
        id="q1",
        counted=Counted.KILLED,
        of="mill hands",
        whom=Victims.CIVILIAN,
        low=12,
        best=None,
        high=None,
        op=QuantityOp.AT_LEAST,
        cumulative=True,
        span=guards,
    )
    other = replace(made.claims[1], voice=voice, through=(voice, voice), tolls=(toll,))
    return made._replace(claims=(made.claims[0], other))


def _review(read: ReadDocument, why: str) -> Review:
    return Review.make(
        _told(read).claims[0].id,
        Verdict.ACCEPT,
        doc_id=read.document.id,
        field="actors",
        value="Quay Militia",
        by="A. Reader",
        at="2031-04-02",
        origin="notes.json",
        why=why,
    )


def test_every_view_has_the_columns_that_are_documented(viewed: Both) -> None:
    fill(viewed)
    for name, view in views().items():
        with viewed.ask(f"SELECT * FROM {name}") as answer:
            assert answer.columns == tuple(column.name for column in view.columns)
            kinds = {"text": str, "list": str, "integer": int, "number": float, "truth": int}
            for batch in answer.batches:
                for row in batch:
                    for column, value in zip(view.columns, row, strict=True):
                        assert value is None or type(value) is kinds[column.kind], column
                        assert column.kind != "truth" or value in {0, 1}


def test_views_tell_what_the_records_tell(viewed: Both) -> None:
    reads = fill(viewed)
    first, second = sorted(read.document.id for read in reads)
    assert rows(viewed, "SELECT report, claims, credit, mentions FROM v_report ORDER BY 1") == [
        ("fr", None, None, None),
        ("r0", 2, "Quay News", 1),
        ("r1", 2, "Quay News", 1),
    ]
    (mention, _) = rows(
        viewed,
        "SELECT actors, country, earliest, voice, cue, stance, quote, starts FROM v_mention",
    )
    told = ("the militia", "POL", "2031-03-03", "Harbour guards", "said", "asserts", "shelled")
    assert mention == (*told, 32)
    events = rows(viewed, "SELECT DISTINCT actors, incident_type, mentions FROM v_event")
    assert events == [("the militia", "attack", 1)]
    claims = rows(
        viewed,
        "SELECT document, voice, voice_name, through, place, earliest FROM v_claim"
        " WHERE voice_key = 'guards' ORDER BY 1",
    )
    words = ("Harbour guards", "Quay Guard", "Quay Guard; Quay Guard", "Tarnow", "2031-03-03")
    assert claims == [(first, *words), (second, *words)]
    number = "SELECT counted, of_whom, low, best, op, cumulative, number FROM v_toll"
    assert rows(viewed, number)[0] == ("killed", "mill hands", 12, None, "at_least", 1, 1)
    roles = "SELECT role, number, words, epithet FROM v_actor WHERE document = :d ORDER BY 1, 2, 3"
    assert rows(viewed, roles, d=first) == [
        ("actor", 1, "the militia", 0),
        ("actor", 1, "the militia", 0),
        ("through", 1, "Harbour guards", 1),
        ("through", 2, "Harbour guards", 1),
        ("voice", 1, "Harbour guards", 1),
    ]
    ((incident, accounts),) = rows(viewed, "SELECT incident, accounts FROM v_incident")
    assert accounts == 4
    assert rows(viewed, "SELECT DISTINCT incident FROM v_account") == [(incident,)]
    assert rows(viewed, "SELECT basis, judgement, who, incident FROM v_link ORDER BY 1") == [
        ("comparison", "same", None, incident),
        ("person", "different", "A. Reader", incident),
    ]


def test_views_tell_what_holds_now(viewed: Both) -> None:
    reads = fill(viewed)
    assert rows(viewed, "SELECT why FROM v_review") == [("on second thoughts",)]
    run_id = viewed.begin_run(version="0.2.0", configuration="c0", inputs=["in"], resume=False)
    newer = replace(reads[0], version="0.2.0")
    viewed.record(run_id, [newer])
    viewed.record_claims("0.2.0", [claimed(newer)._replace(claims=claimed(newer).claims[:1])])
    by_version = "SELECT version, count(*) FROM {} GROUP BY 1 ORDER BY 1"
    assert rows(viewed, by_version.format("v_claim")) == [("0.1.0", 2), ("0.2.0", 1)]
    assert rows(viewed, by_version.format("v_account")) == [("0.1.0", 4)]
    newest = rows(viewed, "SELECT version FROM v_report WHERE report = 'r0'")
    assert newest == [("0.2.0",)]
    assert rows(viewed, "SELECT count(*) FROM v_mention") == [(2,)]
    first, second = (event_of(read) for read in reads)
    link_groups(viewed, [[first], [second]])
    assert len(rows(viewed, "SELECT incident FROM v_incident")) == 2
    assert rows(viewed, "SELECT incident FROM v_link WHERE basis = 'comparison'") == []
    viewed.erase(reads[0].document.id, who="A. Keeper", why="a court's order")
    assert rows(viewed, "SELECT count(*) FROM v_text WHERE report = 'r0'") == [(0,)]
    assert rows(viewed, "SELECT count(*) FROM v_claim") == [(2,)]
    assert rows(viewed, "SELECT count(*) FROM v_incident") == [(1,)]


def test_acts_are_told_with_what_they_added_and_took_back(viewed: Both) -> None:
    fill(viewed)
    told = "SELECT kind, who, reviews, pairs, undoes, erased FROM v_act ORDER BY number"
    assert rows(viewed, told)[-2:] == [("annotate", "A. Reader", 1, 0, None, 0)] * 2
    (last,) = rows(viewed, "SELECT act, about FROM v_act ORDER BY number DESC LIMIT 1")
    spoken = rows(viewed, "SELECT target, why FROM v_review WHERE act = :act", act=last[0])
    assert spoken == [(last[1], "on second thoughts")]
    made = viewed.undo_act(last[0], by="B. Reader", why="misread")
    undone = rows(viewed, "SELECT who, why, undoes FROM v_act WHERE act = :act", act=made.id)
    assert undone == [("B. Reader", "misread", last[0])]


def test_both_databases_give_the_same_values(postgres: Server, tmp_path: Path) -> None:
    with Both(open_engine(postgres.new_schema(), create=True)) as server:
        fill(server)
        expected = content(server)
        server.backup(tmp_path / "copy.db")
    with Both(open_engine(str(tmp_path / "copy.db"))) as file:
        assert content(file) == expected
    assert {name for name, found in expected.items() if not found} == {
        "v_quantity",
        "v_entity",
        "v_source",
        "v_reject",
    }


@settings(max_examples=2, phases=[Phase.generate], suppress_health_check=[*HealthCheck])
@given(reads=st.lists(read_documents(), min_size=4, max_size=8, unique_by=lambda r: r.document.id))
def test_both_databases_give_the_same_values_of_any_reading(
    postgres: Server, tmp_path_factory: pytest.TempPathFactory, reads: list[ReadDocument]
) -> None:
    copy = tmp_path_factory.mktemp("views") / "copy.db"
    with Both(open_engine(postgres.new_schema(), create=True)) as server:
        run_id = server.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
        server.record(run_id, reads)
        expected = content(server)
        server.backup(copy)
    with Both(open_engine(str(copy))) as file:
        found = content(file)
    for name, wanted in expected.items():
        for one, other in zip(found[name], wanted, strict=True):
            # SQLite before 3.43 reads the last digit of some numbers otherwise.
            same = [pytest.approx(v, rel=1e-14) if isinstance(v, float) else v for v in other]
            assert list(one) == same


def test_who_changes_a_view_adds_a_revision() -> None:
    queries = [select_of(view, "sqlite") for view in views().values()]
    queries += [select_of(view, "postgresql") for view in views().values()]
    shape = hashlib.sha256("\n".join([*queries, *CURRENT.values()]).encode()).hexdigest()
    assert shape == SHAPE, "add a revision (migrations/versions), then note the new value here"


def test_views_and_their_tables_are_the_same() -> None:
    assert set(views()) == set(TABLES)
    for view in views().values():
        names = [column.name for column in view.columns]
        assert len(names) == len(set(names))
        assert set(view.order) <= set(names)

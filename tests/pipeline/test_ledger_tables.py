"""A ledger's tables in Python: records, Arrow, pandas and Polars, filtered, also when empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pyarrow as pa
import pytest

import sayso
from sayso.ledger.errors import LedgerError
from sayso.ledger.store import open_ledger
from sayso.records.claim import Account, Claim, Toll
from sayso.records.document import Document
from sayso.records.event import EventMention
from sayso.records.incident import Link, Source
from sayso.records.linking import IncidentSummary
from sayso.records.review.judgement import Review, Verdict
from sayso.records.whole import Event
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.pipeline.joining.linking_ledger import LinkingLedger

KINDS = {
    "reports": Document,
    "mentions": EventMention,
    "events": Event,
    "claims": Claim,
    "tolls": Toll,
    "accounts": Account,
    "incidents": IncidentSummary,
    "links": Link,
    "sources": Source,
    "reviews": Review,
}

_REPORTS = {
    "Harbour Post": "Gunmen raided the port of Sirte on Monday, killing at least 12 people.",
    "Quay Courier": "Twelve people were killed on Monday when gunmen raided the port of Sirte.",
    "Hill Gazette": "The army denied on Tuesday that its planes had bombed Aleppo.",
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger of three reports, two of which tell of one raid, with one review."""
    folder = tmp_path_factory.mktemp("tables")
    for publisher, text in _REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: 2016-08-03\nid: {publisher[:4]}\n---\n"
        (folder / f"{publisher[:4]}.md").write_text(head + text + "\n", encoding="utf-8")
    made = folder / "war.db"
    assert run("read", *sorted(folder.glob("*.md")), "--into", made, "--no-model").exit_code == 0
    assert run("link", made).exit_code == 0
    with sayso.open(made) as ledger:
        claim = next(iter(ledger.claims))
        said = Review.make(
            claim.id,
            Verdict.ACCEPT,
            doc_id=claim.doc_id,
            by="A. Reader",
            at="2026-11-21",
            origin="tests",
        )
        ledger.add_reviews([said])
    return made


@pytest.fixture
def ledger(path: Path) -> Iterator[LinkingLedger]:
    with sayso.open(path) as opened:
        yield opened


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_a_table_has_records_and_rows_in_one_order(
    ledger: LinkingLedger, name: str, kind: type
) -> None:
    table = getattr(ledger, name)
    records = list(table)
    arrow = table.to_arrow()
    assert records
    assert all(type(record) is kind for record in records)
    assert arrow.num_rows == table.count() == len(records)
    assert arrow.schema == table.schema
    assert tuple(arrow.column_names) == table.columns
    ids = [getattr(record, "id", None) for record in records]
    if kind is Account:
        ids = [record.claim.id for record in records]
    column = {"tolls": "toll"}.get(name, table.columns[0])
    assert arrow[column].to_pylist() == ids
    assert pa.Table.from_batches(table.batches(1)).to_pylist() == arrow.to_pylist()
    assert list(table.to_pandas().columns) == list(table.columns)
    assert isinstance(table.to_polars(), pl.DataFrame)
    assert "v_" in repr(table)


def test_records_are_those_that_the_ledger_gives(ledger: LinkingLedger) -> None:
    assert {d.id: d for d in ledger.reports} == {d.id: d for d in ledger.documents()}
    events = {claim.event_id for claim in ledger.claims}
    by_id = {account.claim.id: account for account in ledger.accounts(events)}
    assert {account.claim.id: account for account in ledger.accounts} == by_id
    assert {one.id: one for one in ledger.incidents} == {o.id: o for o in ledger.incidents()}
    (shared,) = (one for one in ledger.incidents if one.reports == 2)
    inside = set(ledger.incident(shared.id).event_ids)
    assert ledger.links(shared.id) == [link for link in ledger.links if link.left_id in inside]
    assert list(ledger.reviews) == ledger.reviews()
    assert ledger.sources.where(incident=shared.id).count() == shared.sources
    told = {one.id: one for one in ledger.sources.where(incident=shared.id)}
    assert told == {one.id: one for one in shared.origins}


def test_where_leaves_what_fulfils_all(ledger: LinkingLedger) -> None:
    assert {c.event_type for c in ledger.claims.where(type="ASSAULT")} == {"ASSAULT"}
    assert ledger.reports.where(publisher="Hill Gazette").count() == 1
    both = ledger.reports.where(publisher=["Hill Gazette", "Quay Courier"])
    assert both.count() == 2
    assert both.where(since="2016-08-04").count() == 0
    assert both.where(since="2016-08-03", until="2016-08-03").count() == 2
    assert ledger.reports.where(publisher=[]).count() == 0
    assert ledger.reports.where(bloc=None).count() == 3
    assert ledger.incidents.where(country="LBY").count() >= 1
    assert ledger.incidents.where(country="LB").count() == 0
    assert ledger.incidents.where(country="L_Y").count() == 0
    days = ledger.tolls.where(since="2016-08-01", until="2016-08-01").to_arrow()
    assert days["low"].to_pylist() == [12, 12]
    assert not any(ledger.tolls.where(cumulative=True))
    denied = ledger.claims.where(stance="denies").to_arrow()
    assert denied["place"].unique().to_pylist() == ["Aleppo"]


def test_batches_have_as_many_rows_as_was_asked(ledger: LinkingLedger) -> None:
    count = ledger.claims.count()
    assert [part.num_rows for part in ledger.claims.batches(count - 1)] == [count - 1, 1]
    assert [part.num_rows for part in ledger.claims.batches()] == [count]


def test_where_tells_which_columns_there_are(ledger: LinkingLedger) -> None:
    with pytest.raises(ValueError, match=r"v_claim has no column stanse; do you mean stance\?"):
        ledger.claims.where(stanse="denies").to_arrow()
    with pytest.raises(ValueError, match="v_source has no days"):
        list(ledger.sources.where(since="2016-08-01"))
    with pytest.raises(ValueError, match="give 1 or more"):
        next(ledger.claims.batches(0))


@pytest.mark.parametrize("name", KINDS)
def test_an_empty_table_has_the_same_columns(
    ledger: LinkingLedger, tmp_path: Path, name: str
) -> None:
    open_ledger(str(tmp_path / "empty.db"), create=True).close()
    with sayso.open(tmp_path / "empty.db") as empty:
        table = getattr(empty, name)
        assert list(table) == []
        assert table.to_arrow().schema == getattr(ledger, name).to_arrow().schema
        assert table.to_polars().is_empty()


def test_sql_gives_arrow_whatever_the_first_rows_hold(ledger: LinkingLedger) -> None:
    counted = ledger.sql(
        "SELECT publisher, count(*) AS claims FROM v_claim"
        " WHERE publisher <> :own GROUP BY 1 ORDER BY 1",
        {"own": "Hill Gazette"},
    )
    assert counted["publisher"].to_pylist() == ["Harbour Post", "Quay Courier"]
    mixed = ledger.sql("VALUES (NULL, 1, 'x', NULL), (2, 1.5, 3, NULL)")
    assert [str(field.type) for field in mixed.schema] == ["int64", "double", "string", "string"]
    empty = ledger.sql("SELECT lat, starts, voice FROM v_claim WHERE 1 = 0")
    assert [str(field.type) for field in empty.schema] == ["double", "int64", "string"]
    with pytest.raises(LedgerError, match="no such column"):
        ledger.sql("SELECT clam FROM v_claim")

"""The page of the views, and the queries and the recipe that the how-to shows."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

import sayso
from sayso.ledger.sql.views import views
from tests.cli.commands import run
from tools.sql_page import sql_page

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "sql.md"
QUERIES = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the demo."""
    ledger = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run("demo", "--into", ledger).exit_code == 0
    return ledger


def test_every_column_stands_in_the_reference() -> None:
    page = sql_page()
    for view in views().values():
        assert f"## {view.name}\n" in page
        for column in view.columns:
            assert column.meaning
            assert f"| `{column.name}` | {column.kind} | " in page


def test_the_queries_of_the_page_have_answers(demo: Path) -> None:
    assert len(QUERIES) == 5
    with sayso.open(demo) as ledger:
        *answers, acts = [ledger.sql(query) for query in QUERIES]
    assert all(answer.num_rows for answer in answers)
    assert acts.num_rows == 0  # nobody has decided anything in the demo
    denials, tolls, epithets, hospitals = (answer.to_pylist() for answer in answers)
    assert {row["publisher"] for row in denials} >= {"Cedar Resistance News"}
    assert any(row["lowest"] != row["highest"] for row in tolls if row["reports"] > 1)
    assert "terrorists" in " ".join(row["words"] for row in epithets).lower()
    assert all(row["report"] for row in hospitals)


def test_duckdb_reads_what_sql_writes(demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.parquet"
    assert run("sql", demo, "SELECT * FROM v_claim", "-o", out, "--timeout", "0").exit_code == 0
    query = "SELECT publisher, stance, count(*) AS n FROM {} GROUP BY 1, 2 ORDER BY 1, 2"
    with duckdb.connect() as asked, sayso.open(demo) as ledger:
        by_duckdb = asked.execute(query.format(f"'{out}'")).fetchall()
        by_ledger = ledger.sql(query.format("v_claim")).to_pylist()
    assert by_duckdb == [tuple(row.values()) for row in by_ledger]

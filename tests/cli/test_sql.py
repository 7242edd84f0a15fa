"""`sayso sql`: answers in four formats, and what is refused."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from sayso.ledger.store import open_ledger
from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REPORT = "Gunmen killed at least 12 people in Sirte on Monday, residents said.\n"
_COUNT = "SELECT counted, low FROM v_toll WHERE low >= :least"


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked ledger of one report."""
    folder = tmp_path_factory.mktemp("sql")
    (folder / "raid.md").write_text(
        f"---\npublisher: Harbour Post\npublished: 2016-08-03\n---\n{_REPORT}", encoding="utf-8"
    )
    ledger = folder / "war.db"
    assert run("read", folder / "raid.md", "--into", ledger, "--no-model").exit_code == 0
    assert run("link", ledger).exit_code == 0
    return ledger


@pytest.fixture
def bytes_kept(linked: Path) -> Iterator[Path]:
    """The ledger; afterwards its file must be as before."""
    before = linked.read_bytes()
    yield linked
    assert linked.read_bytes() == before


def test_an_answer_in_four_formats(bytes_kept: Path, tmp_path: Path) -> None:
    ask = ("sql", bytes_kept, _COUNT, "-p", "least=12")
    table = run(*ask)
    assert "killed" in table.stdout
    assert table.stderr == "1 row\n"
    assert rows(run(*ask, "--format", "jsonl").stdout) == [{"counted": "killed", "low": 12}]
    told = run(*ask, "--format", "csv").stdout
    assert list(csv.reader(io.StringIO(told))) == [["counted", "low"], ["killed", "12"]]
    assert run(*ask, "-o", tmp_path / "tolls.parquet").exit_code == 0
    read = pq.read_table(tmp_path / "tolls.parquet")
    assert read.to_pylist() == [{"counted": "killed", "low": 12}]
    assert run(*ask, "-o", tmp_path / "tolls.jsonl.gz").exit_code == 0
    assert not [*tmp_path.glob("*.part")]


def test_a_query_from_standard_input(bytes_kept: Path) -> None:
    done = run(
        "sql", bytes_kept, "-", "--format", "csv", stdin="SELECT publisher FROM v_report;\n"
    )
    assert done.stdout.split() == ["publisher", "Harbour", "Post"]


def test_a_limit_says_that_there_is_more(bytes_kept: Path) -> None:
    query = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n WHERE x < 1500) "
    done = run("sql", bytes_kept, query + "SELECT x FROM n", "--format", "csv", "--limit", "2")
    assert done.stdout.split() == ["x", "1", "2"]
    assert done.stderr == "2 rows; the first 2, there are more (--limit)\n"
    table = run("sql", bytes_kept, query + "SELECT x FROM n")
    assert "the first 1,000, there are more" in table.stderr
    whole = run("sql", bytes_kept, query + "SELECT x FROM n", "--format", "csv")
    assert whole.stderr == "1,500 rows\n"


def test_values_of_parameters_are_numbers_where_they_look_so(bytes_kept: Path) -> None:
    query = "SELECT typeof(:a) AS a, typeof(:b) AS b, typeof(:c) AS c, :d AS d, ':e' AS e"
    done = run(
        "sql", bytes_kept, query, "--format", "jsonl",
        "-p", "a=12", "-p", "b=1.5", "-p", 'c="12"', "-p", "d=x=y",
    )  # fmt: skip
    assert rows(done.stdout) == [{"a": "integer", "b": "real", "c": "text", "d": "x=y", "e": ":e"}]


def test_the_views_are_listed(bytes_kept: Path) -> None:
    for arguments in (("sql", bytes_kept, "--views"), ("sql", bytes_kept)):
        listed = run(*arguments).stdout
        assert "v_claim: what one voice in one report says of one event" in listed
        assert "  stance " in listed


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "v_report: "),
        (
            "SELECT clam FROM v_claim",
            "no such column: clam; do you mean claim? v_claim has claim",
        ),
        ("SELECT 1 FROM v_clam", "no such view: v_clam; do you mean v_claim? views are v_report"),
        ("SELECT * FROM claim", "a query may only read the views"),
        ("SELECT * FROM sqlite_master", "a query may only read the views"),
        ("SELECT * FROM current_claiming", "current_claiming is not for queries"),
        ("WITH v_claim AS (SELECT * FROM review) SELECT * FROM v_claim", "v_claim is a view"),
        ("DELETE FROM v_claim", "DELETE does not only read"),
        ("WITH x AS (SELECT 1) DELETE FROM review", "a query may only read the views"),
        ("PRAGMA query_only = 0", "PRAGMA does not only read"),
        ("ATTACH 'other.db' AS other", "ATTACH does not only read"),
        ("SELECT load_extension('x')", "a query may only read the views"),
        ("SELECT 1; SELECT 2", "several statements"),
        ("/* nothing */", "the query is empty"),
        ("SELECT ,", "the database cannot answer this"),
        ("SELECT :day", "the query asks for :day: give a value, as in --param day=…"),
        ("SELECT randomblob(900000000)", "the database cannot answer this"),
    ],
)
def test_what_is_refused_is_told(bytes_kept: Path, query: str, message: str) -> None:
    done = run("sql", bytes_kept, query)
    assert done.exit_code == (2 if query else 0)
    assert message in (done.stderr if query else done.stdout)


def test_a_query_without_end_is_stopped(bytes_kept: Path) -> None:
    query = (
        "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"
    )
    done = run("sql", bytes_kept, query, "--timeout", "0.2")
    assert done.exit_code == 2
    assert "takes longer than 0.2 s" in done.stderr


@pytest.mark.parametrize("given", ["day", "=x", "a b=x"])
def test_a_parameter_that_is_none_is_told(bytes_kept: Path, given: str) -> None:
    done = run("sql", bytes_kept, "SELECT :day", "-p", given)
    assert done.exit_code == 2
    assert "write NAME=VALUE" in done.stderr
    assert "does not stand in the query" in run("sql", bytes_kept, "SELECT 1", "-p", "x=1").stderr
    twice = run("sql", bytes_kept, "SELECT :x", "-p", "x=1", "-p", "x=2")
    assert "--param x is given twice" in twice.stderr


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    done = run("sql", tmp_path / "none.db", "SELECT 1")
    assert done.exit_code == 2
    assert "no such ledger" in done.stderr


def test_a_ledger_in_use_answers(linked: Path, tmp_path: Path) -> None:
    shutil.copy(linked, tmp_path / "war.db")
    with open_ledger(str(tmp_path / "war.db")) as writer:
        writer.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
        done = run(
            "sql", tmp_path / "war.db", "SELECT count(*) AS n FROM v_run", "--format", "csv"
        )
    assert done.stderr == "1 row\n"
    assert done.stdout.split() == ["n", "2"]

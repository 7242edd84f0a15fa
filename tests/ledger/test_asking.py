"""Questions in SQL: nothing but reading, on both databases, with limits and clear words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger.errors import LedgerError
from sayso.ledger.store import open_engine
from tests.ledger.test_views import Both, fill, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def asked(new_target: Callable[[], str]) -> Iterator[Both]:
    """A ledger of two reports of one event."""
    with Both(open_engine(new_target(), create=True)) as made:
        fill(made)
        yield made


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM review",
        "INSERT INTO review (seq) VALUES (1)",
        "WITH gone AS (DELETE FROM review RETURNING seq) SELECT seq FROM gone",
        "SELECT 1; DELETE FROM review",
        "SELECT seq INTO other FROM review",
        "CREATE TABLE other (a integer)",
        "COMMIT",
        "COPY v_review TO PROGRAM 'cat'",
        "VACUUM",
        "SELECT nextval('none')",
        "SELECT set_config('transaction_read_only', 'off', true), lo_create(0)",
    ],
)
def test_nothing_can_be_changed(asked: Both, query: str) -> None:
    before = asked.digest()
    with pytest.raises(LedgerError):
        rows(asked, query)
    assert asked.digest() == before
    assert rows(asked, "SELECT count(*) FROM v_review") == [(1,)]


def test_unknown_names_are_told_with_what_there_is(asked: Both) -> None:
    with pytest.raises(
        LedgerError, match=r"no such column: clam; do you mean claim\?.*v_claim has"
    ):
        rows(asked, "SELECT clam FROM v_claim")
    with pytest.raises(LedgerError, match=r"no such column: clam; .*v_claim has"):
        rows(asked, "SELECT c.clam FROM v_claim AS c")
    with pytest.raises(
        LedgerError, match=r"no such view: v_clam; do you mean v_claim\? views are"
    ):
        rows(asked, "SELECT * FROM v_clam")
    with pytest.raises(LedgerError, match="cannot answer this"):
        rows(asked, "SELECT FROM WHERE")


def test_parameters_are_values_and_never_sql(asked: Both) -> None:
    query = "SELECT report, 100 % 7, ':report' AS own -- :comment\nFROM v_report"
    query += " WHERE report = :report OR title LIKE '%:none%'"
    assert rows(asked, query, report="r1") == [("r1", 2, ":report")]
    assert rows(asked, query, report="r1' OR '1' = '1") == []
    with pytest.raises(LedgerError, match="asks for :report"):
        rows(asked, query)
    with pytest.raises(LedgerError, match=":other does not stand"):
        rows(asked, query, report="r1", other=1)


def test_sums_are_of_one_type(asked: Both) -> None:
    (found,) = rows(asked, "SELECT sum(low), count(*), max(starts) FROM v_toll")
    assert found == (24, 2, 0)
    assert all(type(value) is int for value in found)


def test_a_long_answer_streams_and_a_slow_one_is_stopped(asked: Both) -> None:
    numbers = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n {}) "
    bounded = numbers.format("WHERE x < 2500") + "SELECT x AS one, x AS one FROM n"
    with asked.ask(bounded) as answer:
        assert answer.columns == ("one", "one_2")
        assert [len(batch) for batch in answer.batches] == [1000, 1000, 500]
    with (
        pytest.raises(LedgerError, match=r"longer than 0\.2 s"),
        asked.ask(numbers.format("") + "SELECT max(x) FROM n", seconds=0.2) as answer,
    ):
        list(answer.batches)


@pytest.mark.parametrize("condition", ["= 1", "<> 0"])
def test_truths_are_asked_alike(asked: Both, condition: str) -> None:
    query = f"SELECT count(*) FROM v_actor WHERE epithet {condition}"
    assert rows(asked, query) == [(6,)]

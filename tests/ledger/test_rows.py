"""Rows as they are written: what custody vouches for, and words as they are searched."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.connect import connect, writing
from sayso.ledger.encoding import found_body, sha256, to_annotations
from sayso.ledger.found_rows import found_hash, found_rows
from sayso.ledger.recording import insert_values
from sayso.ledger.searching.folding import fold, words_of
from sayso.ledger.store import LedgerError
from sayso.ledger.tables import FOUND, actor
from sayso.records.reading import Annotations
from tests.ledger import samples

if TYPE_CHECKING:
    from sayso.ledger.found_rows import FoundRows


def bodies(rows: dict[str, FoundRows]) -> dict[str, list[str]]:
    return {field: [values[-1] for values in one.rows()] for field, one in rows.items()}


def test_the_hash_is_that_of_the_records_as_they_are_read_back() -> None:
    found = samples.make_reading().annotations
    rows = found_rows(found, "r1")

    body = found_body(bodies(rows))

    assert found.events
    assert found_hash(rows) == sha256(body)
    assert to_annotations(body) == found


def test_a_reading_of_nothing_has_a_hash_too() -> None:
    rows = found_rows(Annotations(), "r1")

    assert found_hash(rows) == sha256(found_body(bodies(rows)))


def test_a_row_has_a_value_for_each_column() -> None:
    rows = found_rows(samples.make_reading().annotations, "r1")

    assert all(len(values) == len(FOUND[f].c) for f, one in rows.items() for values in one.rows())


@pytest.mark.usefixtures("ledger")
def test_a_row_that_the_database_refuses_is_told_in_one_line(target: str) -> None:
    rows = found_rows(samples.make_reading().annotations, "unknown")["actors"].rows()
    engine = connect(target)

    refused = pytest.raises(LedgerError, match=r"the database says: .*(?i:foreign key)")
    with refused, writing(engine) as connection:
        insert_values(connection, actor, tuple(actor.c.keys()), rows)

    engine.dispose()


@given(st.text())
def test_no_letter_is_searched_with_its_marks(text: str) -> None:
    assert not any(unicodedata.combining(c) for c in fold(text))


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_words_of_plain_text_are_those_of_any_text(text: str) -> None:
    assert words_of(text) == words_of(f"{text} ¿").strip()
    assert words_of(text) == " ".join(re.findall(r"[^\W_]+", fold(text)))

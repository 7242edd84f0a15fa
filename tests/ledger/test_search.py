"""Full-text search: the same words find the same reports on SQLite and on PostgreSQL."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.searching.folding import fold, places, terms
from tests.ledger.samples import make_empty
from tests.strategies import make_document

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger

_TEXTS = {
    "r1": ("2031-01-01", "Al-Quşayr falls", "Fighters entered the town after two weeks."),
    "r2": ("2031-01-02", None, "Residents of al-Qusayr said that the Orontes was crossed."),
    "r3": ("2031-01-03", "Strike", "Planes hit Ma‘arrat; the market of Saraqib was empty."),
    "r4": ("2031-01-04", None, "قال سكان إدلب إن القصف أصاب المستشفى."),
}


@pytest.fixture
def stored(ledger: Ledger) -> Ledger:
    run_id = ledger.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
    reads = [
        make_empty(make_document(text, report=name, title=title, published=day))
        for name, (day, title, text) in _TEXTS.items()
    ]
    ledger.record(run_id, reads)
    return ledger


def found(ledger: Ledger, query: str) -> list[str]:
    hits = ledger.search(query)
    names = [ledger.document(doc_id).report for doc_id in hits.doc_ids]
    assert hits.total == len(names)
    return names


@pytest.mark.parametrize(
    ("query", "reports"),
    [
        ("al-qusayr", ["r2", "r1"]),
        ("Al-Quşayr", ["r2", "r1"]),
        ("QUSAYR town", ["r1"]),
        ('"two weeks"', ["r1"]),
        ('"weeks two"', []),
        ("maarrat", ["r3"]),
        ("sara", ["r3"]),
        ("المستشفي", ["r4"]),
        ("ادلب", ["r4"]),
        ("town market", []),
        ("", []),
        ("?!", []),
        ('" OR 1=1 --', []),
        ("town* NEAR(two)", []),
        ("' & ! | <->", []),
        ("x" * 10_000, []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(
    stored: Ledger, query: str, reports: list[str]
) -> None:
    assert found(stored, query) == reports


def test_pages_follow_each_other(stored: Ledger) -> None:
    whole = stored.search("the").doc_ids
    assert len(whole) == 3
    assert whole == (
        *stored.search("the", limit=2).doc_ids,
        *stored.search("the", limit=2, offset=2).doc_ids,
    )


def test_only_the_state_that_holds_now_is_found(stored: Ledger) -> None:
    run_id = stored.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
    _, _, text = _TEXTS["r3"]
    stored.record(run_id, [make_empty(make_document(text, report="r3", title="Raid"))])
    assert found(stored, "strike") == []
    assert found(stored, "raid") == ["r3"]


def test_erased_words_are_found_no_more(stored: Ledger) -> None:
    doc_id = stored.document("r3").id
    stored.erase(doc_id, who="maria", why="a court's order")
    assert found(stored, "saraqib") == []
    assert found(stored, "town") == ["r1"]


@given(st.text(max_size=40))
def test_folding_a_whole_is_folding_its_parts(text: str) -> None:
    assert fold(text) == "".join(fold(character) for character in text)


@given(st.text(max_size=60), st.data())
def test_a_word_of_a_text_is_found_where_it_stands(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    wanted = terms(text.replace('"', " "))
    if not wanted:
        return
    term = data.draw(st.sampled_from(wanted))
    spans = places(text, [term], 50)
    assert spans
    assert all(term.replace(" ", "") in fold(text[start:end]).replace(" ", "") or " " in term
               for start, end in spans)  # fmt: skip

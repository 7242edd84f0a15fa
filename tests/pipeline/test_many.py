"""Many documents from Python: whatever holds them, and the tables of what was read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import sayso
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TEXTS = ["Rebels shelled Homs on Tuesday, the army said.", "The weather was calm in the hills."]
DAY = datetime(2016, 8, 3, 9, tzinfo=UTC)
ROWS: list[dict[str, Any]] = [
    {"Doc ID": 7, "Body": TEXTS[0], "date": DAY},
    {"Doc ID": 8, "Body": TEXTS[1], "date": None},
    {"Doc ID": 9, "Body": None, "date": None},
]


def pandas_frame() -> pd.DataFrame:
    return pd.DataFrame(ROWS, index=["a", "b", "c"])


TABLES: dict[str, Callable[[], Iterable[Any]]] = {
    "mappings": lambda: iter(ROWS),
    "arrow table": lambda: pa.Table.from_pylist(ROWS),
    "arrow batches": lambda: pa.Table.from_pylist(ROWS).to_reader(1),
    "pandas": pandas_frame,
    "pandas records": lambda: pandas_frame().to_dict("records"),
    "polars": lambda: pl.DataFrame(ROWS),
}


@pytest.mark.parametrize("kind", TABLES)
def test_tables_are_read_row_by_row(kind: str) -> None:
    first, second, third = sayso.read_many(TABLES[kind](), model=False)
    assert isinstance(first, sayso.Reading)
    assert isinstance(second, sayso.Reading)
    assert [first.document.report, second.document.report] == ["7", "8"]
    assert (first.document.published or "").startswith("2016-08-03")
    (event,) = first.events
    assert event.date is not None
    assert event.date.earliest == "2016-08-02"
    assert isinstance(third, Reject)
    assert third.where == 3
    assert "'Body' is empty" in third.reason


@pytest.mark.parametrize(
    "documents",
    [
        TEXTS,
        pd.Series(TEXTS),
        pl.Series(TEXTS),
        pa.chunked_array([TEXTS]),
        [(text, None) for text in TEXTS],
        [(text, {"publisher": "Wire"}) for text in TEXTS],
        [{"text": text, "id": np.int64(4), "title": float("nan"), "url": pd.NA} for text in TEXTS],
    ],
    ids=["list", "pandas", "polars", "arrow", "pairs", "known", "numpy"],
)
def test_texts_alone_and_with_what_is_known(documents: Iterable[Any]) -> None:
    read = sayso.Readings(sayso.read_many(documents, model=False))
    assert [reading.text for reading in read] == TEXTS
    assert {reading.document.publisher for reading in read} <= {None, "Wire"}
    assert {reading.document.title for reading in read} == {None}


def test_what_is_no_document_is_rejected_and_the_others_read() -> None:
    given = [None, 4, TEXTS[0], ("a", "b"), {4: "x"}, {"text": 5}, b"bytes", ["a", {}, 3]]
    results = list(sayso.read_many(given, model=False))
    assert [isinstance(result, Reject) for result in results] == [n != 2 for n in range(8)]
    rejects = sayso.Readings(results).rejects
    assert [reject.where for reject in rejects] == [1, 2, 4, 5, 6, 7, 8]
    assert all(reject.remedy for reject in rejects)
    assert rejects[0].reason == "it is NoneType, where a document was expected"


@pytest.mark.parametrize("one", [TEXTS[0], {"text": TEXTS[0]}, b"bytes"])
def test_one_document_is_not_many(one: Any) -> None:
    with pytest.raises(TypeError, match=r"put it in a list, or call sayso\.read"):
        next(sayso.read_many(one))


def test_a_collection_has_one_table_of_all() -> None:
    documents = [(text, {"id": str(n)}) for n, text in enumerate([*TEXTS, "", TEXTS[0] + " "])]
    read = sayso.Readings(sayso.read_many(documents, model=False))
    assert repr(read) == "<Readings: 3 reports read, 1 rejected>"
    ids = [event.id for reading in read for event in reading.events]
    assert read.to_arrow().column("id").to_pylist() == ids
    assert read.to_pandas()["report"].tolist() == ["0", "3"]
    assert read.to_polars()["id"].to_list() == ids
    whole = [event.id for reading in read for event in reading.whole_events]
    assert read.to_pandas("event")["id"].tolist() == whole
    assert read.to_polars("event")["id"].to_list() == whole
    assert len(read[1:]) == 2
    assert read[0].text == TEXTS[0]
    again = sayso.Readings([read[0].read, read[0]])
    assert again[0] == again[1]


def test_a_collection_of_nothing_has_columns() -> None:
    empty = sayso.Readings([])
    assert "event_type" in empty.to_pandas().columns
    assert "killed" in empty.to_polars("event").columns

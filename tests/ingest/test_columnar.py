"""Parquet and Arrow files as inputs."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Troops left the town of Homs on Monday."


def read(path: Path, **options: Any) -> list[Document | Reject]:
    return list(read_sources([str(path)], IngestOptions(**options)))


def write(path: Path, **columns: Any) -> Path:
    parquet.write_table(pa.table(columns), path, row_group_size=3)
    return path


def only_reject(path: Path, **options: Any) -> Reject:
    (found,) = read(path, **options)
    assert isinstance(found, Reject)
    return found


@pytest.mark.parametrize("save", [parquet.write_table, feather.write_feather])
def test_each_row_is_a_report_with_its_fields(
    save: Callable[[pa.Table, str], None], tmp_path: Path
) -> None:
    table = pa.table(
        {
            "Report ID": [7, 8],
            "body": [TEXT, f"{TEXT} Again."],
            "Published-At": [datetime(2016, 8, 3, 22, 30, tzinfo=UTC), None],
            "unused": [[1], [2]],
        }
    )
    save(table, str(tmp_path / "reports.bin"))
    first, second = read(tmp_path / "reports.bin", time_zone="Asia/Damascus")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.report, first.text, first.published) == ("7", TEXT, "2016-08-04T01:30:00+03:00")
    assert (second.report, second.published) == ("8", None)
    assert first.sha256_bytes != second.sha256_bytes


@pytest.mark.parametrize(
    ("kind", "value", "published"),
    [
        (pa.date32(), date(2016, 8, 3), "2016-08-03"),
        (pa.timestamp("s"), datetime(2016, 8, 3, 14), "2016-08-03T14:00:00"),  # noqa: DTZ001 (a naive time)
        (pa.timestamp("ns", "Asia/Damascus"), 1470263400000000001, "2016-08-04T01:30:00+03:00"),
        (pa.dictionary(pa.int32(), pa.string()), "3 August 2016", "2016-08-03"),
        (pa.large_string(), "2016-08-03", "2016-08-03"),
    ],
)
def test_dates_of_every_type_are_read(
    kind: pa.DataType, value: object, published: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.parquet", text=[TEXT], date=pa.array([value], kind))
    (found,) = read(path)
    assert isinstance(found, Document)
    assert found.published == published


def test_rows_come_in_order_across_row_groups_and_bad_ones_are_rejects(tmp_path: Path) -> None:
    texts = [f"{TEXT} {n}" if n != 4 else None for n in range(200)]
    found = read(write(tmp_path / "a.parquet", id=[f"r{n}" for n in range(200)], text=texts))
    assert [item.report for item in found] == [f"r{n}" for n in range(200)]
    (bad,) = [item for item in found if isinstance(item, Reject)]
    assert (bad.where, bad.report) == (5, "r4")


def test_bytes_that_are_no_text_and_texts_too_long_are_rejects_of_their_row(
    tmp_path: Path,
) -> None:
    texts = pa.array([b"Troops \xff left.", TEXT.encode(), b"x" * 5_000], pa.binary())
    first, second, third = read(write(tmp_path / "a.parquet", text=texts), max_characters=100)
    assert isinstance(first, Reject)
    assert "not UTF-8" in first.reason
    assert isinstance(second, Document)
    assert isinstance(third, Reject)
    assert (third.where, "longer than the limit" in third.reason) == (3, True)


def test_a_nested_column_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", text=[{"body": TEXT}])
    assert "nested" in only_reject(path).reason
    assert "--columns text=NAME" in only_reject(path).remedy


def test_a_table_without_text_or_rows_or_the_named_column_is_refused(tmp_path: Path) -> None:
    assert "no column for the text" in only_reject(write(tmp_path / "a.parquet", nr=[1])).reason
    empty = write(tmp_path / "b.parquet", text=pa.array([], pa.string()))
    assert "no row" in only_reject(empty).reason
    wrong = only_reject(write(tmp_path / "c.parquet", story=[TEXT]), columns={"text": "storey"})
    assert "did you mean 'story'?" in wrong.reason


def test_a_damaged_file_is_a_reject(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.parquet", text=[f"{TEXT} {n}" for n in range(500)]).read_bytes()
    for number, data in enumerate((whole[: len(whole) // 2], b"PAR1" + b"\xff" * 400 + b"PAR1")):
        path = tmp_path / f"broken{number}.parquet"
        path.write_bytes(data)
        assert "damaged" in only_reject(path).reason
    path = tmp_path / "garbled.parquet"
    path.write_bytes(whole[:200] + bytes(b ^ 255 for b in whole[200:900]) + whole[900:])
    assert any(isinstance(item, Reject) for item in read(path))


def test_standard_input_and_packed_files_are_read_too(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.parquet", text=[TEXT]).read_bytes()
    options = IngestOptions(stdin=io.BytesIO(whole))
    (found,) = read_sources(["-"], options)
    assert isinstance(found, Document)
    assert found.text == TEXT


def test_a_word_repeated_a_thousand_times_in_a_dictionary_takes_little_memory(
    tmp_path: Path,
) -> None:
    path = write(tmp_path / "bomb.parquet", text=["x" * 20_000_000] * 3, id=["a", "b", "c"])
    assert path.stat().st_size < 1_000_000 * 10
    found = read(path)
    assert [(item.where, item.report) for item in found if isinstance(item, Reject)] == [
        (1, None),
        (2, None),
        (3, None),
    ]

"""Rows in other forms: Arrow, Parquet and CSV hold what JSON Lines holds, for any reading."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from sayso.cli.output import Format, open_writer
from sayso.export import whole_flat
from sayso.export.arrow import arrow_schema, to_arrow
from sayso.export.flat import COLUMNS, flat
from sayso.records.exchange.codec import decode, encode, schema
from sayso.records.rows.events import (
    DateValue,
    PartyValue,
    PlaceValue,
    QuantityValue,
    WholeEventRow,
    to_whole_rows,
)
from sayso.records.rows.mentions import ActorRow, DateRow, EventRow, PlaceRow, QuantityRow, to_rows
from tests.strategies import read_documents

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.reading import ReadDocument

VALIDATOR = jsonschema.Draft202012Validator(schema("event"))
WHOLE_VALIDATOR = jsonschema.Draft202012Validator(schema("whole_event"))


@settings(deadline=None)
@given(read_documents())
def test_json_is_valid_and_comes_back(read: ReadDocument) -> None:
    for row in to_rows(read):
        line = encode(row)
        assert b"\n" not in line
        VALIDATOR.validate(msgspec.json.decode(line))
        assert decode(line, EventRow) == row


@settings(deadline=None)
@given(read_documents())
def test_arrow_holds_every_field(read: ReadDocument) -> None:
    rows = to_rows(read)
    table = to_arrow(rows, EventRow)
    assert table.schema == arrow_schema(EventRow)
    back = table.to_pylist()
    for row in back:
        row["provenance"] = dict(row["provenance"])
    assert [msgspec.convert(row, EventRow) for row in back] == rows


@settings(deadline=None)
@given(read_documents())
def test_csv_has_a_cell_for_every_column(read: ReadDocument) -> None:
    rows = to_rows(read)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(flat(row) for row in rows)
    back = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert len(back) == len(rows)
    for line, row in zip(back, rows, strict=True):
        assert line["quote"] == row.quote
        assert line["status"] == row.status
        assert line["place"] == (row.place.text if row.place else "")
        assert float(line["confidence"]) == row.confidence


def test_all_event_keys_but_offsets_and_reasons_reach_the_spreadsheet() -> None:
    names = set(EventRow.__struct_fields__)
    told_otherwise = {"sentence", "aux", "attribution", "provenance"}
    assert names - told_otherwise <= set(COLUMNS) | {"actors", "recipients", "place", "date"}


@settings(deadline=None)
@given(read_documents())
def test_whole_events_come_back_from_json_and_arrow(read: ReadDocument) -> None:
    rows = to_whole_rows(read)
    for row in rows:
        line = encode(row)
        WHOLE_VALIDATOR.validate(msgspec.json.decode(line))
        assert decode(line, WholeEventRow) == row
    back = to_arrow(rows, WholeEventRow).to_pylist()
    for told in back:
        told["provenance"] = dict(told["provenance"])
    assert [msgspec.convert(told, WholeEventRow) for told in back] == rows


@settings(deadline=None)
@given(read_documents())
def test_every_filler_is_a_value_of_its_row(read: ReadDocument) -> None:
    for row, event in zip(to_whole_rows(read), read.annotations.whole_events, strict=True):
        values = [
            *row.actors, *row.recipients, *row.targets, *row.weapon, *row.places, *row.dates,
            *row.quantities,
        ]  # fmt: skip
        assert sorted(v.provenance.reason for v in values) == sorted(
            f.provenance.reason for f in event.fillers
        )
        line = whole_flat.flat(row)
        assert set(line) <= set(whole_flat.COLUMNS)
        assert line["quotes"].count(" | ") >= len(row.mentions) - 1


@pytest.mark.parametrize(
    ("value", "row"),
    [
        (PartyValue, ActorRow),
        (PlaceValue, PlaceRow),
        (DateValue, DateRow),
        (QuantityValue, QuantityRow),
    ],
)
def test_a_value_has_the_keys_of_its_row(
    value: type[msgspec.Struct], row: type[msgspec.Struct]
) -> None:
    assert set(row.__struct_fields__) <= set(value.__struct_fields__)


def test_a_file_that_is_not_finished_is_not_left(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    with pytest.raises(KeyboardInterrupt), open_writer(Format.JSONL, str(path)):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"older")
    with open_writer(Format.PARQUET, str(path)):
        assert path.read_bytes() == b"older"
    assert pq.read_table(path).num_rows == 0

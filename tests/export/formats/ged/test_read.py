"""Reading and validating GED: what releases are known to have, and what is broken."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from sayso.export.formats import ged
from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.export.formats.ged.checking import NOT_IN_19_1
from sayso.records.exchange.foreign import ForeignEvent
from sayso.records.mention import Counted, PlacePrecision
from tests.export.formats.cases import PLAIN, dossier, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

NAMES = [column.column for column in columns("ged")]
ROW = {
    "id": "7",
    "year": "2030",
    "active_year": "true",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "Free Men",
    "dyad_name": "Government of Syria - Free Men",
    "number_of_sources": "-1",
    "source_office": "Harbour Post;Hill Times",
    "source_date": "2030-05-03;2030-05-04",
    "where_prec": "1",
    "where_coordinates": "Marsa",
    "adm_1": "Hill Province",
    "latitude": "35.5",
    "longitude": "36.25",
    "priogrid_gid": "181153",
    "country": "Syria",
    "country_id": "652",
    "event_clarity": "1",
    "date_prec": "1",
    "date_start": "2030-05-02 00:00:00.000",
    "date_end": "2030-05-02 00:00:00.000",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": "0",
    "best": "3",
    "high": "4",
    "low": "2",
    "gwnoa": "652;200",
}


def release(path: Path, *rows: dict[str, str], header: bool = True, without: object = ()) -> Path:
    """A file in GED's shape with the cells of ROW and what is changed in each row."""
    assert isinstance(without, (tuple, frozenset))
    names = [name for name in NAMES if name not in without]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        if header:
            writer.writerow(names)
        for changed in rows or ({},):
            writer.writerow([{**ROW, **changed}.get(name, "") for name in names])
    return path


def only(path: Path) -> ForeignEvent:
    (found,) = ged.read(path, release="25.1")
    assert isinstance(found, ForeignEvent)
    return found


def test_a_row_becomes_an_event(tmp_path: Path) -> None:
    event = only(release(tmp_path / "ged.csv"))
    assert (event.dataset, event.release, event.key, event.line) == ("ged", "25.1", "7", 2)
    assert (event.first_day, event.last_day) == ("2030-05-02", "2030-05-02")
    assert event.mentions is None
    assert event.actors[0].name == "Government of Syria"
    assert event.codes["gwnoa"] == "652;200"
    assert event.place is not None
    assert event.place.names == ("Marsa", "Hill Province")
    assert (event.place.country, event.place.lat) == ("SYR", 35.5)
    assert [(t.of, t.low, t.best, t.high) for t in event.tolls] == [
        ("side_a", None, 1, None),
        ("side_b", None, 2, None),
        ("all", 2, 3, 4),
    ]
    assert [(s.name, s.published) for s in event.sources] == [
        ("Harbour Post", "2030-05-03"),
        ("Hill Times", "2030-05-04"),
    ]
    assert event.unread == {}


def test_42_columns_and_no_header_are_read(tmp_path: Path) -> None:
    old = release(tmp_path / "19.csv", without=NOT_IN_19_1)
    bare = release(tmp_path / "24.csv", header=False)
    assert only(old).key == only(bare).key == "7"
    assert only(bare).line == 1
    for path in (old, bare):
        assert [p for p in ged.check(path) if p.severe] == []
        assert any(p.line == 1 for p in ged.check(path))


def test_42_cells_without_header_are_refused(tmp_path: Path) -> None:
    path = release(tmp_path / "ged.csv", header=False, without=NOT_IN_19_1)
    (problem,) = ged.read(path)
    assert isinstance(problem, Problem)
    assert "header" in problem.remedy


def test_a_point_of_a_province_is_not_read_as_one(tmp_path: Path) -> None:
    event = only(release(tmp_path / "ged.csv", {"where_prec": "4"}))
    assert event.place is not None
    assert (event.place.precision, event.place.lat) == (PlacePrecision.ADMIN1, None)


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    path = release(
        tmp_path / "ged.csv", {"best": "many", "gwnoa": "9999"}, {"id": ""}, {"id": "8"}
    )
    first, problem, last = ged.read(path)
    assert isinstance(first, ForeignEvent)
    assert {"best", "gwnoa"} <= set(first.unread)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (3, "id")
    assert isinstance(last, ForeignEvent)
    assert last.key == "8"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    army, rebels = side("Hill Army", "MIL"), side("Free Men", "REB")
    made = dossier(told("ASSAULT", ("firearms",), toll(5), by=army, to=rebels))
    ged.write([made], tmp_path / "ged.csv", PLAIN)
    event = only(tmp_path / "ged.csv")
    assert event.actors[0].name == "Hill Army"
    assert event.actors[0].country == "SYR"
    assert event.recipients[0].name == "Free Men"
    assert event.tolls[-1].best == 5
    assert event.tolls[-1].counted is Counted.KILLED
    assert event.place is not None
    assert (event.place.lat, event.place.lon) == (35.5, 36.25)
    assert event.mentions == 1


@pytest.mark.parametrize(
    ("changed", "column", "severe"),
    [
        ({"best": "4"}, "best", True),
        ({"low": "9"}, "best", False),
        ({"deaths_a": "0", "deaths_b": "0", "best": "0", "low": "0", "high": "0"}, "high", True),
        ({"deaths_a": "-1"}, "deaths_a", True),
        ({"number_of_sources": "-1"}, "number_of_sources", False),
        ({"type_of_violence": "3"}, "side_b", True),
        ({"side_b": "Civilians"}, "side_b", True),
        ({"date_end": "2030-05-01"}, "date_end", True),
        ({"date_end": "last Tuesday"}, "date_end", True),
        ({"year": "2029"}, "year", True),
        ({"where_prec": ""}, "where_prec", True),
        ({"where_prec": "8"}, "where_prec", True),
        ({"where_prec": "4"}, "latitude", False),
        ({"latitude": "95"}, "latitude", True),
        ({"latitude": ""}, "latitude", True),
        ({"latitude": "", "longitude": ""}, "latitude", False),
        ({"priogrid_gid": "1"}, "priogrid_gid", False),
        ({"gwnoa": "Syria"}, "gwnoa", True),
        ({"active_year": "perhaps"}, "active_year", True),
    ],
)
def test_defects(tmp_path: Path, changed: dict[str, str], column: str, *, severe: bool) -> None:
    found = list(ged.check(release(tmp_path / "ged.csv", changed)))
    assert [(p.line, p.severe) for p in found if p.column == column][-1:] == [(2, severe)]
    assert all(p.remedy for p in found)


def test_a_defect_of_many_rows_is_told_a_few_times_with_the_rest_counted(tmp_path: Path) -> None:
    rows = [{"id": str(n)} for n in range(200)]
    found = list(ged.check(release(tmp_path / "ged.csv", *rows)))
    told_of = [p for p in found if p.column == "number_of_sources"]
    assert len(told_of) == 5
    assert "195 more rows" in told_of[-1].message


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\xff\xfe", b"id\n", b'id,best\n"1,2\n', b"a\n"]
)
def test_damaged_files_end_in_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert any(p.severe for p in ged.check(path))
    assert all(isinstance(found, (Problem, ForeignEvent)) for found in ged.read(path))

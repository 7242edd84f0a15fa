"""PLOVER records: the fields of the manual, and what is wrong with somebody's file."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.export.formats import plover
from sayso.export.formats.validating import validated
from sayso.records.mention import PlacePrecision
from tests.export.formats import cases
from tests.export.formats.harbour import CONTEXT, dossiers, harbour
from tests.export.formats.pages import examples

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier

GOOD: dict[str, Any] = {
    "id": "e1",
    "date": "2031-05-02",
    "actor": [{"code": "POL", "sector": "MIL"}],
    "recipient": [{"sector": "CVL"}],
    "event": ["ASSAULT"],
    "mode": ["aerial"],
    "quad_code": 4,
    "event_scale": -9.5,
    "context": ["military"],
    "event_loc": {"lat": 50.0, "lon": 21.0, "resolution": 4},
}


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wrong(tmp_path: Path, *lines: str | bytes) -> list[tuple[int | None, str | None, bool]]:
    """Line, column and severity of what is wrong with these lines."""
    path = tmp_path / "theirs.jsonl"
    path.write_bytes(b"".join((x if isinstance(x, bytes) else x.encode()) + b"\n" for x in lines))
    found = list(validated(path, "plover"))
    assert all(problem.message and problem.remedy for problem in found)
    return [(problem.line, problem.column, problem.severe) for problem in found]


def test_the_record_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "harbour.jsonl"
    tally = plover.write([harbour()], path, CONTEXT)
    assert tally.rows == {"harbour.jsonl": 1}
    shown = json.dumps(records(path)[0], indent=2, ensure_ascii=False) + "\n"
    assert examples("plover")[1] == shown
    assert list(plover.check(path)) == []


def test_pandas_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    made = [cases.dossier(cases.told(), name="one"), cases.dossier(cases.told(), name="two")]
    plover.write(made, path, cases.PLAIN)
    frame = pd.read_json(path, lines=True, dtype=False)
    assert list(frame["id"]) == [one.incident.id for one in made]
    assert list(frame["date"]) == ["2030-05-02", "2030-05-02"]
    assert [place["lat"] for place in frame["event_loc"]] == [35.5, 35.5]


def test_nobody_named_is_unknown_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    tally = plover.write([cases.dossier(cases.told())], path, cases.PLAIN)
    (record,) = records(path)
    assert record["actor"] == [{"sector": "UNK"}]
    assert record["sayso_actor_basis"] == "unstated"
    assert tally.lost["incidents whose actor no account tells: UNK"] == 1


def test_without_a_date_there_is_no_record(tmp_path: Path) -> None:
    told = cases.told()
    claim = msgspec.structs.replace(told.claim, dates=())
    undated = msgspec.structs.replace(told, claim=claim, published=None)
    tally = plover.write([cases.dossier(undated)], tmp_path / "a.jsonl", cases.PLAIN)
    assert tally.rows.total() == 0
    assert tally.lost["incidents without any date, which PLOVER requires"] == 1


@pytest.mark.parametrize("precision", [PlacePrecision.ADMIN1, PlacePrecision.COUNTRY])
def test_a_province_has_no_point(tmp_path: Path, precision: PlacePrecision) -> None:
    told = cases.told(where=cases.place("Hill Province", precision))
    plover.write([cases.dossier(told)], tmp_path / "a.jsonl", cases.PLAIN)
    (record,) = records(tmp_path / "a.jsonl")
    assert not {"lat", "lon", "city"} & record["event_loc"].keys()


def test_kosovo_has_the_code_of_the_manual(tmp_path: Path) -> None:
    told = cases.told(by=cases.side("police", "COP", "XKX"))
    plover.write([cases.dossier(told)], tmp_path / "a.jsonl", cases.PLAIN)
    assert records(tmp_path / "a.jsonl")[0]["actor"][0]["code"] == "KOS"


def test_text_only_by_a_stated_right(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    plover.write([harbour()], path, CONTEXT)
    assert "text" not in records(path)[0]
    licensed = changed(CONTEXT, text_right="CC BY 4.0")
    plover.write([harbour()], path, licensed)
    (record,) = records(path)
    start, end = record["text_info"]["start"], record["text_info"]["end"]
    assert record["text"][start:end] == "shelled"
    assert record["cite_info"]["license"] == "CC BY 4.0"


def test_figures_by_the_rulebook_that_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    plover.write([harbour()], path, changed(CONTEXT, profile="ucdp"))
    figures = records(path)[0]["sayso_figures"]
    assert figures["profile"] == "ucdp"
    assert figures["figures"][0]["low"] == 9


def changed(context: Context, **changes: Any) -> Context:
    return dataclasses.replace(context, **changes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(dossiers())
def test_what_is_written_is_in_order_and_the_same_again(
    tmp_path: Path, made: tuple[list[Dossier], Context]
) -> None:
    incidents, context = made
    paths = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    for path in paths:
        plover.write(incidents, path, context)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    severe = [p for p in plover.check(paths[0]) if p.severe]
    assert [p for p in severe if p.column not in {"mode", "context"}] == []


def test_a_record_in_order_has_no_findings(tmp_path: Path) -> None:
    assert wrong(tmp_path, json.dumps(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "column", "severe"),
    [
        ({"id": None}, "id", True),
        ({"date": "02.05.2031"}, "date", True),
        ({"date": "2031-02-30"}, "date", True),
        ({"enddate": "2031-05-01"}, "enddate", True),
        ({"time": "25:00"}, "time", True),
        ({"actor": []}, "actor", True),
        ({"actor": "POL"}, "actor", True),
        ({"actor": [{"code": "Poland"}]}, "actor[0].code", True),
        ({"actor": [{"sector": "MILI"}]}, "actor[0].sector", True),
        ({"actor": [{"sector_code": "MIL"}]}, "actor[0]", False),
        ({"event": ["FIGHT"]}, "event", True),
        ({"event": ["ASSAULT", "COERCE"]}, "event", True),
        ({"mode": ["riot"]}, "mode", True),
        ({"quad_code": 7}, "quad_code", True),
        ({"quad_code": 1}, "quad_code", False),
        ({"event_scale": -90}, "event_scale", True),
        ({"event_scale": "low"}, "event_scale", True),
        ({"context": ["elections"]}, "context", False),
        ({"context": ["weather"]}, "context", True),
        ({"event_loc": {"lat": 95, "lon": 1}}, "event_loc.lat", True),
        ({"event_loc": {"lat": 50}}, "event_loc", True),
        ({"event_loc": "Tarnow"}, "event_loc", True),
        ({"event_loc": {"resolution": 9}}, "event_loc.resolution", True),
        ({"event": ["AID"], "mode": [], "quad_code": 2, "recipient": []}, "recipient", False),
    ],
)
def test_findings_name_line_and_column(
    tmp_path: Path, change: dict[str, Any], column: str, *, severe: bool
) -> None:
    found = wrong(tmp_path, json.dumps(GOOD | {"id": "e0"}), json.dumps(GOOD | change))
    assert (2, column, severe) in found
    assert {line for line, _, _ in found} == {2}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        '{"id": NaN}',
        b'{"id": "\xff"}',
        "[" * 100_000,
        '{"id": "\\ud800"' + "}" * 3,
        "\0\0\0",
    ],
)
def test_damaged_lines_are_findings_and_the_next_line_is_read(
    tmp_path: Path, line: str | bytes
) -> None:
    found = wrong(tmp_path, line, json.dumps(GOOD | {"date": "?"}))
    assert found[0][0] == 1
    assert found[0][2]
    assert found[-1] == (2, "date", True)


def test_one_id_for_two_records(tmp_path: Path) -> None:
    assert wrong(tmp_path, json.dumps(GOOD), "", json.dumps(GOOD)) == [(3, "id", True)]


def test_an_empty_file_and_a_byte_order_mark_are_warnings(tmp_path: Path) -> None:
    assert wrong(tmp_path, "") == [(None, None, False)]
    assert wrong(tmp_path, b"\xef\xbb\xbf" + json.dumps(GOOD).encode()) == [(1, None, False)]

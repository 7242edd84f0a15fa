"""HAPI's shape: counts by unit, month and type; nothing vanishes; what is wrong with a file."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from sayso.export.formats import hapi
from sayso.export.formats.files.columns import columns
from sayso.records.mention import PlacePrecision, TimePrecision
from tests.export.formats.cases import PLAIN, context, dossier, on, place, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Problem, Tally
    from sayso.records.shown.dossier import Dossier

ARMY, REBELS = side("Hill Army", "MIL"), side("Free Men", "REB")
VILLAGERS = side("villagers", "CVL", name=None)
DISTRICT = place("Marsa District", PlacePrecision.ADMIN2)


def written(tmp_path: Path, *dossiers: Dossier, **options: Any) -> tuple[Path, Tally]:
    target = tmp_path / "hapi.csv"
    tally = hapi.write(dossiers, target, context(**options) if options else PLAIN)
    assert [p for p in hapi.check(target) if p.severe] == []
    return target, tally


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def strike(*tolls: Any, name: str = "one", **more: Any) -> Dossier:
    return dossier(told("ASSAULT", ("aerial",), *tolls, by=ARMY, to=VILLAGERS, **more), name=name)


def fight(*tolls: Any, name: str = "fight", **more: Any) -> Dossier:
    return dossier(told("ASSAULT", ("firearms",), *tolls, by=REBELS, to=ARMY, **more), name=name)


def test_incidents_are_added_by_division_month_and_type(tmp_path: Path) -> None:
    path, tally = written(
        tmp_path,
        strike(toll(9), where=DISTRICT),
        fight(toll(2), where=DISTRICT),
        fight(toll(5), name="june", where=DISTRICT, when=on("2030-06-30")),
    )
    found = rows(path)
    assert list(found[0]) == [column.column for column in columns("hapi")]
    told_of = [
        (r["event_type"], r["reference_period_start"][:7], r["events"], r["fatalities"])
        for r in found
    ]
    assert told_of == [
        ("civilian_targeting", "2030-05", "1", "9"),
        ("political_violence", "2030-05", "2", "11"),
        ("political_violence", "2030-06", "1", "5"),
    ]
    assert {r["admin_level"] for r in found} == {"2"}
    assert {r["provider_admin2_name"] for r in found} == {"Marsa District"}
    assert found[-1]["reference_period_end"] == "2030-06-30T23:59:59"
    assert tally.lost == {}


@pytest.mark.parametrize(
    ("where", "level", "warning"),
    [
        (DISTRICT, "2", ""),
        (place("Hill Province", PlacePrecision.ADMIN1), "1", "first-level division is known"),
        (place("Hill Area", PlacePrecision.AREA, admin1=None), "0", "only the country"),
        (place("Syria", PlacePrecision.COUNTRY, admin1=None), "0", "only the country is known"),
    ],
)
def test_what_is_known_no_finer_stands_a_level_higher_with_a_warning(
    tmp_path: Path, where: Any, level: str, warning: str
) -> None:
    path, _ = written(tmp_path, fight(toll(2), where=where))
    (row,) = rows(path)
    assert row["admin_level"] == level
    assert warning in row["warning"]
    assert bool(row["warning"]) is bool(warning)


def test_demonstrations_have_no_deaths(tmp_path: Path) -> None:
    march = dossier(told("PROTEST", ("demo",), toll(1), where=DISTRICT))
    path, tally = written(tmp_path, march)
    (row,) = rows(path)
    assert (row["event_type"], row["events"], row["fatalities"]) == ("demonstration", "1", "")
    assert tally.lost["deaths in demonstrations, for which HAPI has no number"] == 1


def test_a_battle_over_the_end_of_a_month_is_counted_in_both(tmp_path: Path) -> None:
    spell = on("2030-05-30", "2030-06-02", TimePrecision.DAYS)
    path, _ = written(tmp_path, fight(toll(9), where=DISTRICT, when=spell))
    assert [(r["events"], r["fatalities"]) for r in rows(path)] == [("2", "5"), ("2", "4")]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (fight(where=()), "no account tells a country"),
        (dossier(told("CONSULT")), "no sub-event type"),
        (fight(when=on("2030-01-01", "2030-12-31", TimePrecision.YEAR)), "finer than a month"),
        (dossier(told("SUPPORT", by=ARMY, to=REBELS)), "strategic developments"),
    ],
)
def test_what_is_not_counted_is_told(tmp_path: Path, made: Dossier, reason: str) -> None:
    path, tally = written(tmp_path, made)
    assert rows(path) == []
    assert any(reason in lost for lost in tally.lost)


def test_pandas_reads_it_past_the_mark_and_tags_are_a_choice(tmp_path: Path) -> None:
    path, _ = written(tmp_path, strike(toll(9)))
    assert path.read_bytes().startswith(b"\xef\xbb\xbflocation_code")
    frame = pd.read_csv(path)
    assert frame.shape == (2, 19)
    assert frame["location_code"].tolist() == ["SYR", "SYR"]
    tagged, _ = written(tmp_path, strike(toll(9)), options={"hxl": "yes"})
    assert rows(tagged)[0]["location_code"] == "#country+code"


def test_bytes_do_not_depend_on_the_order(tmp_path: Path) -> None:
    made = [strike(toll(9)), fight(toll(2)), fight(toll(3), name="again")]
    first = written(tmp_path, *made)[0].read_bytes()
    assert written(tmp_path, *reversed(made))[0].read_bytes() == first


def changed(path: Path, old: str, new: str) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return list(hapi.check(path))


@pytest.mark.parametrize(
    ("old", "new", "column", "severe"),
    [
        ("SYR,", "SY,", "location_code", True),
        ("political_violence", "battles", "event_type", True),
        (",2,political", ",1,political", "admin_level", True),
        (",2,political", ",9,political", "admin_level", True),
        (",1,2,2030", ",-1,2,2030", "events", True),
        (",1,2,2030", ",0,2,2030", "events", True),
        (",1,2,2030", ",1,-2,2030", "fatalities", True),
        ("05-31T23", "05-30T23", "reference_period_end", True),
        ("2030-05-01T", "2030-05-02T", "reference_period_end", True),
        ("2030-05-01T", "May 2030", "reference_period_start", True),
        ("warning", "warnings", "warning", True),
    ],
)
def test_a_defect_is_named(
    tmp_path: Path, old: str, new: str, column: str, *, severe: bool
) -> None:
    path, _ = written(tmp_path, fight(toll(2), where=DISTRICT))
    found = [p for p in changed(path, old, new) if p.column == column]
    assert [p.severe for p in found][:1] == [severe]
    assert all(p.remedy for p in found)


def test_a_unit_twice_and_a_missing_mark(tmp_path: Path) -> None:
    path, _ = written(tmp_path, fight(toll(2), where=DISTRICT))
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    mark, twice = hapi.check(path)
    assert (mark.line, mark.severe) == (1, False)
    assert (twice.line, twice.severe) == (3, True)


@pytest.mark.parametrize("content", [b"", b"\x00", b"\xff\xfe", b"location_code\nSYR,1\n", b"a\n"])
def test_damaged_files_end_in_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert any(problem.severe for problem in hapi.check(path))
    assert any(problem.severe for problem in hapi.check(tmp_path))

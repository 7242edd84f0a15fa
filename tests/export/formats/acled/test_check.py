"""Validating tables in ACLED's shape: each defect at its line and column, with a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.export.formats import acled
from tests.export.formats.cases import PLAIN, dossier, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Problem


@pytest.fixture
def good(tmp_path: Path) -> Path:
    army, rebels = side("Hill Army", "MIL"), side("Free Men", "REB")
    villagers = side("villagers", "CVL", name=None)
    made = [
        dossier(told("ASSAULT", ("firearms",), toll(3), by=rebels, to=army), name="a"),
        dossier(told("ASSAULT", ("beat",), toll(1), by=rebels, to=villagers), name="b"),
    ]
    acled.write(made, tmp_path / "good.csv", PLAIN)
    return tmp_path / "good.csv"


def changed(path: Path, old: str, new: str) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return list(acled.check(path))


@pytest.mark.parametrize(
    ("old", "new", "column", "severe"),
    [
        ("Armed clash,", "Skirmish,", "sub_event_type", True),
        (",Battles,", ",Riots,", "event_type", True),
        ("Political violence,Battles", "Demonstrations,Battles", "disorder_type", True),
        ("Rebel group,Hill", "Rebel,Hill", "inter1", True),
        ("State forces-Rebel group", "State forces-Civilians", "interaction", True),
        (",2030,", ",2031,", "year", True),
        ("2030-05-02,2030", "02/05/2030,2030", "event_date", True),
        ("35.5000", "135.5", "latitude", True),
        ("36.2500", "", "longitude", True),
        (",3,,", ",-3,,", "fatalities", True),
        ("Civilian targeting", "Civilians targeted", "civilian_targeting", False),
        ("Civilian targeting", "yes", "civilian_targeting", True),
        ("event_id_cnty", "id", "event_id_cnty", True),
        ("Harbour Post,,", "Harbour Post,Village,", "source_scale", False),
    ],
)
def test_a_defect_is_named(good: Path, old: str, new: str, column: str, *, severe: bool) -> None:
    found = [p for p in changed(good, old, new) if p.column == column]
    assert found
    assert found[0].severe is severe
    assert found[0].line is not None
    assert found[0].remedy


def test_wording_of_downloads_is_read(good: Path) -> None:
    assert changed(good, "State forces-Rebel group", "State Forces-Rebel Groups") == []
    assert changed(good, ",State forces,", ",State Forces,") == []


def test_victims_stand_second(good: Path) -> None:
    swapped = changed(
        good,
        "Free Men,,Rebel group,Civilians (Syria),,Civilians",
        "Civilians (Syria),,Civilians,Free Men,,Rebel group",
    )
    assert [p.column for p in swapped] == ["actor1"]


def test_an_id_twice_is_told_with_both_lines(good: Path) -> None:
    rows = good.read_text(encoding="utf-8").splitlines()
    good.write_text("\n".join([*rows, rows[1]]), encoding="utf-8")
    (problem,) = acled.check(good)
    assert (problem.line, problem.column) == (4, "event_id_cnty")
    assert "line 2" in problem.message


def test_old_files_are_known(good: Path) -> None:
    found = changed(good, "disorder_type,", "data_id,")
    whole = [p for p in found if p.line == 1]
    assert [p.severe for p in whole] == [False]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"\xff\xfe\x00",
        b"a,b,c\n1,2,3\n",
        b'event_id_cnty,event_date\n"open,2030-05-02\n',
        b"event_id_cnty,event_date\n1\n2,3,4\n",
        b"event_id_cnty,event_id_cnty\n1,2\n",
        b"event_id_cnty\n" + b"x" * 200_000 + b"\n",
        b"\xef\xbb\xbfevent_id_cnty\n",
    ],
)
def test_damaged_files_end_in_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    found = list(acled.check(path))
    assert any(problem.severe for problem in found)
    assert all(problem.message and problem.remedy for problem in found)


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        (problem,) = acled.check(path)
        assert problem.severe

"""Rows of data sets as a side: told by their header, each an incident, none lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.export.formats.registry import FormatError
from sayso.pipeline.comparing.formats_known import kind_of
from sayso.pipeline.comparing.sides import of_file
from sayso.records.linking import IncidentFilter
from tests.export.formats.ged.test_read import ROW, release

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.shown.dossier import Dossier

ANY = IncidentFilter()


def rows(path: Path, days: IncidentFilter = ANY) -> tuple[list[Dossier], list[str]]:
    side = of_file(path, "ged", days)
    found = list(side.dossiers)
    return found, side.unread.first


def test_a_header_tells_the_data_set(tmp_path: Path) -> None:
    assert kind_of(release(tmp_path / "ged.csv", ROW)) == "ged"
    for name in ("polecat", "icews"):
        from sayso.export.formats.files.columns import columns  # noqa: PLC0415

        file = tmp_path / name
        file.write_text("\t".join(c.column for c in columns(name)) + "\n", encoding="utf-8")
        assert kind_of(file) == name
    (tmp_path / "gdelt").write_text("1\t" * 60 + "x\n", encoding="utf-8")
    assert kind_of(tmp_path / "gdelt") == "gdelt"
    (tmp_path / "plover").write_text('{"id": "1"}\n', encoding="utf-8")
    assert kind_of(tmp_path / "plover") == "plover"
    assert kind_of(tmp_path) == "gdelt"


def test_a_file_that_tells_nothing_must_be_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("The weather was calm.\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"notes\.txt is no ledger.*--a-format"):
        kind_of(tmp_path / "notes.txt")
    with pytest.raises(FormatError, match="'acled' is no data set that can be compared"):
        of_file(tmp_path / "notes.txt", "acled", ANY)


def test_a_row_is_an_incident_of_one_account(tmp_path: Path) -> None:
    found, unread = rows(release(tmp_path / "ged.csv", ROW))
    assert unread == []
    (dossier,) = found
    assert dossier.incident.id == "ged:7"
    assert dossier.accounts[0].claim.actors[0].span.quote == "Government of Syria"
    assert dossier.sources.reports == 1


def test_two_rows_of_one_id_are_two(tmp_path: Path) -> None:
    found, _ = rows(release(tmp_path / "ged.csv", ROW, ROW))
    assert [dossier.incident.id for dossier in found] == ["ged:7", "ged:7~2"]


def test_rows_outside_the_days_are_left_out(tmp_path: Path) -> None:
    file = release(tmp_path / "ged.csv", ROW)
    assert rows(file, IncidentFilter(since="2030-05-03"))[0] == []
    assert rows(file, IncidentFilter(until="2030-05-01"))[0] == []
    assert len(rows(file, IncidentFilter(since="2030-05-02", until="2030-05-02"))[0]) == 1


def test_a_row_that_cannot_be_read_is_counted_and_the_others_go_on(tmp_path: Path) -> None:
    found, unread = rows(release(tmp_path / "ged.csv", ROW | {"id": ""}, ROW))
    assert len(found) == 1
    assert len(unread) == 1
    assert f"{tmp_path}/ged.csv:2: id: it is empty" in unread[0]


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    (tmp_path / "ged.csv").write_bytes(b"\xff\xfe\x00id")
    found, unread = rows(tmp_path / "ged.csv")
    assert found == []
    assert "ged.csv" in unread[0]

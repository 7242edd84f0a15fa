"""Rows of data sets into a ledger: once, in any order, with what cannot be read told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.datasets.reading import Told
from sayso.export.formats.registry import FormatError
from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.linking import link_ledger
from sayso.pipeline.taking.importing import Imported, import_rows
from tests.export.formats.ged.test_read import release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ledger.store import Ledger

SIRTE = {
    "side_a": "IS",
    "side_b": "Civilians",
    "type_of_violence": "3",
    "gwnoa": "",
    "where_coordinates": "Sirte",
    "adm_1": "Sirte",
    "country": "Libya",
    "country_id": "620",
    "latitude": "31.2",
    "longitude": "16.6",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_civilians": "3",
    "date_start": "2030-06-01",
    "date_end": "2030-06-01",
}
SECOND = {**SIRTE, "id": "8"}
THIRD = {"id": "9", "date_start": "2030-07-01", "date_end": "2030-07-03", "date_prec": "2"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "war.db"), create=True) as opened:
        yield opened


def imported(ledger: Ledger, *paths: Path, dataset: str = "ged") -> Imported:
    return import_rows(ledger, paths, dataset, Told(), release="25.1")


def test_the_same_rows_add_nothing_whatever_their_file(ledger: Ledger, tmp_path: Path) -> None:
    done = imported(ledger, release(tmp_path / "a.csv", {}, SECOND, THIRD))
    assert (done.added, done.known, done.rejects) == (3, 0, [])
    before = ledger.digest()
    again = imported(ledger, release(tmp_path / "b.csv", THIRD, {}, SECOND))
    assert (again.added, again.known) == (0, 3)
    assert ledger.digest() == before
    assert ledger.check() == []


def test_order_and_batches_do_not_matter(tmp_path: Path) -> None:
    made = []
    for name, batches in (
        ("one", [[{}, SECOND, THIRD]]),
        ("other", [[THIRD], [SECOND, {}]]),
    ):
        with open_ledger(str(tmp_path / f"{name}.db"), create=True) as ledger:
            for number, rows in enumerate(batches):
                imported(ledger, release(tmp_path / f"{name}{number}.csv", *rows))
            link_ledger(ledger)
            made.append((ledger.digest(), sorted(one.id for one in ledger.incidents())))
    assert made[0] == made[1]
    assert len(made[0][1]) == 3


def test_a_row_that_cannot_be_read_is_told_with_its_line_and_the_others_go_on(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = release(tmp_path / "ged.csv", {"id": ""}, {"best": "many", "gwnoa": "9999"})
    done = imported(ledger, path, tmp_path / "gone.csv")
    assert done.added == 1
    assert done.unread["gwnoa"] == 1
    row, file = done.rejects
    assert (row.path, row.where) == (str(path), 2)
    assert row.reason.startswith("id: ")
    assert row.remedy
    assert file.path.endswith("gone.csv")
    assert {reject.id for reject in ledger.rejects()} == {row.id, file.id}
    assert ledger.check() == []


def test_a_code_without_a_type_is_a_reject(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "plover.jsonl"
    path.write_text(
        '{"id": "1", "date": "2030-05-02", "event": ["DANCE"], "actor": [{"sector": "UNK"}]}\n'
        '{"id": "2", "date": "2030-05-02", "event": ["ASSAULT"], "actor": [{"sector": "UNK"}]}\n'
        '{"id": "3", "date": "2030-05-02", "event": \n',
        encoding="utf-8",
    )
    done = imported(ledger, path, dataset="plover")
    assert done.added == 1
    assert [(reject.where, reject.report) for reject in done.rejects] == [(1, "1"), (3, None)]
    assert "DANCE" in "".join(reject.reason for reject in done.rejects)


@pytest.mark.parametrize("dataset", ["ged", "polecat", "icews", "gdelt", "plover"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\x81" * 50, b"\0" * 200, b"{" * 5000])
def test_a_hostile_file_is_a_reject_and_no_traceback(
    ledger: Ledger, tmp_path: Path, dataset: str, content: bytes
) -> None:
    path = tmp_path / "hostile.CSV"
    path.write_bytes(content)
    done = imported(ledger, path, dataset=dataset)
    assert done.added == 0
    assert all(reject.reason and reject.remedy for reject in done.rejects)
    assert ledger.check() == []


def test_rows_of_one_release_are_different_happenings(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, release(tmp_path / "ged.csv", SIRTE, SECOND))
    link_ledger(ledger)
    assert len(list(ledger.incidents())) == 2


def test_a_row_and_a_later_release_of_it_are_one_happening_and_one_source(
    ledger: Ledger, tmp_path: Path
) -> None:
    path = release(tmp_path / "ged.csv", {**SIRTE, "source_office": "", "source_date": ""})
    for name in ("25.1", "26.1"):
        import_rows(ledger, [path], "ged", Told(), release=name)
    link_ledger(ledger)
    (one,) = ledger.incidents()
    assert (one.reports, one.sources) == (2, 1)


def test_an_erased_row_does_not_come_back(ledger: Ledger, tmp_path: Path) -> None:
    path = release(tmp_path / "ged.csv", {}, SECOND)
    imported(ledger, path)
    gone = ledger.document("ged:8").id
    ledger.erase(gone, who="A. Clerk", why="order 1")
    done = imported(ledger, path)
    assert (done.added, done.known, done.refused) == (0, 1, (gone,))
    assert ledger.check() == []


def test_a_backup_holds_the_rows(ledger: Ledger, tmp_path: Path) -> None:
    imported(ledger, release(tmp_path / "ged.csv", {}, SECOND))
    link_ledger(ledger)
    ledger.backup(tmp_path / "copy.db")
    with open_ledger(str(tmp_path / "copy.db")) as copy:
        assert copy.digest() == ledger.digest()
        assert copy.check() == []


def test_what_is_no_data_set_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="choose one of ged"):
        imported(ledger, tmp_path / "x", dataset="geojson")

"""The demo's ledger in every format: valid, the same again, read by others, and back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from evaluation.foreign_readers import READERS, rows_found
from sayso.export.formats import brat, gdelt, ged, icews, polecat, webannotation
from sayso.export.formats.contract import Problem
from sayso.export.formats.readback import Origin
from sayso.export.formats.registry import find_format, formats
from sayso.export.formats.told.coding import coded
from sayso.export.formats.told.most import told_most
from sayso.export.formats.validating import validated
from sayso.export.guards.view import Guards
from sayso.ledger.store import LedgerError, open_ledger
from sayso.pipeline.sending.export_files import Order, write_export
from sayso.pipeline.sending.exporting import Outgoing
from sayso.pipeline.sending.wanted import Wanted
from sayso.records.exchange.foreign import ForeignEvent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    from sayso.ledger.store import Ledger
    from sayso.pipeline.sending.export_files import Written
    from sayso.records.document import Document
    from sayso.records.shown.dossier import Dossier

FORMATS = tuple(formats())
EVERY_INCIDENT = {
    "geojson": "{}", "gpkg": "{}", "csv": "incidents.csv", "xlsx": "incidents",
    "parquet": "incidents.parquet",
}  # fmt: skip
EVERY_ACCOUNT = {
    "gpkg": "{}#accounts", "csv": "accounts.csv", "xlsx": "accounts",
    "parquet": "accounts.parquet",
}  # fmt: skip


def exported(path: Path, name: str, folder: Path) -> tuple[Path, Written]:
    """A ledger in a format, with what the format has room for."""
    row = find_format(name)
    folder.mkdir()
    target = folder / f"war{row.ending}"
    order = Order(format=row, wanted=Wanted.usual(row), guards=Guards())
    with open_ledger(str(path)) as ledger:
        return target, write_export(ledger, order, target)


def content(target: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all in a folder, by name."""
    files = sorted(target.rglob("*")) if target.is_dir() else [target]
    return {file.name: file.read_bytes() for file in files}


def going(ledger: Ledger, name: str) -> list[Dossier]:
    """The dossiers that a format gets."""
    return list(Outgoing(ledger, Wanted.usual(find_format(name)), Guards()).dossiers())


def test_every_format_has_another_reader() -> None:
    assert READERS.keys() == formats().keys()


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_valid_and_others_find_what_was_written(
    name: str, demo: Path, tmp_path: Path
) -> None:
    target, written = exported(demo, name, tmp_path / "out")
    assert [problem for problem in validated(target, name) if problem.severe] == []
    found = rows_found(name, target)
    assert found == dict(written.tally.rows)
    assert sum(found.values()) > 0


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_reports_are_the_same_bytes_in_any_order(
    name: str, demo: Path, demo_backwards: Path, tmp_path: Path
) -> None:
    first, _ = exported(demo, name, tmp_path / "first")
    again, _ = exported(demo, name, tmp_path / "again")
    other, _ = exported(demo_backwards, name, tmp_path / "other")
    assert content(first) == content(again) == content(other)


@pytest.mark.parametrize("name", sorted(EVERY_INCIDENT))
def test_formats_with_speakers_have_every_incident_and_account(
    name: str, demo: Path, tmp_path: Path
) -> None:
    target, written = exported(demo, name, tmp_path / "out")
    with open_ledger(str(demo)) as ledger:
        incidents = list(ledger.incidents())
        accounts = list(
            ledger.accounts([e for i in incidents for e in ledger.incident(i.id).event_ids])
        )
    found = rows_found(name, target)
    assert found[EVERY_INCIDENT[name].format(target.name)] == len(incidents)
    if name in EVERY_ACCOUNT:
        assert found[EVERY_ACCOUNT[name].format(target.name)] == len(accounts)
    assert written.passed.left_out.total() == 0


@pytest.mark.parametrize("name", ["plover", "polecat", "gdelt"])
def test_formats_without_speakers_have_a_row_for_each_that_is_told_as_done(
    name: str, demo: Path, tmp_path: Path
) -> None:
    target, written = exported(demo, name, tmp_path / "out")
    found = rows_found(name, target)
    assert found.get("sayso.export.CSV", found.get(target.name)) == written.passed.incidents
    left = written.passed.left_out.total()
    assert left > 0
    assert written.left_out is not None
    assert len(written.left_out.read_text(encoding="utf-8").splitlines()) == 1 + left


@pytest.mark.parametrize("module", [polecat, gdelt, icews], ids=lambda m: m.__name__)
def test_what_most_tell_comes_back_field_by_field(
    module: ModuleType, demo: Path, tmp_path: Path
) -> None:
    name = module.__name__.rpartition(".")[2]
    target, _ = exported(demo, name, tmp_path / "out")
    read = list(module.read(target))
    events = [event for event in read if isinstance(event, ForeignEvent)]
    assert [one for one in read if isinstance(one, Problem)] == []
    assert all(event.unread == {} for event in events)
    with open_ledger(str(demo)) as ledger:
        told = [told_most(dossier) for dossier in going(ledger, name)]
    if name == "icews":
        assert {e.event_type for e in events} == {
            account.claim.event_type for one in told for account in one.accounts
        }
        return
    for event, one in zip(events, told, strict=True):
        assert one.spell is not None
        assert event.first_day == one.spell.first
        assert event.event_type == coded(one).event_type
        country = one.place.country if one.place is not None else None
        assert (event.place.country if event.place is not None else None) == country
        if name == "polecat" and one.doers:
            said = [" ".join((p.name or p.span.quote).split()) for p in one.doers]
            assert [party.name for party in event.actors] == said


def test_deaths_come_back_from_ged(demo: Path, tmp_path: Path) -> None:
    target, written = exported(demo, "ged", tmp_path / "out")
    read = list(ged.read(target))
    assert len(read) == written.tally.rows[target.name]
    lines = target.read_text(encoding="utf-8").splitlines()
    best = lines[0].split(",").index("best")
    for event, cells in zip(read, csv.reader(lines[1:]), strict=True):
        assert isinstance(event, ForeignEvent)
        assert event.tolls[-1].best == int(cells[best])
        assert (event.unread, event.event_type) == ({}, "ASSAULT")


@pytest.mark.parametrize("module", [brat, webannotation], ids=lambda m: m.__name__)
def test_what_nobody_touched_brings_no_review(
    module: ModuleType, demo: Path, tmp_path: Path
) -> None:
    target, _ = exported(demo, module.__name__.rpartition(".")[2], tmp_path / "out")
    with open_ledger(str(demo)) as ledger:
        found = module.read(
            target, Origin(document=_finder(ledger), name="notes", by="A", at="2031-06-01")
        )
    assert (found.reviews, found.problems) == ([], [])


def _finder(ledger: Ledger) -> Callable[[str], Document | None]:
    def find(name: str) -> Document | None:
        try:
            return ledger.document(name)
        except LedgerError:
            return None

    return find

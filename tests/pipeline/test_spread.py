"""A run in shards, here and in processes: everything once, and the same files every time."""

from __future__ import annotations

import multiprocessing
import os
import signal
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from sayso.ingest.sources import read_sources
from sayso.ledger.store import open_ledger
from sayso.pipeline.reading.run import read_sources_into
from sayso.pipeline.sharding.manifest import ShardRow, ShardStatus, read_manifest
from sayso.pipeline.sharding.shards import ShardError
from sayso.pipeline.sharding.spread import read_items, spread_here
from sayso.records.document import Reject
from sayso.records.reading import ReadDocument
from sayso.records.rows.mentions import to_rows
from tests.pipeline.poison import write_poison
from tests.pipeline.runs import CONFIG, OPTIONS, REPORTS, files, run_into, write_reports

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.pipeline.reading.run import Item
    from sayso.pipeline.sharding.manifest import Manifest


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("in") / "reports")


@pytest.fixture(scope="module")
def plain(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """The run that all others must equal: in this process."""
    manifest, failed = run_into(tmp_path_factory.mktemp("plain") / "out", reports, spread_here(1))
    assert not failed
    return manifest


def test_shards_hold_what_a_run_over_the_files_gives(plain: Manifest, reports: Path) -> None:
    items: list[Item] = []
    summary = read_sources_into(
        read_sources([str(reports)], OPTIONS), CONFIG, on_item=items.append
    )
    assert len(plain.plan.shards) > 4
    assert summary.read == REPORTS
    parted = list(read_items(plain))
    assert len(parted) == len(items)
    assert {repr(item) for item in parted} == {repr(item) for item in items}
    counts = [row.counts for row in plain.rows.values()]
    assert sum(c.read for c in counts) == REPORTS
    assert sum(c.rejected for c in counts) == len(summary.rejects)
    assert sum(c.events for c in counts) == summary.events


def test_the_tables_hold_the_rows_of_the_readings(plain: Manifest) -> None:
    readings = [item for item in read_items(plain) if isinstance(item, ReadDocument)]
    wanted = sorted(row.id for read in readings for row in to_rows(read))
    assert sorted(pq.read_table(plain.folder / "mentions")["id"].to_pylist()) == wanted
    whole = sorted(event.id for read in readings for event in read.annotations.whole_events)
    assert sorted(pq.read_table(plain.folder / "events")["id"].to_pylist()) == whole


def test_a_worker_killed_midway_changes_nothing(
    plain: Manifest, reports: Path, tmp_path: Path
) -> None:
    killed: list[int] = []

    def kill(_: ShardRow) -> None:
        if not killed:
            killed.extend(child.pid or 0 for child in multiprocessing.active_children()[:1])
            os.kill(killed[0], signal.SIGKILL)

    manifest, failed = run_into(tmp_path / "out", reports, spread_here(2), on_row=kill)
    assert killed
    assert not failed
    assert files(manifest.folder) == files(plain.folder)


def test_a_document_that_kills_its_process_is_set_aside_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = write_reports(tmp_path / "reports", poison=True)
    monkeypatch.setenv("PYTHONPATH", write_poison(tmp_path))
    manifest, failed = run_into(tmp_path / "out", reports, spread_here(2))
    assert not failed
    items = list(read_items(manifest))
    (lost,) = [i for i in items if isinstance(i, Reject) and "died 3 times" in i.reason]
    assert lost.report == "r5"
    assert sum(isinstance(item, ReadDocument) for item in items) == REPORTS - 1
    assert max(row.attempts for row in manifest.rows.values()) > 1


def test_a_run_goes_on_where_it_was_stopped(
    plain: Manifest, reports: Path, tmp_path: Path
) -> None:
    class StopError(Exception):
        pass

    folder = tmp_path / "out"

    def stop(row: ShardRow) -> None:
        raise StopError(row.key)

    with pytest.raises(StopError) as stopped:
        run_into(folder, reports, spread_here(1), on_row=stop)
    first = str(stopped.value)
    with (folder / "manifest.jsonl").open("ab") as out:
        out.write(b'{"key": "half a li')
    (folder / "mentions" / "part-x.parquet.0.unfinished").write_bytes(b"PAR1")
    with pytest.raises(ShardError, match="--resume"):
        run_into(folder, reports, spread_here(1))
    read: list[str] = []
    run_into(folder, reports, spread_here(1), resume=True, on_row=lambda row: read.append(row.key))
    assert first not in read
    assert files(folder) == files(plain.folder)


def test_a_shard_that_cannot_be_read_is_told_and_the_others_are_read(
    reports: Path, tmp_path: Path
) -> None:
    own = tmp_path / "reports"
    own.mkdir()
    for path in reports.iterdir():
        (own / path.name).write_bytes(path.read_bytes())
    late = own / "b20.txt"

    def change(_: ShardRow) -> None:
        late.write_text("Rebels attacked Gao on Monday.", encoding="utf-8")

    manifest, (failed,) = run_into(tmp_path / "out", own, spread_here(1), on_row=change)
    assert failed.status is ShardStatus.FAILED
    assert failed.attempts == 3
    assert "b20.txt is not what it was" in str(failed.error)
    assert read_manifest(manifest.folder)[1] == manifest.rows
    again, none = run_into(tmp_path / "out", own, spread_here(1), resume=True)
    assert not none
    texts = [i.document.text for i in read_items(again) if isinstance(i, ReadDocument)]
    assert len(texts) == REPORTS
    assert "Rebels attacked Gao on Monday." in texts
    assert len(files(again.folder)) == 4 * len(again.plan.shards)


def test_a_ledger_from_parts_is_the_ledger_of_the_run(
    plain: Manifest, reports: Path, tmp_path: Path
) -> None:
    digests = []
    direct: list[Item] = []
    read_sources_into(read_sources([str(reports)], OPTIONS), CONFIG, on_item=direct.append)
    for name, items in (("a.db", direct), ("b.db", list(read_items(plain)))):
        with open_ledger(str(tmp_path / name), create=True) as ledger:
            run = ledger.begin_run(version="1", configuration="c", inputs=["x"], resume=False)
            ledger.record(run, items)
            digests.append(ledger.digest())
    assert digests[0] == digests[1]

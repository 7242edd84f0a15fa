"""Nothing that a document or an interruption does may change what the ledger holds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.ledger.store import open_ledger
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.run import Into, Summary, read_sources_into
from sayso.records.version import VERSION
from tests.pipeline.corpus import write_corpus

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = 1000
KILLS = 20


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    write_corpus(folder, DOCUMENTS)
    return folder


def read_into(
    target: Path, files: list[str], *, workers: int = 1, batch: int = 64
) -> tuple[Summary, str]:
    """Reads files into a new ledger; the summary and the digest of the ledger's content."""
    ledger = open_ledger(str(target), create=True)
    config = ReadConfig()
    run_id = ledger.begin_run(
        version=VERSION, configuration=config.digest(), inputs=files, resume=False
    )
    sources = read_sources(files, IngestOptions())
    summary = read_sources_into(sources, config, into=Into(ledger, run_id, batch), workers=workers)
    ledger.finish_run(run_id)
    assert list(ledger.check()) == []
    digest = ledger.digest()
    ledger.close()
    return summary, digest


@pytest.fixture(scope="module")
def plain(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Summary, str]:
    """The run that all others must equal: one worker, files in order."""
    return read_into(tmp_path_factory.mktemp("plain") / "war.db", _files(corpus))


def _files(corpus: Path) -> list[str]:
    return sorted(str(path) for path in corpus.iterdir())


def test_good_documents_are_read_and_bad_ones_say_why(
    plain: tuple[Summary, str], corpus: Path
) -> None:
    summary, _ = plain
    good = [path for path in corpus.iterdir() if path.name.startswith("good")]
    broken = {str(path) for path in corpus.iterdir() if path.name.startswith("broken")}
    assert summary.read == len(good)
    assert {reject.path for reject in summary.rejects} == broken
    assert all(reject.reason and reject.remedy for reject in summary.rejects)
    assert summary.events > len(good) / 2


def test_order_batch_and_workers_change_nothing(
    plain: tuple[Summary, str], corpus: Path, tmp_path: Path
) -> None:
    files = _files(corpus)
    random.Random(7).shuffle(files)
    _, digest = read_into(tmp_path / "war.db", files, workers=2, batch=7)
    assert digest == plain[1]


def test_reading_twice_adds_nothing(corpus: Path, tmp_path: Path) -> None:
    files = _files(corpus)[-40:]
    _, first = read_into(tmp_path / "war.db", files)
    again, second = read_into(tmp_path / "war.db", files)
    assert again.read == 0
    assert again.known == len(files)
    assert first == second


def test_killed_twenty_times_and_resumed_is_the_same(corpus: Path, tmp_path: Path) -> None:
    files = _files(corpus)
    part = tmp_path / "part"
    part.mkdir()
    for path in files[:40] + files[-300:]:
        os.link(path, part / os.path.basename(path))  # noqa: PTH119
    target = tmp_path / "killed.db"
    command = [sys.executable, "-m", "sayso", "read", str(part), "--into", str(target), "--resume"]
    chance = random.Random(11)
    for kill in range(KILLS):
        process = subprocess.Popen(
            [*command, "--workers", str(1 + kill % 2)],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(chance.uniform(0.5, 5.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 3
    ledger = open_ledger(str(target))
    assert list(ledger.check()) == []
    _, digest = read_into(tmp_path / "plain.db", [str(part)])
    assert ledger.digest() == digest
    ledger.close()

"""The ledger: how fast it takes events in, and how fast a corpus that it knows goes by."""

from __future__ import annotations

import itertools
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import sayso
from benchmarks import corpus
from benchmarks.reports import conflict_news
from benchmarks.rows import Row, Setting, seconds
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.ledger.store import Ledger, open_ledger
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.run import Into, read_sources_into
from sayso.records.exchange.codec import decode, encode
from sayso.records.reading import ReadDocument
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

_EVENTS = 6_000
_REPORTS = 100
_BATCH = 64
_ID = re.compile(rb'"([a-z])([0-9a-f]{16})[0-9a-f]{4}"')


def writing(setting: Setting) -> list[Row]:
    """Readings go into a new ledger, 64 to a commit, as a run writes them."""
    small = Setting(setting.data, words=3_000)
    read = [one.read for one in sayso.Readings(sayso.read_many(conflict_news(small).texts))]
    copies = list(_copies(read, _EVENTS))
    events = sum(len(one.annotations.events) for one in copies)
    paces = []
    for _ in range(setting.runs):
        with tempfile.TemporaryDirectory() as folder, _new(folder) as ledger:
            paces.append(events / seconds(lambda: _write(ledger, copies)))
    told = f"{events:,} event mentions of {len(copies):,} readings"
    return [Row("ledger, events written", "events/s", tuple(paces), least=5_000, told=told)]


def rereading(setting: Setting) -> list[Row]:
    """A corpus is read into a new ledger, and then again."""
    reports = _REPORTS * (10 if setting.full else 1)
    ratios = []
    for run in range(setting.runs):
        with tempfile.TemporaryDirectory() as folder, _new(folder) as ledger:
            corpus.write_corpus(Path(folder, "reports"), reports, seed=100 + run)
            _read_into(folder, ledger, only=1)
            first = seconds(lambda: _read_into(folder, ledger))
            again = seconds(lambda: _read_into(folder, ledger))
            ratios.append(first / again)
    told = f"{reports:,} generated reports"
    return [Row("ledger, a known corpus again", "times", tuple(ratios), least=20, told=told)]


def _new(folder: str) -> Ledger:
    return open_ledger(str(Path(folder, "bench.db")), create=True)


def _copies(read: list[ReadDocument], events: int) -> Iterator[ReadDocument]:
    """The readings again and again, each time with other ids, until they have so many events."""
    for number, one in enumerate(itertools.cycle(read)):
        if events <= 0:
            return
        other = _ID.sub(rb'"\g<1>\g<2>%04x"' % (number % 65_536), encode(one))
        events -= len(one.annotations.events)
        yield decode(other, ReadDocument)


def _write(ledger: Ledger, readings: list[ReadDocument]) -> None:
    run = ledger.begin_run(version=VERSION, configuration="bench", inputs=["bench"], resume=False)
    for batch in _batches(readings):
        ledger.record(run, batch)
    ledger.finish_run(run)


def _batches(readings: list[ReadDocument]) -> Iterator[list[ReadDocument]]:
    for first in range(0, len(readings), _BATCH):
        yield readings[first : first + _BATCH]


def _read_into(folder: str, ledger: Ledger, only: int | None = None) -> None:
    config = ReadConfig()
    sources = read_sources([str(Path(folder, "reports"))], IngestOptions())
    run = ledger.begin_run(
        version=VERSION, configuration=config.digest(), inputs=[folder], resume=False
    )
    read_sources_into(
        itertools.islice(sources, only), config, into=Into(ledger, run), on_known=lambda _: None
    )
    ledger.finish_run(run)

"""A run in shards, into a folder of parts: in this process, in several, or on a cluster."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.cli.job import progress_line
from sayso.cli.messages import INTERRUPTED, USAGE, count, fail, say
from sayso.export.parts import read_rejects
from sayso.ingest.options import IngestOptions
from sayso.ledger.store import LedgerError, open_ledger
from sayso.pipeline.reading.run import Summary
from sayso.pipeline.sharding.manifest import (
    MANIFEST,
    Manifest,
    ShardRow,
    ShardStatus,
    open_manifest,
)
from sayso.pipeline.sharding.process import ShardJob
from sayso.pipeline.sharding.shards import ShardError, plan_shards
from sayso.pipeline.sharding.spread import Spread, read_items, run_shards, spread_here
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.pipeline.reading.config import ReadConfig

_BATCH = 64


@dataclass(frozen=True)
class ClusterJob:
    """What to read, how, and into which folder; `into` is a ledger that gets it all at the end.

    `scheduler` is the address of a Dask scheduler, `local`, or null for no Dask: then `workers`
    processes of our own read.
    """

    paths: list[str]
    ingest: IngestOptions
    config: ReadConfig
    folder: Path
    into: str | None = None
    resume: bool = False
    workers: int = 1
    scheduler: str | None = None

    def run(self) -> Summary:
        """Reads every shard that is not read; ends the command where some cannot be read."""
        try:
            plan = plan_shards(self.paths, self.ingest, self.config)
            manifest = open_manifest(self.folder, plan, resume=self.resume)
        except ShardError as error:
            fail(str(error), status=USAGE)
        known = {key for key, row in manifest.rows.items() if row.status is ShardStatus.DONE}
        try:
            failed = self._read(manifest)
        except ShardError as error:
            fail(f"{error}; what was read is kept: go on with --resume")
        except KeyboardInterrupt:
            fail(
                f"stopped; what was read is kept in {self.folder}: go on with the same command "
                "and --resume",
                status=INTERRUPTED,
            )
        if failed:
            _give_up(failed, self.folder)
        summary = _summary(manifest, known)
        if self.into is not None:
            summary.refused = self._load(manifest, self.into)
        return summary

    def _read(self, manifest: Manifest) -> list[ShardRow]:
        job = ShardJob(
            folder=str(self.folder.absolute()),
            root=str(Path.cwd()),
            options=self.ingest,
            config=self.config,
            digest=self.config.digest(),
        )
        total = len(manifest.plan.shards)
        with progress_line("{task.fields[shards]:,} of {task.total:,} shards, ") as progress:
            task = progress.add_task("reading", total=total, shards=0, documents=0, events=0)

            def show(_: ShardRow | None = None) -> None:
                rows = [row for row in manifest.rows.values() if row.status is ShardStatus.DONE]
                progress.update(
                    task,
                    shards=len(rows),
                    documents=sum(row.counts.read + row.counts.rejected for row in rows),
                    events=sum(row.counts.events for row in rows),
                )

            show()
            with self._spread() as spread:
                return run_shards(manifest, job, spread, show)

    @contextmanager
    def _spread(self) -> Iterator[Spread]:
        if self.scheduler is None:
            yield spread_here(self.workers)
            return
        try:
            from sayso.pipeline.sharding.distribute import cluster
        except ModuleNotFoundError as error:
            if error.name not in {"dask", "distributed"}:
                raise
            fail("--scheduler needs Dask: pip install 'sayso[cluster]'", status=USAGE)
        with cluster(self.scheduler, self.workers, say) as spread:
            yield spread

    def _load(self, manifest: Manifest, target: str) -> tuple[str, ...]:
        """Everything read, to the ledger, in the order of the plan; the ids that it refused."""
        refused: tuple[str, ...] = ()
        try:
            ledger = open_ledger(target, create=True)
        except LedgerError as error:
            fail(str(error), status=USAGE)
        with ledger:
            run_id = ledger.begin_run(
                version=VERSION,
                configuration=self.config.digest(),
                inputs=self.paths,
                resume=self.resume,
            )
            read = read_items(manifest)
            while items := list(islice(read, _BATCH)):
                refused += ledger.record(run_id, items).refused
            ledger.finish_run(run_id)
        return refused


def _summary(manifest: Manifest, known: set[str]) -> Summary:
    """What this run read, and what was read before it."""
    new = [row.counts for key, row in manifest.rows.items() if key not in known]
    rejects = list(manifest.plan.rejects)
    for shard in manifest.plan.shards:
        rejects += read_rejects(manifest.folder, shard.key)
    return Summary(
        read=sum(counts.read for counts in new),
        known=sum(manifest.rows[key].counts.read for key in known),
        events=sum(counts.events for counts in new),
        rejects=rejects,
    )


def _give_up(failed: list[ShardRow], folder: Path) -> None:
    """Ends the command: the other shards are read, but nothing may look whole that is not."""
    for row in failed[:5]:
        say(f"  {row.inputs}: {row.error}")
    fail(
        f"{count(len(failed), 'shard')} could not be read, see {folder / MANIFEST}; what was read "
        "is kept: go on with --resume when the cause is gone"
    )

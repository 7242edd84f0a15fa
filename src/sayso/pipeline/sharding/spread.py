"""A plan's shards to their parts: tried until they are read, and counted."""

from __future__ import annotations

from collections import Counter, deque
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec

from sayso.export.parts import read_part
from sayso.pipeline.reading.cursors import suspects
from sayso.pipeline.reading.workers import end_pool, new_pool
from sayso.pipeline.sharding.manifest import ShardStatus
from sayso.pipeline.sharding.process import process_shard
from sayso.pipeline.sharding.shards import ShardError
from sayso.records.exchange.part import PartCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

    from sayso.pipeline.sharding.manifest import Manifest, ShardRow
    from sayso.pipeline.sharding.process import ShardJob
    from sayso.pipeline.sharding.shards import Shard
    from sayso.records.document import Document, Reject
    from sayso.records.reading import ReadDocument

_FAILURES = 3
"""How often a shard may fail with an error before it is given up."""

_DEATHS = 10
"""How often processes may die at a shard without telling of another document at which they do."""


class Outcome(NamedTuple):
    """What came of one attempt at a shard: counts, or an error, or its process died."""

    shard: Shard
    counts: PartCounts | None = None
    error: str | None = None
    death: bool = False


class Spread(Protocol):
    """A way to do shards somewhere: here, in processes, on a cluster."""

    def __call__(self, shards: Sequence[Shard], job: ShardJob) -> Iterator[Outcome]:
        """One outcome for each shard, as they end."""


def run_shards(
    manifest: Manifest,
    job: ShardJob,
    spread: Spread,
    on_row: Callable[[ShardRow], None] = lambda _: None,
) -> list[ShardRow]:
    """Reads the shards that are not read yet; returns the rows of those that were given up.

    Every attempt is noted in the manifest, and told to `on_row`, when it ends.
    """
    tries = _Tries(Path(job.folder))
    shards: Sequence[Shard] = manifest.to_read()
    while shards:
        again = []
        for outcome in spread(shards, job):
            row = _row(manifest.rows[outcome.shard.key], outcome)
            if outcome.counts is None and tries.may_go_on(outcome):
                again.append(outcome.shard)
                row = msgspec.structs.replace(row, status=ShardStatus.PLANNED)
            manifest.put(row)
            on_row(row)
        shards = again
    manifest.tidy()
    return [row for row in manifest.rows.values() if row.status is not ShardStatus.DONE]


class _Tries:
    """How often shards have failed, and processes have died at them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._failures: Counter[str] = Counter()
        self._deaths: Counter[str] = Counter()
        self._suspects: Counter[str] = Counter()

    def may_go_on(self, outcome: Outcome) -> bool:
        """Whether a shard that was not read is to be tried again."""
        key = outcome.shard.key
        if not outcome.death:
            self._failures[key] += 1
            return self._failures[key] < _FAILURES
        found = len(suspects(self._folder, key))
        if found > self._suspects[key]:
            self._suspects[key] = found
            self._deaths[key] = 0
            return True
        self._deaths[key] += 1
        return self._deaths[key] < _DEATHS


def spread_here(workers: int) -> Spread:
    """Shards in this process, or in `workers` processes that this one begins."""

    def spread(shards: Sequence[Shard], job: ShardJob) -> Iterator[Outcome]:
        if workers <= 1:
            yield from (_outcome(shard, partial(process_shard, shard, job)) for shard in shards)
            return
        left = deque(shards)
        while left:
            yield from _pooled(left, job, workers)

    return spread


def read_items(manifest: Manifest) -> Iterator[ReadDocument | Document | Reject]:
    """Everything that a finished run read, in the order of the plan."""
    yield from manifest.plan.rejects
    for shard in manifest.plan.shards:
        yield from read_part(manifest.folder, shard.key)


def told(error: BaseException) -> str:
    """An error in words, with its kind where it is none of ours."""
    return str(error) if isinstance(error, ShardError) else f"{type(error).__name__}: {error}"


def _pooled(left: deque[Shard], job: ShardJob, workers: int) -> Iterator[Outcome]:
    """Outcomes from one pool until all shards are taken from `left`, or one of its processes dies.

    No more shards are given out than there are processes: only those are hit by a death.
    """
    pool = new_pool(workers)
    at_work: dict[Future[PartCounts], Shard] = {}
    died = False
    try:
        while at_work or (left and not died):
            while left and not died and len(at_work) < workers:
                at_work[pool.submit(process_shard, left[0], job)] = left[0]
                left.popleft()
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                outcome = _outcome(at_work.pop(future), future.result)
                died = died or outcome.death
                yield outcome
    except BrokenProcessPool:  # it died between two shards: the next pool takes them
        left.extend(at_work.values())
    finally:
        if at_work:  # nobody waits for these: parts are whole or not there
            end_pool(pool)
        pool.shutdown(wait=not at_work, cancel_futures=True)


def _outcome(shard: Shard, result: Callable[[], PartCounts]) -> Outcome:
    try:
        return Outcome(shard, result())
    except BrokenProcessPool:
        return Outcome(shard, error="its worker process died", death=True)
    except Exception as error:  # noqa: BLE001 (whatever befalls one shard must not stop the others)
        return Outcome(shard, error=told(error))


def _row(row: ShardRow, outcome: Outcome) -> ShardRow:
    done = outcome.counts is not None
    return msgspec.structs.replace(
        row,
        status=ShardStatus.DONE if done else ShardStatus.FAILED,
        attempts=row.attempts + 1,
        error=outcome.error,
        counts=outcome.counts or PartCounts(),
    )

"""Shards on a cluster: the one module that knows Dask.

Nothing depends on what Dask promises: a shard whose worker died, whose result got lost or that
was done twice is a shard that is read again or found to be there. The scheduler may go; what was
read stays, and the rest is given to the one that comes after it at the same address.
"""

from __future__ import annotations

import logging
import time
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING

from distributed import Client, KilledWorker, LocalCluster, as_completed

from sayso.pipeline.sharding.process import process_shard
from sayso.pipeline.sharding.shards import ShardError
from sayso.pipeline.sharding.spread import Outcome, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from distributed import Future

    from sayso.pipeline.sharding.process import ShardJob
    from sayso.pipeline.sharding.shards import Shard
    from sayso.pipeline.sharding.spread import Spread

LOCAL = "local"

_GIVEN_OUT = 1_000
"""Shards that the scheduler knows of at a time."""

_FIRST_PATIENCE = 30.0
_PATIENCE = 600.0
"""Seconds to wait for a scheduler that was never seen, and for one that went."""

_BETWEEN = 2.0


class _LostError(Exception):
    """The scheduler is gone, and with it what it knew."""


@contextmanager
def cluster(
    address: str, workers: int, on_wait: Callable[[str], None] = lambda _: None
) -> Iterator[Spread]:
    """A way to do shards on the workers of the scheduler at an address such as `tcp://host:8786`.

    `local` is a scheduler of our own with `workers` processes on this machine, each begun again
    when it dies. `on_wait` is told when there is something to wait for.

    Raises:
        ShardError: when there is no scheduler, or none came back in ten minutes.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    if address != LOCAL:
        yield _Cluster(address, on_wait).spread
        return
    with LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        dashboard_address=None,
        # any free port: two clusters on one machine must not quarrel over the usual one
        scheduler_kwargs={"dashboard_address": ":0"},
        silence_logs=logging.CRITICAL,
    ) as local:
        yield _Cluster(local.scheduler_address, on_wait).spread


class _Cluster:
    """A scheduler at an address, whoever it is that answers there."""

    def __init__(self, address: str, on_wait: Callable[[str], None]) -> None:
        self._address = address
        self._on_wait = on_wait
        self._seen = False

    def spread(self, shards: Sequence[Shard], job: ShardJob) -> Iterator[Outcome]:
        """One outcome for each shard, as they end, from one scheduler after another."""
        left = {shard.key: shard for shard in shards}
        while left:
            try:
                with closing(self._connect()) as client:
                    for outcome in _outcomes(client, list(left.values()), job):
                        del left[outcome.shard.key]
                        yield outcome
            except _LostError:
                self._on_wait(f"the scheduler at {self._address} is gone; waiting for another")

    def _connect(self) -> Client:
        patience = _PATIENCE if self._seen else _FIRST_PATIENCE
        until = time.monotonic() + patience
        while True:
            try:
                client = Client(self._address, timeout=_FIRST_PATIENCE, set_as_default=False)
            except (OSError, ValueError) as error:
                if time.monotonic() > until or isinstance(error, ValueError):
                    raise ShardError(
                        f"no Dask scheduler answers at {self._address} ({error}); start one with "
                        "`dask scheduler` and workers with `dask worker ADDRESS --nthreads 1`, "
                        "or say --scheduler local"
                    ) from error
                time.sleep(_BETWEEN)
            else:
                self._seen = True
                return client


def _outcomes(client: Client, shards: Sequence[Shard], job: ShardJob) -> Iterator[Outcome]:
    """Outcomes as they come; no more than `_GIVEN_OUT` shards are with the scheduler.

    Raises:
        _LostError: when the scheduler is gone.
    """
    source = iter(shards)
    given: dict[str, Shard] = {}

    def give(shard: Shard) -> Future:
        future = client.submit(process_shard, shard, job, pure=False)
        given[future.key] = shard
        return future

    ended = as_completed([give(shard) for shard in islice(source, _GIVEN_OUT)], loop=client.loop)
    for future in ended:
        yield _outcome(given.pop(future.key), future)
        for shard in islice(source, 1):
            ended.add(give(shard))


def _outcome(shard: Shard, future: Future) -> Outcome:
    if future.status == "finished":
        return Outcome(shard, future.result())
    if future.status != "error":
        raise _LostError
    error = future.exception()
    if isinstance(error, KilledWorker):
        return Outcome(shard, error="its worker process died", death=True)
    return Outcome(shard, error=told(error))

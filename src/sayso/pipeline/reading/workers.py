"""Documents to worker processes and back, in order, with bounded memory."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.analysis.seldom_collected import collect_seldom
from sayso.analysis.sessions import load_in_background
from sayso.records.document import Document, Reject
from sayso.records.exchange.codec import decode, encode
from sayso.records.exchange.part import PartLine
from sayso.records.reading import ReadDocument

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence

    from sayso.pipeline.reading.config import ReadConfig

ATTEMPTS = 3
"""How often a document is tried whose process dies."""

_BATCH = 4_000
"""Characters that go to a worker at once: enough that sending them costs nothing beside reading
them, and few enough that no worker is idle for long while another one ends."""

_MOST_TASKS = 64
_BATCHES_PER_WORKER = 3

_Item = ReadDocument | Document | Reject | None


@dataclass(frozen=True)
class Task:
    """One item on its way through a run: a document to read, or something that only passes.

    `known` says that the ledger held the item already. A task without an item (`IDLE`) says that
    the source has nothing ready: what is done so far can be handed on.
    """

    item: _Item
    to_read: bool = False
    known: bool = False


IDLE = Task(None)


def read_all(tasks: Iterable[Task], config: ReadConfig, workers: int) -> Generator[Task]:
    """The tasks in their order, each document to read replaced by its reading or reject.

    `workers` of 1 reads in this process. Workers are spawned once and load their models once;
    short documents travel together, and at most three batches for each worker are in memory. A
    document whose worker dies (out of memory, say) is tried alone, three times in all. `IDLE`
    among the tasks, when nothing is at work, is handed on; each one that is asked for may take a
    moment, so that a result never waits long.
    """
    if workers <= 1:
        yield from (Task(_result(task, config), known=task.known) for task in tasks)
        return
    source = _batches(tasks)
    pending: deque[list[Task]] = deque()
    while True:
        try:
            yield from _pooled(source, pending, config, workers)
        except BrokenProcessPool:
            batch = pending.popleft()
            yield from _merged(batch, _one_by_one(_to_read(batch), config))
        else:
            return


def read_or_reject(document: Document, config: ReadConfig) -> ReadDocument | Reject:
    """The reading of a document, or the reject that says why there is none.

    Whatever goes wrong inside one document must not stop the others: this is the one place
    where every error is caught, and it becomes a reject with its reason.
    """
    if config.model:
        load_in_background()
    from sayso.pipeline.reading.stages import read_document  # noqa: PLC0415 (spaCy loads in the worker)

    try:
        return read_document(document, config)
    except Exception as error:  # noqa: BLE001 (see above)
        return _failed(document, f"reading failed: {type(error).__name__}: {error}")


def died(document: Document) -> Reject:
    """The reject for a document whose process died each time that it was tried."""
    return _failed(document, f"its worker process died {ATTEMPTS} times")


def _result(task: Task, config: ReadConfig) -> _Item:
    if task.to_read and isinstance(task.item, Document):
        return read_or_reject(task.item, config)
    return task.item


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """The tasks in lists of about `_BATCH` characters to read; an empty list for `IDLE`."""
    batch: list[Task] = []
    size = 0
    for task in tasks:
        if task is not IDLE:
            batch.append(task)
            size += sum(len(document.text) for document in _to_read([task]))
        if task is IDLE or size >= _BATCH or len(batch) >= _MOST_TASKS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _to_read(batch: Iterable[Task]) -> list[Document]:
    return [task.item for task in batch if task.to_read and isinstance(task.item, Document)]


def _merged(batch: Iterable[Task], results: Iterable[ReadDocument | Reject]) -> Iterator[Task]:
    """The tasks of a batch, with the results in the place of its documents to read."""
    read = iter(results)
    for task in batch:
        yield Task(next(read), known=task.known) if task.to_read else task


def _pooled(
    source: Iterator[list[Task]],
    pending: deque[list[Task]],
    config: ReadConfig,
    workers: int,
) -> Iterator[Task]:
    """Results from a pool; `pending` holds what was taken from the source and not yielded."""
    with new_pool(workers) as pool:
        futures = deque(_submit(pool, batch, config) for batch in pending)
        most = workers * _BATCHES_PER_WORKER
        try:
            while True:
                idle = False
                while len(futures) < most and not idle:
                    batch = next(source, None)
                    if batch is None:
                        break
                    idle = not batch
                    if batch:
                        pending.append(batch)
                        futures.append(_submit(pool, batch, config))
                if not futures and not idle:
                    return
                if not futures:
                    yield IDLE
                wait = not idle
                while futures and (wait or futures[0].done()):
                    results, wait = futures[0].result(), False
                    futures.popleft()
                    yield from _merged(pending.popleft(), map(_unpacked, results))
        except (GeneratorExit, KeyboardInterrupt):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def new_pool(workers: int) -> ProcessPoolExecutor:
    """Processes that load sayso once, leave Ctrl-C to this one and end when it ends."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)


def end_pool(pool: ProcessPoolExecutor) -> None:
    """Ends the processes of a pool, whatever they are at."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 (no other way before 3.14)
        process.kill()


def _begin() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent ends, however it does.

    Without this, workers of a killed run would wait for work for ever. Each worker is one thread
    of arithmetic: more would take the processors from the other workers.
    """
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _submit(
    pool: ProcessPoolExecutor, batch: Sequence[Task], config: ReadConfig
) -> Future[list[bytes]]:
    if documents := _to_read(batch):
        return pool.submit(_read_batch, documents, config)
    done: Future[list[bytes]] = Future()
    done.set_result([])
    return done


def _read_batch(documents: Sequence[Document], config: ReadConfig) -> list[bytes]:
    """In a worker: the results as JSON, which costs less than pickled records."""
    return [encode(PartLine.of(read_or_reject(document, config))) for document in documents]


def _unpacked(data: bytes) -> ReadDocument | Reject:
    item = decode(data, PartLine).item
    assert not isinstance(item, Document)
    return item


def _one_by_one(
    documents: Sequence[Document], config: ReadConfig
) -> Iterator[ReadDocument | Reject]:
    """Results of a batch at which a worker died: one document at a time in a process of its own.

    The process is begun anew when it dies; the document at which it died three times is set aside.
    """
    left = deque(documents)
    deaths = 0
    while left:
        with new_pool(1) as pool:
            try:
                while left:
                    (result,) = pool.submit(_read_batch, [left[0]], config).result()
                    deaths = 0
                    left.popleft()
                    yield _unpacked(result)
            except BrokenProcessPool:
                deaths += 1
        if deaths == ATTEMPTS:
            deaths = 0
            yield died(left.popleft())


def _failed(document: Document, reason: str) -> Reject:
    return Reject.make(
        document.address,
        reason,
        "report it with the document, if you may share it; the other documents are not affected",
        report=document.report,
    )

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

from sayso.records.document import Document, Reject

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from sayso.pipeline.config import ReadConfig
    from sayso.records.reading import ReadDocument

_IN_FLIGHT_PER_WORKER = 8
_ATTEMPTS = 3


@dataclass(frozen=True)
class Task:
    """One item on its way through a run: a document to read, or something that only passes.

    `known` says that the ledger held the item already.
    """

    item: ReadDocument | Document | Reject
    to_read: bool = False
    known: bool = False


def read_all(tasks: Iterable[Task], config: ReadConfig, workers: int) -> Generator[Task]:
    """The tasks in their order, each document to read replaced by its reading or reject.

    `workers` of 1 reads in this process. Workers are spawned once and load their models once;
    at most eight tasks for each are in memory. A document whose worker dies (out of memory,
    say) is tried alone, three times in all.
    """
    if workers <= 1:
        yield from (Task(_result(task, config), known=task.known) for task in tasks)
        return
    source = iter(tasks)
    pending: deque[Task] = deque()
    while True:
        try:
            yield from _pooled(source, pending, config, workers)
        except BrokenProcessPool:
            task = pending.popleft()
            yield Task(_read_alone(task, config), known=task.known)
        else:
            return


def read_or_reject(document: Document, config: ReadConfig) -> ReadDocument | Reject:
    """The reading of a document, or the reject that says why there is none.

    Whatever goes wrong inside one document must not stop the others: this is the one place
    where every error is caught, and it becomes a reject with its reason.
    """
    from sayso.pipeline.stages import read_document  # noqa: PLC0415 (spaCy loads in the worker)

    try:
        return read_document(document, config)
    except Exception as error:  # noqa: BLE001 (see above)
        return _failed(document, f"reading failed: {type(error).__name__}: {error}")


def _result(task: Task, config: ReadConfig) -> ReadDocument | Document | Reject:
    if task.to_read and isinstance(task.item, Document):
        return read_or_reject(task.item, config)
    return task.item


def _pooled(
    source: Iterator[Task], pending: deque[Task], config: ReadConfig, workers: int
) -> Iterator[Task]:
    """Results from a pool; `pending` holds what was taken from the source and not yielded."""
    with _pool(workers) as pool:
        futures = deque(_submit(pool, task, config) for task in pending)
        try:
            while True:
                while len(futures) < workers * _IN_FLIGHT_PER_WORKER:
                    task = next(source, None)
                    if task is None:
                        break
                    pending.append(task)
                    futures.append(_submit(pool, task, config))
                if not futures:
                    return
                result = futures[0].result()
                futures.popleft()
                yield Task(result, known=pending.popleft().known)
        except (GeneratorExit, KeyboardInterrupt):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _pool(workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent)


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent ends, however it does.

    Without this, workers of a killed run would wait for work for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _submit(
    pool: ProcessPoolExecutor, task: Task, config: ReadConfig
) -> Future[ReadDocument | Document | Reject]:
    if task.to_read:
        return pool.submit(_result, task, config)
    done: Future[ReadDocument | Document | Reject] = Future()
    done.set_result(task.item)
    return done


def _read_alone(task: Task, config: ReadConfig) -> ReadDocument | Document | Reject:
    for _ in range(_ATTEMPTS):
        with _pool(1) as pool:
            try:
                return pool.submit(_result, task, config).result()
            except BrokenProcessPool:
                continue
    assert isinstance(task.item, Document)
    return _failed(task.item, f"its worker process died {_ATTEMPTS} times")


def _failed(document: Document, reason: str) -> Reject:
    return Reject.make(
        document.address,
        reason,
        "report it with the document, if you may share it; the other documents are not affected",
        report=document.report,
    )

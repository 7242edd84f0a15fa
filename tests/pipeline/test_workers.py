"""Documents through worker processes: in order, whatever dies."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.workers import IDLE, Task, read_all
from sayso.records.document import Reject
from sayso.records.reading import ReadDocument
from tests.pipeline.documents import document
from tests.pipeline.poison import WORD, write_poison

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

CONFIG = ReadConfig(model=False)
POISON = f"{WORD} was found in the well of a village near Gao."


def tasks(number: int, poison: int | None = None) -> Iterator[Task]:
    """Short and long documents, with things among them that only pass."""
    for n in range(number):
        text = f"Gunmen attacked town {n}. " * (1 + 30 * (n % 7 == 3))
        yield Task(document(n, POISON if n == poison else text), to_read=True)
        if n % 5 == 2:
            yield Task(Reject.make("a.txt", "the file is empty", "fill it", where=n))
            yield Task(document(1000 + n, text), known=True)


def test_two_workers_give_what_one_gives() -> None:
    one = list(read_all(tasks(10), CONFIG, 1))
    assert list(read_all(tasks(10), CONFIG, 2)) == one
    assert [task.known for task in one] == [task.known for task in tasks(10)]


def test_no_more_is_taken_than_workers_need() -> None:
    taken = []

    def source() -> Iterator[Task]:
        for task in tasks(2_000):
            taken.append(task)
            yield task

    results = read_all(source(), CONFIG, 2)
    next(results)
    results.close()
    assert len(taken) < 600


def test_the_document_that_kills_its_worker_is_set_aside_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", write_poison(tmp_path))
    results = [task.item for task in read_all(tasks(6, poison=4), CONFIG, 2)]
    asked = [task.item for task in tasks(6, poison=4)]
    (lost,) = [r for r in results if isinstance(r, Reject) and "died 3 times" in r.reason]
    assert lost.report == "r4"
    assert lost.remedy
    for wanted, got in zip(asked, results, strict=True):
        if isinstance(got, ReadDocument):
            assert got.document == wanted
        else:
            assert got == wanted or got is lost


def test_a_slow_source_holds_nothing_back() -> None:
    first = threading.Event()

    def source() -> Iterator[Task]:
        yield Task(document(1, "Gunmen attacked Gao."), to_read=True)
        while not first.is_set():
            yield IDLE
        yield Task(document(2, "Gunmen attacked Kidal."), to_read=True)

    read = []
    for task in read_all(source(), CONFIG, 2):
        if task is not IDLE:
            first.set()
            read.append(task.item)
    assert [type(item) for item in read] == [ReadDocument, ReadDocument]

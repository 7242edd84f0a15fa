"""A slow source is never waited for with work in hand."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from sayso.pipeline.reading.ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 0.02


def test_all_items_come_in_order_in_lists_of_limited_size() -> None:
    lists = list(read_ahead(range(100), 7, PATIENCE))
    assert [item for chunk in lists for item in chunk] == list(range(100))
    assert max(map(len, lists)) <= 7


def test_what_is_ready_comes_while_the_source_waits() -> None:
    go = threading.Event()

    def slow() -> Iterator[int]:
        yield 1
        go.wait()
        yield 2

    chunks = read_ahead(slow(), 64, PATIENCE)
    assert next(chunks) == [1]
    assert next(chunks) == []
    go.set()
    assert [item for chunk in chunks for item in chunk] == [2]


def test_an_error_of_the_source_comes_after_what_was_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    chunks = read_ahead(broken(), 1, PATIENCE)
    assert next(chunks) == [1]
    with pytest.raises(OSError, match="gone"):
        next(chunks)


def test_no_more_than_two_lists_are_read_ahead_and_closing_ends_the_thread() -> None:
    taken: list[int] = []
    ended = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                taken.append(len(taken))
                yield taken[-1]
        finally:
            ended.set()

    chunks = read_ahead(endless(), 5, PATIENCE)
    first = next(chunks)
    assert 1 <= len(first) <= 5
    chunks.close()
    assert ended.wait(10)
    assert len(taken) <= len(first) + 12

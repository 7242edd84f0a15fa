"""Items from a source that may be slow, as they come: what is ready is never held back."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from queue import Empty, Queue
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

T = TypeVar("T")


@dataclass(frozen=True)
class _Got(Generic[T]):
    """What the reading thread hands over: an item, or at the end none and what it failed with."""

    items: tuple[T, ...] = ()
    error: BaseException | None = None


def read_ahead(items: Iterable[T], size: int, patience: float) -> Generator[list[T]]:
    """The items in their order, in lists of those that are ready: at most `size`.

    An empty list says that nothing came for `patience` seconds, so that whoever takes the items
    can finish meanwhile what it has. A thread reads ahead, at most `size` items beyond the last
    list. What the source raises is raised here, after everything that came before it.
    """
    queue: Queue[_Got[T]] = Queue(maxsize=size)
    stop = threading.Event()
    threading.Thread(target=_fill, args=(items, queue, stop), daemon=True).start()
    try:
        last = None
        while last is None:
            ready, last = _ready(queue, size, patience)
            if ready or last is None:
                yield ready
        if last.error is not None:
            raise last.error
    finally:
        stop.set()
        _make_room(queue)


def _fill(items: Iterable[T], queue: Queue[_Got[T]], stop: threading.Event) -> None:
    """Puts the items into the queue, in a thread of its own, until they end or `stop` is set."""
    try:
        for item in items:
            queue.put(_Got((item,)))
            if stop.is_set():
                return
    except BaseException as error:  # noqa: BLE001 (raised again where the items are taken)
        queue.put(_Got(error=error))
    else:
        queue.put(_Got())


def _ready(queue: Queue[_Got[T]], size: int, patience: float) -> tuple[list[T], _Got[T] | None]:
    """What is in the queue now, or comes first; and the last entry, when that is among it."""
    ready: list[T] = []
    while len(ready) < size:
        try:
            got = queue.get_nowait() if ready else queue.get(timeout=patience)
        except Empty:
            break
        if not got.items:
            return ready, got
        ready.extend(got.items)
    return ready, None


def _make_room(queue: Queue[_Got[T]]) -> None:
    """Lets a thread that waits for room in the queue go on, to see that it is to stop."""
    try:
        while True:
            queue.get_nowait()
    except Empty:
        return

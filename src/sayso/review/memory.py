"""What was computed of a ledger in one state, kept for who asks the same again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    T = TypeVar("T")

HELD = "held"
"""The key of what incidents of lists have (`ledger.held`), which grows with the ledger."""

_MOST = 256


class _Answer:
    """An answer, or that nobody made it yet: then one makes it, and others wait for it."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.made: list[Any] = []


class Memory:
    """The last answers of a room by what was asked; the longest unused go first.

    A key must name the state of the ledger, so that no answer outlives it.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._lock = Lock()
        self._most = most

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was kept by a key, else what is made now: once, however many ask meanwhile.

        Args:
            key: everything that the answer hangs on.
            make: computes it. What it raises is raised, and nothing is kept.
        """
        answer = self._place(key)
        with answer.lock:
            if not answer.made:
                try:
                    answer.made.append(make())
                except BaseException:
                    self._drop(key, answer)
                    raise
            found: T = answer.made[0]
            return found

    def _place(self, key: Hashable) -> _Answer:
        with self._lock:
            answer = self._kept.setdefault(key, _Answer())
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return answer

    def _drop(self, key: Hashable, answer: _Answer) -> None:
        with self._lock:
            if self._kept.get(key) is answer:
                del self._kept[key]

"""How often somebody may try something: a bounded memory of the last tries."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_KEYS = 10_000


class Limit:
    """So many tries in so many seconds for each key; the oldest keys are forgotten first."""

    def __init__(self, tries: int, seconds: float, clock: Callable[[], float]) -> None:
        self._tries, self._seconds, self._clock = tries, seconds, clock
        self._times: OrderedDict[str, list[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> int:
        """Counts a try; gives 0, or the whole seconds to wait where it is one too many."""
        with self._lock:
            now = self._clock()
            recent = [at for at in self._times.pop(key, []) if now - at < self._seconds]
            self._times[key] = recent
            if len(self._times) > _MOST_KEYS:
                self._times.popitem(last=False)
            if len(recent) >= self._tries:
                return max(1, ceil(recent[0] + self._seconds - now))
            recent.append(now)
            return 0

    def forget(self, key: str) -> None:
        """Counts anew for a key: it was the right one."""
        with self._lock:
            self._times.pop(key, None)

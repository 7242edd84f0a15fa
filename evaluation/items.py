"""The benchmarks' files: JSON Lines, plain or gzipped, one object with an `id` a line."""

from __future__ import annotations

import gzip
import json
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Item = dict[str, Any]


class ItemError(ValueError):
    """An input that cannot be used; the message names the file, the line and the remedy."""


def read_items(path: Path) -> Iterator[Item]:
    """The objects of a benchmark file, in its order.

    Raises:
        ItemError: for a file that is not there, or a line that is no object with an `id`.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                yield _item(path, number, line)
    except FileNotFoundError as error:
        raise ItemError(f"{path}: there is no such file") from error


def write_items(items: Iterable[Item], out: IO[str]) -> int:
    """Write one object a line, and say how many there were."""
    count = 0
    for item in items:
        out.write(json.dumps(item, ensure_ascii=False) + "\n")
        count += 1
    return count


def _item(path: Path, number: int, line: str) -> Item:
    try:
        item = json.loads(line)
    except json.JSONDecodeError as error:
        raise ItemError(f"{path}, line {number}: not JSON ({error}); mend the line") from error
    if not isinstance(item, dict) or "id" not in item:
        raise ItemError(f"{path}, line {number}: must be an object with an id")
    return item

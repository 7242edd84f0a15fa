"""A condition on the rows of lists."""

from __future__ import annotations

from typing import Any, NamedTuple


class Query(NamedTuple):
    """A condition on rows of `listed`, called l, what its parameters are, and its shelves."""

    where: str
    values: dict[str, Any]
    shelves: tuple[int, ...]

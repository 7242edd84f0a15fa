"""How values stand in a cell of the tidy tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.mention import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.claim import Party, When

JOIN = "; "
Row = dict[str, Any]
_TIMES = tuple(TimePrecision)


def narrowness(when: When) -> tuple[int, str, str]:
    """By what times are sorted: the finest first, of two the earlier."""
    return _TIMES.index(when.precision), when.earliest or "", when.latest or ""


def called(party: Party) -> str:
    """The name of a party, else the words for it."""
    return party.name or one_line(party.span.quote)


def every(values: Iterable[str | None]) -> str:
    """All values, each once, in the order of the alphabet."""
    return JOIN.join(sorted({value for value in values if value}))


def one_line(words: str) -> str:
    """Words on one line, with single spaces."""
    return " ".join(words.split())

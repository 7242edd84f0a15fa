"""A candidate for a slot: all words that name it, with the signs of all together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.merging.signs import Signs

_LEAST = ("sentences apart", "far", "tied to other", "sentence")


@dataclass(frozen=True)
class Naming:
    """Words for a candidate: code points, end-exclusive, and their record, where there is one."""

    start: int
    end: int
    record: str | None


@dataclass(frozen=True)
class Candidate:
    """What may fill a slot of an incident, wherever the report names it, with its signs."""

    namings: tuple[Naming, ...]
    signs: Signs


def together(signs: Sequence[Signs], mark: str) -> Signs:
    """The signs of all words for one thing: the most of each, and the least of distances.

    `mark` is the sign that they fill the slot: it is put beside that they are near and tied.
    """
    most = {name: max(one[name] for one in signs) for name in signs[0] if name not in _LEAST}
    least = {name: min(one[name] for one in signs) for name in _LEAST}
    return {
        **most,
        **least,
        f"{mark} in sentence": max(one[mark] * one["same sentence"] for one in signs),
        f"{mark} tied": max(one[mark] * one["tied"] for one in signs),
        f"{mark} of kind": max(one[mark] * one["of kind"] for one in signs),
        "told in sentence": max(one["told"] * one["same sentence"] for one in signs),
    }


def compared(candidates: Sequence[Candidate], names: Iterable[str]) -> list[Candidate]:
    """The candidates with signs of how far each stands behind the best."""
    best = {name: max((c.signs[name] for c in candidates), default=0.0) for name in names}
    behind = (
        {f"{name} behind": c.signs[name] - most for name, most in best.items()} for c in candidates
    )
    return [
        Candidate(c.namings, c.signs | more) for c, more in zip(candidates, behind, strict=True)
    ]

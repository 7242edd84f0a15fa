"""Counts as people write them: "10", "10-20", "10-15-20", "10+", "-20", "10 cumulative"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sayso.records.claim import Victims
from sayso.records.mention import QuantityOp

if TYPE_CHECKING:
    from sayso.records.claim import Toll

GRAMMAR = (
    'write "10", "10-20" (from, to), "10-15-20" (low, best, high), "10+" (at least), "-20" (at'
    ' most) or "some"; then, if it is so, "cumulative" and whom it counts: '
    + ", ".join(sorted(victims.value for victims in Victims))
)

_NUMBER = r"(\d[\d,]*)"
_SHAPES = tuple(
    (re.compile(shape), op, names)
    for shape, op, names in (
        (_NUMBER, QuantityOp.EXACT, ("low best high",)),
        (rf"{_NUMBER}-{_NUMBER}", QuantityOp.RANGE, ("low", "high")),
        (rf"{_NUMBER}-{_NUMBER}-{_NUMBER}", QuantityOp.RANGE, ("low", "best", "high")),
        (rf"{_NUMBER}\+", QuantityOp.AT_LEAST, ("low",)),
        (rf"{_NUMBER}-{_NUMBER}\+", QuantityOp.AT_LEAST, ("low", "best")),
        (rf"-{_NUMBER}", QuantityOp.AT_MOST, ("high",)),
        (rf"-{_NUMBER}-{_NUMBER}", QuantityOp.AT_MOST, ("best", "high")),
        (rf"~{_NUMBER}", QuantityOp.APPROX, ("best",)),
        ("some", QuantityOp.VAGUE, ()),
    )
)


def parse_count(value: str) -> dict[str, Any]:
    """The bounds of a count, how its words bound it, and whom it counts, as a `Toll` has them.

    Raises:
        ValueError: for what is no count, or bounds that are out of order.
    """
    words = value.replace("–", "-").split()
    bounds, more = "".join(words[:1]), words[1:]
    found: dict[str, int | None] = dict.fromkeys(("low", "best", "high"))
    fitting = ((shape.fullmatch(bounds), op, names) for shape, op, names in _SHAPES)
    match, op, names = next((fit for fit in fitting if fit[0]), (None, QuantityOp.VAGUE, ()))
    if match is None:
        raise ValueError(f"{value!r} is no count: {GRAMMAR}")
    for name, number in zip(names, match.groups(), strict=True):
        found |= dict.fromkeys(name.split(), int(number.replace(",", "")))
    known = [number for number in found.values() if number is not None]
    if known != sorted(known):
        raise ValueError(f"the bounds of {value!r} are out of order: the lowest comes first")
    return {**found, "op": op, **_qualities(value, more)}


def format_count(toll: Toll) -> str:
    """A count as `parse_count` reads it."""
    words = [_bounds(toll.low, toll.best, toll.high)]
    words += ["cumulative"] if toll.cumulative else []
    words += [toll.whom.value] if toll.whom is not Victims.UNKNOWN else []
    return " ".join(words)


def _qualities(value: str, words: list[str]) -> dict[str, Any]:
    victims = {one.value: one for one in Victims}
    whom = [victims[word] for word in words if word in victims]
    strange = [word for word in words if word != "cumulative" and word not in victims]
    if strange or len(whom) > 1:
        raise ValueError(f"{value!r} says more than a count: {GRAMMAR}")
    return {"cumulative": "cumulative" in words, "whom": whom[0] if whom else Victims.UNKNOWN}


def _bounds(low: int | None, best: int | None, high: int | None) -> str:
    told = {"low": low, "best": best, "high": high}
    given = {name: number for name, number in told.items() if number is not None}
    if len(given) == len(told) and low == high:
        return str(low)
    shapes = {
        (): "some",
        ("low",): f"{low}+",
        ("best",): f"~{best}",
        ("high",): f"-{high}",
        ("low", "best"): f"{low}-{best}+",
        ("low", "high"): f"{low}-{high}",
        ("best", "high"): f"-{best}-{high}",
        ("low", "best", "high"): f"{low}-{best}-{high}",
    }
    return shapes[tuple(given)]

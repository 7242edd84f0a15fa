"""How those who act, those who suffer and what was hit compare in two events."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.incidents.features import Linkable, Side


def compare_actors(one: Sequence[Side], other: Sequence[Side]) -> str:
    """The level of the two sides that agree best."""
    if _named(one) & _named(other) or _persons(one) & _persons(other):
        return "same"
    if _countries(one) & _countries(other):
        return "same_side"
    known = all(_named(sides) | _persons(sides) | _countries(sides) for sides in (one, other))
    return "told_otherwise" if known else "unknown"


def compare_targets(one: Linkable, other: Linkable) -> str:
    """Whether one thing was hit: by its name, by its kind, or things that are another's."""
    if not one.targets or not other.targets:
        return "unknown"
    kinds = {t.kind for t in one.targets} & {t.kind for t in other.targets}
    if not kinds:
        return "other"
    ours = {t.name for t in one.targets if t.kind in kinds and t.name}
    theirs = {t.name for t in other.targets if t.kind in kinds and t.name}
    if not ours or not theirs:
        return "same"
    shared = any(set(a) & set(b) for a in ours for b in theirs)
    return "same_name" if shared else "other_name"


def compare_victims(one: Sequence[Side], other: Sequence[Side]) -> str:
    """Whether the same people suffer, as far as they are told by name or kind."""
    ours, theirs = _persons(one), _persons(other)
    if any(len(set(a) & set(b)) > 1 for a in ours for b in theirs):
        return "same_person"
    if ours and theirs:
        return "other_person"
    kinds, others = _kinds(one), _kinds(other)
    if kinds & others or _named(one) & _named(other):
        return "same"
    return "other" if kinds and others else "unknown"


def compare_speakers(one: Sequence[Side], other: Sequence[Side]) -> str:
    """Whether one speaks: by name, by side, unknown, or another."""
    level = compare_actors(one, other)
    return "other" if level == "told_otherwise" else level


def compare_addressees(one: Sequence[Side], other: Sequence[Side]) -> str:
    """Whether it is said to, or of, the same."""
    level = compare_actors(one, other)
    if level == "same_side":
        return "same"
    return "other" if level == "told_otherwise" else level


def _named(sides: Sequence[Side]) -> set[str]:
    return {side.name for side in sides if side.name}


def _countries(sides: Sequence[Side]) -> set[str]:
    return {side.country for side in sides if side.country}


def _persons(sides: Sequence[Side]) -> set[tuple[str, ...]]:
    return {side.person for side in sides if side.person}


def _kinds(sides: Sequence[Side]) -> set[str]:
    return {kind for side in sides for kind in side.kinds}

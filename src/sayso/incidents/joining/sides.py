"""How those who act, those who suffer and what was hit compare in two events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.incidents.joining.features import Side, Target


@dataclass(frozen=True, slots=True)
class Parties:
    """Some sides as sets: names, persons' own names, countries, kinds of people.

    `states` are the countries for which somebody acts: an army and a ministry are one side, the
    rebels of the country are not.
    """

    names: frozenset[str]
    persons: frozenset[tuple[str, ...]]
    countries: frozenset[str]
    states: frozenset[str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, sides: Sequence[Side]) -> Self:
        """The sides as sets."""
        return cls(
            names=frozenset(side.name for side in sides if side.name),
            persons=frozenset(side.person for side in sides if side.person),
            countries=frozenset(side.country for side in sides if side.country),
            states=frozenset(s.country for s in sides if s.country and s.of_state),
            kinds=frozenset(kind for side in sides for kind in side.kinds),
        )

    @property
    def known(self) -> bool:
        """Whether anybody is told by name or country."""
        return bool(self.names or self.persons or self.countries)


def compare_actors(one: Parties, other: Parties) -> str:
    """The level of the two sides that agree best."""
    if not one.names.isdisjoint(other.names) or not one.persons.isdisjoint(other.persons):
        return "same"
    if not one.states.isdisjoint(other.states):
        return "same_side"
    return "told_otherwise" if one.known and other.known else "unknown"


def compare_targets(one: Sequence[Target], other: Sequence[Target]) -> str:
    """Whether one thing was hit: by its name, by its kind, or things that are another's."""
    if not one or not other:
        return "unknown"
    kinds = {target.kind for target in one} & {target.kind for target in other}
    if not kinds:
        return "other"
    ours = {target.name for target in one if target.kind in kinds and target.name}
    theirs = {target.name for target in other if target.kind in kinds and target.name}
    if not ours or not theirs:
        return "same"
    shared = any(set(a) & set(b) for a in ours for b in theirs)
    return "same_name" if shared else "other_name"


def compare_victims(one: Parties, other: Parties) -> str:
    """Whether the same people suffer, as far as they are told by name or kind."""
    if one.persons and other.persons:
        alike = any(len(set(a) & set(b)) > 1 for a in one.persons for b in other.persons)
        return "same_person" if alike else "other_person"
    if not one.kinds.isdisjoint(other.kinds) or not one.names.isdisjoint(other.names):
        return "same"
    return "other" if one.kinds and other.kinds else "unknown"


def compare_speakers(one: Parties, other: Parties) -> str:
    """Whether one speaks: by name, by side, unknown, or another."""
    level = compare_actors(one, other)
    return "other" if level == "told_otherwise" else level


def compare_addressees(one: Parties, other: Parties) -> str:
    """Whether it is said to, or of, the same."""
    level = compare_actors(one, other)
    return {"same_side": "same", "told_otherwise": "other"}.get(level, level)

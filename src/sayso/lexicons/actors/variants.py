"""Neutral names by their variants: who may be meant when somebody looks for a name."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import Actor, State
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.names import name_key

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLES = ("organisations.tsv", "groups.tsv", "leaders.tsv")


def meant(name: str) -> tuple[str, ...]:
    """The neutral names of actors and states that go by a name, whatever its case and accents.

    Args:
        name: a name as a person types it: "ISIS", "Daesh", "isil".
    """
    return tuple(sorted(_by_variant().get(name_key(name), ())))


def spellings(name: str) -> tuple[str, ...]:
    """The names by which actors and states with a neutral name go, that name first.

    Args:
        name: a neutral name, as `meant` gives it; for another one there are none.
    """
    return _spellings().get(name, ())


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for name, aliases in _named():
        found[name].update(dict.fromkeys((name, *aliases)))
    return {name: tuple(told) for name, told in found.items()}


@cache
def _by_variant() -> Mapping[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for name, aliases in _named():
        for spelling in (name, *aliases):
            found[name_key(spelling)].add(name)
    return {key: frozenset(names) for key, names in found.items() if key}


def _named() -> list[tuple[str, tuple[str, ...]]]:
    folder = DATA / "actors"
    named = [(a.name, a.aliases) for t in _TABLES for a in read_table(folder / t, Actor)]
    return named + [(s.name, s.aliases) for s in read_table(folder / "states.tsv", State)]

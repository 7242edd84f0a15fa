"""Adjectives of nationality, and the state that each belongs to."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.lexicons.actors.entries import State
from sayso.lexicons.files.load import DATA, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_nationalities() -> Mapping[str, str]:
    """The country code of each adjective of one word ("Russian"), as it is written.

    An adjective that two states share ("Guinean", "Dominican") is left out: it decides nothing.
    """
    codes: dict[str, set[str]] = {}
    for state in read_table(DATA / "actors" / "states.tsv", State):
        for adjective in state.adjectives:
            codes.setdefault(adjective, set()).add(state.code)
    return MappingProxyType({word: min(found) for word, found in codes.items() if len(found) == 1})

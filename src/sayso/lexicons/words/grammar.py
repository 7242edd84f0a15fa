"""Closed classes of words: pronouns, prepositions, articles, modals, as a language has them."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class _Row(Record, frozen=True, kw_only=True):
    """A row of grammar.tsv."""

    name: str
    words: tuple[str, ...]


@cache
def grammar(name: str) -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: for a class that does not exist.
    """
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    rows = read_table(DATA / "lexicons" / "en" / "grammar.tsv", _Row)
    return {row.name: frozenset(row.words) for row in rows}

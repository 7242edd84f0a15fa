"""Words at the edges of a filler's words that are no part of its name."""

from __future__ import annotations

from functools import cache
from typing import Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class _Row(Record, frozen=True, kw_only=True):
    word: str
    article: Literal["yes", "no"]


@cache
def edge_words(language: str) -> frozenset[str]:
    """The words that cannot open or close what fills a slot, articles among them."""
    return frozenset(row.word for row in _rows(language))


@cache
def articles(language: str) -> frozenset[str]:
    """The articles of a language."""
    return frozenset(row.word for row in _rows(language) if row.article == "yes")


def _rows(language: str) -> list[_Row]:
    return list(read_table(DATA / "lexicons" / language / "edge_words.tsv", _Row))

"""Phrases as words to compare by: without the article that opens them."""

from __future__ import annotations

from functools import cache
from typing import Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

_PATH = DATA / "lexicons" / "en" / "leading_words.tsv"


class _Row(Record, frozen=True, kw_only=True):
    word: str
    kind: Literal["definite", "indefinite", "owner"]


def bare_words(phrase: str) -> str:
    """A phrase in lower case with single spaces, without what opens it and a mark that ends it."""
    words = phrase.rstrip(" ,;:").casefold().split()
    leading = _leading("definite") | _leading("indefinite")
    return " ".join(words[1:] if len(words) > 1 and words[0] in leading else words)


def unowned_words(phrase: str) -> str:
    """A phrase in lower case without what opens it, "its" and "their" among that."""
    first, _, rest = phrase.casefold().partition(" ")
    owned = first in _leading("definite") | _leading("indefinite") | _leading("owner")
    return rest if rest and owned else phrase.casefold()


def is_definite(phrase: str) -> bool:
    """Whether a phrase opens with a word that takes what it names for known: "the army"."""
    first, _, rest = phrase.casefold().partition(" ")
    return bool(rest) and first in _leading("definite")


@cache
def _leading(kind: str) -> frozenset[str]:
    return frozenset(row.word for row in read_table(_PATH, _Row) if row.kind == kind)

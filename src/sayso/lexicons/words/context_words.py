"""Words that tell what an event is about: the PLOVER contexts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path

WORDS = DATA / "lexicons" / "en" / "contexts.tsv"
CODES = CODEBOOKS / "plover_contexts.tsv"


class ContextWord(Record, frozen=True, kw_only=True):
    """Lemmas in a row, lower case, and the contexts that they tell of."""

    words: str
    contexts: tuple[str, ...]


class ContextCode(Record, frozen=True, kw_only=True):
    """A PLOVER context (plover_contexts.tsv)."""

    context: str
    covers: str
    boundary: str = ""


@cache
def context_openings() -> dict[str, int]:
    """The words with which the rows begin, and of how many words the longest of each is."""
    longest: dict[str, int] = {}
    for words in load_context_words():
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


@cache
def load_context_words(path: Path = WORDS) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The contexts by the lemmas that tell of them.

    Raises:
        DataFileError: for a context that the codebook does not have, or words listed twice.
    """
    known = {row.context for row in read_table(CODES, ContextCode)}
    table: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in read_table(path, ContextWord):
        if unknown := sorted(set(row.contexts) - known):
            raise DataFileError(f"{path}: {row.words!r} names unknown contexts {unknown}")
        words = tuple(row.words.split())
        if words in table:
            raise DataFileError(f"{path}: {row.words!r} is listed twice")
        table[words] = row.contexts
    return table

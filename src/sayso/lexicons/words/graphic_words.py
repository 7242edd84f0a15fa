"""Words by which a report may be graphic: `lexicons/en/graphic_words.tsv`."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class GraphicWord(Record, frozen=True, kw_only=True):
    """The beginning of a word, or words, and what they tell of."""

    word: str
    reason: str


@cache
def graphic_words() -> tuple[GraphicWord, ...]:
    """The words of the table, in its order."""
    return tuple(read_table(DATA / "lexicons" / "en" / "graphic_words.tsv", GraphicWord))

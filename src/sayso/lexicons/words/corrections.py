"""Titles that say that their report corrects an earlier one."""

from __future__ import annotations

import re
from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class CorrectionRow(Record, frozen=True, kw_only=True):
    """A word, a title in which it marks a correction, and one in which it does not."""

    word: str
    match: str
    reject: str


def is_correction(title: str | None, language: str = "en") -> bool:
    """Whether a title begins by saying that it corrects or updates (`correction_words.tsv`)."""
    return title is not None and _pattern(language).match(title) is not None


@cache
def correction_rows(language: str) -> tuple[CorrectionRow, ...]:
    """The words of a language with their examples.

    Raises:
        DataFileError: for a broken table.
    """
    path = DATA / "lexicons" / language / "correction_words.tsv"
    return tuple(read_table(path, CorrectionRow))


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(re.escape(row.word) for row in correction_rows(language))
    return re.compile(rf"[\W_]*(?:{words})\s*(?:\d+\s*)?(?:$|[:–—\])]|-\s)", re.IGNORECASE)

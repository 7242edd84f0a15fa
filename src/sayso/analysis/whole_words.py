"""Verbs with a hyphen that are one word: "machine-gunned", "gang-raped"."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class _Whole(Record, frozen=True, kw_only=True):
    lemma: str
    forms: tuple[str, ...]


@cache
def whole_words() -> tuple[str, ...]:
    """The forms of whole_words.tsv, in lower case and with a capital.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_table(DATA / "lexicons" / "en" / "whole_words.tsv", _Whole)
    forms = [form for row in rows for form in row.forms]
    return tuple(written for form in forms for written in (form, form.capitalize()))

"""Words that bound a number or stand for one: "more than", "dozens", "or more"."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record
from sayso.records.mention import QuantityOp


class QuantityWord(Record, frozen=True, kw_only=True):
    """Words that bound a number or stand for one (quantity_words.tsv)."""

    words: str
    part: str
    op: QuantityOp
    shift: int = 0
    low: int | None = None
    high: int | None = None


@cache
def load_quantity_words() -> dict[tuple[str, str], QuantityWord]:
    """The words by part and lower-case words.

    Raises:
        DataFileError: when the table cannot be read.
    """
    rows = read_table(DATA / "lexicons" / "en" / "quantity_words.tsv", QuantityWord)
    return {(row.part, row.words): row for row in rows}

"""Words by what they do inside names, as texts in capitals need to be told."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record


class _Parts(Record, frozen=True, kw_only=True):
    use: str
    words: tuple[str, ...]


@cache
def name_parts(use: str) -> frozenset[str]:
    """The words of one use, in lower case.

    Args:
        use: surname, particle, article, opener, given or prefix (name_parts.tsv).
    """
    rows = read_table(DATA / "lexicons" / "en" / "name_parts.tsv", _Parts)
    return frozenset(word for row in rows if row.use == use for word in row.words)

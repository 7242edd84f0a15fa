"""The fields in which people's codings are held against each other (coded_fields.tsv)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.review.coders import FieldRow

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def coded_fields() -> Mapping[str, FieldRow]:
    """The fields by name, in the order of the table.

    Raises:
        DataFileError: for a broken table.
    """
    rows = read_table(DATA / "review" / "coded_fields.tsv", FieldRow)
    return {row.field: row for row in rows}

"""By which fields two ledgers or data sets are compared."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.exchange.comparison import Field, FieldRow

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def compared_fields() -> Mapping[Field, FieldRow]:
    """The fields in the order of the table (compared_fields.tsv).

    Raises:
        DataFileError: for a broken table.
    """
    path = DATA / "schemas" / "compared_fields.tsv"
    return {row.field: row for row in read_table(path, FieldRow)}

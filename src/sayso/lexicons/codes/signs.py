"""What the recorder is told of codes: the sign that an event type, mode, sector or stance is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping

TABLE = CODEBOOKS / "signs.tsv"
OTHER = "other"
NONE = "none"

SignKind = Literal[
    "told", "untold", "mode", "actor", "recipient", "weapon", "place", "date", "counted",
    "sector", "stance",
]  # fmt: skip


class SignRow(Record, frozen=True, kw_only=True):
    """A code and its sign.

    `kind` is what words with the sign are: the trigger of an event that is told as done (`told`)
    or not (`untold`), a trigger of a mode, a participant, weapon, place or date of an event of a
    type, a count, an actor of a sector, the content of a stance. `value` is the code, `other` any
    code without a line, `none` no code.
    """

    kind: SignKind
    value: str
    sign: str


@cache
def sign_table() -> Mapping[tuple[str, str], str]:
    """The signs of signs.tsv by kind and value.

    Raises:
        DataFileError: for a broken table.
    """
    return {(row.kind, row.value): row.sign for row in read_table(TABLE, SignRow)}


def sign_of(kind: SignKind, value: str) -> str | None:
    """The sign of a code, else that of other codes of its kind; null where these have none."""
    table = sign_table()
    return table.get((kind, value), table.get((kind, OTHER)))

"""What an event makes of its two sides: who fights, arms, supports or accuses whom."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.classes import WordClasses
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Collection

TABLE = CODEBOOKS / "tie_kinds.tsv"
_CLASSES = DATA / "lexicons" / "en" / "word_classes.tsv"
_CLASS = "arms"


class TieKind(Record, frozen=True, kw_only=True):
    """Codes of an event, all of which it must have, and the tie that it makes.

    `sign` is 1 for cooperation and -1 for conflict (the quad classes of PLOVER). A `mutual` tie
    has no doer: "talks" binds both alike. `weapon` asks for words for a weapon.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    weapon: Literal["yes"] | None = None
    tie: str
    sign: Literal[-1, 1]
    mutual: Literal["yes", "no"]
    reason: str


@cache
def tie_kinds() -> tuple[TieKind, ...]:
    """The lines of tie_kinds.tsv, in the order in which they are asked.

    Raises:
        DataFileError: for a broken table.
    """
    return tuple(read_table(TABLE, TieKind))


@cache
def arms() -> frozenset[str]:
    """Words for what armed forces are given to fight with, in the singular: a class of words."""
    return WordClasses.load(_CLASSES).expand((f"@{_CLASS}",), TABLE)


def tie_kind(
    event_type: str, modes: Collection[str], contexts: Collection[str], *, weapon: bool
) -> TieKind | None:
    """The tie that an event of these codes makes: the first line that fits; null where none does.

    Args:
        event_type: its PLOVER type.
        modes: its modes.
        contexts: its contexts.
        weapon: whether words for a weapon are told of it.
    """
    return next(
        (
            kind
            for kind in tie_kinds()
            if kind.event_type == event_type
            and set(kind.modes) <= set(modes)
            and set(kind.contexts) <= set(contexts)
            and (weapon or kind.weapon is None)
        ),
        None,
    )

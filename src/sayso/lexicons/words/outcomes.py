"""What an attack does to people and things: words for outcomes, and deeds of their own."""

from __future__ import annotations

from functools import cache
from typing import Literal

from sayso.lexicons.codes.codebook import CODEBOOKS, ModeOrder
from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

_WORDS = DATA / "lexicons" / "en" / "outcome_words.tsv"


class OutcomeRow(Record, frozen=True, kw_only=True):
    """Lemmas or forms of words that tell of one kind of outcome."""

    outcome: Literal["death", "injury", "damage", "impact"]
    words: tuple[str, ...]


class OwnDeedMode(Record, frozen=True, kw_only=True):
    """A mode whose events are never the outcome or the means of another event, and why."""

    mode: str
    reason: str


class AimMode(Record, frozen=True, kw_only=True):
    """A mode that tells the aim or result of a deed and leaves its means open, and why."""

    mode: str
    reason: str


@cache
def aim_modes() -> frozenset[str]:
    """The modes that go with any means (aim_modes.tsv)."""
    return frozenset(row.mode for row in read_table(CODEBOOKS / "aim_modes.tsv", AimMode))


@cache
def narrower_modes() -> frozenset[tuple[str, str]]:
    """Pairs of modes of which the first is the narrower word for the same means."""
    rows = read_table(CODEBOOKS / "mode_precedence.tsv", ModeOrder)
    return frozenset((row.mode, row.over) for row in rows)


@cache
def outcome_words() -> dict[str, str]:
    """The kind of outcome, death, injury or damage, by word.

    Raises:
        DataFileError: for a broken table.
    """
    return {word: row.outcome for row in read_table(_WORDS, OutcomeRow) for word in row.words}


@cache
def own_deed_modes() -> frozenset[str]:
    """The modes that make an event a deed of its own (own_deed_modes.tsv)."""
    return frozenset(row.mode for row in read_table(CODEBOOKS / "own_deed_modes.tsv", OwnDeedMode))

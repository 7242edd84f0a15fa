"""Words for voices without a name: who stays unknown, and which bodies need none to be known."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

_PATH = DATA / "lexicons" / "en" / "unnamed_voices.tsv"


class UnnamedVoice(Record, frozen=True, kw_only=True):
    """A word and what it says of a voice; the head of the table tells the kinds."""

    word: str
    kind: Literal["people", "body", "mouthpiece", "pronoun", "behind", "seat"]


@dataclass(frozen=True)
class UnnamedVoices:
    """The words by kind, in lower case."""

    people: frozenset[str]
    bodies: frozenset[str]
    mouthpieces: frozenset[str]
    pronouns: frozenset[str]
    behind: frozenset[str]
    seats: frozenset[str]


@cache
def load_unnamed_voices() -> UnnamedVoices:
    """The shipped words.

    Raises:
        DataFileError: for a broken table.
    """
    rows = tuple(read_table(_PATH, UnnamedVoice))

    def of(kind: str) -> frozenset[str]:
        return frozenset(row.word.casefold() for row in rows if row.kind == kind)

    return UnnamedVoices(
        people=of("people"),
        bodies=of("body"),
        mouthpieces=of("mouthpiece"),
        pronouns=of("pronoun"),
        behind=of("behind"),
        seats=of("seat"),
    )

"""General nouns that point back to an event told before: "the attack", "this crackdown"."""

from __future__ import annotations

from functools import cache

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

WORDS = DATA / "lexicons" / "en" / "anaphoric_nouns.tsv"
_OTHER = DATA / "lexicons" / "en" / "other_words.tsv"


class AnaphoricNoun(Record, frozen=True, kw_only=True):
    """The lemma of a noun and the PLOVER types of events that it can stand for."""

    noun: str
    event_types: tuple[str, ...]


class OtherWord(Record, frozen=True, kw_only=True):
    """A word that says that another one is meant than the one told of before."""

    word: str


@cache
def other_words() -> frozenset[str]:
    """The words that keep a noun from pointing back: "other", "separate".

    Raises:
        DataFileError: for a broken table.
    """
    return frozenset(row.word for row in read_table(_OTHER, OtherWord))


@cache
def anaphoric_nouns() -> dict[str, frozenset[str]]:
    """The event types by noun.

    Raises:
        DataFileError: for a broken table.
    """
    return {row.noun: frozenset(row.event_types) for row in read_table(WORDS, AnaphoricNoun)}

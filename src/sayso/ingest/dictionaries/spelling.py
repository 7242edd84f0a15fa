"""Names as dictionaries write them, in capitals with underscores, in the case of prose."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORDS = DATA / "ingest" / "dictionary_words.tsv"
_LONGEST_INITIALS = 3
_VOWELS = frozenset("AEIOUYaeiouy")


class _Uses(Record, frozen=True, kw_only=True):
    """A row of dictionary_words.tsv."""

    use: str
    words: tuple[str, ...]


@cache
def small_words() -> Mapping[str, frozenset[str]]:
    """The small words of dictionary_words.tsv by their use."""
    return {row.use: frozenset(row.words) for row in read_table(_WORDS, _Uses)}


def spaced(written: str) -> str:
    """A dictionary's words with spaces for underscores: "QUAY_GUARD_" is "QUAY GUARD"."""
    return " ".join(written.replace("_", " ").split())


def in_prose(name: str, others: Sequence[str] = ()) -> str:
    """A name in the case of prose; one that is not all in capitals stays as it is.

    A single word stays in capitals where it is made of initials: of another spelling of the same
    actor, of no vowel, or of three letters at most.

    Args:
        name: the words, with spaces.
        others: the other spellings of the same actor.
    """
    if name != name.upper():
        return name
    words = name.split()
    if len(words) == 1 and _is_acronym(name, others):
        return name
    small, articles = small_words()["small"], small_words()["article"]
    opening = small & articles if len(words) > 1 else frozenset()
    return " ".join(
        word.lower() if word.lower() in (small if at else opening) else _capitalised(word)
        for at, word in enumerate(words)
    )


def _capitalised(word: str) -> str:
    """A word of a name with capitals at its start and after hyphens; "al-" stays small."""
    if not _VOWELS & set(word) and word.isalpha():
        return word
    small = small_words()["small"]
    parts = word.split("-")
    joined = len(parts) > 1
    return "-".join(
        part.lower() if joined and part.lower() in small else part.capitalize() for part in parts
    )


def _is_acronym(word: str, others: Sequence[str]) -> bool:
    if len(word) <= _LONGEST_INITIALS or not _VOWELS & set(word):
        return True
    return any(_are_initials(word, other.replace("-", " ").split()) for other in others)


def _are_initials(word: str, name: Sequence[str]) -> bool:
    """Whether the letters of a word begin words of a name, in their order, from its first."""
    if len(name) < 2 or not name[0].upper().startswith(word[0]):
        return False
    initials = iter(part[0].upper() for part in name)
    return all(letter in initials for letter in word.upper())

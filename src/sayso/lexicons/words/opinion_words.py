"""Words that betray a figure of speech, a game, a show, or a business, where a deed seems told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path

WORDS = DATA / "lexicons" / "en" / "opinion_words.tsv"
_KINDS = frozenset(
    {"abstract", "figure", "sport", "business", "show", "weather", "game", "deed"}
    | {"fiction", "drill", "mock", "telling", "acting", "toll", "memoir", "result", "mishap"}
    | {"harm", "critic", "message", "ideal", "violence"}
)


class OpinionWord(Record, frozen=True, kw_only=True):
    """Lemmas in a row, lower case, what they betray, and how strongly (1 or 2).

    In a figure, "…" stands for up to three words: "slash … job".

    Kinds: "abstract" nouns do no violence; a "figure" is a fixed phrase; "sport", "business",
    "show", "weather" and "game" are worlds of their own; a "deed" word shows that violence
    reached into one.

    Works of "fiction" and "drill"s hold deeds that are only played: those they are "telling" of,
    those that a "mock" party does, those of a part in "acting". With a "toll" they are real. A
    "memoir" is any work that looks back. The "result" of a game stands behind its score.
    By a "mishap" people die, and what is "harm"ed is broken, without anybody's deed.

    Of words of "violence": a "critic" attacks in words, a "message" hurts nobody that it is
    thrown at, an "ideal" is no target of arms.
    """

    words: str
    kind: str
    weight: int


@cache
def figures_by_first_word() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The figures of speech by the word with which they begin."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in load_opinion_words()["figure"]:
        found.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(phrases) for word, phrases in found.items()}


@cache
def load_first_words(kind: str) -> frozenset[str]:
    """The words with which the rows of a kind begin."""
    return frozenset(words[0] for words in load_opinion_words()[kind])


@cache
def load_opinion_words(path: Path = WORDS) -> dict[str, dict[tuple[str, ...], int]]:
    """The weights of the word rows, by kind.

    Raises:
        DataFileError: for an unknown kind.
    """
    table: dict[str, dict[tuple[str, ...], int]] = {kind: {} for kind in _KINDS}
    for row in read_table(path, OpinionWord):
        if row.kind not in _KINDS:
            raise DataFileError(f"{path}: {row.words!r} is of the unknown kind {row.kind!r}")
        table[row.kind][tuple(row.words.split())] = row.weight
    return table

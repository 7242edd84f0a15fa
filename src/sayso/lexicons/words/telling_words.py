"""How far each word speaks for an event in its sentence: weights that were learnt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from math import fsum, inf
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANY_SENTENCE = "*"


class TellingWord(Record, frozen=True, kw_only=True):
    """A word in lower case, and what it adds to the log odds that its sentence tells an event.

    The row `*` is what every sentence begins with.
    """

    word: str
    weight: float


@dataclass(frozen=True)
class TellingWords:
    """The weights of a language; `start` is what a sentence has before its words are looked at.

    A sentence with a word that begins with one of the `stems` is telling, whatever else it says.
    """

    start: float
    weights: Mapping[str, float]
    stems: tuple[str, ...] = ()

    def and_lemmas(self, lemmas: Iterable[str]) -> TellingWords:
        """The same with words of a user's own rules, in whatever form they stand."""
        stems = sorted({lemma[:-1] if lemma[-1] in "ey" else lemma for lemma in lemmas})
        return replace(self, stems=tuple(stems))

    def score(self, words: frozenset[str]) -> float:
        """The log odds of an event in a sentence of these different words, in lower case.

        Weights are tenths and so is the sum: floats added in the order of a set, which is
        another in each process, would fall now on this side of a threshold and now on that.
        """
        known = self.weights
        if self.stems and any(word.startswith(self.stems) for word in words):
            return inf
        return round(fsum([self.start, *(known[word] for word in words if word in known)]), 1)


@cache
def load_telling_words(language: str) -> TellingWords | None:
    """The weights of a language, or null where none were learnt: then all is read.

    Raises:
        DataFileError: for a file that cannot be read.
    """
    path = DATA / "lexicons" / language / "telling_words.tsv"
    if not path.is_file():
        return None
    weights = {row.word: row.weight for row in read_table(path, TellingWord)}
    return TellingWords(weights.pop(ANY_SENTENCE), weights)

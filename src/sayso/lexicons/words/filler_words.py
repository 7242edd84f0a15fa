"""Nouns that tell what sort of thing fills a slot: a person, people, a body, a thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.words.classes import WordClasses
from sayso.records.evidence import Record
from sayso.records.whole import FillerKind

Number = Literal["any", "singular", "plural"]


class _Row(Record, frozen=True, kw_only=True):
    kind: FillerKind
    number: Number
    words: tuple[str, ...]


@dataclass(frozen=True)
class FillerWords:
    """The kinds in the order in which they are asked, each with its number and lemmas."""

    kinds: tuple[tuple[FillerKind, Number, frozenset[str]], ...]

    def kind_of(self, lemma: str, *, plural: bool) -> FillerKind | None:
        """The kind of what a noun stands for, if any line has it."""
        number = "plural" if plural else "singular"
        return next(
            (kind for kind, n, words in self.kinds if n in {"any", number} and lemma in words),
            None,
        )


@cache
def load_filler_words(language: str) -> FillerWords:
    """The kinds of a language's nouns (filler_kinds.tsv).

    Raises:
        DataFileError: for a broken table, or a class of words that does not exist.
    """
    folder = DATA / "lexicons" / language
    classes = WordClasses.load(folder / "word_classes.tsv")
    path = folder / "filler_kinds.tsv"
    rows = read_table(path, _Row)
    return FillerWords(tuple((r.kind, r.number, classes.expand(r.words, path)) for r in rows))

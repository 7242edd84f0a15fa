"""Nouns that tell what kind of entity their phrase is: "the airfield", "a statement", "jets"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.lexicons.files.load import DATA, read_table
from sayso.lexicons.rules.event_rules import WeaponRow
from sayso.lexicons.words.classes import WordClasses
from sayso.records.entity import EntityKind
from sayso.records.evidence import Record

Number = Literal["any", "singular", "plural"]


class _Row(Record, frozen=True, kw_only=True):
    kind: EntityKind
    number: Number
    words: tuple[str, ...]


@dataclass(frozen=True)
class EntityWords:
    """The kinds in the order in which they are asked, each with its lemmas and number.

    `arms` are the names of weapons, in lower case, of one word or several.
    """

    kinds: tuple[tuple[EntityKind, Number, frozenset[str]], ...]
    arms: frozenset[str]

    def kind_of(self, lemma: str, *, plural: bool) -> EntityKind | None:
        """The kind of a phrase that this noun heads, if any list has it."""
        number = "plural" if plural else "singular"
        return next(
            (kind for kind, n, words in self.kinds if n in {"any", number} and lemma in words),
            None,
        )


@cache
def load_entity_words(language: str) -> EntityWords:
    """The kinds of a language's nouns.

    Raises:
        DataFileError: for a broken table, or a class of words that does not exist.
    """
    folder = DATA / "lexicons" / language
    classes = WordClasses.load(folder / "word_classes.tsv")
    path = folder / "entity_words.tsv"
    rows = read_table(path, _Row)
    kinds = tuple((r.kind, r.number, classes.expand(r.words, path)) for r in rows)
    arms = {word for row in read_table(folder / "weapons.tsv", WeaponRow) for word in row.words}
    return EntityWords(kinds, frozenset(arms))

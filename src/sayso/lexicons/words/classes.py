"""Classes of words that rules ask for: soldiers, towns, weapons, deals, words of sport."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Self

from sayso.lexicons.files.load import DATA, DataFileError, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NAMED = frozenset({"@actor", "@place", "@number", "@verb", "@anything", "@name", "@person"})
"""Classes that names and numbers belong to besides words: decided by whoever looks at the text."""


class WordClass(Record, frozen=True, kw_only=True):
    """A class and its words (lemmas); a word `@other` takes in the words of another class."""

    name: str
    words: tuple[str, ...]


class Noun(Record, frozen=True, kw_only=True):
    """A noun (several words joined by hyphens) and the kinds of things that it names."""

    noun: str
    classes: tuple[str, ...]


@dataclass(frozen=True)
class WordClasses:
    """Sets of lemmas by class name, without the `@`."""

    classes: Mapping[str, frozenset[str]]

    @classmethod
    def load(cls, path: Path) -> Self:
        """The classes of a table, and those of the nouns in `nouns.tsv` beside it.

        Raises:
            DataFileError: for a broken table or a class that takes in one not yet defined.
        """
        if path.is_relative_to(DATA):
            return cls(_shipped(path))
        return cls(_read(path))

    def knows(self, name: str) -> bool:
        """Whether a class of this name (with its `@`) exists."""
        return name in NAMED or name[1:] in self.classes

    def expand(self, words: Iterable[str], path: Path) -> frozenset[str]:
        """The words, each class among them (`@name`) replaced by its lemmas.

        Raises:
            DataFileError: for a class that does not exist; `path` is the file that names it.
        """
        found: set[str] = set()
        for word in words:
            if not word.startswith("@"):
                found.add(word)
            elif word[1:] in self.classes:
                found |= self.classes[word[1:]]
            else:
                raise DataFileError(f"{path}: unknown class {word}")
        return frozenset(found)

    def has(self, name: str, lemma: str) -> bool:
        """Whether a lemma belongs to the class of this name (with or without its `@`)."""
        return lemma in self.classes.get(name.removeprefix("@"), frozenset())


@cache
def class_words(name: str) -> frozenset[str]:
    """The lemmas of a class of ours, for what is asked of any sentence and by no rule.

    Raises:
        KeyError: for a class that does not exist.
    """
    return _shipped(DATA / "lexicons" / "en" / "word_classes.tsv")[name]


@cache
def _shipped(path: Path) -> Mapping[str, frozenset[str]]:
    """The classes of a table of ours, which several lexicons of a language look at."""
    return _read(path)


def _read(path: Path) -> dict[str, frozenset[str]]:
    classes = _kinds_of_nouns(path.with_name("nouns.tsv"))
    for row in read_table(path, WordClass):
        words = set(classes.get(row.name, frozenset()))
        for word in row.words:
            if not word.startswith("@"):
                words.add(word)
            elif word[1:] in classes:
                words |= classes[word[1:]]
            else:
                raise DataFileError(f"{path}: class {row.name} takes in unknown {word}")
        classes[row.name] = frozenset(words)
    return classes


def _kinds_of_nouns(path: Path) -> dict[str, frozenset[str]]:
    """The nouns of each kind; none where a language has no list yet."""
    if not path.exists():
        return {}
    kinds: dict[str, set[str]] = {}
    for row in read_table(path, Noun):
        for kind in row.classes:
            kinds.setdefault(kind, set()).add(row.noun)
    return {kind: frozenset(nouns) for kind, nouns in kinds.items()}

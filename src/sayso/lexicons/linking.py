"""What tells whether two events are one happening: families of events, levels, kinds of things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec
import yaml

from sayso.lexicons.files.load import DATA, DataFileError, read_strings, read_table
from sayso.lexicons.words.names import name_words
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LINKING = DATA / "linking"
_LONGEST = 4
_PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("s", ""))

Kind = Literal["deed", "words"]
Relation = Literal["same", "unspecific", "open", "disputed", "linked", "apart"]
Of = Literal["target", "people"]


class FamilyRow(Record, frozen=True, kw_only=True):
    """A type and modes, all of which an event must have, and the family that it then is of.

    A `vague` family tells no means: it counts only where no other does.
    """

    event_type: str
    modes: tuple[str, ...] = ()
    family: str
    realm: str
    kind: Kind
    vague: bool = False


class PairRow(Record, frozen=True, kw_only=True):
    """Families that may be one happening although they differ, and why."""

    family: str
    other: tuple[str, ...]
    level: Literal["open", "disputed", "linked"]
    why: str


class LevelRow(Record, frozen=True, kw_only=True):
    """One outcome of one comparison: its weight (log odds) and the words that tell it."""

    feature: str
    level: str
    weight: float
    words: str


class KindRow(Record, frozen=True, kw_only=True):
    """A kind of thing that is hit, or of people who suffer, and its words."""

    kind: str
    of: Of
    words: tuple[str, ...]


class OrderRow(Record, frozen=True, kw_only=True):
    """A word before an event's words, and which of a series it says that this one is."""

    word: str
    says: str


class ExampleReport(Record, frozen=True, kw_only=True):
    """A report of an example, and its day (ISO 8601), null where nobody knows it."""

    published: str | None = None
    text: str


class LinkingExample(Record, frozen=True, kw_only=True):
    """Two reports that must be joined or not, and the level of a feature that decides it."""

    decides: dict[str, str]
    same: bool
    why: str
    reports: tuple[ExampleReport, ExampleReport]


class _Examples(Record, frozen=True, kw_only=True):
    language: str
    origin: str
    licence: str
    pairs: tuple[LinkingExample, ...]


@dataclass(frozen=True)
class Families:
    """The families of event types, and which of them may be one happening."""

    rows: Mapping[str, tuple[FamilyRow, ...]]
    pairs: Mapping[tuple[str, str], Relation]
    vague: frozenset[str]

    def of(self, event_type: str, modes: Iterable[str]) -> tuple[str, ...]:
        """The families of an event, sorted; the general one of its type where no mode tells."""
        had = set(modes)
        rows = self.rows.get(event_type, ())
        return self.telling({row.family for row in rows if had.issuperset(row.modes)})

    def telling(self, families: Iterable[str]) -> tuple[str, ...]:
        """Those of some families that tell most, sorted: the vague ones only without others."""
        found = set(families)
        return tuple(sorted(found - self.vague or found))

    def realm(self, event_type: str) -> str:
        """The realm of a type: events of two realms are never compared."""
        return next((row.realm for row in self.rows.get(event_type, ())), event_type)

    def kind(self, event_type: str) -> Kind:
        """Whether events of a type are done at a place or said by somebody."""
        return next((row.kind for row in self.rows.get(event_type, ())), "words")


@lru_cache(maxsize=65_536)
def relation(one: tuple[str, ...], other: tuple[str, ...]) -> Relation:
    """How the families of two events go together: by the two that do so best."""
    families = load_families()
    if shared := set(one) & set(other):
        return "unspecific" if shared <= families.vague else "same"
    found = {families.pairs.get((a, b), "apart") for a in one for b in other}
    order: tuple[Relation, ...] = ("linked", "open", "disputed")
    return next((level for level in order if level in found), "apart")


@cache
def load_families() -> Families:
    """The families (`families.tsv`) and their pairs (`family_pairs.tsv`).

    Raises:
        DataFileError: for a broken table, or a pair of a family that there is not.
    """
    rows: dict[str, list[FamilyRow]] = {}
    for row in read_table(LINKING / "families.tsv", FamilyRow):
        rows.setdefault(row.event_type, []).append(row)
    known = {row.family for several in rows.values() for row in several}
    pairs: dict[tuple[str, str], Relation] = {}
    path = LINKING / "family_pairs.tsv"
    for pair in read_table(path, PairRow):
        if unknown := sorted({pair.family, *pair.other} - known):
            raise DataFileError(f"{path}: unknown family {unknown[0]}; add it to families.tsv")
        for other in pair.other:
            pairs[pair.family, other] = pairs[other, pair.family] = pair.level
    vague = frozenset(row.family for several in rows.values() for row in several if row.vague)
    return Families({key: tuple(several) for key, several in rows.items()}, pairs, vague)


@cache
def load_levels() -> Mapping[tuple[str, str], LevelRow]:
    """The outcomes of comparisons by feature and level (`levels.tsv`).

    Raises:
        DataFileError: for a broken table or a level that stands twice.
    """
    path = LINKING / "levels.tsv"
    levels: dict[tuple[str, str], LevelRow] = {}
    for row in read_table(path, LevelRow):
        if (row.feature, row.level) in levels:
            raise DataFileError(f"{path}: {row.feature} {row.level} stands twice; take one out")
        levels[row.feature, row.level] = row
    return levels


@cache
def load_weights() -> Mapping[tuple[str, str], float]:
    """What each level adds to the score, by feature and level."""
    return {key: row.weight for key, row in load_levels().items()}


def load_examples() -> tuple[LinkingExample, ...]:
    """The pairs of reports that test the levels (`examples.yaml`).

    Raises:
        DataFileError: for a broken file.
    """
    path = LINKING / "examples.yaml"
    try:
        content = read_strings(path.read_text(encoding="utf-8"))
        return msgspec.convert(content, _Examples, strict=False).pairs
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise DataFileError(f"{path}: {error}") from error


@cache
def load_kinds(of: Of, language: str = "en") -> Mapping[tuple[str, ...], str]:
    """The kinds of things or people by their words (`linking_kinds.tsv`), folded.

    Raises:
        DataFileError: for a broken table.
    """
    path = DATA / "lexicons" / language / "linking_kinds.tsv"
    rows = (row for row in read_table(path, KindRow) if row.of == of)
    return {_words(words): row.kind for row in rows for words in row.words}


def kinds_in(text: str, kinds: Mapping[tuple[str, ...], str]) -> tuple[str, ...]:
    """The kinds that words name, sorted; of words within words the longer ones count."""
    words = _words(text)
    found = []
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST, len(words) - start), 0, -1):
            phrase = words[start : start + length]
            kind = next((kinds[p] for p in _singulars(phrase) if p in kinds), None)
            if kind is not None:
                found.append(kind)
                start += length - 1
                break
        start += 1
    return tuple(sorted(set(found)))


@cache
def load_order_words(language: str = "en") -> Mapping[str, str]:
    """What each word of a series says (`order_words.tsv`): a number, "another" or "earlier".

    Raises:
        DataFileError: for a broken table.
    """
    path = DATA / "lexicons" / language / "order_words.tsv"
    return {row.word: row.says for row in read_table(path, OrderRow)}


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in name_words(text))


def _singulars(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield phrase
    for ending, instead in _PLURALS:
        if phrase[-1].endswith(ending):
            yield (*phrase[:-1], phrase[-1].removesuffix(ending) + instead)

"""Words that tie a count to what became of those counted, and the classes of nouns counted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record
from sayso.records.mention import Counted

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEXICONS = DATA / "lexicons" / "en"
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
THINGS = frozenset({"thing", "platform"})


class CasualtyVerb(Record, frozen=True, kw_only=True):
    """A verb, where those counted stand, and what is counted of persons and of things."""

    lemma: str
    forms: tuple[str, ...]
    patient: str
    particle: tuple[str, ...] = ()
    people: Counted | None = None
    things: Counted | None = None


class CasualtyNoun(Record, frozen=True, kw_only=True):
    """Nouns or adjectives of one role, and what is counted of persons and of things."""

    words: tuple[str, ...]
    role: str
    people: Counted | None = None
    things: Counted | None = None


class NounClass(Record, frozen=True, kw_only=True):
    """Nouns of one class, in the singular or as they stand."""

    words: tuple[str, ...]
    class_: str


class CumulativeWord(Record, frozen=True, kw_only=True):
    """Words that mark a running total, and where they stand."""

    words: str
    part: str


@dataclass(frozen=True)
class Fate:
    """What is counted when those counted are persons, or things; the word `tie` says so."""

    people: Counted | None
    things: Counted | None
    rule: str
    tie: Token

    def what(self, noun: Token | None) -> Counted | None:
        """What is counted of a noun; one of no known class is a person if it is a name.

        A number without noun stands for people where it can. Fighters that flee are not
        displaced.
        """
        known = None if noun is None else noun_class(noun)
        if known in THINGS:
            return self.things
        if known is None:
            named = noun is None or noun.tag_ in {"NNP", "NNPS"}
            first, second = (self.people, self.things) if named else (self.things, self.people)
            return first or second
        if known == "armed" and self.people is Counted.DISPLACED:
            return None
        return self.people


@cache
def load_casualty_verbs() -> dict[str, tuple[CasualtyVerb, ...]]:
    """The rows of casualty_verbs.tsv by each form of their verb, those with a particle first.

    Raises:
        DataFileError: when the table cannot be read.
    """
    rows = sorted(
        read_table(_LEXICONS / "casualty_verbs.tsv", CasualtyVerb), key=lambda r: not r.particle
    )
    forms = {form for row in rows for form in row.forms}
    return {form: tuple(r for r in rows if form in r.forms) for form in forms}


@cache
def load_casualty_nouns(role: str) -> dict[str, CasualtyNoun]:
    """The rows of casualty_nouns.tsv of one role, by word.

    Raises:
        DataFileError: when the table cannot be read.
    """
    rows = read_table(_LEXICONS / "casualty_nouns.tsv", CasualtyNoun)
    return {word: row for row in rows if row.role == role for word in row.words}


def is_deadly(form: str) -> bool:
    """Whether a form of a verb can tell of death: "shot" in "shot dead", "stabbed to death".

    Words for the hurt themselves ("wounded", "injured") are none, though one may be so fatally.
    """
    rows = load_casualty_verbs().get(form, ())
    deadly = any(row.people is Counted.KILLED for row in rows)
    return deadly and form not in load_casualty_nouns("adjective")


@cache
def load_cumulative_words(part: str) -> frozenset[str]:
    """The words of one part of cumulative_words.tsv."""
    rows = read_table(_LEXICONS / "cumulative_words.tsv", CumulativeWord)
    return frozenset(row.words for row in rows if row.part == part)


@cache
def _noun_classes() -> dict[str, tuple[str, bool]]:
    """The class of each noun form and whether the form is a plural made by rule."""
    found: dict[str, tuple[str, bool]] = {}
    rows = list(read_table(_LEXICONS / "counted_nouns.tsv", NounClass))
    for row in rows:
        for word in row.words:
            found.setdefault(word, (row.class_, False))
    for row in rows:
        for word in row.words:
            found.setdefault(_plural(word), (row.class_, True))
    return found


def noun_class(token: Token) -> str | None:
    """The class of a noun that is counted (counted_nouns.tsv), or null for other nouns."""
    found = _noun_classes().get(token.lower_) or _noun_classes().get(token.lemma_.lower())
    return found[0] if found else None


def is_plural(token: Token) -> bool:
    """Whether a noun is plural by its tag, or in capitals by its form."""
    made = _noun_classes().get(token.lower_, ("", False))[1]
    return token.tag_ in _PLURAL_TAGS or made


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("man"):
        return word[:-3] + "men"
    return word + "s"

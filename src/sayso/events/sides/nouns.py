"""What a noun may stand for in a report: somebody, a thing that can be hit, a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.events.sides.noun_shape import THINGS, is_lone_name, is_told_of
from sayso.events.triggers.expressions import lemmas
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.words.classes import WordClasses

OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_NAMED = frozenset({"PERSON", "ORG", "NORP"})


@dataclass(frozen=True)
class Nouns:
    """Tells nouns of a report apart by classes of words and by where its places stand.

    `places` are code points, end-exclusive.
    """

    words: WordClasses
    places: tuple[tuple[int, int], ...]

    def is_place(self, token: Token) -> bool:
        """Whether a word is part of a place: "the attack of Husaybah" names no attacker."""
        return any(start <= token.idx < end for start, end in self.places)

    def is_somebody(self, noun: Token) -> bool:
        """Whether a word names people or an organisation, or a crew by what it serves."""
        if noun.lower_ in grammar("personal") or (noun.lower_ == "those" and is_told_of(noun)):
            return True
        if noun.pos_ not in {"PROPN", "NOUN", "ADJ"} or self.is_place(noun):
            return False
        owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.lefts)
        crewed = self.has(noun, "@crewed") and (
            not self.has(noun, "@vehicle") or self.has_side(noun)
        )
        known = noun.ent_type_ in _NAMED and not owned and not self.has(noun, "@weapon")
        named = known or is_lone_name(noun, self.words)
        return named or self.has(noun, "@human") or crewed

    def is_thing(self, noun: Token) -> bool:
        """Whether a word names what can be hit: a building, vehicle, weapon or crew."""
        return any(self.has(noun, name) for name in THINGS)

    def has_side(self, noun: Token) -> bool:
        """Whether a word before a vehicle says whose it is: "rebel tanks", "its planes"."""
        return any(
            c.dep_ in OWNERS and (self.has(c, "@human") or c.tag_ == "PRP$") for c in noun.lefts
        )

    def has(self, token: Token, name: str) -> bool:
        """Whether a word is of a class of words (with or without its `@`)."""
        return any(self.words.has(name, lemma) for lemma in lemmas(token))

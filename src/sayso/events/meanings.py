"""What a word of the text is to a rule: a soldier, a town, an actor, a word of sport."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.events.triggers.expressions import lemmas
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.tokens import Token

    from sayso.lexicons.words.classes import WordClasses
    from sayso.records.reading import Annotations

    Fill = Callable[[str], list[Token]]

_HYPHENS = frozenset("-\u2010\u2011")
_LOOSE_FIELDS = frozenset({"@business", "@arts", "@abstract"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_UNDER_ARMS = frozenset({"MIL", "PRM", "REB", "UAF"})
_ACTOR_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def core(token: Token, words: WordClasses) -> Token:
    """The noun that a count or share is of: "soldiers" of "a number of soldiers".

    A participle with its agent that was read as a noun leaves the noun before it: "hospital"
    of "a hospital run by a charity".
    """
    if token.pos_ == "NOUN" and any(c.dep_ == "agent" for c in token.children):
        before = [c for c in token.lefts if c.dep_ == "compound"]
        token = before[-1] if before else token
    for _ in range(3):
        partitive = token.pos_ == "NUM" or any(words.has("partitive", x) for x in lemmas(token))
        inner = [
            noun
            for child in token.children
            if child.dep_ == "prep" and child.lower_ == "of"
            for noun in child.children
            if noun.dep_ == "pobj"
        ]
        if not partitive or not inner:
            return token
        token = inner[0]
    return token


def _forms(token: Token) -> list[str]:
    """What a noun is looked up as: alone, as "tear gas", and as "men in uniform".

    A compound may be written apart or with a hyphen: "aid worker", "aid-worker".
    """
    alone = list(lemmas(token))
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if before in _HYPHENS and token.i > 1:
        before = token.doc[token.i - 2].lower_
    inner = [
        f"{prep.lower_} {noun.lower_}"
        for prep in token.children
        if prep.dep_ == "prep"
        for noun in prep.children
        if noun.dep_ == "pobj"
    ]
    pairs = [f"{form} {behind}" for form in alone for behind in inner]
    joined = [f"{before}{link}{form}" for form in alone for link in " -"]
    return alone + joined + pairs


def _is_of_kind(token: Token, wanted: str) -> bool:
    """Membership in a class that the word's own tags make."""
    match wanted:
        case "@number":
            return token.pos_ == "NUM" or token.ent_type_ == "CARDINAL"
        case "@name":
            return token.pos_ == "PROPN"
        case "@person":
            return token.ent_type_ == "PERSON"
        case "@verb":
            return token.pos_ in {"VERB", "AUX"}
    return wanted == "@anything"


@dataclass(frozen=True)
class Meanings:
    """Answers whether a token belongs to a class, from word lists and from what was found."""

    words: WordClasses
    actors: frozenset[int] = field(default_factory=frozenset)
    armed: frozenset[int] = field(default_factory=frozenset)
    places: tuple[tuple[int, int], ...] = ()
    _forms: dict[int, tuple[Token, list[str]]] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, words: WordClasses, found: Annotations) -> Meanings:
        """The meanings in one document: actors are those that have a name or country.

        `armed` are those of them that the codebook counts as forces, whatever they are called.
        """
        return cls(
            words=words,
            actors=frozenset(
                mention.head for mention in found.actors if mention.name or mention.country
            ),
            armed=frozenset(
                mention.head
                for mention in found.actors
                if mention.name and mention.sector in _UNDER_ARMS
            ),
            places=tuple((place.span.start, place.span.end) for place in found.places),
        )

    def is_a(self, token: Token, wanted: str) -> bool:
        """Whether a token is a given lemma, or of a given @class."""
        token, forms = self._looked_up(token)
        if not wanted.startswith("@"):
            return wanted in forms
        listed = any(self.words.has(wanted, form) for form in forms)
        return listed or self._is_by_nature(token, wanted)

    def _looked_up(self, token: Token) -> tuple[Token, list[str]]:
        """The noun that a token is about, and its forms: kept, for rules ask of it many times."""
        known = self._forms.get(token.i)
        if known is None:
            about = core(token, self.words)
            known = self._forms[token.i] = (about, _forms(about))
        return known

    def _is_by_nature(self, token: Token, wanted: str) -> bool:
        """Membership in a class that names, numbers and parts of speech make, not a list."""
        match wanted:
            case "@actor":
                return self.is_actor(token)
            case "@place":
                return self._is_place(token) or token.ent_type_ in _PLACE_LABELS
            case "@armed" | "@soldiery" | "@irregulars":
                return token.idx in self.armed
            case "@human" | "@people":
                named = token.ent_type_ in {"PERSON", "NORP"} or token.lower_ in grammar(
                    "people_pronouns"
                )
                return named or self._is_people_actor(token)
        return _is_of_kind(token, wanted)

    def is_actor(self, token: Token) -> bool:
        """Whether a token stands for a party: a known actor, a name, or a pronoun for one."""
        return (
            token.idx in self.actors
            or token.ent_type_ in _ACTOR_LABELS
            or token.lower_ in grammar("somebody_told")
        )

    def _is_people_actor(self, token: Token) -> bool:
        return token.idx in self.actors and not self._is_place(token)

    def _is_place(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self.places)

    def holds(self, condition: Mapping[str, Sequence[str]], fill: Fill) -> bool:
        """Whether each slot of a condition ("deed" apart) holds one of its words or classes."""
        return all(
            any(self.is_a(token, want) for token in fill(slot) for want in wanted)
            for slot, wanted in condition.items()
            if slot != "deed"
        )

    def touches(self, condition: Mapping[str, Sequence[str]], fill: Fill) -> bool:
        """Whether any slot of a condition holds one of its words or classes.

        A word of business that is also one of war is none: a "quarter" is shelled.
        """
        return any(
            self.is_a(token, want) and not (want in _LOOSE_FIELDS and self.is_a(token, "@plain"))
            for slot, wanted in condition.items()
            for token in fill(slot)
            for want in wanted
        )

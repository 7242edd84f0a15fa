"""Which rule governs a word: look-ups of governors, with two repairs of attachment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.events.status.links import VERBAL, Link
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.words.operators import OperatorRule, Operators

CLASSES = {
    "VERB": ("VERB", "ADJ"), "AUX": ("VERB",), "NOUN": ("NOUN",), "PROPN": ("NOUN",),
    "ADJ": ("ADJ", "VERB"), "ADV": ("ADJ",),
}  # fmt: skip


def forms(word: Token) -> tuple[str, ...]:
    """The forms by which a word may be listed: with its particle, as it stands, its lemma.

    An adverb right behind a verb counts as a particle: "have yet to", "turn back".
    """
    particles = [
        c.lower_
        for c in word.rights
        if c.dep_ == "prt" or (c.dep_ == "advmod" and c.i == word.i + 1)
    ]
    joined = tuple(f"{word.lemma_.lower()}_{p}" for p in particles)
    return (*joined, word.lower_, word.lemma_.lower())


def listed(operators: Operators, word: Token, frame: str) -> OperatorRule | None:
    """The rule of a word that is itself listed with a frame."""
    return operators.find(forms(word), CLASSES.get(word.pos_, ()), frame)


def governing_rule(operators: Operators, head: Token, frame: str) -> OperatorRule | None:
    """The rule of a governor, or of the adjective or noun that its copula ties to it.

    A purpose may be the complement of a verb that takes infinitives ("used drones to attack");
    words that are not listed have the rule of any word of their class and frame.
    """
    for word in governing_words(head, frame):
        if frame == "purpose" and (rule := listed(operators, word, "inf")):
            return rule
        names = (*forms(word), "*")
        if rule := operators.find(names, CLASSES.get(word.pos_, ()), frame):
            return rule
    return None


def governing_words(head: Token, frame: str) -> list[Token]:
    """A governor, after the predicate that it ties to its subject: "is likely to"."""
    if head.lemma_ == "be" and frame in {"subj", "inf", "that", "ing"}:
        return [c for c in head.rights if c.dep_ in {"acomp", "attr"}] + [head]
    return [head]


def telling_verb(head: Token) -> Token:
    """The verb that tells the status of a governor: the copula of a predicate."""
    return head.head if head.dep_ in {"acomp", "attr"} else head


def repaired(operators: Operators, token: Token, link: Link) -> Link:
    """A link with the governor that the lexicon expects where the parser attached another."""
    return _verb_above(operators, _noun_before(operators, token, link))


def _verb_above(operators: Operators, link: Link) -> Link:
    """A preposition that the verb above asks for: "cleared the pilot of bombing"."""
    noun = link.head
    if link.via is None or noun.dep_ not in {"dobj", "nsubjpass"}:
        return link
    verb = operators.find(forms(noun.head), ("VERB",), link.frame)
    own = listed(operators, noun, link.frame)
    return replace(link, head=noun.head) if verb and not own else link


def _noun_before(operators: Operators, token: Token, link: Link) -> Link:
    """An infinitive after a noun that takes one belongs to it: "repeated his call to stay"."""
    if link.frame not in {"purpose", "inf"} or link.head.pos_ not in VERBAL:
        return link
    start = token.left_edge
    before = start.nbor(-1) if start.i > token.sent.start else None
    if before is None or before.head != link.head or before.dep_ != "dobj":
        return link
    named = operators.find(forms(before), ("NOUN",), "inf")
    owned = link.head.lemma_.lower() in grammar("owning")
    return Link(before, "inf") if named or owned else link

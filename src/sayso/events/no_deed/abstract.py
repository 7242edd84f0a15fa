"""Deeds of things that do none, with means that hurt nobody, or against a mere idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, subject
from sayso.events.status.links import VERBAL
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.opinion_words import load_opinion_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

    from sayso.events.triggers.trigger import Trigger

_PARTIES = frozenset({"PERSON", "GPE", "ORG"})


def unlike_war(trigger: Trigger) -> str | None:
    """The doer, means or target that no deed of war can have, or null.

    Policies and prices hurt only in figures; nobody dies of letters; critics only write; and
    common sense is not murdered.
    """
    if found := _listed(_doers(trigger), "abstract") or _echo(trigger.head):
        return found
    if (trigger.head.lemma_.lower(),) not in load_opinion_words()["violence"]:
        return None
    return (
        _listed(_doers(trigger), "critic")
        or _listed(_objects(trigger.clause, {"with"}), "message")
        or _listed(_objects(trigger.head, {"of", "with"}), "message")
        or _listed(_targets(trigger), "ideal")
    )


def _listed(nouns: Iterable[Token], kind: str) -> str | None:
    """The first noun that is listed, alone or with the word before it, and is no name."""
    rows = load_opinion_words()[kind]
    for noun in nouns:
        lemma = noun.lemma_.lower()
        before = noun.nbor(-1).lower_ if noun.i > 0 else ""
        if noun.ent_type_ not in _PARTIES and ((lemma,) in rows or (before, lemma) in rows):
            return noun.text
    return None


def _doers(trigger: Trigger) -> Iterator[Token]:
    """Who does it: the subject, the agent, the source of a noun ("fire from critics").

    A predicate says of its subject what it is: "the budget is an assault on the poor".
    """
    verb, head = trigger.clause, trigger.head
    if verb.pos_ in VERBAL:
        doer = subject(verb)
        if doer is not None and not _is_passive(verb):
            yield doer
        yield from (n for c in verb.children if c.dep_ == "agent" for n in c.children)
        yield from _objects(verb, {"from"})
    if head.pos_ not in VERBAL:
        yield from _objects(head, grammar("by_or_from"))
        yield from _said_to_be(head)


def _is_passive(verb: Token) -> bool:
    """Whether a verb tells what is done to its subject: "was shot", "shot in May by"."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    has = any(c.lemma_ == "have" for c in helpers) and all(c.dep_ == "aux" for c in helpers)
    return verb.tag_ == "VBN" and not has


def _said_to_be(noun: Token) -> Iterator[Token]:
    """The subject of which a noun is said: "is an assault", "turned into a massacre"."""
    above = noun.head
    turns = above.lower_ in {"into", "like", "to"} and above.dep_ == "prep"
    if noun.dep_ == "attr" or turns:
        verb = above.head if turns else above
        yield from (c for c in verb.lefts if c.dep_ in SUBJECTS)


def _echo(noun: Token) -> str | None:
    """The deed that a predicate only repeats: "an attack on one is an attack on all"."""
    if noun.dep_ != "attr":
        return None
    return next((c.text for c in _said_to_be(noun) if c.lemma_ == noun.lemma_), None)


def _targets(trigger: Trigger) -> Iterator[Token]:
    verb, head = trigger.clause, trigger.head
    if head.pos_ in VERBAL:
        yield from (c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"})
    else:
        yield from _objects(head, grammar("done_to"))
        yield from _objects(verb, grammar("done_to"))


def _objects(word: Token, prepositions: Iterable[str]) -> Iterator[Token]:
    for prep in word.children:
        if prep.dep_ in {"prep", "agent"} and prep.lower_ in prepositions:
            yield from (n for n in prep.children if n.dep_ == "pobj")

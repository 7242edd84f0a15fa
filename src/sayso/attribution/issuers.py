"""Whose a speaking document is: "the ministry's statement", "a report by the UN", "the note"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, agents, prepositional, subject
from sayso.attribution.voices import mention_at
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_OWNERS = frozenset({"poss", "compound", "amod", "nmod"})
_REACH = 120


def issuer_of(
    source: Token, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> ActorMention | None:
    """The actor whose document or evidence a source is, or null when the text does not say.

    It is named with the document, or with an earlier mention of it: "the army issued a statement
    … The statement said". `source` is the head of the words for the document.
    """
    if verbs.things.get(source.lemma_.lower()) not in {"document", "evidence"}:
        return None
    owner = _owner(source, actors, verbs)
    if owner is not None or not any(c.lower_ in grammar("definite") for c in source.lefts):
        return owner
    for token in reversed(source.doc[max(source.i - _REACH, 0) : source.i]):
        if token.lemma_ == source.lemma_ or _is_general(token, source, verbs):
            found = _owner(token, actors, verbs) or _speaker(token, actors, verbs)
            if found is not None:
                return found
    return None


def _is_general(token: Token, source: Token, verbs: ReportVerbs) -> bool:
    """Whether an earlier word is for such a document too: "a letter … the text"."""
    kinds = {verbs.things.get(t.lemma_.lower()) for t in (token, source)}
    return token.pos_ == "NOUN" and kinds == {"document"}


def _owner(noun: Token, actors: Sequence[ActorMention], verbs: ReportVerbs) -> ActorMention | None:
    near = [c for c in noun.children if c.dep_ in _OWNERS]
    near += prepositional(noun, "by", "from")
    near += prepositional(noun, "of") if _is_utterance(noun, verbs) else []
    near += [
        agent
        for c in noun.children
        if c.dep_ in {"acl", "relcl"}
        and verbs.deeds.get((c.lemma_.lower(), "utterance")) == "utter"
        for agent in agents(c)
    ]
    found = (mention_at(t, actors) for t in near)
    return next((m for m in found if m is not None), None)


def _is_utterance(noun: Token, verbs: ReportVerbs) -> bool:
    """Whether a document is of who speaks in it, not of what it tells ("a report of")."""
    lemma = noun.lemma_.lower()
    return verbs.things.get(lemma) == "document" and not any(
        row.pos in {"n", "r"} and "of" in row.frames for row in verbs.starting_with(lemma)
    )


def _speaker(
    noun: Token, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> ActorMention | None:
    """Who speaks in a document, or utters it: "said in a statement", "issued a statement"."""
    if noun.dep_ not in {*OBJECTS, "pobj", "nsubjpass"}:
        return None
    verb = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "in" else noun.head
    lemma = verb.lemma_.lower()
    if verbs.starting_with(lemma) or verbs.deeds.get((lemma, "utterance")) == "utter":
        return mention_at(subject(verb), actors)
    return None

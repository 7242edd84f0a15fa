"""What the form of a clause says of its event: an order, a question, a bare infinitive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.events.status import moods
from sayso.events.status.generic import is_a_general_truth
from sayso.events.status.governors import governing_rule, listed
from sayso.events.status.links import VERBAL, Link, has_to
from sayso.events.status.told import Told, by_form

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.lexicons.words.operators import Operators

_PREDICATE = frozenset({"subj", "attr"})
_TRUE_OF = frozenset({"subj", "attr", "obj"})


def mood(operators: Operators, token: Token) -> Told | None:
    """What the mood of a clause says: an order, a question, a bare infinitive."""
    if moods.is_question(token):
        return by_form(operators, "question", "a question")
    if moods.is_imperative(token) and not _follows_noun(token):
        return by_form(operators, "imperative", "an order")
    if token.pos_ in VERBAL and has_to(token):
        return by_form(operators, "infinitive", "a bare infinitive")
    return None


def named_only(operators: Operators, token: Token, link: Link) -> Told | None:
    """A deed that an infinitive or gerund only names: "to bomb it is a crime", "how to bomb it".

    A gerund does where something holds of it in the present: "kidnapping is punishable".
    """
    if token.tag_ == "VBG" and token.dep_ in {"csubj", "nsubj"} and moods.is_present(link.head):
        return by_form(operators, "infinitive", "a gerund that names a deed")
    if token.pos_ not in VERBAL or not has_to(token):
        return None
    if link.frame not in _PREDICATE and not any(c.tag_ == "WRB" for c in token.lefts):
        return None
    return by_form(operators, "infinitive", "an infinitive that names a deed")


def general(operators: Operators, token: Token, link: Link) -> Told | None:
    """A kind of event of which something is true: "torture is a crime"."""
    if link.frame not in _TRUE_OF:
        return None
    rule = governing_rule(operators, link.head, link.frame)
    if rule is not None and rule != listed(operators, link.head, "subj"):
        return None
    if (rule is not None and link.head.lemma_ != "be") or not is_a_general_truth(token):
        return None
    return by_form(operators, "general", "a kind of event, none in particular")


def _follows_noun(verb: Token) -> bool:
    """Whether a noun stands before a bare verb: then it is a statement with a mistagged verb."""
    before = verb.doc[verb.sent.start : verb.i]
    return any(t.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} for t in before)

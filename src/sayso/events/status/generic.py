"""Whether a clause or phrase speaks in general: "Snipers kill civilians", "torture is a crime".

Nothing particular may stand in such a clause: no name, no date, no number, no definite party.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.events.status import moods
from sayso.events.status.links import VERBAL
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_ARGUMENTS = SUBJECTS | {"dobj", "pobj", "agent"}
_TITLED = frozenset({"ORG", "PERSON", "PRODUCT", "WORK_OF_ART"})
_OTHER_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "csubj"})


def speaks_in_general(verb: Token) -> bool:
    """Whether a verb in the simple present tells what a kind of doer does, nobody in particular.

    A headline, which no full stop ends, is in this tense for news.
    """
    if not _holds_now(verb) or not _is_closed(verb) or _tells_that(verb):
        return False
    if moods.is_present(verb) and _is_habit(verb):
        return True
    doers = [c for c in verb.lefts if c.dep_ in SUBJECTS]
    if verb.tag_ == "VBN" and not all(map(_is_rule_for, doers)):
        return False
    return bool(doers) and all(map(_is_kind, doers)) and not any(_particulars(verb))


def tells_which_kind(verb: Token) -> bool:
    """Whether a clause says whom a general rule is for: "drivers who hit wardens are fined"."""
    kind = verb.head
    above = next((t for t in kind.ancestors if t.pos_ in VERBAL), None)
    if above is None or not moods.is_present(verb) or not _is_closed(verb):
        return False
    general = _holds_now(above) and not _tells_that(above)
    return general and _names_no_one(kind) and not any(map(_is_particular, verb.subtree))


def _is_habit(verb: Token) -> bool:
    """Whether a clause says how often: "every year", "40 a month"."""
    return any(
        t.lemma_ in grammar("periods")
        and any(c.lower_ in grammar("each") for c in t.lefts)
        and t.dep_ != "pobj"
        for c in verb.children
        for t in (c, *c.children)
    )


def _is_rule_for(noun: Token) -> bool:
    """Whether a passive clause may be a rule: "thieves are jailed", "a thief who lies is"."""
    return noun.tag_ == "NNS" or any(c.dep_ == "relcl" for c in noun.rights)


def _names_no_one(noun: Token) -> bool:
    """Whether a noun is a bare plural, or has "a" before it."""
    if noun.pos_ != "NOUN" or _is_particular(noun):
        return False
    words = [c for c in noun.lefts if c.dep_ in {"det", "poss", "nummod"}]
    return all(c.lower_ in grammar("articles") for c in words) and (
        bool(words) or noun.tag_ == "NNS"
    )


def names_a_kind(noun: Token) -> bool:
    """Whether a noun phrase names a kind of event: "airstrikes", "the use of mines"."""
    if any(_is_particular(t) for t in noun.subtree) or any(c.dep_ == "poss" for c in noun.lefts):
        return False
    if not moods.is_definite(noun):
        return True
    return _is_nominal_of_kind(noun)


def is_a_general_truth(noun: Token) -> bool:
    """Whether a noun names a kind of event in a clause in the present that names nobody."""
    verb = next((t for t in noun.ancestors if t.pos_ in VERBAL), None)
    if verb is None or noun.pos_ != "NOUN" or not _holds_now(verb) or not _is_closed(verb):
        return False
    if any(c.dep_ == "expl" for c in verb.children):
        return False
    return names_a_kind(noun) and not _tells_that(verb) and not any(_particulars(verb))


def _holds_now(verb: Token) -> bool:
    """Whether a verb is in the simple present, active or passive: "is", "are banned"."""
    helpers = [w for w in moods.clause_words(verb) if w.dep_ in {"aux", "auxpass"}]
    passive = [w.tag_ in {"VBZ", "VBP"} and w.dep_ == "auxpass" for w in helpers]
    return moods.is_present(verb) or (verb.tag_ == "VBN" and bool(passive) and all(passive))


def _tells_that(verb: Token) -> bool:
    """Whether a clause completes the verb: "experts say that"."""
    return any(c.dep_ == "ccomp" for c in verb.children)


def _is_nominal_of_kind(noun: Token) -> bool:
    """Whether "of" names a kind behind a definite noun: "the killing of children"."""
    inner = [n for c in noun.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    article = any(c.dep_ == "det" and c.lower_ == "the" for c in noun.lefts)
    return article and bool(inner) and all(map(_is_kind, inner))


def _is_kind(noun: Token) -> bool:
    """Whether a phrase is a bare plural, a bare mass noun, or "a" before a noun."""
    if noun.pos_ != "NOUN" or any(_is_particular(t) for t in noun.subtree):
        return False
    return all(
        c.lower_ in grammar("articles") for c in noun.lefts if c.dep_ in {"det", "poss", "nummod"}
    )


def _particulars(verb: Token) -> Iterator[Token]:
    """The words of a clause that tie it to a time, a place or a party.

    Definite words of a predicate do not: "a crime under the law".
    """
    for child in verb.children:
        if child.dep_ in _OTHER_CLAUSES and child.pos_ in VERBAL:
            continue
        if child.lower_ == "for" and any(c.lemma_ in grammar("terms") for c in child.children):
            continue
        predicate = child.dep_ in {"attr", "acomp"}
        for token in child.subtree:
            if _is_particular(token) or (not predicate and _is_definite_party(token)):
                yield token


def _is_particular(token: Token) -> bool:
    """A name, date or number; a plain plural that the model takes for a name does not count."""
    misread = token.tag_ == "NNS" and token.ent_type_ in _TITLED
    return (bool(token.ent_type_) and not misread) or token.pos_ in {"PROPN", "NUM"}


def _is_definite_party(token: Token) -> bool:
    """Whether a definite noun or a pronoun takes part."""
    if token.dep_ not in _ARGUMENTS or token.pos_ not in {"NOUN", "PRON"}:
        return False
    if token.pos_ == "PRON":
        return token.dep_ in SUBJECTS and token.tag_ not in {"WP", "WDT"}
    return any(
        c.dep_ == "det" and c.lower_ not in grammar("articles") for c in token.lefts
    ) and not (_is_nominal_of_kind(token))


def _is_closed(word: Token) -> bool:
    """Whether the sentence ends like one of running text."""
    return any(t.text in {".", ";", "!"} for t in word.sent[-3:])

"""What a clause or noun phrase says of itself: negation, modals, mood, definiteness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, first_conjunct
from sayso.events.status.links import VERBAL, has_to
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_BARE = frozenset({"VB", "VBN", "VBG"})


def clause_words(verb: Token) -> list[Token]:
    """The auxiliaries, negations and adverbs of a verb, those it shares with its coordination.

    "will bomb and shell" shares the modal; "was not killed but wounded" does not share the "not".
    """
    own = [c for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "advmod", "preconj"}]
    first = first_conjunct(verb)
    if first == verb or not _shares(verb, first):
        return own
    contrast = any(c.dep_ == "cc" and c.lower_ == "but" for c in verb.head.children)
    shared = [
        c
        for c in first.lefts
        if c.dep_ in {"aux", "auxpass"} or (c.dep_ == "neg" and not contrast)
    ]
    return shared + own


def _shares(verb: Token, first: Token) -> bool:
    lone = not any(c.dep_ in SUBJECTS or c.dep_ in {"aux", "auxpass"} for c in verb.lefts)
    return lone and verb.tag_ in _BARE and first.tag_ == verb.tag_ and first.pos_ in VERBAL


def negations(verb: Token) -> Iterator[Token]:
    """Words of the clause that negate its verb: "not", "nobody", "no" before an argument."""
    for word in clause_words(verb):
        longer = word.tag_ == "RBR" and any(c.dep_ == "neg" for c in word.lefts)
        neither = word.dep_ == "preconj" and word.lower_ == "neither"
        if word.dep_ == "neg" or neither or longer:
            yield word
    if verb.dep_ == "conj":
        yield from (c for c in verb.head.rights if c.lower_ == "nor" and c.i < verb.i)
    for child in verb.children:
        if child.dep_ in SUBJECTS | {"dobj", "attr"} and (no := _negative(child)):
            yield no
    if verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        for child in first_conjunct(verb).lefts:
            if child.dep_ in SUBJECTS and (no := _negative(child)):
                yield no


def _negative(noun: Token) -> Token | None:
    if noun.lower_ in grammar("nobody_named"):
        return noun
    return next(
        (
            c
            for c in noun.lefts
            if c.dep_ in {"det", "preconj"} and c.lower_ in grammar("no_or_neither")
        ),
        None,
    )


def modal(verb: Token) -> Token | None:
    """The modal of a verb, its own or one shared in coordination."""
    return next((w for w in clause_words(verb) if w.tag_ == "MD"), None)


def is_future_in_past(verb: Token, modal_verb: Token) -> bool:
    """Whether "would" only shifts "will" under a verb in the past: "said it would attack"."""
    if modal_verb.lower_ not in grammar("shifted") or is_perfect(verb):
        return False
    top = first_conjunct(verb)
    return top.dep_ in {"ccomp", "relcl", "acl"} and (
        top.dep_ != "ccomp" or top.head.tag_ in {"VBD", "VBN"}
    )


def is_perfect(verb: Token) -> bool:
    """Whether a verb stands after "have": "should have left"."""
    return any(w.lemma_ == "have" and w.dep_ == "aux" for w in clause_words(verb))


def is_imperative(verb: Token) -> bool:
    """Whether a verb gives an order: a bare form that opens its clause, without subject."""
    if verb.pos_ not in VERBAL or verb.tag_ not in {"VB", "VBP"} or has_to(verb):
        return False
    return not any(
        c.dep_ in SUBJECTS
        or (c.dep_ in {"aux", "auxpass", "expl"} and c.lower_ not in {"do", "let"})
        for c in verb.children
    )


def is_quoted(token: Token) -> bool:
    """Whether a quotation mark opens or closes right beside the clause of a token."""
    first, last = token.left_edge, token.right_edge
    near = [first, last]
    near += [first.nbor(-1)] if first.i > 0 else []
    near += [last.nbor(1)] if last.i + 1 < len(token.doc) else []
    near += [last.nbor(2)] if last.i + 2 < len(token.doc) else []
    return any(t.text in {'"', "'"} for t in near)


def is_question(token: Token) -> bool:
    """Whether the next mark that ends a statement asks."""
    after = (t.text for t in token.doc[token.i : token.sent.end])
    return next((mark for mark in after if mark in {".", "!", "?", ";"}), "") == "?"


def is_present(verb: Token) -> bool:
    """Whether a verb is in the simple present."""
    return verb.tag_ in {"VBP", "VBZ"} and not any(
        w.dep_ in {"aux", "auxpass"} for w in clause_words(verb)
    )


def is_present_clause(word: Token) -> bool:
    """Whether the verb of a word's clause is in the present: "is able", "can", "are seeking"."""
    verb = word if word.pos_ in VERBAL else word.head
    return is_present(verb) or (
        verb.tag_ in {"VB", "VBG", "VBN", "JJ"}
        and any(w.tag_ in {"VBZ", "VBP"} for w in clause_words(verb))
    )


def has_object_gap(clause: Token) -> bool:
    """Whether a clause behind a noun has that noun for its object: "talks planned for May"."""
    if clause.dep_ == "acl":
        return clause.tag_ == "VBN"
    if clause.dep_ != "relcl" or any(c.dep_ == "dobj" and c.tag_[0] != "W" for c in clause.rights):
        return False
    subjects = [c for c in clause.lefts if c.dep_ in SUBJECTS]
    return any(c.dep_ == "nsubjpass" or c.tag_ not in {"WDT", "WP"} for c in subjects)


def is_anybody(noun: Token) -> bool:
    """Whether an antecedent leaves open whom it means: "those who", "anyone who"."""
    return noun.lower_ in grammar("anybody") or any(
        c.lower_ in {"any", "whatever"} for c in noun.lefts
    )


def has_open_subject(verb: Token) -> bool:
    """Whether the subject leaves open whom it means: "Whoever attacks us"."""
    return any(c.dep_ == "nsubj" and c.lower_ in grammar("whoever") for c in verb.lefts)


def is_whenever(verb: Token) -> bool:
    """Whether a bare participle is the condition of something open: "fire only when attacked"."""
    joined = any(c.lower_ in grammar("when_or_if") and c.i < verb.i for c in verb.lefts)
    bare = verb.tag_ == "VBN" and not any(
        c.dep_ in SUBJECTS | {"aux", "auxpass"} for c in verb.lefts
    )
    return bare and joined and verb.dep_ == "advcl" and verb.head.tag_ in {"VB", "VBP", "VBZ"}


def looks_back(verb: Token) -> bool:
    """Whether a clause is in the past or perfect."""
    words = [verb, *clause_words(verb)]
    return any(w.tag_ == "VBD" for w in words) or is_perfect(verb)


def is_told_of(noun: Token) -> bool:
    """Whether a past clause tells what a definite event did: "the strike that hit a school"."""
    if not is_definite(noun):
        return False
    return any(
        c.dep_ == "relcl" and c.tag_ == "VBD" and not has_object_gap(c) and not any(negations(c))
        for c in noun.rights
    )


def is_no(noun: Token) -> bool:
    """Whether a noun is said not to be: "no attacks"."""
    return _negative(noun) is not None


def is_open(noun: Token) -> bool:
    """Whether a noun phrase takes no particular event for granted: "any attack", "an attack"."""
    return any(c.lower_ in grammar("open_determiners") for c in noun.lefts) and not is_definite(
        noun
    )


def is_definite(noun: Token) -> bool:
    """Whether a noun phrase points to an event that is known: "the attack", "their raids"."""
    return any(
        (c.dep_ == "det" and c.lower_ in grammar("the_or_this")) or c.dep_ == "poss"
        for c in noun.lefts
    )

"""Clauses of the same day: what people died of, on what occasion, what went on at the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.events.status.links import VERBAL, has_to
from sayso.lexicons.places.words import load_place_words
from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.outcomes import outcome_words

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.records.mention import TimeMention

_HARM = frozenset({"death", "injury"})


def shares_day(verb: Token) -> bool:
    """Whether a clause that hangs on another tells what happened on the same day."""
    added = verb.dep_ == "conj" or is_occasion(verb) or is_end_of_force(verb)
    joined = added or _is_elided(verb) or _is_beside(verb)
    return joined or _is_course(verb) or _is_cause_of_harm(verb)


def is_at_the_time(verb: Token) -> bool:
    """Whether a clause on a noun tells what went on when a deed was done, not before it."""
    return _was_going_on(verb) or is_occasion(verb) or _is_there(verb)


def is_day_with_clause(clause: Token, mention: TimeMention) -> bool:
    """Whether a clause tells what happened on the day before it: "9 May 1998, when A fell".

    The parser hangs what is told of a place on the day behind it: "X on Monday, where A fell".
    """
    span = mention.span
    told = clause.dep_ == "relcl" and any(
        c.lower_ in grammar("when_or_where") for c in clause.lefts
    )
    return told and span is not None and span.start <= clause.head.idx < span.end


def is_day_of_noun(clause: Token, date: Token) -> bool:
    """Whether a date hangs on the noun that a clause tells more of: "a raid on Monday, in which".

    What is told of a person or by a pronoun ("who") has days of its own.
    """
    told = (t.lower_ for c in clause.lefts for t in (c, *c.children))
    relative = clause.dep_ == "relcl" and any(word in grammar("which_where") for word in told)
    participle = clause.dep_ == "acl" and clause.tag_ == "VBG"
    hanging = date.head.head if date.dep_ == "pobj" else date.head
    return (relative or participle) and hanging == clause.head


def is_day_of_place(word: Token, date: Token) -> bool:
    """Whether a date hangs on what only tells more of a place: "in X, a {town}, on 4 May".

    Nothing happens to a town or on a road by its being one: the day is that of the deed.
    """
    hanging = date.head.head if date.dep_ == "pobj" else date.head
    if word != hanging or date.i < word.i:
        return False
    if word.dep_ == "acl":
        return load_place_words("en").has("lying", word.lower_)
    return word.dep_ == "appos" and (word.pos_ == "PROPN" or _is_kind_of_place(word))


def _is_kind_of_place(noun: Token) -> bool:
    words = load_place_words("en")
    return words.kind(noun.lower_, noun.lemma_.lower()) is not None


def is_occasion(verb: Token) -> bool:
    """Whether a clause tells on what occasion a deed was: "died {when a bomb went off}"."""
    when = any(c.lower_ == "when" and c.dep_ in {"advmod", "mark"} for c in verb.lefts)
    return when and verb.dep_ in {"advcl", "relcl"}


def is_end_of_force(verb: Token) -> bool:
    """Whether an infinitive tells to what end force was used there: "fired {to disperse} them"."""
    ends = verb.dep_ in {"advcl", "xcomp"} and has_to(verb)
    return ends and verb.lemma_.lower() in class_words("quell")


def tells_harm(verb: Token) -> bool:
    """Whether a word tells that people died or were hurt: "died", "are {dead}", "{death} toll"."""
    told = [verb, *(c for c in verb.children if c.dep_ in {"acomp", "attr", "compound"})]
    words = outcome_words()
    return any(words.get(w) in _HARM for t in told for w in (t.lower_, t.lemma_.lower()))


def only_tells_harm(clause: Token, harm: Token) -> bool:
    """Whether a clause only tells that people were hurt: "died in", "the death toll in … rose"."""
    toll = harm.head == clause and harm.dep_ in SUBJECTS
    return (harm == clause or toll or clause.lemma_ == "be") and tells_harm(harm)


def _is_beside(verb: Token) -> bool:
    """Whether a semicolon sets two clauses side by side: "A raided B on Monday; two died"."""
    marks = (c for c in verb.head.children if c.text == ";")
    return verb.dep_ in {"ccomp", "parataxis"} and any(c.i > verb.i for c in marks)


def _is_elided(verb: Token) -> bool:
    """Whether a participle stands for a clause: "five were killed and 12 others {injured}"."""
    noun = verb.head
    return (
        verb.dep_ == "acl" and verb.tag_ == "VBN" and noun.dep_ == "conj"
        and noun.head.pos_ in VERBAL
    )  # fmt: skip


def _is_course(verb: Token) -> bool:
    """Whether harm was done in the course of what a gerund tells: "killed in {shelling}"."""
    during = verb.dep_ == "pcomp" and verb.head.lower_ in grammar("course")
    return during and tells_harm(verb.head.head)


def _is_cause_of_harm(verb: Token) -> bool:
    """Whether a clause tells what people died of: "five are dead after gunmen {attacked}"."""
    after = any(c.lower_ in grammar("caused") and c.dep_ in {"mark", "advmod"} for c in verb.lefts)
    return after and verb.dep_ == "advcl" and tells_harm(verb.head)


def _is_there(verb: Token) -> bool:
    """Whether a clause tells what the doers did at the place: "where {they killed} five"."""
    where = any(c.lower_ == "where" for c in verb.lefts)
    they = any(c.dep_ == "nsubj" and c.tag_ == "PRP" for c in verb.lefts)
    had = any(c.dep_ == "aux" for c in verb.lefts)
    return verb.dep_ == "relcl" and where and they and not had


def _was_going_on(verb: Token) -> bool:
    past = any(c.dep_ == "aux" and c.tag_ == "VBD" and c.lemma_ == "be" for c in verb.children)
    return verb.tag_ == "VBG" and past

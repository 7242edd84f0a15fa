"""An attack and what it did, told in one clause: "killed in an attack", "fired, killing two"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.lexicons.words.grammar import grammar
from sayso.lexicons.words.outcomes import outcome_words, own_deed_modes
from sayso.linking.sameness import PAST, own_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.linking.sameness import Sides
    from sayso.records.event import EventMention

_PREDICATED = frozenset({"oprd", "acomp", "ccomp", "xcomp"})
_VERBAL_CHILDREN = frozenset({"aux", "auxpass", "agent", "dobj"})
_NOMINAL = frozenset({"NOUN", "PROPN"})


def is_outcome_of(parsed: Parsed, sides: Sides, one: EventMention, other: EventMention) -> bool:
    """Whether one mention tells what the other did, or both what one attack did.

    Asks for one sentence, one type, a word of death, injury or damage, and grammar that ties the
    two; a place, a day or a doer that differs keeps them apart, and so does a deed of its own kind
    (own_deed_modes.tsv). Those harmed may differ: one attack has many victims.
    """
    if one.sentence != other.sentence or _clash(sides, one, other):
        return False
    first, second = list(_words(parsed, one)), list(_words(parsed, other))
    return any(_tie(a, b) or _tie(b, a) for a in first for b in second)


def outcomes(parsed: Parsed, event: EventMention) -> frozenset[str]:
    """The kinds of outcome, death, injury and damage, that a mention's words tell."""
    return frozenset(kind for token in _words(parsed, event) if (kind := _kind(token)))


def _clash(sides: Sides, one: EventMention, other: EventMention) -> bool:
    own = own_deed_modes()
    return (
        one.event_type != other.event_type
        or one.trigger.overlaps(other.trigger)
        or not {one.status, other.status} <= PAST
        or set(one.modes) & own != set(other.modes) & own
        or sides.place(own_place(one), own_place(other)) == "different"
        or sides.date(one.date, other.date) == "different"
        or sides.participants(one.actors, other.actors) == "different"
    )


def _words(parsed: Parsed, event: EventMention) -> Iterator[Token]:
    """The words of a trigger that carry its grammar: the verb, and the noun under it."""
    words = parsed.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None:
        found = token_at(parsed.doc, event.trigger.start)
        yield from [found] if found is not None else []
        return
    yield words.root
    yield from (t for t in words if t.dep_ == "dobj" and t != words.root)


def _tie(outcome: Token, other: Token) -> bool:
    """Whether the first word tells of death or harm and hangs together with the other."""
    if _kind(outcome) is None:
        return False
    head = first_conjunct(_raised(outcome))
    return (
        (head == first_conjunct(other) and _are_one_doing(outcome, other))
        or _is_next_in_list(outcome, other)
        or _is_setting(outcome, other)
        or _is_bare_toll(outcome)
        or (other.i < outcome.i and _is_count_of_harmed(outcome))
        or (outcome.dep_ in {"acl", "relcl"} and outcome.head == other)
        or (head.dep_ in {"acl", "relcl"} and head.head == other)
        or (head.dep_ == "advcl" and head.tag_ == "VBG" and first_conjunct(head.head) == other)
        or (_is_occasion(other) and first_conjunct(other.head) == head)
        or (other.dep_ == "nsubj" and first_conjunct(other.head) == head)
    )


def _kind(token: Token) -> str | None:
    known = outcome_words()
    return known.get(token.lemma_.lower()) or known.get(token.lower_)


def _raised(outcome: Token) -> Token:
    """The verb that says that an outcome came about: "left" of "left him wounded"."""
    predicated = outcome.dep_ in _PREDICATED and outcome.tag_ in {"VBN", "JJ"}
    return outcome.head if predicated and _kind(outcome.head) is not None else outcome


def _are_one_doing(one: Token, other: Token) -> bool:
    """Whether two coordinated words tell what one attack did.

    They do when they share their object ("shot and wounded two") or do different things to
    different victims ("killed two and wounded ten"), and the second has no doer of its own.
    """
    first, second = (one, other) if one.i < other.i else (other, one)
    with_object = [t for t in (first, second) if any(c.dep_ == "dobj" for c in t.children)]
    if second in with_object and any(c.dep_ == "nsubj" for c in second.children):
        return False
    return len(with_object) < 2 or _kind(one) != _kind(other)


def _is_next_in_list(noun: Token, other: Token) -> bool:
    """Whether a noun goes on with a list of nouns that the parse ties to the verb above.

    "It ended after the killing of ten men, the destruction of a mill": the second noun hangs
    from "ended" in the parse, yet a verb and a noun are never coordinated.
    """
    return (
        noun.pos_ in _NOMINAL
        and noun.dep_ in {"conj", "npadvmod"}
        and noun.head.pos_ in {"VERB", "AUX"}
        and other.dep_ == "pobj"
        and other.head.head == noun.head
        and other.i < noun.i
    )


def _is_bare_toll(word: Token) -> bool:
    """Whether a count without a verb is what a line says of its deed: "blast at X, nine {dead}".

    A participle with an auxiliary or an object has a deed of its own.
    """
    if word.tag_ not in {"JJ", "VBN"} or any(c.dep_ in _VERBAL_CHILDREN for c in word.children):
        return False
    behind = word.head.i < word.i and word.head.like_num
    return behind or any(t.like_num for c in word.lefts for t in (c, *c.lefts))


def _is_count_of_harmed(verb: Token) -> bool:
    """Whether a later clause only counts those harmed: "bombed a depot; {six were killed}"."""
    subject = next((c for c in verb.lefts if c.dep_ in {"nsubj", "nsubjpass"}), None)
    harmed = subject is not None and subject.tag_ == "CD"
    return harmed and not any(c.dep_ in {"agent", "dobj", "advcl"} for c in verb.children)


def _is_setting(outcome: Token, noun: Token) -> bool:
    """Whether a noun is what somebody was harmed in or by: "killed in an attack".

    A counted noun ("in two attacks") sums up several.
    """
    if any(c.dep_ == "nummod" and c.lower_ != "one" for c in noun.children):
        return False
    noun = first_conjunct(noun)
    prep = noun.head
    return (
        noun.pos_ in _NOMINAL
        and noun.dep_ == "pobj"
        and prep.lower_ in grammar("by_means")
        and (prep.head == outcome or first_conjunct(prep.head) == first_conjunct(outcome))
    )


def _is_occasion(verb: Token) -> bool:
    """Whether a verb says when: "killed when a bomb exploded"."""
    return verb.dep_ == "advcl" and any(
        c.dep_ in {"mark", "advmod"} and c.lower_ in grammar("when_done") for c in verb.children
    )

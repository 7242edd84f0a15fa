"""How a mention of an event points back to an earlier one: "this attack", "the same man died"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS, conjuncts, prepositional, token_at
from sayso.lexicons.words.anaphors import anaphoric_nouns, other_words
from sayso.lexicons.words.classes import class_words
from sayso.lexicons.words.grammar import grammar
from sayso.linking.consequences import outcomes
from sayso.linking.sameness import own_place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.linking.sameness import Sides
    from sayso.records.event import EventMention

_SUFFIXES = ("ing", "ment", "ion", "er", "ed")
_REACH = 8


def pointing(parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention) -> int:
    """How clearly a mention points back to another: 0 not, 3 by the same noun or one death."""
    head, before = head_of(parsed, event), head_of(parsed, antecedent)
    if head is None or before is None:
        return 0
    if _is_what_it_was(event, head, _sentences_between(parsed, antecedent, event)):
        return 3
    if _is_another(head):
        return 0
    if _befell_the_same(parsed, sides, antecedent, event):
        return 3
    if is_definite(head):
        return _naming(parsed, sides, antecedent, event, head)
    cause = _cause(parsed, event, head)
    by_cause = cause is not None and bool(_naming(parsed, sides, antecedent, event, cause))
    return 2 if by_cause else _retelling(parsed, sides, antecedent, event)


def _befell_the_same(
    parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention
) -> bool:
    """Whether both tell one deed by its victims: their one death, or one verb for both."""
    head, before = head_of(parsed, event), head_of(parsed, antecedent)
    if head is None or before is None or not _has_same_victims(sides, antecedent, event):
        return False
    return (
        _tell_death(parsed, antecedent, event)
        or _stem(head) == _stem(before)
        or _is_told_back(parsed, antecedent, event, head)
    )


def head_of(parsed: Parsed, event: EventMention) -> Token | None:
    """The word that names the event: the noun under a light verb, else the head of the words."""
    words = parsed.doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if words is None:
        return token_at(parsed.doc, event.trigger.start)
    root = words.root
    nouns = [t for t in words if t.pos_ in {"NOUN", "PROPN"} and t.dep_ == "dobj"]
    return nouns[-1] if root.pos_ in {"VERB", "AUX"} and nouns else root


def is_definite(head: Token) -> bool:
    """Whether a noun has an article, a pointing word or a possessor that says which one."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return False
    return any(
        c.dep_ == "poss"
        or (c.dep_ == "det" and (c.lower_ == "the" or c.lower_ in grammar("pointing")))
        for c in head.lefts
    )


def _has_same_victims(sides: Sides, antecedent: EventMention, event: EventMention) -> bool:
    """Whether both name one person, or the later one the victims of the earlier."""
    if sides.share_person(antecedent.recipients, event.recipients):
        return True
    return sides.points_at_victims(antecedent.recipients, event.recipients)


def _is_what_it_was(event: EventMention, noun: Token, sentences: int) -> bool:
    """Whether "it was the third raid" says what the sentence before told."""
    verb = noun.head
    if noun.dep_ != "attr" or noun.pos_ != "NOUN" or sentences != 1:
        return False
    doer = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    named = doer is not None and doer.lower_ in grammar("pointing_back") and verb.dep_ == "ROOT"
    return named and event.event_type in anaphoric_nouns().get(noun.lemma_.lower(), frozenset())


def _is_told_back(
    parsed: Parsed, antecedent: EventMention, event: EventMention, verb: Token
) -> bool:
    """Whether a verb goes back to what befell the victims: the deed before their death.

    "was murdered … had shot him", and what a clause with "when" takes for known: "when he was
    seized".
    """
    if verb.pos_ != "VERB" or any(c.lower_ in class_words("told_again") for c in verb.children):
        return False
    earlier = any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)
    dead = "death" in outcomes(parsed, antecedent)
    known = verb.dep_ == "advcl" and any(c.lower_ in grammar("time_clauses") for c in verb.lefts)
    alike = bool(set(antecedent.modes) & set(event.modes))
    return (earlier and dead) or (known and alike)


def _is_headline_of(
    parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention
) -> bool:
    """Whether a headline in the present tense tells in short what the next sentence reports."""
    before, head = head_of(parsed, antecedent), head_of(parsed, event)
    if before is None or head is None or _sentences_between(parsed, antecedent, event) != 1:
        return False
    opening = antecedent.sentence.start == next(parsed.doc.sents).start_char
    told = before.tag_ == "VBZ" and before.dep_ == "ROOT" and head.tag_ in {"VBD", "VBN"}
    return opening and told and sides.place(own_place(event), own_place(antecedent)) == "same"


def _tell_death(parsed: Parsed, one: EventMention, other: EventMention) -> bool:
    """Whether both mentions tell a death: one person dies once."""
    return all("death" in outcomes(parsed, event) for event in (one, other))


def _retelling(parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention) -> int:
    """How clearly a verb or indefinite noun tells the same again: the same doers and place."""
    head, before = head_of(parsed, event), head_of(parsed, antecedent)
    if head is None or before is None:
        return 0
    if _is_by_its_weapon(parsed, antecedent, event, head):
        return 2
    if _is_headline_of(parsed, sides, antecedent, event):
        return 1
    if _stem(head) != _stem(before):
        return 0
    if _has_same_subject(before, head):
        return 2
    apart = _sentences_between(parsed, antecedent, event) > 0
    retold = apart or event.attribution != antecedent.attribution
    same_actors = sides.participants(event.actors, antecedent.actors) == "same"
    same_place = sides.place(event.place, antecedent.place) == "same"
    return int(retold and same_actors and same_place)


def _has_same_subject(before: Token, verb: Token) -> bool:
    """Whether a thing brought in by one verb is the known subject of the other: "the bomb"."""
    first = next((c for c in before.children if c.dep_ in SUBJECTS), None)
    second = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if first is None or second is None or first.lemma_.lower() != second.lemma_.lower():
        return False
    return is_definite(second) and second.pos_ == "NOUN" and not is_definite(first)


def _is_by_its_weapon(
    parsed: Parsed, antecedent: EventMention, event: EventMention, verb: Token
) -> bool:
    """Whether the weapon told of did the harm: "fired rockets. The rockets wounded two"."""
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is None or not is_definite(subject) or not outcomes(parsed, event):
        return False
    told = (token_at(parsed.doc, span.end - 1) for span in antecedent.weapon)
    return any(t is not None and t.lemma_.lower() == subject.lemma_.lower() for t in told)


def _cause(parsed: Parsed, event: EventMention, verb: Token) -> Token | None:
    """The definite general noun by which a verb of harm names an attack: "the blast killed"."""
    if not outcomes(parsed, event):
        return None
    nouns = [c for c in verb.children if c.dep_ == "nsubj"]
    nouns += [n for each in conjuncts(verb) for n in prepositional(each, "in", "during", "by")]
    kinds = anaphoric_nouns()
    return next(
        (
            noun
            for noun in nouns
            if is_definite(noun)
            and not _is_another(noun)
            and event.event_type in kinds.get(noun.lemma_.lower(), frozenset())
        ),
        None,
    )


def _is_another(noun: Token) -> bool:
    """Whether a word before a noun says that another one is meant: "the second bombing"."""
    inside = [c for c in noun.lefts if c.dep_ in {"amod", "nummod", "det"}]
    return any(c.like_num or c.lower_ in other_words() for c in inside)


def _naming(
    parsed: Parsed, sides: Sides, antecedent: EventMention, event: EventMention, head: Token
) -> int:
    """How clearly a definite noun names what was told: by its word, or as a general noun.

    A plural does not point at one attack: it sums up several.
    """
    before = head_of(parsed, antecedent)
    if before is None or (_is_plural(head) and _is_one(before) and not points(head)):
        return 0
    if _is_one(head) and _is_plural(before) and any(c.dep_ == "nummod" for c in before.lefts):
        return 0
    named = head == head_of(parsed, event)
    actors = sides.participants(event.actors, antecedent.actors)
    recipients = sides.participants(event.recipients, antecedent.recipients)
    shares = "same" in {actors, recipients}
    adds = named and bool(event.actors or event.recipients)
    if not points(head) and adds and not shares:
        return 0
    if _stem(head) == _stem(before):
        return 3
    general = event.event_type in anaphoric_nouns().get(head.lemma_.lower(), frozenset())
    near = _sentences_between(parsed, antecedent, event)
    if not general or near > _REACH or (near == 0 and not points(head)):
        return 0
    return 2 if points(head) or not _is_plural(head) or shares or near == 1 else 0


def _sentences_between(parsed: Parsed, one: EventMention, other: EventMention) -> int:
    start, end = one.sentence.start, other.sentence.start
    return sum(1 for sent in parsed.doc.sents if start < sent.start_char <= end)


def _stem(head: Token) -> str:
    lemma = head.lemma_.lower()
    for ending in _SUFFIXES:
        if lemma.endswith(ending) and len(lemma) > len(ending) + 3:
            return lemma[: -len(ending)].rstrip("e")
    return lemma.rstrip("e")


def points(head: Token) -> bool:
    """Whether a noun has "this" or the like before it."""
    return any(c.dep_ == "det" and c.lower_ in grammar("pointing") for c in head.lefts)


def _is_one(head: Token) -> bool:
    return head.tag_ in {"NN", "NNP"}


def _is_plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"}

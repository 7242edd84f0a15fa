"""What became of those counted: the verb, noun or adjective to which grammar ties a count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import conjuncts, is_passive
from sayso.lexicons.words.quantity_words import load_quantity_words
from sayso.mentions.counts.casualty_words import (
    CasualtyNoun,
    CasualtyVerb,
    Fate,
    load_casualty_nouns,
    load_casualty_verbs,
    noun_class,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_OBJECT = frozenset({"dobj", "obj"})
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_AUXILIARIES = frozenset({"AUX", "ADV", "PART"})
_PREDICATED = frozenset({"oprd", "acomp", "amod", "ccomp"})
_CLAUSE = frozenset({"relcl", "acl"})
_PAST = frozenset({"VBN", "VBD"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON"})
_NOMINAL = frozenset({"DET", "NUM", "PRON", "PROPN", "NOUN", "ADJ"})
_REACH = 6


def find_fates(head: Token, *, strict: bool = False) -> list[Fate]:
    """What happened to those that a noun or number stands for; empty when nothing ties it.

    `strict` asks for the grammar of a clause or of "the killing of", and not for words beside it.

    The governing verb comes first ("killed 12 wounded soldiers"), then a clause of the noun's own
    ("12 men killed"), the noun that it hangs from ("the killing of 12"), words beside it in
    headlines ("12 dead, 30 hurt"), and last the noun itself ("12 deaths").
    """
    if head.like_num and not strict and (found := list(_beside(head, reach=1))):
        return found
    for ties in _STRICT if strict else _STRICT + _LOOSE:
        if found := list(ties(head)):
            return found
    return []


def _governing(head: Token) -> Iterator[Fate]:
    """The verb of which the word, or the coordination it belongs to, is the patient."""
    token = _coordinated(head)
    verb = token.head
    if token.dep_ in _OBJECT | {"oprd", "dative", "prep", "advmod"} and not is_passive(verb):
        for each in _sharing(verb):
            yield from _verb_fates(each, "object", head)
    elif token.dep_ == "nsubjpass" or (token.dep_ == "nsubj" and is_passive(verb)):
        for each in _verbs(verb):
            for told in (each, *_told_of(each)):
                yield from _verb_fates(told, "object" if _is_bare(told) else "subject", head)
            yield from _predicate(each)
    elif token.dep_ == "nsubj":
        for each in _verbs(verb):
            role = "object" if is_passive(each) else "subject"
            yield from _verb_fates(each, role, head)
            if not _has_object(each):
                yield from _predicate(each)


def _own_clause(head: Token) -> Iterator[Fate]:
    """A participle or relative clause of the noun: "12 men killed", "12 men who died"."""
    for child in _coordinated(head).children:
        if child.dep_ not in _CLAUSE or child.i < head.i:
            continue
        for verb in _verbs(child):
            subjects = [c for c in verb.children if c.dep_ in _SUBJECT]
            relative = all(c.tag_ in {"WP", "WDT"} for c in subjects)
            if verb.tag_ == "VBN" and relative and not _has_object(verb):
                yield from _verb_fates(verb, "object", head)
            elif subjects and relative:
                yield from _verb_fates(verb, "subject", head)
                yield from _predicate(verb)
            elif subjects:
                yield from _verb_fates(verb, "object", head)


def _of_noun(head: Token) -> Iterator[Fate]:
    """The noun that it hangs from: "the killing of 12", "the bodies of 12 men"."""
    token = _coordinated(head)
    while token.dep_ == "pobj" and token.head.lower_ == "of":
        noun = token.head.head
        row = load_casualty_nouns("of").get(noun.lower_) or _taken(noun)
        if row:
            yield _fate(row, "of", noun)
            return
        if noun.tag_ == "VBG":
            yield from _verb_fates(noun, "object", head)
        if noun.dep_ not in {"pobj", "conj", "dobj"}:
            return
        token = _coordinated(noun)


def _taken(noun: Token) -> CasualtyNoun | None:
    """The row of a noun that its verb takes away: "claimed the {life} of a guard", not "saved"."""
    row = load_casualty_nouns("taken").get(noun.lower_)
    verbs = load_casualty_verbs().get(noun.head.lower_, ())
    return row if row and any(noun.lower_ in verb.particle for verb in verbs) else None


def _small_clause(head: Token) -> Iterator[Fate]:
    """An adjective that a verb predicates of its object: "left 20 people dead"."""
    words: list[Token] = []
    if head.dep_ in {"dobj", "ROOT"}:
        near = [c for c in (*head.children, *head.head.children) if c.dep_ in _PREDICATED]
        clauses = [word for word in near if not any(c.dep_ in _SUBJECT for c in word.lefts)]
        words = [each for word in clauses for each in conjuncts(word)]
    elif head.dep_ == "nsubj":
        words = [head.head]
    for word in words:
        row = load_casualty_nouns("adjective").get(word.lower_)
        own = any(c.dep_ in _SUBJECT or _is_number(c) for c in word.lefts)
        if row and word.i > head.i and not own:
            yield _fate(row, "adjective", word)


def _toll(head: Token) -> Iterator[Fate]:
    """A toll that is told: "the death toll rose to 27", "brought the number of dead to 27"."""
    token = head
    told = token.head.lower_ in {"to", "at", "of"} or (token.i and token.nbor(-1).lower_ == "to")
    if token.dep_ == "pobj" and told:
        token = token.head.head
    elif token.dep_ in {"attr", "dobj", "npadvmod"}:
        token = token.head
    else:
        return
    tolls = load_casualty_nouns("toll")
    nearby = [token, *token.children, *(g for c in token.children for g in c.children)]
    for noun in nearby:
        before = noun.nbor(-1).lower_ if noun.i else ""
        row = tolls.get(f"{before} {noun.lower_}") or tolls.get(noun.lower_)
        nominal = noun.pos_ in {"NOUN", "PROPN", "ADJ"} and noun.dep_ != "amod"
        if row and noun.i < head.i and nominal:
            yield _fate(row, "toll", noun)
            return
    for noun in nearby:
        if found := list(_number_of(noun)):
            yield from found
            return


def _number_of(noun: Token) -> Iterator[Fate]:
    """What a noun of number is told of: "the number of people killed", "the total of wounded"."""
    if noun.lower_ not in load_casualty_nouns("number"):
        return
    for word in noun.subtree:
        row = load_casualty_nouns("adjective").get(word.lower_)
        if row and word.i > noun.i:
            yield replace(_fate(row, "toll", word), tie=noun)
        elif word.tag_ == "VBN":
            yield from (replace(f, tie=noun) for f in _verb_fates(word, "object", noun))


def _beside(head: Token, reach: int = _REACH) -> Iterator[Fate]:
    """A participle or adjective that follows, a verb that goes before, whatever the parse says."""
    sentence, position = head.sent, head.i + 1
    if position < sentence.end and head.doc[position].text == "+":
        position += 1
    while position < min(sentence.end, head.i + reach) and _is_skipped(head.doc[position]):
        position += 1
    if position >= sentence.end or _takes_object(word := head.doc[position]):
        return
    adjectives = load_casualty_nouns("adjective")
    if word.lower_ in adjectives:
        for each in _joined(word):
            if each.lower_ in adjectives:
                yield _fate(adjectives[each.lower_], "adjective", each)
    elif word.tag_ in _PAST:
        yield from _verb_fates(word, "object", head)


def _joined(word: Token) -> Iterator[Token]:
    """A word and the one that "and" or "or" joins to it without anything between."""
    yield word
    if word.i + 2 < word.sent.end and word.nbor().tag_ == "CC":
        yield word.nbor(2)


def _modifier(head: Token) -> Iterator[Fate]:
    """A participle or adjective before the noun: "12 wounded soldiers", "3,000 displaced"."""
    adjectives = load_casualty_nouns("adjective")
    for child in head.lefts:
        if child.dep_ in {"amod", "compound", "nmod"} and child.lower_ in adjectives:
            yield _fate(adjectives[child.lower_], "adjective", child)
            return


def _itself(head: Token) -> Iterator[Fate]:
    """The noun that is counted tells it: "12 deaths"; or the adjective: "20 dead"."""
    for role in ("itself", "adjective"):
        row = load_casualty_nouns(role).get(head.lower_)
        if row:
            yield _fate(row, role, head)
            return


def _predicate(verb: Token) -> Iterator[Fate]:
    """An adjective after "be": "12 are dead", "12 were among the dead"."""
    for noun in (g for c in verb.children if c.lower_ == "among" for g in c.children):
        if row := load_casualty_nouns("adjective").get(noun.lower_):
            yield _fate(row, "adjective", noun)
    for child in verb.children:
        row = load_casualty_nouns("adjective").get(child.lower_)
        if row and child.dep_ in {"acomp", "attr", "oprd", "advmod"}:
            yield _fate(row, "adjective", child)


def _verb_fates(verb: Token, patient: str, head: Token) -> Iterator[Fate]:
    """What a verb says of those that stand as its object or subject."""
    near = {c.lower_ for c in verb.children} | {head.lower_}
    near |= {g.lower_ for c in verb.children if c.dep_ in {"prep", "prt"} for g in c.children}
    near |= {c.lower_ for c in head.rights if c.dep_ in _PREDICATED}
    following = verb.doc[verb.i + 1 : verb.i + 3]
    near |= {t.lower_ for t in following if t.sent == verb.sent}
    for row in load_casualty_verbs().get(verb.lower_, ()):
        if row.patient == patient and (not row.particle or near & set(row.particle)):
            yield _verb_fate(row, verb)
            return


def _verb_fate(row: CasualtyVerb, verb: Token) -> Fate:
    return Fate(row.people, row.things, f"en.quantity.{row.patient}", verb)


def _fate(row: CasualtyNoun, role: str, noun: Token) -> Fate:
    return Fate(row.people, row.things, f"en.quantity.{role}", noun)


def _coordinated(token: Token) -> Token:
    """The noun that carries the grammar: the first of a list, "group" in "group of men"."""
    while True:
        if token.dep_ in {"conj", "appos"} and token.head.pos_ in _NOUNS:
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and _is_band(token.head.head):
            token = token.head.head
        else:
            return token


def _is_band(noun: Token) -> bool:
    """Whether a noun stands for those that "of" adds: "a group of", "a total of"."""
    measure = ("before", f"a {noun.lower_} of") in load_quantity_words()
    return noun.pos_ == "NOUN" and (measure or noun_class(noun) == "collective")


def _verbs(verb: Token) -> Iterator[Token]:
    """A verb and those coordinated with it that have no subject of their own."""
    yield verb
    for child in verb.rights:
        if child.dep_ != "conj" or any(c.dep_ in _SUBJECT for c in child.children):
            continue
        if not any(_is_number(t) for t in verb.doc[verb.i + 1 : child.i] if t.head == child):
            yield from _verbs(child)


def _is_number(token: Token) -> bool:
    return token.like_num or ("vague", token.lower_) in load_quantity_words()


def _told_of(verb: Token) -> Iterator[Token]:
    """What a passive verb of telling tells of its subject: "were reported killed"."""
    yield from (c for c in verb.children if c.dep_ in {"xcomp", "oprd"} and c.tag_ == "VBN")


def _sharing(verb: Token) -> Iterator[Token]:
    """A verb and those before it that share its object: "killed or wounded 12"."""
    yield verb
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _has_object(verb.head):
        yield from _sharing(verb.head)


def _is_bare(verb: Token) -> bool:
    """Whether a verb coordinated under a passive one is passive too, as it has no object."""
    return verb.tag_ in {"VBN", "VBD"} and not _has_object(verb)


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in _OBJECT for c in verb.children)


def _takes_object(word: Token) -> bool:
    """Whether a noun phrase that is no date follows: "12 gunmen killed two guards"."""
    if word.i + 1 >= word.sent.end:
        return False
    following = word.nbor()
    return following.pos_ in _NOMINAL and following.ent_type_ not in {"DATE", "TIME"}


def _is_skipped(token: Token) -> bool:
    return token.pos_ in _AUXILIARIES or token.is_quote


_STRICT = (_governing, _own_clause, _of_noun, _small_clause)
_LOOSE = (_toll, _beside, _modifier, _itself)

"""Where the words of a rule stand in a parse: verbs with their particles, compound nouns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.analysis.syntax import conjuncts, is_passive
from sayso.events.triggers.word_roles import disagrees

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Token

    from sayso.lexicons.rules.event_rules import LightVerb

_FIXED = frozenset(
    {"prt", "prep", "advmod", "dobj", "oprd", "acomp", "attr", "pobj", "agent", "npadvmod"}
    | {"dative", "xcomp", "ccomp", "amod", "dep"}
)
_PREDICATES = frozenset({"dobj", "acomp", "oprd"})
_REMEMBERED = 65_536
_INFLECTED_NOUNS = frozenset({"NOUN", "PROPN"})


def lemmas(token: Token) -> tuple[str, ...]:
    """The forms under which a token is looked up: its lemma, and the word as it stands.

    A capital makes a name of the first word of a sentence, or of those of a headline, to the
    tagger: the lemma of "Detainees" is then itself.
    """
    part = token.pos_
    stemmed = part == "VERB" or token.tag_ == "JJ"
    return _looked_up(token.lemma_, token.lower_, stemmed=stemmed, proper=part == "PROPN")


@lru_cache(maxsize=_REMEMBERED)
def _looked_up(lemma: str, word: str, *, stemmed: bool, proper: bool) -> tuple[str, ...]:
    forms = [lemma.lower(), word]
    if stemmed:
        forms += _stems(word)
    if proper:
        forms += _singulars(word)
    return tuple(dict.fromkeys(forms))


def _singulars(word: str) -> list[str]:
    """What a plural in -s can be the plural of; nothing for other words."""
    if not word.endswith("s") or word.endswith("ss"):
        return []
    if word.endswith("ies"):
        return [word[:-3] + "y"]
    return [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]


def _stems(word: str) -> list[str]:
    """Regular stems of a verb form: the lemmatizer misses some ("stabbed", "raped")."""
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            undoubled = stem[:-1] if stem[-1] == stem[-2] else stem
            return [stem, stem + "e", undoubled]
    return []


def match_verb(verb: Token, words: Sequence[str]) -> tuple[Token, ...] | None:
    """The tokens of a verb expression ("shoot down", "open fire") at a verb, or null.

    One of several words is no part of another phrasal verb: "{turn in} one's weapons" is not in
    "turn out in numbers".
    """
    if len(words) > 1 and any(c.dep_ == "prt" and c.lower_ not in words for c in verb.children):
        return None
    found = [verb]
    for word in words[1:]:
        child = _fixed_child(found, word)
        if child is None:
            return None
        found.append(child)
    return tuple(found)


def _fixed_child(found: Sequence[Token], word: str) -> Token | None:
    passive = is_passive(found[0])
    following = found[-1].i + 1
    if following < len(found[0].doc) and found[0].doc[following].pos_ == "ADJ":
        adjacent = found[0].doc[following]
        if word in lemmas(adjacent):
            return adjacent
    for token in reversed(found):
        for child in token.children:
            fixed = child.dep_ in _FIXED or (passive and child.dep_ == "nsubjpass")
            if not fixed or _dates(child):
                continue
            named = next((t for t in _named_by(child) if word in lemmas(t)), None)
            if named is not None:
                return named
    return None


def _named_by(child: Token) -> Iterator[Token]:
    """A word; behind "there are", also those coordinated with it and those that it counts."""
    yield child
    if child.dep_ == "attr":
        for token in conjuncts(child):
            yield token
            for prep in token.rights:
                if prep.dep_ == "prep" and prep.lower_ == "of":
                    yield from (c for c in prep.children if c.dep_ == "pobj")


def _dates(preposition: Token) -> bool:
    """Whether a preposition only leads to a date: "called on Monday" is no call on somebody."""
    return any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in preposition.children)


def match_noun(noun: Token, words: Sequence[str], head: int) -> tuple[Token, ...] | None:
    """The tokens of a noun expression ("air strike", "show of force") at its head, or null.

    Hyphens between the words do not count, nor do articles and owners after "of".
    """
    before = _run(noun, -1, words[:head][::-1])
    after = _run(noun, 1, words[head + 1 :])
    if before is None or after is None:
        return None
    return (*before[::-1], noun, *after)


def _is_passed_over(word: Token) -> bool:
    """Hyphens, articles and owners inside an expression: "attempt on {his} life"."""
    return word.text == "-" or word.pos_ == "DET" or word.tag_ == "PRP$"


def _run(noun: Token, step: int, words: Sequence[str]) -> list[Token] | None:
    found: list[Token] = []
    at = noun.i
    for word in words:
        at += step
        while 0 <= at < len(noun.doc) and _is_passed_over(noun.doc[at]):
            at += step
        if not 0 <= at < len(noun.doc) or word not in lemmas(noun.doc[at]):
            return None
        found.append(noun.doc[at])
    return found


def governing_verb(
    noun: Token, light_verbs: Mapping[str, tuple[LightVerb, ...]]
) -> tuple[Token, LightVerb] | None:
    """The light verb that has a noun as its object, with its entry, or null.

    Finds "launched strikes", "strikes were launched", "strikes launched by", "came under fire".
    """
    for verb, link in _governors(noun):
        for entry in (e for lemma in lemmas(verb) for e in light_verbs.get(lemma, ())):
            words = entry.verb.split()[1:]
            if words == link or (not link and _has_particle(verb, words)):
                return verb, entry
    return None


def _has_particle(verb: Token, words: Sequence[str]) -> bool:
    """Whether a verb has just these particles: a noun that hangs on a preposition is no object."""
    return all(any(c.lower_ == w and c.dep_ == "prt" for c in verb.children) for w in words)


def _governors(noun: Token) -> Iterator[tuple[Token, list[str]]]:
    """Verbs that could have the noun as object, with the preposition in between, if any."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in _INFLECTED_NOUNS:
        first = first.head
    head = first.head
    if _is_done_to(first):
        yield head, []
    if first.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"} and not _describes(head.head):
        yield head.head, [head.lower_]
    if first.dep_ == "pobj" and head.lower_ == "of" and head.head.pos_ == "NOUN":
        whole = head.head
        if whole.lower_ in {"series", "wave", "spate", "number", "dozens", "string", "hundreds"}:
            yield from _governors(whole)
    if (
        first.dep_ == "pobj"
        and (stem := head.head).dep_ in _PREDICATES
        and stem.pos_ in {"NOUN", "ADJ"}
    ):
        yield stem.head, [stem.lower_, head.lower_]
    for child in noun.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN":
            yield child, []
        if child.dep_ == "relcl" and _is_object_of(child):
            yield child, []


def _is_done_to(noun: Token) -> bool:
    """Whether a noun is the object of its verb, or the subject of a passive.

    In headlines the participle stands alone: "curfew {imposed} in port".
    """
    verb = noun.head
    if noun.dep_ == "nsubj":
        inside = {child.dep_ for child in verb.children}
        return verb.tag_ == "VBN" and inside.isdisjoint({"aux", "auxpass", "dobj"})
    return noun.dep_ in {"dobj", "nsubjpass", "attr"} and verb.pos_ in {"VERB", "AUX"}


def _describes(verb: Token) -> bool:
    """Whether "to be" only says how somebody is: "was {neutral} in the talks"."""
    return verb.lemma_ == "be" and any(c.dep_ in {"acomp", "attr"} for c in verb.children)


def _is_object_of(verb: Token) -> bool:
    """Whether a relative clause lacks an object that its antecedent could be."""
    inside = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    if not inside:
        return not is_passive(verb) and any(c.dep_ == "nsubj" for c in verb.children)
    return any(c.tag_ in {"WDT", "WP"} or c.lower_ == "that" for c in inside)


def verb_group(verb: Token) -> tuple[Token, Token]:
    """The first and last token of a verb with the auxiliaries and negation before it."""
    first = verb
    for child in verb.lefts:
        if child.dep_ in {"aux", "auxpass", "neg"} and child.tag_ != "TO":
            first = child
            break
    between = verb.doc[first.i : verb.i]
    if any(t.dep_ in {"nsubj", "nsubjpass", "punct", "expl"} for t in between):
        return verb, verb
    return first, verb


def heads(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with everything coordinated with them, each once, in the order of the text."""
    spread = {t.i: t for token in tokens for t in _with_conjuncts(token)}
    return [spread[i] for i in sorted(spread)]


def _with_conjuncts(token: Token) -> Iterator[Token]:
    return iter([token]) if disagrees(token) else conjuncts(token)

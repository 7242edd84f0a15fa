"""Which noun a number counts: after "of", by the parse, or by the run of words behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.counts.casualty_words import is_plural, noun_class

if TYPE_CHECKING:
    from spacy.tokens import Token

NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INSIDE_TAGS = NOUN_TAGS | {"JJ", "JJR", "JJS", "VBN", "VBG", "POS", "HYPH", "PRP$", "DT", "``"}
_QUOTES = "'\"‘’“”"
_DETERMINERS = frozenset({"DT", "PRP$", "PDT", "``"})
_REACH = 8


def noun_of(last: Token, after: Token) -> Token | None:
    """The noun that a number counts: after "of", by the parse, or the end of what follows.

    Args:
        last: the last word of the number.
        after: the word behind it, in the same sentence.
    """
    if after.lower_ == "of" and after.i + 1 < len(after.doc):
        inner = next((c for c in after.children if c.dep_ == "pobj"), None)
        if inner is not None and inner.i > after.i:
            return inner if inner.tag_ in NOUN_TAGS else None
        return _scan(_after_number(after.nbor()))
    if last.dep_ in {"nummod", "amod", "det", "compound"} and last.head.tag_ in NOUN_TAGS:
        head = last.head
        between = last.doc[after.i : head.i]
        inside = all(_is_inside(t) or t.is_quote or t.is_space for t in between)
        if after.i <= head.i < after.i + _REACH and inside:
            return _before_participle(after, head)
    return None if after.tag_ == "DT" else _scan(after)


def first_word_of(after: Token, noun: Token) -> Token:
    """The first word of the noun's phrase: no "of", determiner, possessor's "their" or quote."""
    first = after
    while first.i < noun.i and (
        first.lower_ in {"of", "more", "other", "others", "additional", "further"}
        or first.tag_ in _DETERMINERS
        or (first.like_num and first.tag_ == "CD")
        or first.text in _QUOTES
        or first.is_space
    ):
        first = first.nbor()
    return first


def number_head(first: Token, last: Token) -> Token:
    """The token of a number that carries its grammar: the one that hangs outside of it."""
    for token in first.doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head == token:
            return token
    return last


def _after_number(token: Token) -> Token:
    """The word after the number of the whole: "three of the four men" counts men."""
    last = token.sent.end - 1
    while token.i < last and (token.tag_ == "DT" or (token.like_num and token.tag_ == "CD")):
        token = token.nbor()
    return token


def _scan(token: Token) -> Token | None:
    """The last noun of the unbroken run of modifiers and nouns that begins here."""
    noun = None
    for word in token.doc[token.i : min(token.sent.end, token.i + _REACH)]:
        if word.is_space:
            continue
        if not _is_inside(word) and not (word.is_quote and noun is None):
            break
        if noun is not None and (word.tag_ not in NOUN_TAGS or _ends(noun, word)):
            if word.tag_ != "POS":
                break
            noun = None
        elif word.tag_ in NOUN_TAGS:
            noun = word
    return noun


def _is_inside(word: Token) -> bool:
    """Whether a word can stand inside a noun phrase; a model's number does ("two T-72 tanks")."""
    return word.tag_ in _INSIDE_TAGS or (
        word.tag_ == "CD" and not word.like_num and any(c.isdigit() for c in word.text)
    )


def _ends(noun: Token, word: Token) -> bool:
    """Whether a plural that can be counted ends the phrase, whatever follows in capitals."""
    return is_plural(noun) and noun_class(noun) is not None and not is_plural(word)


def _before_participle(after: Token, head: Token) -> Token:
    """The head, or the plural noun before it: "12 SOLDIERS KILLED", "took 12 men prisoner"."""
    for word in head.doc[after.i : head.i]:
        cut = head.is_upper or not is_plural(head)
        if is_plural(word) and noun_class(word) is not None and cut:
            return word
    return head

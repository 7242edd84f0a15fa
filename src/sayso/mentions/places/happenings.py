"""What happened at a name: "a post at X was attacked", "the raid on X", "X: three killed"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.margins import heading_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.lexicons.places.words import PlaceWords

_NO_NAMES = frozenset({"DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "LANGUAGE"})
_NO_PLACES = _NO_NAMES | {"NORP"}
_NO_TARGETS = _NO_PLACES | {"ORG", "PERSON"}
_REACH = 16
_BEFORE_NOUNS = frozenset({"compound", "amod"})
_STEPS = 4
_ACRONYM = 4


def happened_there(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a deed is told to have been done at, on or to a name, whatever the parser calls it.

    "killed at X", "attacked a post at X", "a raid on X", "the market of X", "villagers of X".
    """
    if start < 2 or doc[start].ent_type_ in _NO_NAMES:
        return False
    before, governor = doc[start - 1], doc[start:end].root.head.head
    if before.lower_ == "of":
        dwelling = words.has("dwelling", governor.lower_)
        return dwelling or words.has("serving", doc[start - 2].lower_)
    if doc[start].ent_type_ in _NO_PLACES:
        return False
    if before.lower_ == "on":
        return _came_down(doc, start, end, words)
    there = words.has("inside", before.lower_) or before.lower_ == "at"
    return there and _tells_of_deed(before, words)


def _came_down(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether what stands before "on" comes down on towns: "the raid on X"."""
    blow = doc[start - 2].lemma_.lower()
    if words.has("pounding", blow) and end == start + 1:
        return True
    return words.has("strike", blow) and doc[start].ent_type_ not in _NO_TARGETS


def is_proper(doc: Doc, start: int, end: int) -> bool:
    """Whether all words of a name are proper nouns, hyphens between them aside."""
    own = doc[start:end]
    if own.text.isupper() and len(own.text) <= _ACRONYM:
        return False
    return all(t.tag_ in {"NNP", "HYPH"} for t in own) and own[-1].tag_ == "NNP"


def heads_line(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a line of a log or headline opens with where it happened.

    "X: three killed", "X, 4 May: …", "4 May, X: …", and "X." before a sentence that tells of it.
    """
    last = heading_end(doc, doc[start].sent.start)
    if last is None or end > last:
        return False
    told = doc[last : last + _REACH]
    return any(words.has("deed", t.lemma_.lower()) for t in told)


def names_blow(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a name says which blow is meant, with or without a site: "the X highway attack"."""
    at = end
    while at < len(doc) and doc[at].is_lower and doc[at].dep_ in _BEFORE_NOUNS:
        at += 1
    if at >= len(doc) or doc[at].pos_ != "NOUN" or doc[start:end].root.dep_ != "compound":
        return False
    site = at > end and (words.kind(doc[end].lower_) or words.has("site", doc[end].lower_))
    return bool(site or at == end) and words.has("deed", doc[at].lemma_.lower())


def _tells_of_deed(word: Token, words: PlaceWords) -> bool:
    """Whether what a preposition hangs on is a deed, or what one was done to."""
    for _ in range(_STEPS):
        if word.head == word:
            return False
        word = word.head
        if words.has("deed", word.lemma_.lower()):
            return True
    return False

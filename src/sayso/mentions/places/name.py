"""A name that may be a place's: its tokens, its words, and the word for its kind beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.lexicons.places.words import PlaceType, PlaceWords

_OWN_NAME = 2
_LARGE = 30_000
BY_SOUND = 2
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Name:
    """Tokens that may name a place, with the places of that name.

    `start` and `end` are token indices, end-exclusive; `strength` is what speaks for a place:
    2 the sentence ("in X", "the city of X", "X province") or a country's own name, 1 the parser's
    guess, 0 nothing but the gazetteer. `named` is false for a place told without its name.
    """

    start: int
    end: int
    strength: int
    candidates: tuple[Candidate, ...]
    kind: PlaceType | None
    named: bool = True

    @property
    def is_state(self) -> bool:
        """Whether one of the places of that name is a country."""
        return any(c.precision == "country" for c in self.candidates)

    @property
    def is_large(self) -> bool:
        """Whether the likeliest place of that name is a city by its main name."""
        best = next(iter(self.candidates), None)
        return best is not None and best.likeness == 0 and best.population > _LARGE


def name_words(parsed: Parsed, start: int, end: int) -> str:
    """The document's words from one token to another, without a possessive ending."""
    doc, text = parsed.doc, parsed.document.text
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    if "." in doc[end - 1].text[:-1] and text[last : last + 1] == ".":
        last += 1
    return _POSSESSIVE.sub("", text[first:last])


def kind_beside(doc: Doc, start: int, end: int, words: PlaceWords) -> PlaceType | None:
    """The word that says what kind of place it is: after the name, or before it with "of"."""
    for after in (end + 1, end):
        two = doc[end : after + 1].text.lower()
        if after < len(doc) and (kind := words.kind(two)):
            return kind
    if end - start > 1 and (kind := words.kind(doc[end - 1].lower_)):
        return kind
    before = start - 1
    if before >= 1 and doc[before].lower_ == "of":
        if before >= _OWN_NAME and doc[before - _OWN_NAME].pos_ == "PROPN":
            return None
        return words.kind(doc[before - 1].lower_, doc[before - 1].lemma_.lower())
    if before >= 0 and (kind := words.kind(doc[before].lower_)) and kind.group == "division":
        return kind
    return None


def in_dateline(parsed: Parsed, name: Name) -> bool:
    """Whether a name stands in a dateline, where nothing but places and agencies are named."""
    offset = parsed.doc[name.start].idx
    return any(
        p.start <= offset < p.end for p in parsed.passages if p.kind is PassageKind.DATELINE
    )

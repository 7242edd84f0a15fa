"""The tokens that may be the whole name of a place, each with what speaks for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.mentions.places.cues import is_people_of_pair
from sayso.mentions.places.name import BY_SOUND, Name, kind_beside, name_words
from sayso.mentions.places.proofs import is_trusted, lends_its_name, stands_alone, strength_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate, Gazetteer
    from sayso.lexicons.places.words import PlaceWords

_LONGEST = 6
_NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})
_NO_NAME = frozenset({"PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ", "PUNCT"})


def names_in(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Name]:
    """The longest names from the left that may be places', none overlapping another."""
    doc, i = parsed.doc, 0
    while i < len(doc):
        name = _shore_at(doc, i, gazetteer, words)
        if name is None and _may_begin(doc[i]):
            name = _name_at(parsed, i, gazetteer, words)
        if name is None:
            i += 1
            continue
        yield name
        i = name.end


def _shore_at(doc: Doc, at: int, gazetteer: Gazetteer, words: PlaceWords) -> Name | None:
    """The country of "the Libyan coast"."""
    if at + 1 >= len(doc) or not words.has("shore", doc[at + 1].lower_):
        return None
    code = gazetteer.country_of(doc[at].text) if doc[at].text[0].isupper() else None
    state = gazetteer.country(code) if code else None
    if state is None:
        return None
    return Name(at, at + 1, 2, (state,), words.kind(doc[at + 1].lower_))


def _may_begin(token: Token) -> bool:
    return token.text[0].isupper() and (token.pos_ not in _NO_NAME or len(token) > 3)


def _name_at(parsed: Parsed, start: int, gazetteer: Gazetteer, words: PlaceWords) -> Name | None:
    doc = parsed.doc
    for end in range(min(len(doc), start + _LONGEST, doc[start].sent.end), start, -1):
        if not _may_be_name(doc, start, end, words) or is_people_of_pair(doc, start, end, words):
            continue
        candidates = _candidates(parsed, start, end, gazetteer)
        name = Name(start, end, 0, candidates, kind_beside(doc, start, end, words))
        adjective = end - start == 1 and gazetteer.country_of(doc[start].text)
        if adjective and not name.is_state:
            continue
        lends = not candidates or lends_its_name(doc, name)
        if not lends and is_trusted(parsed, name, words):
            return replace(name, strength=strength_of(parsed, name, words))
        # a name that only sounds like a listed one is a place of its own
        alone = lends or candidates[0].likeness == BY_SOUND
        if alone and stands_alone(doc, name, words):
            return replace(name, strength=2, candidates=())
    return None


def _candidates(
    parsed: Parsed, start: int, end: int, gazetteer: Gazetteer
) -> tuple[Candidate, ...]:
    """The places of a name; none by consonants alone where a word in it is no name's."""
    found = gazetteer.candidates(name_words(parsed, start, end))
    joined = any(t.is_lower and t.pos_ in _NO_NAME for t in parsed.doc[start:end])
    return () if found and found[0].likeness == 2 and joined else found


def _may_be_name(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether tokens look like a whole name: a capital or number at its end, no comma or break."""
    last = doc[end - 1]
    if (
        not last.text[0].isalnum()
        or last.text.islower()
        or re.search(r"[\n,]", doc[start:end].text)
    ):
        return False
    if doc[start].ent_type_ in _NUMERIC and doc[start].pos_ != "PROPN":
        return False
    if end - start > 1:
        return doc[start:end].text.lower() not in words.types
    alone = doc[start].lower_
    return len(alone) > 1 and not words.has("plain", alone) and alone not in words.types

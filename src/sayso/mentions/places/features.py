"""Streets, rivers, parks and hills by names that say what they are: "Elm Street", "Lake Onda"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.places.name import Name, name_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Gazetteer
    from sayso.lexicons.places.words import PlaceWords

_LONGEST = 4


def find_features(
    parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords, taken: Collection[int]
) -> Iterator[Name]:
    """Features of the ground and divisions whose kind is a part of their name.

    None is found inside a longer name ("Cove Creek Middle School"), nor where its first word is
    only the first of a sentence ("The River").
    """
    doc, at = parsed.doc, 0
    while at < len(doc):
        end = _feature_end(doc, at, words)
        if end is None or any(i in taken for i in range(at, end)):
            at += 1
            continue
        candidates = gazetteer.candidates(name_words(parsed, at, end))
        yield Name(at, end, 2, tuple(c for c in candidates if c.likeness == 0), None)
        at = end


def _feature_end(doc: Doc, at: int, words: PlaceWords) -> int | None:
    """Where a feature's name that begins at a token ends, or null where none begins."""
    if not _opens(doc[at], words):
        return None
    reach = range(at + 1, min(len(doc), at + _LONGEST + 1, doc[at].sent.end))
    if words.has("before", doc[at].lower_):
        named = [i for i in reach[:2] if doc[i].is_title and doc[i].is_alpha]
        end = named[-1] + 1 if named and named[0] == at + 1 else None
        return end if end and not _goes_on(doc, end) else None
    for i in reach:
        if not (doc[i].text[0].isupper() or _is_hyphen(doc, i)):
            return None
        if words.has("after", doc[i].lower_) and doc[i].text[0].isupper():
            end = i + 2 if _goes_on(doc, i + 1) and _is_kind(doc, i + 1, words) else i + 1
            end = _with_number(doc, end) if doc[end - 1].lower_ in words.uses["numbered"] else end
            return None if _goes_on(doc, end) else end
    return None


def _opens(token: Token, words: PlaceWords) -> bool:
    """Whether a token may be the first of a feature's name, and no name goes on before it."""
    ordinal = token.text[:1].isdigit() and token.text[-2:] in {"st", "nd", "rd", "th"}
    if not (ordinal or (token.text[0].isupper() and token.pos_ in {"PROPN", "ADJ", "NOUN"})):
        return False
    before = token.doc[token.i - 1] if token.i > token.sent.start else None
    joined = before is not None and (
        (before.text[0].isupper() and before.pos_ == "PROPN") or _is_hyphen(token.doc, before.i)
    )
    return not joined and not words.has("after", token.lower_)


def _is_hyphen(doc: Doc, at: int) -> bool:
    """Whether a token is a hyphen within a name: "the Cole-Marsh Road"."""
    return doc[at].text == "-" and not doc[at].whitespace_


def _is_kind(doc: Doc, at: int, words: PlaceWords) -> bool:
    return at < len(doc) and words.has("after", doc[at].lower_)


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether another word of a name follows."""
    return end < len(doc) and doc[end].text[0].isupper() and doc[end].pos_ == "PROPN"


def _with_number(doc: Doc, end: int) -> int:
    return end + 1 if end < len(doc) and doc[end].is_digit else end

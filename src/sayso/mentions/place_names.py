"""Where a text may name a place: capitalised words whose use or parse speaks for a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.gazetteer import Candidate, Gazetteer

_LONGEST = 6
_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_NAME_TYPES = _PLACE_TYPES | {"ORG", "PERSON", "NORP", "LANGUAGE", "PRODUCT", "EVENT"}
_LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "into", "toward", "towards", "outside", "inside", "around"}
    | {"over", "across", "throughout", "within", "through", "via", "off", "between", "on", "of"}
)
_STRICT_LOCATIVE = _LOCATIVE - {"on", "of", "to", "from", "between", "at", "over", "through"}
_POSSESSIVE = re.compile(r"['’]s?$")


class PlaceType(Record, frozen=True, kw_only=True):
    """A word for a kind of place (place_types.tsv)."""

    word: str
    group: str
    precision: str


@dataclass(frozen=True)
class Name:
    """Tokens that may name a place, with the places of that name.

    `start` and `end` are token indices, end-exclusive; `strength` is what speaks for a place:
    2 the sentence ("in X", "the city of X", "X province") or a country's own name, 1 the parser's
    guess, 0 nothing but the gazetteer.
    """

    start: int
    end: int
    strength: int
    candidates: tuple[Candidate, ...]
    kind: PlaceType | None


def load_place_types(language: str = "en") -> dict[str, PlaceType]:
    """Words for kinds of places, by word."""
    path = DATA / "lexicons" / language / "place_types.tsv"
    return {row.word: row for row in read_table(path, PlaceType)}


def find_names(
    parsed: Parsed, gazetteer: Gazetteer, types: Mapping[str, PlaceType]
) -> Iterator[Name]:
    """Names of places in the order of the text, the longest first where they overlap."""
    doc, i = parsed.doc, 0
    while i < len(doc):
        name = _name_at(parsed, i, gazetteer, types) if _may_begin(doc[i]) else None
        if name is None:
            i += 1
            continue
        yield name
        i = name.end


def words(parsed: Parsed, start: int, end: int) -> str:
    """The document's words from one token to another, without a possessive ending."""
    doc = parsed.doc
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    return _POSSESSIVE.sub("", parsed.document.text[first:last])


def _may_begin(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ not in {"PRON", "DET", "ADP", "AUX", "SCONJ"}


def _name_at(
    parsed: Parsed, start: int, gazetteer: Gazetteer, types: Mapping[str, PlaceType]
) -> Name | None:
    doc = parsed.doc
    limit = min(len(doc), start + _LONGEST, doc[start].sent.end)
    for end in range(limit, start, -1):
        last = doc[end - 1]
        if not (last.text[0].isupper() or last.text[0].isdigit() or end - start > 1):
            continue
        if not last.text[0].isalnum() or last.text.islower() or "\n" in doc[start:end].text:
            continue
        if doc[start:end].text.lower() in types:
            continue
        candidates = gazetteer.candidates(words(parsed, start, end))
        if (
            end - start == 1
            and gazetteer.country_of(doc[start].text)
            and not _is_state(candidates)
        ):
            continue
        kind = _kind_beside(doc, start, end, types)
        strength = _strength(doc, start, end, candidates, kind)
        if candidates and strength and _trusted(doc, start, end, candidates, strength):
            return Name(start, end, strength, candidates, kind)
        if not candidates and _stands_alone(doc, start, end, kind):
            return Name(start, end, strength, (), kind)
    return None


def _is_state(candidates: tuple[Candidate, ...]) -> bool:
    return any(c.precision == "country" for c in candidates)


def _stands_alone(doc: Doc, start: int, end: int, kind: PlaceType | None) -> bool:
    """Whether words that no gazetteer knows are a place by parse and by sentence."""
    before = doc[start - 1].lower_ if start else ""
    return _is_named(doc, start, end) and (before in _STRICT_LOCATIVE or kind is not None)


def _trusted(
    doc: Doc, start: int, end: int, candidates: tuple[Candidate, ...], strength: int
) -> bool:
    """Whether a name of the gazetteer is one here, and no part of another name."""
    if candidates[0].likeness == 2 and strength < 2:
        return False
    if _is_state(candidates):
        return not _inside_longer_name(doc, start, end, {"ORG"})
    return not _inside_longer_name(doc, start, end, {"ORG", "PERSON", "NORP", "EVENT", "LAW"})


def _inside_longer_name(doc: Doc, start: int, end: int, labels: set[str]) -> bool:
    """Whether the parser holds the tokens for a part of the name of a body or a person."""
    for entity in doc.ents:
        if entity.start <= start and end <= entity.end and entity.label_ in labels:
            own = [t for t in entity if t.pos_ not in {"DET", "PART", "PUNCT", "SPACE"}]
            if own and (own[0].i < start or own[-1].i >= end):
                return True
    return False


def _is_named(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser holds exactly these tokens for a place."""
    for entity in doc.ents:
        if entity.label_ not in _PLACE_TYPES or entity.end < end or entity.start > start:
            continue
        own = [t.i for t in entity if t.pos_ not in {"DET", "PART", "PUNCT", "SPACE"}]
        return bool(own) and own[0] == start and own[-1] == end - 1
    return False


def _kind_beside(
    doc: Doc, start: int, end: int, types: Mapping[str, PlaceType]
) -> PlaceType | None:
    """The word that says what kind of place it is: after the name, or before it with "of"."""
    if end < len(doc) and (kind := types.get(doc[end].lower_)):
        return kind
    if (kind := types.get(doc[end - 1].lower_)) and end - start > 1:
        return kind
    before = start - 1
    if before >= 1 and doc[before].lower_ == "of":
        return types.get(doc[before - 1].lower_) or types.get(doc[before - 1].lemma_.lower())
    if before >= 0 and (kind := types.get(doc[before].lower_)) and kind.group == "division":
        return kind
    return None


def _strength(
    doc: Doc, start: int, end: int, candidates: tuple[Candidate, ...], kind: PlaceType | None
) -> int:
    if _is_state(candidates):
        return 2
    if kind is not None and (kind.group != "facility" or doc[start].ent_type_ in _PLACE_TYPES):
        return 2
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ in {"the", "a"} and start > 1:
        before = doc[start - 2] if candidates and candidates[0].precision in _WIDE else None
    named = doc[start].ent_type_
    if before is not None and before.lower_ in _STRICT_LOCATIVE:
        return 2 if named in _NAME_TYPES or doc[start].pos_ == "PROPN" else 0
    if before is not None and before.lower_ in _LOCATIVE and named in _PLACE_TYPES:
        return 2
    if before is not None and before.lower_ in _LOCATIVE and named in _NAME_TYPES:
        return 1 if candidates and candidates[0].likeness == 0 else 0
    if named in _PLACE_TYPES or (candidates and candidates[0].precision in _WIDE):
        return 1
    return 1 if _known_town(candidates) and named in {"ORG", "NORP", "LANGUAGE"} else 0


_WIDE = frozenset({"area", "water"})
_LARGE = 100_000


def _known_town(candidates: tuple[Candidate, ...]) -> bool:
    """Whether a name is above all that of a town: its own main name, and a large one."""
    return bool(candidates) and candidates[0].likeness == 0 and candidates[0].population > _LARGE

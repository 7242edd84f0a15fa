"""Where a text may name a place: capitalised words whose use or parse speaks for a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.lexicons.toponyms import fold
from sayso.mentions.place_cues import (
    NAMED_PLACE,
    entity_around,
    family_names,
    is_called_place,
    is_inside_longer_name,
    is_named_person,
    is_named_place,
    is_one_of_pair,
    is_people_of_pair,
    is_told_of,
    leads_there,
    measured_from,
    one_end,
    preposition_before,
    stands_at,
)
from sayso.records.document import PassageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.gazetteer import Candidate, Gazetteer
    from sayso.lexicons.place_words import PlaceType, PlaceWords

_LONGEST = 6
_OWN_NAME = 2
_LARGE = 30_000
_BY_SOUND = 2
_ACRONYM = 4
_APART = frozenset({"to", "from"})
_NUMERIC = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"})
_MISTAKEN = frozenset({"", "ORG", "NORP", "LANGUAGE"})
_SITES = frozenset({"facility", "street"})
_NO_NAME = frozenset({"PRON", "DET", "ADP", "AUX", "SCONJ", "CCONJ", "PUNCT"})
_LIST = frozenset({"and", "or", ","})
_SETTLED = frozenset({"exact", "admin1", "admin2"})
_WIDE = frozenset({"area", "water"})
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


def find_names(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> list[Name]:
    """Names of places in the order of the text, the longest first where they overlap.

    A name that a sentence shows to be a place is one elsewhere in the report as well, and so is
    the others of a list.
    """
    families = family_names(parsed.doc)
    names = list(_names(parsed, gazetteer, words))
    shown = {_folded(parsed, n) for n in names if n.strength == 2}
    spoken = _spoken_countries(parsed, names, gazetteer)
    kept: dict[int, Name] = {}
    for order in (names, names[::-1]):
        for before, name in zip([None, *order], order, strict=False):
            folded = _folded(parsed, name)
            listed = before is not None and before.start in kept
            joined = listed and before is not None and _is_joined(parsed.doc, before, name)
            known = _is_in(spoken, name) or _is_large(name) or _is_so_called(name)
            local = known and is_told_of(parsed.doc, name.start, name.end, words)
            strength = name.strength or int(folded in shown or joined or local)
            if strength and not (name.strength < 2 and folded in families):
                heard = () if _is_hearsay(name, spoken) else name.candidates
                kept[name.start] = replace(name, strength=strength, candidates=heard)
    return [kept[start] for start in sorted(kept)]


def _spoken_countries(
    parsed: Parsed, names: list[Name], gazetteer: Gazetteer
) -> frozenset[str | None]:
    """The countries that the report names, or whose people and cities it does."""
    named = {c.country for n in names for c in n.candidates if c.precision == "country"}
    named |= {n.candidates[0].country for n in names if n.strength and _is_large(n)}
    capitalised = (t.text for t in parsed.doc if t.text[0].isupper())
    return frozenset(named | {gazetteer.country_of(text) for text in capitalised} - {None})


def _is_hearsay(name: Name, spoken: frozenset[str | None]) -> bool:
    """Whether a name only sounds like places of countries of which the report does not speak."""
    alike = all(c.likeness >= _BY_SOUND for c in name.candidates)
    return name.named and alike and all(c.country not in spoken for c in name.candidates)


def _is_large(name: Name) -> bool:
    """Whether the likeliest place of a name is a city by its main name."""
    best = next(iter(name.candidates), None)
    return best is not None and best.likeness == 0 and best.population > _LARGE


def _is_so_called(name: Name) -> bool:
    """Whether the likeliest place bears the very name, and a place of its size is listed."""
    best = next(iter(name.candidates), None)
    return best is not None and best.likeness == 0 and best.precision in _SETTLED


def _is_in(countries: frozenset[str | None], name: Name) -> bool:
    """Whether a town of that name in any spelling lies in one of the countries."""
    return any(c.country in countries and c.likeness < _BY_SOUND for c in name.candidates)


def _folded(parsed: Parsed, name: Name) -> str:
    return fold(name_words(parsed, name.start, name.end))


def _is_joined(doc: Doc, before: Name, name: Name) -> bool:
    """Whether a name goes on a list of places of one country: "Ajdabiya and Brega"."""
    first, second = (before, name) if before.start < name.start else (name, before)
    if second.start != first.end + 1 or doc[first.end].lower_ not in _LIST:
        return False
    theirs = {c.country for c in before.candidates if c.precision in _SETTLED}
    return any(c.country in theirs and c.likeness < 2 for c in name.candidates)


def name_words(parsed: Parsed, start: int, end: int) -> str:
    """The document's words from one token to another, without a possessive ending."""
    doc, text = parsed.doc, parsed.document.text
    first, last = doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)
    if "." in doc[end - 1].text[:-1] and text[last : last + 1] == ".":
        last += 1
    return _POSSESSIVE.sub("", text[first:last])


def _names(parsed: Parsed, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Name]:
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
        lends = not candidates or _lends_its_name(doc, name)
        if not lends and _is_trusted(parsed, name, words):
            return replace(name, strength=_strength(parsed, name, words))
        # a name that only sounds like a listed one is a place of its own
        alone = lends or candidates[0].likeness == _BY_SOUND
        if alone and _stands_alone(doc, name, words):
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


def _stands_alone(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether words that no gazetteer knows are a place by parse and by sentence."""
    text = doc[name.start : name.end].text
    site = name.kind is not None and name.kind.group in _SITES
    if text.isupper() or (words.has("part", doc[name.start].lower_) and not site):
        return False
    if any(t.lower_ in _APART for t in doc[name.start : name.end]):
        return False
    before = preposition_before(doc, name.start)
    if not is_named_place(doc, name.start, name.end):
        there = words.has("inside", before) or leads_there(doc, name.start, words)
        person = there and is_named_person(doc, name.start, name.end)
        proper = all(token.tag_ == "NNP" for token in doc[name.start : name.end])
        settled = _is_settled(doc, name, before)
        sited = proper and stands_at(doc, name.start, words)
        called = is_called_place(doc, name.start, name.end, words)
        return person or sited or settled or called
    return (
        name.kind is not None
        or _is_taken(doc, name, words)
        or words.has("inside", before)
        or leads_there(doc, name.start, words)
        or (words.has("loose", before) and doc[name.start].ent_type_ == "GPE")
    )


def _is_settled(doc: Doc, name: Name, before: str) -> bool:
    """Whether a word for a settlement, or one for a site, says what a name is: "the village of X".

    The tagger may take an unknown name for a plural ("Mbau"); peoples have villages too.
    """
    kind, own = name.kind, doc[name.start : name.end]
    if kind is None or before != "of" or any(t.ent_type_ == "NORP" for t in own):
        return False
    if kind.group == "settlement":
        return all(t.is_title and t.tag_ in {"NNP", "NNS"} for t in own)
    sited = kind.group == "facility" and doc[name.start - 2].text.islower()
    return sited and all(t.tag_ == "NNP" and t.ent_type_ != "PERSON" for t in own)


def _lends_its_name(doc: Doc, name: Name) -> bool:
    """Whether a place only gives its name to a site: "Venezuela Boulevard", "Lincoln Park"."""
    if name.kind is None or name.end >= len(doc) or not doc[name.end].is_title:
        return False
    return name.kind.group == "street" or (name.kind.group == "facility" and name.is_state)


def _is_trusted(parsed: Parsed, name: Name, words: PlaceWords) -> bool:
    """Whether a name of the gazetteer is one here, and no part of another name."""
    doc = parsed.doc
    before = preposition_before(doc, name.start)
    if not in_dateline(parsed, name) and _is_acronym(doc, name):
        return False
    if in_dateline(parsed, name) or (words.has("inside", before) and name.start > 0):
        return name.candidates[0].likeness < 2 or entity_around(doc, name.start) is not None
    if is_inside_longer_name(doc, name.start, name.end) and not is_one_of_pair(
        doc, name.start, name.end
    ):
        return False
    return name.candidates[0].likeness < 2 or doc[name.start].ent_type_ in NAMED_PLACE


def _is_acronym(doc: Doc, name: Name) -> bool:
    """Whether a word of few capitals stands for no country or region: EU is not Eu in France."""
    text = doc[name.start].text
    short = name.end - name.start == 1 and text.isupper() and text.isalpha()
    towns = all(c.precision == "exact" and not c.origin for c in name.candidates)
    return short and len(text) <= _ACRONYM and towns


def in_dateline(parsed: Parsed, name: Name) -> bool:
    """Whether a name stands in a dateline, where nothing but places and agencies are named."""
    offset = parsed.doc[name.start].idx
    return any(
        p.start <= offset < p.end for p in parsed.passages if p.kind is PassageKind.DATELINE
    )


def _strength(parsed: Parsed, name: Name, words: PlaceWords) -> int:
    doc, best = parsed.doc, name.candidates[0]
    label = doc[name.start].ent_type_
    if _is_shown(parsed, name, words):
        return 2
    if best.origin:
        return 1
    if name.end - name.start == 1 and doc[name.start].lower_ in words.ambiguous:
        return 0
    if label in NAMED_PLACE or best.precision in _WIDE:
        return 1
    large = _is_large(name)
    taken = _is_taken(doc, name, words)
    site = name.kind is not None and name.kind.group == "facility"
    if (taken or site) and label in _MISTAKEN and best.likeness < _BY_SOUND:
        return 1
    plain = label in _MISTAKEN and (doc[name.start].pos_ == "PROPN" or taken)
    return int(large and (plain or (taken and label == "PERSON")))


def _is_taken(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether something is done to the name that is done to towns: "retook Palmyra"."""
    head = doc[name.start : name.end].root
    verbs = [doc[name.start - 1]] if name.start else []
    if head.dep_ in {"dobj", "nsubjpass"}:
        verbs.append(head.head)
    return any(words.has("taken", verb.lemma_.lower()) for verb in verbs)


def _is_shown(parsed: Parsed, name: Name, words: PlaceWords) -> bool:
    """Whether the sentence shows that a name of the gazetteer is a place's here."""
    doc = parsed.doc
    label = doc[name.start].ent_type_
    before, guessed = preposition_before(doc, name.start), label in NAMED_PLACE
    if in_dateline(parsed, name) or (name.is_state and label != "PERSON"):
        return True
    if name.kind is not None and (guessed or name.kind.group not in _SITES):
        return True
    inside = words.has("inside", before) and (label or doc[name.end - 1].pos_ == "PROPN")
    beside = _has_parent(doc, name) and (guessed or name.candidates[0].likeness == 0)
    told = measured_from(doc, name.start, words) or (words.has("loose", before) and guessed)
    told = told or leads_there(doc, name.start, words)
    if not label and doc[name.end - 1].tag_ == "NNP":
        told = told or stands_at(doc, name.start, words)
    stretch = one_end(doc, name.start, name.end, words) is not None
    return bool(inside or beside or told or stretch)


def _has_parent(doc: Doc, name: Name) -> bool:
    """Whether a comma and another place's name follow: "Gainesville, Georgia"."""
    after = name.end + 1
    return after < len(doc) and doc[name.end].text == "," and doc[after].ent_type_ == "GPE"

"""What speaks for a name as a place's: its use, its parse, and what the gazetteer knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.mentions.places.cues import (
    NAMED_PLACE,
    entity_around,
    is_called_place,
    is_in_state,
    is_inside_longer_name,
    is_named_person,
    is_named_place,
    is_one_of_pair,
    is_within,
    leads_there,
    measured_from,
    names_its_site,
    one_end,
    preposition_before,
    stands_at,
)
from sayso.mentions.places.happenings import (
    happened_there,
    heads_line,
    is_proper,
    names_blow,
)
from sayso.mentions.places.name import BY_SOUND, Name, in_dateline

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.words import PlaceWords

_ACRONYM = 4
_MISTAKEN = frozenset({"", "ORG", "NORP", "LANGUAGE"})
_SITES = frozenset({"facility", "street"})
_WIDE = frozenset({"area", "water"})


def stands_alone(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether words that no gazetteer knows are a place by parse and by sentence."""
    text = doc[name.start : name.end].text
    site = name.kind is not None and name.kind.group in _SITES
    if text.isupper() or (words.has("part", doc[name.start].lower_) and not site):
        return False
    if any(t.lower_ in grammar("to_or_from") for t in doc[name.start : name.end]):
        return False
    before = preposition_before(doc, name.start)
    if is_proper(doc, name.start, name.end) and happened_there(doc, name.start, name.end, words):
        return True
    if not is_named_place(doc, name.start, name.end):
        there = words.has("inside", before) or leads_there(doc, name.start, words)
        person = there and is_named_person(doc, name.start, name.end)
        proper = all(token.tag_ == "NNP" for token in doc[name.start : name.end])
        settled = _is_settled(doc, name, before)
        sited = proper and stands_at(doc, name.start, words)
        called = is_called_place(doc, name.start, name.end, words)
        told = _is_told_as_site(doc, name, words) or measured_from(doc, name.start, words)
        return person or sited or settled or called or (proper and told)
    return (
        name.kind is not None
        or _is_taken(doc, name, words)
        or words.has("inside", before)
        or leads_there(doc, name.start, words)
        or (words.has("loose", before) and doc[name.start].ent_type_ == "GPE")
    )


def _is_told_as_site(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether a part of it is told, or a site that has its name, whatever the parser calls it."""
    within = is_within(doc, name.start, words)
    return within or names_its_site(doc, name.start, name.end, words)


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


def lends_its_name(doc: Doc, name: Name) -> bool:
    """Whether a place only gives its name to a site: "Venezuela Boulevard", "Lincoln Park"."""
    if name.kind is None or name.end >= len(doc) or not doc[name.end].is_title:
        return False
    return name.kind.group == "street" or (name.kind.group == "facility" and name.is_state)


def is_trusted(parsed: Parsed, name: Name, words: PlaceWords) -> bool:
    """Whether a name of the gazetteer is one here, and no part of another name."""
    doc = parsed.doc
    before = preposition_before(doc, name.start)
    if not in_dateline(parsed, name) and _is_acronym(doc, name):
        return False
    if in_dateline(parsed, name) or (words.has("inside", before) and name.start > 0):
        return name.candidates[0].likeness < 2 or entity_around(doc, name.start) is not None
    if is_inside_longer_name(doc, name.start, name.end) and not _is_beside(doc, name, words):
        return False
    return name.candidates[0].likeness < 2 or doc[name.start].ent_type_ in NAMED_PLACE


def _is_beside(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether what the parser holds for a longer name only tells what lies by the place.

    "the road from {Kherson} to {Mykolaiv}", "{Goma} airport", "North of {Idlib}".
    """
    start, end = name.start, name.end
    stretch = one_end(doc, start, end, words)
    road = any(t.is_lower and words.has("road", t.lower_) for t in doc[end : end + _ACRONYM])
    if is_one_of_pair(doc, start, end) or (stretch is not None and (stretch != "-" or road)):
        return True
    return names_its_site(doc, start, end, words) or measured_from(doc, start, words)


def _is_acronym(doc: Doc, name: Name) -> bool:
    """Whether a word of few capitals stands for no country or region: EU is not Eu in France."""
    text = doc[name.start].text
    short = name.end - name.start == 1 and text.isupper() and text.isalpha()
    towns = all(c.precision == "exact" and not c.origin for c in name.candidates)
    return short and len(text) <= _ACRONYM and towns


def strength_of(parsed: Parsed, name: Name, words: PlaceWords) -> int:
    """The `strength` of a name of the gazetteer, as `Name` tells it."""
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
    large = name.is_large
    taken = _is_taken(doc, name, words)
    site = name.kind is not None and name.kind.group == "facility"
    if (taken or site) and label in _MISTAKEN and best.likeness < BY_SOUND:
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
    told = told or leads_there(doc, name.start, words) or _is_told_as_site(doc, name, words)
    told = told or is_in_state(doc, name.start, words)
    told = told or _is_struck(doc, name, words) or _is_hashtag(doc, name)
    if not label and doc[name.end - 1].tag_ == "NNP":
        told = told or stands_at(doc, name.start, words)
    stretch = one_end(doc, name.start, name.end, words) is not None
    return bool(inside or beside or told or stretch)


def _is_hashtag(doc: Doc, name: Name) -> bool:
    """Whether a known name is what a short message is filed under: "#Homs"."""
    return name.start > 0 and doc[name.start - 1].text == "#" and not name.candidates[0].likeness


def _is_struck(doc: Doc, name: Name, words: PlaceWords) -> bool:
    """Whether what is told of a known name happened there, or is called after it."""
    start, end, best = name.start, name.end, name.candidates[0]
    if happened_there(doc, start, end, words) or heads_line(doc, start, end, words):
        return True
    return best.likeness == 0 and names_blow(doc, start, end, words)


def _has_parent(doc: Doc, name: Name) -> bool:
    """Whether a comma and another place's name follow: "Gainesville, Georgia"."""
    after = name.end + 1
    return after < len(doc) and doc[name.end].text == "," and doc[after].ent_type_ == "GPE"

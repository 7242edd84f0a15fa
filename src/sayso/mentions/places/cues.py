"""What the parse says about a name: which entity holds it, what stands before it, whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import fold
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from sayso.lexicons.places.words import PlaceWords

_ENDS = (("from", "to"), ("between", "and"))
NAMED_PLACE = frozenset({"GPE", "LOC", "FAC"})
_OTHER_NAMES = frozenset(
    {"ORG", "PERSON", "NORP", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "FAC"}
)
_NO_PART = frozenset({"DET", "PART", "PUNCT", "SPACE"})
_FAR = 6
_SIDE = 3
_MODIFIERS = frozenset({"amod", "advmod", "det", "nmod", "compound"})


def entity_around(doc: Doc, index: int) -> Span | None:
    """The named entity that holds a token."""
    if not doc[index].ent_type_:
        return None
    return next((e for e in doc[index].sent.ents if e.start <= index < e.end), None)


def is_inside_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser holds the tokens for a part of the name of a body, person or law."""
    entity = entity_around(doc, start)
    if entity is None or entity.label_ not in _OTHER_NAMES or entity.end < end:
        return False
    own = _own_tokens(entity)
    return bool(own) and (own[0] < start or own[-1] >= end)


def is_named_place(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser holds exactly these tokens for a place."""
    entity = entity_around(doc, start)
    if entity is None or entity.label_ not in NAMED_PLACE:
        return False
    own = _own_tokens(entity)
    return bool(own) and own[0] == start and own[-1] == end - 1


def is_named_person(doc: Doc, start: int, end: int) -> bool:
    """Whether the parser holds exactly these names for a person's; nobody is "in" a person."""
    entity = entity_around(doc, start)
    if entity is None or entity.label_ != "PERSON":
        return False
    own = _own_tokens(entity)
    proper = all(token.tag_ == "NNP" for token in doc[start:end])
    return proper and bool(own) and own[0] == start and own[-1] == end - 1


def _own_tokens(entity: Span) -> list[int]:
    """The tokens of a name without articles, possessive endings and punctuation at its ends."""
    return [t.i for t in entity if t.pos_ not in _NO_PART]


def preposition_before(doc: Doc, start: int) -> str:
    """The word before a name, over an article and words like "northern"; in lower case."""
    i = start - 1
    while i > 0 and doc[i].text.islower() and doc[i].dep_ in _MODIFIERS:
        i -= 1
    return doc[i].lower_ if i >= 0 else ""


def is_called_place(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a word for a settlement or district makes names before it a place's.

    "the Sheikh Maqsoud neighbourhood", "Kafr Zita village": all words of the name, and no more.
    """
    kind = words.kind(doc[end].lower_) if end < len(doc) else None
    if kind is None or doc[end].is_title or kind.group not in {"settlement", "division"}:
        return False
    own = doc[start:end]
    if not all(t.pos_ == "PROPN" and not words.has("plain", t.lower_) for t in own[-1:]):
        return False
    return all(t.pos_ == "PROPN" for t in own) and (start == 0 or doc[start - 1].pos_ != "PROPN")


def measured_from(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether a name is what a distance or direction is taken from: "20 km north of X"."""
    return (
        start > 1
        and doc[start - 1].lower_ in {"of", "from"}
        and words.has("bearing", doc[start - 2].lower_)
    )


def leads_there(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether a road or bridge is told by where it leads: "on the road to X"."""
    return (
        start > 1
        and doc[start - 1].lower_ == "to"
        and words.has("way there", doc[start - 2].lower_)
    )


def is_within(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether a part of what a name says is told: "in the heart of X", "the west side of X"."""
    before = doc[max(0, start - _SIDE - 1) : start]
    if len(before) <= _SIDE or before[-1].lower_ != "of":
        return False
    first, part = before[-_SIDE], before[-2]
    inner = first.lower_ == "the" and words.has("inside", before[0].lower_)
    sided = words.has("part", first.lower_) and words.has("side", part.lower_)
    return sided or (inner and words.has("inner", part.lower_))


def names_its_site(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether a site is told by the town that it has its name of: "at X airport", "X's market"."""
    owner = end < len(doc) and doc[end].tag_ == "POS"
    if (owner and is_named_person(doc, start, end)) or start == 0 or doc[start].text.isupper():
        return False
    at = start - 2 if doc[start - 1].lower_ == "the" and start > 1 else start - 1
    then = end + owner
    there = words.has("inside", doc[at].lower_) or doc[at].lower_ in grammar("at_lines")
    return there and then < len(doc) and words.has("called", doc[then].text)


def is_in_state(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether a name follows its state's: "in Nigeria's X"."""
    if start < _SIDE or doc[start - 1].tag_ != "POS" or doc[start - 2].ent_type_ != "GPE":
        return False
    return words.has("inside", preposition_before(doc, start - 2))


def stands_at(doc: Doc, start: int, words: PlaceWords) -> bool:
    """Whether a site is told by where it stands: "the army post at X", "a school in X"."""
    return (
        start > 1
        and doc[start - 1].lower_ in {"at", "in"}
        and words.has("site", doc[start - 2].lower_)
    )


def is_told_of(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether words tell of a name what is told of towns only, whatever the parser calls it.

    "overran X", "shelled X and Y", "the shelling of X", "rockets at X", "between X and Y",
    "X airbase".
    """
    if doc[start].text.isupper() and len(doc[start]) <= _SIDE:
        return False
    if end < len(doc) and (kind := words.kind(doc[end].lower_)):
        return kind.group == "facility" and not doc[end].is_title
    head = doc[start:end].root
    if head.dep_ == "conj":
        head = head.head
    verb = head.head if head.dep_ in {"dobj", "nsubjpass"} else doc[max(0, start - 1)]
    if words.has("town", verb.lemma_.lower()) or is_one_of_pair(doc, start, end):
        return True
    return head.dep_ == "pobj" and words.has("blow", head.head.head.lemma_.lower())


def is_one_of_pair(doc: Doc, start: int, end: int) -> bool:
    """Whether a name is the first or second of "between X and Y"."""
    first = start > 0 and doc[start - 1].lower_ == "between" and doc[end : end + 1].text == "and"
    second = start > 1 and doc[start - 1].lower_ == "and"
    before = doc[max(doc[start].sent.start, start - _FAR) : start]
    return first or (second and any(t.lower_ == "between" for t in before))


def is_people_of_pair(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    """Whether two names are of peoples: "between X and Y youths", not "X and Y provinces"."""
    if not is_one_of_pair(doc, start, end):
        return False
    last = end + 2 if doc[end : end + 1].text == "and" else end
    people = doc[last : last + 1]
    plural = bool(people) and people[0].tag_ == "NNS"
    return plural and words.kind(people[0].lower_, people[0].lemma_.lower()) is None


def family_names(doc: Doc) -> frozenset[str]:
    """Folded first and last names of the people whom the text names in full."""
    found = set()
    for entity in doc.ents:
        own = [doc[i] for i in _own_tokens(entity)]
        if entity.label_ == "PERSON" and len(own) > 1:
            found |= {fold(own[-1].text), fold(own[0].text)}
    return frozenset(found - {""})


def one_end(doc: Doc, start: int, end: int, words: PlaceWords) -> str | None:
    """The words that make a name one end of a stretch of road or coast, or null.

    "the road from A to B", "between A and B", "the A-B highway".
    """
    sent = doc[start].sent
    hyphened = (start > sent.start and doc[start - 1].text == "-") or (
        end < sent.end and doc[end].text == "-"
    )
    if hyphened and _has_road(doc, end - 1, min(sent.end, end + _SIDE), words):
        return "-"
    for opening, closing in _ENDS:
        opened = _opening(doc, start, end, opening, closing)
        stretch = opened is not None and (
            (opening == "between" and doc[opened].head.pos_ == "VERB")
            or _has_road(doc, max(sent.start, opened - _SIDE), opened, words)
        )
        if stretch:
            return f"{opening} … {closing}"
    return None


def _opening(doc: Doc, start: int, end: int, opening: str, closing: str) -> int | None:
    """Where the opening word of a pair stands that a name is the first or second of."""
    sent = doc[start].sent
    before = doc[max(sent.start, start - _FAR) : start]
    opened = next((t.i for t in reversed(before) if t.lower_ == opening), None)
    if opened is None:
        return None
    closed = next(
        (t.i for t in doc[opened : min(sent.end, end + _FAR)] if t.lower_ == closing), None
    )
    if closed is None:
        return None
    is_first = start - opened <= _SIDE and closed >= end
    is_second = opened < closed < start and start - closed <= _SIDE
    return opened if is_first or is_second else None


def _has_road(doc: Doc, start: int, end: int, words: PlaceWords) -> bool:
    return any(words.has("road", t.lower_) for t in doc[start:end])

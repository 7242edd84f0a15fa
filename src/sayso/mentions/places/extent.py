"""How finely a mention tells a place: its words with their kind or part, and its precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar
from sayso.mentions.places.cues import leads_there, one_end
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.lexicons.places.words import PlaceWords
    from sayso.mentions.places.name import Name

_ITSELF = "the place itself"
_NOT_FAR = ["not", "far", "from"]
_FAR = 6
_SMALL = frozenset({PlacePrecision.EXACT, PlacePrecision.ADMIN2})
_WHOLE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.AREA})
_ASHORE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1, PlacePrecision.EXACT})
_AROUND = frozenset({"land", "water"})
_COARSE = frozenset({"division", "land", "water"})


def with_kind_and_part(doc: Doc, name: Name, words: PlaceWords) -> tuple[int, int]:
    """The tokens of a mention: the name with its kind ("Idlib province") or part ("northern")."""
    start, end = name.start, name.end
    if name.kind is not None:
        for size in (1, 2):
            if doc[end : end + size].text.lower() == name.kind.word and end + size <= len(doc):
                end += size
                break
    while start > 0 and words.has("part", doc[start - 1].lower_):
        start -= 1
    return start, end


def read_precision(
    parsed: Parsed, name: Name, place: Candidate | None, words: PlaceWords
) -> tuple[PlacePrecision, str]:
    """The precision of a mention, and the words that make it so."""
    own = PlacePrecision(place.precision) if place else _of_unknown(name)
    wide = _wide(parsed.doc, name, own, words)
    fine = _fine(parsed.doc, name, own, words) if own in _SMALL else None
    told = wide or fine or (own, _ITSELF)
    if place is not None and place.near and told == (PlacePrecision.EXACT, _ITSELF):
        return PlacePrecision.NEAR, f"{place.origin} has it only nearly"
    return told


def _of_unknown(name: Name) -> PlacePrecision:
    return PlacePrecision(name.kind.precision) if name.kind else PlacePrecision.EXACT


def _wide(
    doc: Doc, name: Name, own: PlacePrecision, words: PlaceWords
) -> tuple[PlacePrecision, str] | None:
    """What makes a mention coarser: at sea, a part of a country, a province, a mountain range."""
    start, end = with_kind_and_part(doc, name, words)
    if own in _ASHORE and (shore := _at_sea(doc, start, words)):
        return PlacePrecision.WATER, f"“{shore}” says at sea"
    if start < name.start and own in _WHOLE:
        return PlacePrecision.AREA, f"“{doc[start : name.start].text}” is a part of it"
    kind = name.kind
    if kind is None or kind.group not in _COARSE:
        return None
    if own is PlacePrecision.COUNTRY:
        told = kind.group in _AROUND and end > name.end
    else:
        told = kind.group == "division" or end > name.end
    return (PlacePrecision(kind.precision), f"“{kind.word}” says how fine") if told else None


def _fine(
    doc: Doc, name: Name, own: PlacePrecision, words: PlaceWords
) -> tuple[PlacePrecision, str]:
    """What sets a mention beside the place that it names: a stretch of road, distance, site."""
    start, end = with_kind_and_part(doc, name, words)
    if ends := one_end(doc, start, end, words):
        return PlacePrecision.AREA, f"“{ends}”: one end of a stretch"
    if near := _near(doc, start, words):
        return PlacePrecision.NEAR, f"“{near}” says near"
    if name.kind and end > name.end and words.has("bearing", name.kind.word):
        return PlacePrecision.NEAR, f"“{name.kind.word}” of it: near"
    if name.candidates and name.kind and name.kind.group == "facility" and end > name.end:
        return PlacePrecision.NEAR, f"“{name.kind.word}”: a site with the name of a town"
    return own, _ITSELF


def _at_sea(doc: Doc, start: int, words: PlaceWords) -> str | None:
    """The words of "off Yemen", "off the Yemeni coast" and "off the coast of Yemen"."""
    before = [t for t in doc[max(0, start - _FAR) : start] if t.pos_ not in {"DET", "PUNCT"}]
    if before and words.has("away", before[-1].lower_):
        return before[-1].text
    of_shore = len(before) > 2 and before[-1].lower_ == "of"
    if of_shore and words.has("shore", before[-2].lower_):
        away = any(words.has("away", t.lower_) for t in before[-4:-2])
        return f"off … {before[-2].text}" if away else None
    return None


def _near(doc: Doc, start: int, words: PlaceWords) -> str | None:
    """The word that sets a mention near a place: "outside X", "20 km north of the city of X"."""
    before = list(doc[max(0, start - _FAR) : start])
    if leads_there(doc, start, words):
        return f"{doc[start - 2].text} to"
    while before and _only_names_it(before, words):
        before.pop()
    if before and words.has("near", before[-1].lower_):
        return before[-1].text
    if [t.lower_ for t in before[-3:]] == _NOT_FAR:
        return "not far from"
    if (
        len(before) > 1
        and before[-1].lower_ in grammar("tied_by")
        and words.has("bearing", before[-2].lower_)
    ):
        return before[-2].text
    return None


def _only_names_it(before: list[Token], words: PlaceWords) -> bool:
    """Whether the last word only says what is named: "the", "city", "capital,", "town of"."""
    last = before[-1]
    told = last.text == "," or last.lower_ == "of"
    if told and len(before) > 1:
        kind = words.kind(before[-2].lower_)
        return kind is not None and kind.group == "settlement"
    kind = words.kind(last.lower_)
    settled = kind is not None and kind.group == "settlement"
    return settled or (last.pos_ in {"ADJ", "DET"} and not words.has("bearing", last.lower_))

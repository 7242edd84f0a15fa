"""Places: names in the text, resolved by the countries that the text is about, never by guess."""

from __future__ import annotations

import math
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.mentions.place_names import Name, PlaceType, find_names, load_place_types, words
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import PlaceMention, PlacePrecision
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.gazetteer import Candidate, Gazetteer

_NEAR = frozenset({"near", "outside", "around", "off", "beyond", "towards", "toward"})
_NEAR_WORDS = frozenset({"outskirts", "edge", "suburbs", "vicinity", "km", "kilometres", "miles"})
_NEAR_WORDS |= {"kilometers", "north", "south", "east", "west", "road", "highway"}
_PARTS = frozenset({"northern", "southern", "eastern", "western", "central", "north", "south"})
_PARTS |= {"east", "west", "northeastern", "northwestern", "southeastern", "southwestern"}
_PARTS |= {"northeast", "northwest", "southeast", "southwest", "rural"}
_LONELY = 30_000
_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})


class Choice(NamedTuple):
    """The place that a name is taken for, or none, and why."""

    candidate: Candidate | None
    reason: str


def find_places(parsed: Parsed, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a report names, in order, each resolved as far as the text allows.

    A country's name is always the country. Another name is looked for in the countries that the
    report speaks of (their names and adjectives), then among main names of large places; where
    neither decides, the words are kept and nothing else. No coordinates are given for provinces,
    regions, countries and waters (coding rules, place_precision.tsv).
    """
    types = _types(parsed.document.language)
    names = list(find_names(parsed, gazetteer, types))
    context = _countries(parsed, names, gazetteer)
    mentions = (_mention(parsed, name, names, context, gazetteer) for name in names)
    return [
        mention
        for name, mention in zip(names, mentions, strict=True)
        if mention.name or parsed.doc[name.start].ent_type_ in _PLACE_TYPES
    ]


@cache
def _types(language: str) -> Mapping[str, PlaceType]:
    return load_place_types(language)


def _countries(parsed: Parsed, names: list[Name], gazetteer: Gazetteer) -> Counter[str]:
    """How often the report speaks of each country, by name, by nationality, by an only town."""
    counts: Counter[str] = Counter()
    for name in names:
        countries = {c.country for c in name.candidates if c.precision == "country"}
        for country in filter(None, countries):
            counts[country] += 2
        owners = {c.country for c in name.candidates if c.likeness == 0 and c.population > _LONELY}
        if not countries and len(owners) == 1 and (owner := owners.pop()):
            counts[owner] += 1
        for area in (c for c in name.candidates[:1] if c.precision == "area"):
            counts.update(area.countries)
    for token in parsed.doc:
        if token.text[0].isupper() and token.pos_ in {"ADJ", "PROPN", "NOUN"}:
            country = gazetteer.country_of(token.text)
            if country:
                counts[country] += 1
    return counts


def _mention(
    parsed: Parsed, name: Name, names: list[Name], context: Counter[str], gazetteer: Gazetteer
) -> PlaceMention:
    beside = _parent_beside(parsed, name, names) or _country_before(parsed, name, gazetteer)
    choice = _choose(name, context, beside)
    start, end = _with_type_words(parsed, name)
    precision, why = _precision(parsed, name, choice.candidate, start, end)
    place, point = choice.candidate, precision in {PlacePrecision.EXACT, PlacePrecision.NEAR}
    first, last = parsed.doc[start], parsed.doc[end - 1]
    text_end = last.idx + len(last.text)
    if end == name.end:
        text_end = first.idx if start > name.start else parsed.doc[name.start].idx
        text_end += len(words(parsed, name.start, name.end))
        if start < name.start:
            text_end = parsed.doc[name.start].idx + len(words(parsed, name.start, name.end))
    span = parsed.span(first.idx, text_end)
    return PlaceMention(
        id=span_id("p", parsed.document.id, span),
        span=span,
        head=_head(parsed, name).idx,
        name=place.name if place else None,
        geonameid=place.id if place and place.id > 0 else None,
        country=place.country if place else None,
        admin1=place.admin1 if place and place.precision != "country" else None,
        lat=place.lat if place and point else None,
        lon=place.lon if place and point else None,
        precision=precision,
        provenance=Provenance(
            component="mentions.places", version=VERSION, reason=f"{choice.reason}; {why}"
        ),
    )


def _choose(name: Name, context: Counter[str], beside: str | None) -> Choice:
    """The one candidate that the text supports, by the order of evidence in `find_places`."""
    candidates = name.candidates
    if not candidates:
        return Choice(None, "no place of that name in the gazetteer")
    for candidate in candidates:
        if candidate.precision == "country":
            return Choice(candidate, "the name of a country")
    wanted = _fitting(name)
    if beside and (near := [c for c in wanted if c.country == beside]):
        return Choice(near[0], f"the text says the country, {beside}")
    if wanted[0].precision in {"area", "water"}:
        return Choice(wanted[0], "a region's name")
    spoken = [c for c in wanted if context[c.country or ""]]
    large = [c for c in wanted if c.population >= _LONELY * 10**c.likeness]
    if not spoken and not large:
        return Choice(None, "several places may be meant, and no country is spoken of")
    best = max(spoken + large, key=lambda c: _support(c, context))
    if context[best.country or ""]:
        return Choice(best, f"the report speaks of {best.country}")
    return Choice(best, "the largest place of that name")


def _support(candidate: Candidate, context: Counter[str]) -> float:
    """What speaks for a candidate: its country's share of the report, its name, its size.

    A town of a thousand in the country of the report outweighs one of a hundred thousand
    elsewhere; a share beyond two fifths says no more.
    """
    share = context[candidate.country or ""] / (sum(context.values()) or 1)
    size = math.log10(candidate.population + 1) / 6
    kind = 0.8 if candidate.precision == "admin1" else size
    return min(share, 0.4) + kind - 0.1 * candidate.likeness


def _fitting(name: Name) -> list[Candidate]:
    """The candidates that the words beside the name allow, the likeliest kind first."""
    group = name.kind.group if name.kind else None
    if group == "division" and name.kind:
        of_kind = [c for c in name.candidates if c.precision == name.kind.precision]
        of_kind = of_kind or [c for c in name.candidates if c.precision.startswith("admin")]
        return of_kind or list(name.candidates)
    order = {"area": 0, "water": 0, "exact": 1, "admin1": 2, "admin2": 3}
    settled = [c for c in name.candidates if group != "settlement" or c.precision == "exact"]
    kept = settled or list(name.candidates)
    return sorted(kept, key=lambda c: (c.likeness, order[c.precision]))


def _parent_beside(parsed: Parsed, name: Name, names: list[Name]) -> str | None:
    """The country of "Sirte, Libya": the next name after a comma, when it is a country's."""
    after = name.end
    if after + 1 < len(parsed.doc) and parsed.doc[after].text == ",":
        for other in names:
            if other.start == after + 1:
                countries = [c.country for c in other.candidates if c.precision == "country"]
                return countries[0] if countries else None
    return None


def _country_before(parsed: Parsed, name: Name, gazetteer: Gazetteer) -> str | None:
    """The country of "the Libyan city of Sirte" and "Syria's Idlib"."""
    start = name.start
    for token in reversed(parsed.doc[max(0, start - 5) : start]):
        if token.is_punct or token.is_sent_end:
            return None
        if token.text[0].isupper() and (country := gazetteer.country_of(token.text)):
            return country
    return None


def _with_type_words(parsed: Parsed, name: Name) -> tuple[int, int]:
    """The tokens of the mention: the name with its kind ("Idlib province") or part ("northern")."""
    doc, start, end = parsed.doc, name.start, name.end
    if end < len(doc) and name.kind and doc[end].lower_ == name.kind.word:
        end += 1
    if start and doc[start - 1].lower_ in _PARTS:
        start -= 1
    return start, end


def _precision(
    parsed: Parsed, name: Name, place: Candidate | None, start: int, end: int
) -> tuple[PlacePrecision, str]:
    own = PlacePrecision(place.precision) if place else PlacePrecision.EXACT
    if start < name.start and own in {PlacePrecision.COUNTRY, PlacePrecision.ADMIN1}:
        return PlacePrecision.AREA, f"“{parsed.doc[start].text}” is a part of it"
    if name.kind and name.kind.group in {"division", "land", "water"}:
        after = end > name.end or name.kind.group == "division"
        if after and own is not PlacePrecision.COUNTRY:
            return PlacePrecision(name.kind.precision), f"“{name.kind.word}” says how fine"
    if own is PlacePrecision.EXACT and (near := _near(parsed, name)):
        return PlacePrecision.NEAR, f"“{near}” says near"
    return own, "the place itself"


def _near(parsed: Parsed, name: Name) -> str | None:
    doc = parsed.doc
    before = [t for t in doc[max(0, name.start - 3) : name.start] if t.lower_ != "the"]
    if before and before[-1].lower_ in _NEAR:
        return before[-1].text
    if len(before) > 1 and before[-1].lower_ in {"of", "from", "to"}:
        return before[-2].text if before[-2].lower_ in _NEAR_WORDS else None
    return None


def _head(parsed: Parsed, name: Name) -> Token:
    return parsed.doc[name.start : name.end].root

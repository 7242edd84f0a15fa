"""Places: names in the text, resolved by the countries that the text is about, never by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.lexicons.place_words import load_place_words
from sayso.lexicons.toponyms import fold
from sayso.mentions.place_capitals import find_capitals
from sayso.mentions.place_choice import Choice, choose
from sayso.mentions.place_context import find_parent, read_context
from sayso.mentions.place_cues import NAMED_PLACE
from sayso.mentions.place_extent import read_precision, with_kind_and_part
from sayso.mentions.place_names import Name, find_names, in_dateline, name_words
from sayso.records.evidence import Provenance, span_id
from sayso.records.mention import PlaceMention, PlacePrecision
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.gazetteer import Candidate, Gazetteer
    from sayso.lexicons.place_words import PlaceWords
    from sayso.mentions.place_context import Context
    from sayso.records.evidence import Span

_POINTS = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})
_JOINTS = frozenset({"of", "in"})


def find_places(parsed: Parsed, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a report names, in order, each resolved as far as the text allows.

    A country's name is always the country. Another name is looked for in the countries and
    provinces that the report speaks of, then among main names of large places; where neither
    decides, the words are kept and nothing else. No coordinates are given for provinces,
    regions, countries and waters (coding rules, place_precision.tsv).
    """
    words = load_place_words(parsed.document.language)
    names = find_names(parsed, gazetteer, words)
    context = read_context(parsed, names, gazetteer)
    chosen = [
        *zip(names, _choices(parsed, names, context, gazetteer), strict=True),
        *find_capitals(parsed, names, context, gazetteer, words),
    ]
    chosen.sort(key=lambda pair: (pair[0].start, pair[0].end))
    names, choices = [name for name, _ in chosen], [choice for _, choice in chosen]
    mentions = []
    for i, (name, choice) in enumerate(chosen):
        if choice.candidate is None and not _is_kept(parsed, name):
            continue
        city = _city_around(parsed, names, choices, i)
        if city is not None and _is_district(name, choice, city, words):
            mentions.append(_district(parsed, name, choice, city, words))
        else:
            mentions.append(_mention(parsed, name, choice, words))
    return mentions


def _is_kept(parsed: Parsed, name: Name) -> bool:
    """Whether words stay as a place that nobody can locate."""
    if in_dateline(parsed, name):
        return False
    return parsed.doc[name.start].ent_type_ in NAMED_PLACE or name.strength == 2


def _choices(
    parsed: Parsed, names: list[Name], context: Context, gazetteer: Gazetteer
) -> list[Choice]:
    """The place of each name; one that the text places once is the same place throughout."""
    folded = [fold(name_words(parsed, n.start, n.end)) for n in names]
    choices = [
        choose(name, context.without(own), find_parent(parsed, name, names, gazetteer))
        for own, name in zip(folded, names, strict=True)
    ]
    told = {f: c for f, c in zip(reversed(folded), reversed(choices), strict=True) if c.told}
    return [
        Choice(told[f].candidate, f"placed elsewhere in the report: {told[f].reason}")
        if f in told and not c.told and not n.is_state
        else c
        for f, c, n in zip(folded, choices, names, strict=True)
    ]


def _city_around(
    parsed: Parsed, names: list[Name], choices: list[Choice], at: int
) -> Choice | None:
    """The city of "the Sheikh Maqsoud district of Aleppo" and "Cairo's Tahrir Square"."""
    doc, name = parsed.doc, names[at]
    end = with_kind_and_part(doc, name, load_place_words(parsed.document.language))[1]
    beside = None
    if (
        at + 1 < len(names)
        and names[at + 1].start == end + 1
        and (doc[end].lower_ in _JOINTS or (doc[end].text == "," and name.kind is not None))
    ):
        beside = choices[at + 1]
    elif at and name.start - names[at - 1].end == 1 and doc[name.start - 1].tag_ == "POS":
        beside = choices[at - 1]
    place = beside.candidate if beside else None
    return beside if place is not None and place.precision == "exact" else None


def _is_district(name: Name, choice: Choice, city: Choice, words: PlaceWords) -> bool:
    """Whether a name is of a part of a city: called one, and no town of its own there."""
    place, town, kind = choice.candidate, city.candidate, name.kind
    if kind is not None and kind.group == "settlement" and not words.has("quarter", kind.word):
        return False
    if place is not None and town is not None and place.population > town.population:
        return False
    if town is None or place is None or (place.precision == "exact" and not _is_near(place, town)):
        return kind is not None or place is None
    if place.precision == "exact":
        return kind is not None and place.id < 0
    return place.precision == "admin2" and place.country != town.country


def _is_near(place: Candidate, town: Candidate) -> bool:
    return (place.country, place.admin1) == (town.country, town.admin1)


def _district(
    parsed: Parsed, name: Name, choice: Choice, city: Choice, words: PlaceWords
) -> PlaceMention:
    """A part of a city, at its own point where that is known, else at the city's."""
    town, place = city.candidate, choice.candidate
    assert town is not None
    own = place if place is not None and place.id < 0 and _is_near(place, town) else town
    local = Choice(own, f"a part of {town.name}, which the text names beside it ({city.reason})")
    start, end = with_kind_and_part(parsed.doc, name, words)
    quoted = name_words(parsed, name.start, name.end)
    span = _span(parsed, name, start, end)
    mention = _record(parsed, name, span, local, PlacePrecision.EXACT)
    return msgspec.structs.replace(mention, name=f"{town.name} - {quoted}")


def _mention(parsed: Parsed, name: Name, choice: Choice, words: PlaceWords) -> PlaceMention:
    precision, why = read_precision(parsed, name, choice.candidate, words)
    start, end = with_kind_and_part(parsed.doc, name, words)
    told = Choice(choice.candidate, f"{choice.reason}; {why}")
    return _record(parsed, name, _span(parsed, name, start, end), told, precision)


def _span(parsed: Parsed, name: Name, start: int, end: int) -> Span:
    """The words of the mention, without the possessive ending that may close a name."""
    first = parsed.doc[start].idx
    if end == name.end:
        named = parsed.doc[name.start].idx
        return parsed.span(first, named + len(name_words(parsed, name.start, name.end)))
    last = parsed.doc[end - 1]
    return parsed.span(first, last.idx + len(last.text))


def _record(
    parsed: Parsed,
    name: Name,
    span: Span,
    choice: Choice,
    precision: PlacePrecision,
) -> PlaceMention:
    place = choice.candidate
    point = place if precision in _POINTS else None
    return PlaceMention(
        id=span_id("p", parsed.document.id, span),
        span=span,
        head=parsed.doc[name.start : name.end].root.idx,
        name=place.name if place else None,
        geonameid=place.id if place and place.id > 0 else None,
        country=place.country if place else None,
        admin1=place.admin1 if place and place.precision != "country" else None,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        precision=precision,
        provenance=Provenance(component="mentions.places", version=VERSION, reason=choice.reason),
    )

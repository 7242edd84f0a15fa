"""Places: names in the text, resolved by the countries that the text is about, never by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import fold
from sayso.lexicons.places.words import load_place_words
from sayso.mentions.places.capitals import find_capitals
from sayso.mentions.places.centres import with_centres
from sayso.mentions.places.choice import Choice, choose
from sayso.mentions.places.context import find_parent, read_context
from sayso.mentions.places.cues import NAMED_PLACE
from sayso.mentions.places.districts import city_around, is_district, place_district
from sayso.mentions.places.features import find_features
from sayso.mentions.places.name import Name, in_dateline, name_words
from sayso.mentions.places.names import find_names
from sayso.mentions.places.parts import find_core, find_parts
from sayso.mentions.places.peoples import find_peoples
from sayso.mentions.places.records import to_mention, to_other_use, with_core
from sayso.records.mention import PlaceMention, PlaceUse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Gazetteer
    from sayso.mentions.places.context import Context


def find_places(parsed: Parsed, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a report names, in order, each resolved as far as the text allows.

    A country's name is always the country. Another name is looked for in the countries and
    provinces that the report speaks of, then among main names of large places; where neither
    decides, the words are kept and nothing else. No coordinates are given for provinces,
    regions, countries and waters (coding rules, place_precision.tsv); every name may have the
    reference point of the whole place besides.
    """
    words = load_place_words(parsed.document.language)
    names = find_names(parsed, gazetteer, words)
    context = read_context(parsed, names, gazetteer)
    choices = _choices(parsed, names, context, gazetteer)
    located = list(_located(parsed, names, choices, context, gazetteer))
    taken = {i for name, _ in located if name.named for i in range(name.start, name.end)}
    others = list(_unlocated(parsed, gazetteer, [m for _, m in located], taken))
    found = [*located, *_others(parsed, others, context, gazetteer)]
    found.sort(key=lambda pair: (pair[1].span.start, pair[1].span.end))
    return with_centres(parsed, found, gazetteer)


def _unlocated(
    parsed: Parsed, gazetteer: Gazetteer, located: list[PlaceMention], taken: set[int]
) -> Iterator[tuple[Name, PlaceUse]]:
    """The names outside the tokens that are `taken`, by what they do in their sentences."""
    words = load_place_words(parsed.document.language)
    for name in find_features(parsed, gazetteer, words, taken):
        taken |= set(range(name.start, name.end))
        yield name, PlaceUse.ASSOCIATED
    for name in find_peoples(parsed, gazetteer, taken):
        taken |= set(range(name.start, name.end))
        yield name, PlaceUse.PEOPLE
    for name in find_parts(parsed, gazetteer, words, located, taken):
        yield name, PlaceUse.ASSOCIATED


def _located(
    parsed: Parsed,
    names: list[Name],
    choices: list[Choice],
    context: Context,
    gazetteer: Gazetteer,
) -> Iterator[tuple[Name, PlaceMention]]:
    """The names that say where something may be, and the capitals that have none."""
    words = load_place_words(parsed.document.language)
    chosen = [
        *zip(names, choices, strict=True),
        *find_capitals(parsed, names, context, gazetteer, words),
    ]
    chosen.sort(key=lambda pair: (pair[0].start, pair[0].end))
    names, choices = [name for name, _ in chosen], [choice for _, choice in chosen]
    for i, (name, choice) in enumerate(chosen):
        if choice.candidate is None and not _is_kept(parsed, name):
            continue
        city = city_around(parsed, names, choices, i)
        if city is not None and is_district(name, choice, city, words):
            yield name, place_district(parsed, name, choice, city, words)
        elif not name.candidates and (core := find_core(parsed, name, gazetteer, words)):
            yield core, with_core(parsed, to_mention(parsed, name, choice, words), core)
        else:
            yield name, to_mention(parsed, name, choice, words)


def _others(
    parsed: Parsed,
    names: list[tuple[Name, PlaceUse]],
    context: Context,
    gazetteer: Gazetteer,
) -> Iterator[tuple[Name, PlaceMention]]:
    """The names that say of something whose it is."""
    for name, use in names:
        if use is PlaceUse.PEOPLE:
            choice = Choice(name.candidates[0], "a people, a union or an adjective of it")
        else:
            choice = choose(name, context, find_parent(parsed, name, [name], gazetteer))
        yield name, to_other_use(parsed, name, choice, use)


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

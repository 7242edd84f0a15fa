"""Capitals without their names: "the Syrian capital", "Libya's capital", "the capital"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.mentions.places.choice import Choice
from sayso.mentions.places.name import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Gazetteer
    from sayso.lexicons.places.words import PlaceWords
    from sayso.mentions.places.context import Context

_MOSTLY = 0.6
_OPENING = frozenset({"DET", "ADP", "PUNCT", "CCONJ", "VERB", "AUX"})
_NAMING = frozenset({"appos", "compound", "nmod"})


def find_capitals(
    parsed: Parsed,
    names: Sequence[Name],
    context: Context,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> Iterator[tuple[Name, Choice]]:
    """The places that stand for a capital, with the country that the words or the report tell.

    A name beside it ("the capital, Tarnab") is a mention of its own; "the provincial capital" is
    that of a province; "the capital" alone is of the one country that the report speaks of.
    """
    for token in parsed.doc:
        if not words.has("seat", token.lower_) or not _stands_for_city(token):
            continue
        start, country, why = _owner(token, names, context, gazetteer)
        city = gazetteer.capital(country) if country else None
        if city is not None:
            name = Name(start, token.i + 1, 2, (city,), None, named=False)
            yield name, Choice(city, why, told=True)


def _stands_for_city(token: Token) -> bool:
    """Whether "capital" is a city here, and not named beside it: no money, no punishment."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
        return False
    if any(c.dep_ in _NAMING and c.i > token.i for c in token.children):
        return False
    rest = token.doc[token.i + 1 : token.i + 3]
    named = next((t for t in rest if t.text != ","), None)
    return named is None or named.ent_type_ != "GPE"


def _owner(
    token: Token, names: Sequence[Name], context: Context, gazetteer: Gazetteer
) -> tuple[int, str | None, str]:
    """Where the mention begins, the country whose capital is meant or null, and why."""
    at, doc = token.i, token.doc
    before = doc[at - 1] if at else None
    if before is None:
        return at, None, ""
    if adjective := gazetteer.country_of(before.text) if before.text[0].isupper() else None:
        return at - 1, adjective, f"the capital of {adjective}, by “{before.text}”"
    state = next((n for n in names if n.end == at - 1 and n.is_state), None)
    if before.tag_ == "POS" and state is not None:
        return at, _country(state), f"the capital of {_country(state)}, named before it"
    if before.lower_ != "the":
        return at, None, ""
    if at + 1 < len(doc) and doc[at + 1].lower_ == "of":
        owner = next((n for n in names if n.start in {at + 2, at + 3} and n.is_state), None)
        country = _country(owner) if owner is not None else None
        return at, country, f"the capital of {country}, named after it"
    country = context.main_country(_MOSTLY)
    return at, country, f"the report speaks of {country}"


def _country(name: Name) -> str | None:
    return next((c.country for c in name.candidates if c.precision == "country"), None)

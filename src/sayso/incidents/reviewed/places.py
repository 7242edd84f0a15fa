"""Places as people write them: "Tarnow, POL", "757026", "Odrabrod, POL [area]"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sayso.lexicons.places.country_codes import country_codes
from sayso.lexicons.places.gazetteer import Gazetteer
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.records.claim import Where

GRAMMAR = (
    "write a name of the gazetteer with its province or country (ISO 3166 alpha-3) where it is"
    ' not the only one, or its GeoNames number: "Tarnow, POL", "757026"; then, in brackets, a'
    " precision of its own: [near]"
)

_VALUE = re.compile(
    r"(?P<name>[^\[\]#]*?)\s*(?:#?(?P<number>-?\d+))?\s*(?:\[(?P<precision>\w+)\])?"
)
_COARSE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.AREA, PlacePrecision.COUNTRY})
_BY_SOUND = 2
_FAR_LARGER = 10
_OFFERED = 5


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


def parse_place(value: str, gazetteer: Gazetteer | None = None) -> dict[str, Any]:
    """The place as the attributes of a `Where` but for its words.

    Of several places of a name a country is taken, then a town ten times larger than any other
    of the name. A name that the gazetteer does not have needs its country: it gets no
    coordinates, and the precision of that country unless another one is written.

    Raises:
        ValueError: for a number or name that leads to no place, or to more than one.
    """
    match = _VALUE.fullmatch(value.strip())
    if match is None or not (match["name"] or match["number"]):
        raise ValueError(f"{value!r} is no place: {GRAMMAR}")
    precision = _precision(match["precision"])
    known = gazetteer or _gazetteer()
    if match["number"]:
        found = known.place(int(match["number"]))
        if found is None:
            raise ValueError(f"the gazetteer has no place {match['number']}: {GRAMMAR}")
        return _known(found, precision)
    name, *within = (part.strip() for part in match["name"].split(","))
    places = [one for one in known.candidates(name) if one.likeness < _BY_SOUND]
    if places:
        return _known(_meant(value, places, within), precision)
    country = within[-1] if within else ""
    if country_codes().of(country) is None:
        raise ValueError(f"the gazetteer has no {name!r}: write its country with it, or {GRAMMAR}")
    return {
        "name": name,
        "geonameid": None,
        "country": country,
        "admin1": within[0] if len(within) > 1 else None,
        "lat": None,
        "lon": None,
        "precision": precision or PlacePrecision.COUNTRY,
        "borrowed": False,
    }


def format_place(place: Where) -> str:
    """A place as `parse_place` reads it: the number leads back to the very place."""
    named = ", ".join(
        part for part in (place.name or place.span.quote, place.admin1, place.country) if part
    )
    number = f" #{place.geonameid}" if place.geonameid is not None else ""
    return f"{named}{number} [{place.precision.value}]"


def places_named(name: str) -> tuple[str, ...]:
    """The places that a name may stand for, the likeliest first, as `parse_place` reads them."""
    return tuple(_offer(one) for one in _gazetteer().candidates(name))


def _precision(word: str | None) -> PlacePrecision | None:
    if word is None:
        return None
    if word not in {one.value for one in PlacePrecision}:
        known = ", ".join(one.value for one in PlacePrecision)
        raise ValueError(f"{word!r} is no precision of a place: {known}")
    return PlacePrecision(word)


def _meant(value: str, places: Sequence[Candidate], within: Sequence[str]) -> Candidate:
    told = {part.casefold() for part in within}
    fit = [one for one in places if told <= {(one.admin1 or "").casefold(), *_countries(one)}]
    countries = [one for one in fit if one.precision == PlacePrecision.COUNTRY]
    if len(fit) == 1 or countries:
        return (countries or fit)[0]
    towns = sorted((one for one in fit if one.lat is not None), key=lambda one: -one.population)
    if towns and (
        len(towns) == 1 or towns[0].population >= _FAR_LARGER * max(1, towns[1].population)
    ):
        return towns[0]
    offered = "; ".join(_offer(one) for one in (fit or places)[:_OFFERED])
    raise ValueError(f"{value!r} may be more than one place: give the number of one: {offered}")


def _countries(place: Candidate) -> set[str]:
    return {code.casefold() for code in (place.country, *place.countries) if code}


def _offer(place: Candidate) -> str:
    named = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
    return f"{named} #{place.id} [{place.precision}]"


def _known(place: Candidate, precision: PlacePrecision | None) -> dict[str, Any]:
    finest = precision or PlacePrecision(place.precision)
    pointed = finest not in _COARSE
    return {
        "name": place.name,
        "geonameid": place.id if place.id > 0 else None,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat if pointed else None,
        "lon": place.lon if pointed else None,
        "precision": finest,
        "borrowed": False,
    }

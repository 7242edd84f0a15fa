"""The likeliest place of every name of a report, weighed together: what maps of a report need.

Toponyms of one report lie near one another and inside the states and counties that it names, and
larger places are meant more often (Leidner 2007, Toponym Resolution in Text; Lieberman, Samet
and Sankaranarayanan 2010 on the places that a local paper's readers know). Each name's
candidates share one unit of belief, which size and the words beside the name open and the other
names move, in a few rounds.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.lexicons.places.toponyms import fold
from sayso.mentions.places.choice import of_kind
from sayso.mentions.places.context import find_parent
from sayso.mentions.places.name import name_words
from sayso.records.mention import PlaceCentre

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate, Gazetteer
    from sayso.mentions.places.context import Parent
    from sayso.mentions.places.name import Name
    from sayso.records.mention import PlaceMention

_BY_SOUND = 2
_SURE = 0.5
_LOCAL = frozenset({"exact", "admin2"})
_ROUNDS = 4
_MOST = 20
_SIZE = 0.6
_UNLIKE = 1.5
_TOLD = 3.0
_CHOSEN = 1.0
_PULL = 4.5
_KIND = {"country": 7.0, "area": 6.0, "water": 6.0, "admin1": 1.3, "admin2": -1.0, "exact": 0.0}
_NEAR = ((0.99998, 1.0), (0.99972, 0.7), (0.9985, 0.22))
_SAME_DIVISION = 0.37
_SAME_COUNTRY = 0.1
_HOLDS_DIVISION = 1.4
_HOLDS_COUNTRY = 0.35


class Asked(NamedTuple):
    """A name with its places, what is said beside it, and what was decided before."""

    folded: str
    candidates: Sequence[Candidate]
    told: Candidate | None
    chosen: Candidate | None


@dataclass(frozen=True)
class _Option:
    candidate: Candidate
    prior: float
    at: tuple[float, float, float] | None


def likeliest(asked: Sequence[Asked]) -> Mapping[str, tuple[Candidate, float]]:
    """The likeliest place of each folded name, with the belief in it, 0 to 1."""
    groups = _options(asked)
    beliefs = {name: _share([o.prior for o in options]) for name, options in groups.items()}
    ties = {
        (one, other): [[_tie(a, b) for b in groups[other]] for a in groups[one]]
        for one in groups
        for other in groups
        if one != other
    }
    for _ in range(_ROUNDS):
        beliefs = {
            name: _share(
                [
                    option.prior + _PULL * math.log1p(_support(name, i, ties, beliefs))
                    for i, option in enumerate(options)
                ]
            )
            for name, options in groups.items()
        }
    best = {
        name: max(range(len(belief)), key=belief.__getitem__) for name, belief in beliefs.items()
    }
    return {name: (groups[name][i].candidate, beliefs[name][i]) for name, i in best.items()}


def _options(asked: Sequence[Asked]) -> dict[str, list[_Option]]:
    """The candidates of each name, the likeliest few, with what speaks for them at first."""
    priors: dict[str, dict[int, float]] = defaultdict(dict)
    places: dict[int, Candidate] = {}
    for one in asked:
        for candidate in one.candidates:
            places[candidate.id] = candidate
            bonus = _TOLD * (candidate == one.told) + _CHOSEN * (candidate == one.chosen)
            prior = _prior(candidate) + bonus
            known = priors[one.folded].get(candidate.id, prior)
            priors[one.folded][candidate.id] = max(prior, known)
    return {
        name: [
            _Option(places[i], prior, _on_sphere(places[i]))
            for i, prior in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
        ]
        for name, found in priors.items()
    }


def _prior(candidate: Candidate) -> float:
    size = (
        0.0
        if candidate.precision in {"country", "area", "water"}
        else math.log10(candidate.population + 10)
    )
    return _SIZE * size + _KIND[candidate.precision] - _UNLIKE * candidate.likeness


def _share(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    weights = [math.exp(score - highest) for score in scores]
    return [weight / sum(weights) for weight in weights]


def _support(
    name: str,
    at: int,
    ties: Mapping[tuple[str, str], list[list[float]]],
    beliefs: Mapping[str, Sequence[float]],
) -> float:
    return sum(
        max((b * t for b, t in zip(belief, ties[name, other][at], strict=True)), default=0.0)
        for other, belief in beliefs.items()
        if other != name
    )


def _tie(one: _Option, other: _Option) -> float:
    """How much a place of one name speaks for a place of another, 0 to 1."""
    a, b = one.candidate, other.candidate
    if a.country is None or a.country != b.country:
        return 0.0
    if "country" in {a.precision, b.precision}:
        return _HOLDS_COUNTRY
    division = fold(a.admin1 or "")
    same = bool(division) and division == fold(b.admin1 or "")
    if same and "admin1" in {a.precision, b.precision}:
        return _HOLDS_DIVISION
    if _holds(a, b) or _holds(b, a):
        return 1.0
    near = 0.0
    if one.at is not None and other.at is not None:
        cosine = sum(x * y for x, y in zip(one.at, other.at, strict=True))
        near = next((tie for least, tie in _NEAR if cosine >= least), 0.0)
    return max(near, _SAME_DIVISION * same, _SAME_COUNTRY)


def _holds(division: Candidate, town: Candidate) -> bool:
    return division.precision == "admin2" and town.admin2 == division.id


def _on_sphere(candidate: Candidate) -> tuple[float, float, float] | None:
    if candidate.centre is None:
        return None
    lat, lon = (math.radians(degrees) for degrees in candidate.centre)
    return (math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))


def with_centres(
    parsed: Parsed, found: Sequence[tuple[Name, PlaceMention]], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """The mentions, each with the reference point of the likeliest place of its name.

    Where the other names of the report speak for another place of the same country, and no words
    beside the name say where it lies, the mention is resolved anew. A name of no known
    place has the point of the town or county that the report is most about.
    """
    names = [name for name, _ in found]
    asked = [
        _asked(parsed, name, mention, find_parent(parsed, name, names, gazetteer))
        for name, mention in found
    ]
    likely = likeliest([one for one in asked if one.candidates])
    home = _home(asked, likely)
    return [
        _weighed(mention, one, likely.get(one.folded), home)
        for (_, mention), one in zip(found, asked, strict=True)
    ]


def _weighed(
    mention: PlaceMention,
    one: Asked,
    likely: tuple[Candidate, float] | None,
    home: Candidate | None,
) -> PlaceMention:
    """A mention with its reference point, resolved anew where the report as a whole is sure."""
    if likely is None or not one.candidates:
        return msgspec.structs.replace(mention, centre=_centre(home, guess=True))
    place, belief = likely
    chosen = one.chosen
    if chosen is None:
        return msgspec.structs.replace(mention, centre=_centre(place, guess=True))
    if place != chosen and (belief < _SURE or one.told is not None):
        place = chosen
    if place != chosen and _is_like(place, chosen):
        return msgspec.structs.replace(_moved(mention, place), centre=_centre(place, guess=False))
    return msgspec.structs.replace(mention, centre=_centre(place, guess=place != chosen))


def _is_like(place: Candidate, chosen: Candidate) -> bool:
    """Whether two places of a name differ in nothing but where in their country they lie."""
    return (place.country, place.precision) == (chosen.country, chosen.precision)


def _moved(mention: PlaceMention, place: Candidate) -> PlaceMention:
    """A mention resolved to another place of its name in the same country."""
    point = place if mention.lat is not None else None
    reason = f"{mention.provenance.reason}; but the report's other places speak for this one"
    return msgspec.structs.replace(
        mention,
        name=place.name,
        geonameid=place.id if place.id > 0 else None,
        admin1=place.admin1,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        provenance=msgspec.structs.replace(mention.provenance, reason=reason),
    )


def _asked(parsed: Parsed, name: Name, mention: PlaceMention, parent: Parent | None) -> Asked:
    folded = fold(name_words(parsed, name.start, name.end))
    candidates = [c for c in of_kind(name) if c.likeness < _BY_SOUND]
    chosen = next((c for c in name.candidates if _is_meant(c, mention)), None)
    if chosen is not None and (chosen.origin or chosen not in candidates):
        candidates = [chosen]
    inside = [c for c in candidates if parent is not None and parent.holds(c)]
    likeliest_inside = max(inside, key=lambda c: c.population, default=None)
    return Asked(folded, candidates, chosen if chosen in inside else likeliest_inside, chosen)


def _is_meant(candidate: Candidate, mention: PlaceMention) -> bool:
    """Whether a mention was resolved to a candidate; those of our own lists have no number."""
    if candidate.id > 0:
        return candidate.id == mention.geonameid
    if candidate.origin:
        named = (candidate.name, candidate.country)
        return mention.geonameid is None and named == (mention.name, mention.country)
    told = (candidate.name, candidate.country, candidate.precision)
    return mention.geonameid is None and told == (
        mention.name,
        mention.country,
        mention.precision.value,
    )


def _home(
    asked: Sequence[Asked], likely: Mapping[str, tuple[Candidate, float]]
) -> Candidate | None:
    """The town or county that the report names most, by the belief in each."""
    weights: dict[str, float] = defaultdict(float)
    for one in asked:
        if one.folded in likely and likely[one.folded][0].precision in _LOCAL:
            weights[one.folded] += likely[one.folded][1]
    best = max(weights, key=weights.__getitem__, default=None)
    return likely[best][0] if best is not None else None


def _centre(place: Candidate | None, *, guess: bool) -> PlaceCentre | None:
    if place is None or place.centre is None:
        return None
    lat, lon = place.centre
    return PlaceCentre(lat=lat, lon=lon, of=place.name, guess=guess)

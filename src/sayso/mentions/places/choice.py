"""Which of the places of one name is meant: by what the report says, never by size alone."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sayso.mentions.places.context import contested_division

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.lexicons.places.gazetteer import Candidate
    from sayso.mentions.places.context import Context, Parent
    from sayso.mentions.places.name import Name

_SIZEABLE = 30_000
_CITY = 20_000
_BY_SOUND = 2
_WORLD_CITY = 100_000
_DOMINANT = 8
_ALONE = 0.8
_OFTEN = 4
_MARGIN = 0.04
_MARGIN_OF_SIZE = 0.12
_ORDER = {"country": 0, "area": 0, "water": 0, "exact": 1, "admin1": 2, "admin2": 3}


class Choice(NamedTuple):
    """The place that a name is taken for, or none, and why.

    `told` when the words beside the name say where it lies. `country` is the one that a place
    which no gazetteer has must lie in: the parent's, or the only one that the report speaks of.
    """

    candidate: Candidate | None
    reason: str
    told: bool = False
    country: str | None = None


def choose(name: Name, context: Context, parent: Parent | None) -> Choice:
    """The one candidate that the text supports.

    What a user's table says comes first. Else, in this order: what the words beside the name
    say; a country's or region's own name; the countries and provinces that the report speaks of,
    with the size of the place; where two places are about as likely, none.
    """
    if any(c.origin for c in name.candidates):
        shipped = tuple(c for c in name.candidates if not c.origin)
        own = _by_user(name, context, parent)
        return own or _choose_listed(replace(name, candidates=shipped), context, parent)
    return _choose_listed(name, context, parent)


def _choose_listed(name: Name, context: Context, parent: Parent | None) -> Choice:
    if not name.candidates:
        unlisted = Choice(None, "no place of that name in the gazetteer")
        return _in_one_country(unlisted, context, parent)
    fitting = of_kind(name)
    state = next((c for c in name.candidates if c.precision == "country"), None)
    inside = [c for c in fitting if parent is not None and parent.holds(c)]
    if parent is not None and inside and (state is None or parent.admin1):
        best = max(inside, key=lambda c: _rank(c, inside))
        return Choice(best, f"the text says it lies in {parent.words}", told=True)
    if state is not None:
        return _state_or_division(name, state, context)
    if fitting[0].precision in {"area", "water"}:
        return Choice(fitting[0], "the name of a region")
    choice = _by_context(fitting, context)
    called = name.kind is not None and name.kind.group in {"division", "settlement"}
    alone = len(fitting) == 1 and fitting[0].likeness == 0 and (called or not context.countries)
    if choice.candidate is None and alone:
        return Choice(fitting[0], "the only place of that name")
    return choice if choice.candidate else _in_one_country(choice, context, parent)


def _by_user(name: Name, context: Context, parent: Parent | None) -> Choice | None:
    """The place that the user's tables have for a name, unless the text says it is elsewhere."""
    own = [c for c in of_kind(name) if c.origin]
    held = [c for c in own if parent is None or parent.holds(c)]
    if len(held) == 1:
        told = f"; the text says it lies in {parent.words}" if parent else ""
        return Choice(held[0], f"named so by {held[0].origin}{told}", told=parent is not None)
    if not held:
        return None
    choice = _by_context(held, context)
    if choice.candidate is None:
        return choice
    return choice._replace(reason=f"{choice.reason}; named so by {choice.candidate.origin}")


def _in_one_country(choice: Choice, context: Context, parent: Parent | None) -> Choice:
    """No place, but the country where it must be: the parent's, or the only one spoken of."""
    if parent is not None:
        why = f"{choice.reason}; the text says it lies in {parent.words}"
        return Choice(None, why, country=parent.country)
    country = context.main_country(_ALONE)
    if country is None or context.countries[country] < _OFTEN:
        return choice
    return Choice(None, f"{choice.reason}; the report speaks of {country} alone", country=country)


def _state_or_division(name: Name, state: Candidate, context: Context) -> Choice:
    division = contested_division(name)
    votes = context.countries
    if division is None or votes[state.country or ""] >= votes[division.country or ""]:
        return Choice(state, "the name of a country")
    return Choice(division, f"the report speaks of {division.country}, not of {state.country}")


def _by_context(fitting: Sequence[Candidate], context: Context) -> Choice:
    likely = [c for c in fitting if context.share(c) or c.population >= _SIZEABLE * 10**c.likeness]
    if not likely:
        return Choice(None, "several places may be meant, and no country is spoken of")
    scored = sorted(likely, key=lambda c: -_support(c, fitting, context))
    best, told = scored[0], context.share(scored[0]) > 0
    dominant = _is_dominant(best, fitting)
    if not told and context.countries and not dominant:
        return Choice(None, "no place of that name in the countries that the report speaks of")
    margin = _MARGIN if told or dominant else _MARGIN_OF_SIZE
    for rival in scored[1:] if told else fitting:
        close = _support(best, fitting, context) - _support(rival, fitting, context) < margin
        if close and not _is_same_ground(best, rival):
            first, second = _in_words(best), _in_words(rival)
            return Choice(None, f"may be in {first} or {second}; the report does not decide")
    if told:
        return Choice(best, f"the report speaks of {best.country}")
    return Choice(best, "the largest place of that name")


def _in_words(candidate: Candidate) -> str:
    return f"{candidate.admin1 or '?'}, {candidate.country}"


def _is_same_ground(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are a town and its district or province, or nearly one place."""
    if one.country != other.country:
        return False
    return one.admin1 == other.admin1


def _support(candidate: Candidate, rivals: Sequence[Candidate], context: Context) -> float:
    """What speaks for a candidate: country, province, size, kind, and how well the name fits.

    A town of a thousand in the country of the report outweighs one of a hundred thousand
    elsewhere; a share beyond two fifths says no more. A city far larger than all others of its
    name is meant unless the report speaks of another's province.
    """
    told = min(context.share(candidate), 0.4) + min(context.division_share(candidate), 0.4)
    return told + _rank(candidate, rivals) + 0.3 * _is_dominant(candidate, rivals)


def _rank(candidate: Candidate, rivals: Sequence[Candidate]) -> float:
    size = math.log10(candidate.population + 1) / 6
    coarse = {"admin1": 0.5 * _has_city(candidate, rivals), "admin2": 0.5}
    return size - coarse.get(candidate.precision, 0.0) - 0.15 * candidate.likeness


def _has_city(division: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether a city has the name of its province, or a large one that of another there."""
    return any(
        c.precision == "exact"
        and c.country == division.country
        and c.likeness < _BY_SOUND
        and (c.population > _WORLD_CITY or (c.admin1 == division.admin1 and c.population > _CITY))
        for c in rivals
    )


def _is_dominant(candidate: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether a city is far larger than any other place with that for its main name."""
    if candidate.population < _WORLD_CITY or candidate.likeness:
        return False
    others = (
        c.population
        for c in rivals
        if not c.likeness
        and c.precision == candidate.precision
        and not _is_same_ground(c, candidate)
    )
    return candidate.population > _DOMINANT * max(others, default=0)


def of_kind(name: Name) -> list[Candidate]:
    """The candidates that the kind beside the name allows, the likeliest first."""
    kind = name.kind
    kept: list[Candidate] = list(name.candidates)
    if kind is not None and kind.group == "division":
        divisions = [c for c in kept if c.precision.startswith("admin")]
        kept = [c for c in divisions if c.precision == kind.precision] or divisions or kept
    elif kind is not None and kind.group == "settlement":
        kept = [c for c in kept if c.precision == "exact"] or kept
    return sorted(kept, key=lambda c: (c.likeness, _ORDER[c.precision]))

"""Which countries and provinces a report speaks of, and which of them a name's own words say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.lexicons.places.toponyms import fold
from sayso.lexicons.words.grammar import grammar
from sayso.mentions.places.name import name_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.places.gazetteer import Candidate, Gazetteer
    from sayso.mentions.places.name import Name

_LONELY = 30_000
_REACH = 6
_RIVAL = 5
_COUNTRY = 2


@dataclass(frozen=True)
class Context:
    """How often a report speaks of each country, and of each province (country, folded name).

    `towns` is how often it names a town that alone shows its country, by the town's folded name.
    """

    countries: Counter[str]
    divisions: Counter[tuple[str, str]]
    towns: Counter[tuple[str, str, str]]

    def without(self, folded: str) -> Context:
        """What the rest of the report says: a name is no evidence of its own place."""
        own = {key: n for key, n in self.towns.items() if key[0] == folded}
        countries, divisions = Counter(self.countries), Counter(self.divisions)
        for (_, country, division), n in own.items():
            countries[country] -= n
            divisions[country, division] -= n
        return Context(+countries, +divisions, self.towns) if own else self

    def main_country(self, share: float) -> str | None:
        """The country that has at least this part of what the report says of countries."""
        for country, times in self.countries.most_common(1):
            if times >= share * sum(self.countries.values()):
                return country
        return None

    def share(self, candidate: Candidate) -> float:
        """The country's part of all that the report says of countries, 0 to 1."""
        total = sum(self.countries.values()) or 1
        return self.countries[candidate.country or ""] / total

    def division_share(self, candidate: Candidate) -> float:
        """The province's part of all that the report says of provinces, 0 to 1."""
        total = sum(self.divisions.values()) or 1
        key = (candidate.country or "", fold(candidate.admin1 or ""))
        return self.divisions[key] / total


@dataclass(frozen=True)
class Parent:
    """The country, or the division of it, that the words beside a name say it lies in."""

    country: str
    admin1: str | None
    words: str

    def holds(self, candidate: Candidate) -> bool:
        """Whether a candidate lies in it."""
        if candidate.country != self.country or candidate.precision == "country":
            return False
        return self.admin1 is None or (
            fold(candidate.admin1 or "") == fold(self.admin1) and candidate.precision != "admin1"
        )


def read_context(parsed: Parsed, names: Sequence[Name], gazetteer: Gazetteer) -> Context:
    """The countries of a report by name, nationality and towns of one country only."""
    countries: Counter[str] = Counter()
    divisions: Counter[tuple[str, str]] = Counter()
    towns: Counter[tuple[str, str, str]] = Counter()
    for name in names:
        if name.is_state:
            named = {c.country for c in name.candidates if c.precision == "country"}
            if contested_division(name) is None:
                countries.update(dict.fromkeys(filter(None, named), _COUNTRY))
            continue
        owner = _only_owner(name)
        if owner is not None:
            folded = fold(name_words(parsed, name.start, name.end))
            towns[folded, owner.country or "", fold(owner.admin1 or "")] += 1
        first = name.candidates[0] if name.candidates else None
        if first is not None and first.precision == "area":
            countries.update(first.countries)
    for token in parsed.doc:
        if token.text[0].isupper() and (country := gazetteer.country_of(token.text)):
            countries[country] += 1
    for (_, country, division), n in towns.items():
        countries[country] += n
        divisions[country, division] += n
    return Context(countries, divisions, towns)


def _only_owner(name: Name) -> Candidate | None:
    """The place that a name alone shows: a sizeable one with no rival abroad."""
    best = max((c for c in name.candidates if c.likeness == 0), key=_population, default=None)
    if best is None or best.population < _LONELY:
        return None
    rivals = (c.population for c in name.candidates if c.country != best.country)
    return best if best.population > _RIVAL * max(rivals, default=0) else None


def _population(candidate: Candidate) -> int:
    return candidate.population


def contested_division(name: Name) -> Candidate | None:
    """The large province that has a country's name, in another country: Georgia of the USA."""
    owners = {c.country for c in name.candidates if c.precision == "country"}
    for candidate in name.candidates:
        if candidate.precision == "admin1" and candidate.country not in owners:
            large = candidate.likeness == 0 and candidate.population > _LONELY * 10
            return candidate if large else None
    return None


def find_parent(
    parsed: Parsed, name: Name, names: Sequence[Name], gazetteer: Gazetteer
) -> Parent | None:
    """What a name lies in by the words beside it.

    "Sirte, Libya", "Gainesville in Georgia", "Syria's Idlib", "the Libyan city of Sirte".
    """
    doc = parsed.doc
    after = name.end + (
        name.end < len(doc) and name.kind is not None and doc[name.end].lower_ == name.kind.word
    )
    if after + 1 < len(doc) and (
        doc[after].text == "," or doc[after].lower_ in grammar("part_of")
    ):
        over = after + 1
        following = next((n for n in names if n.start == over), None)
        if following and (parent := _as_parent(parsed, following)):
            return parent
    before = next((n for n in names if n.end < name.start <= n.end + _REACH), None)
    if (
        before is not None
        and doc[before.end].tag_ == "POS"
        and _is_descriptive(parsed, before.end + 1, name.start)
    ):
        return _as_parent(parsed, before)
    return _nationality(parsed, name, gazetteer)


def _as_parent(parsed: Parsed, name: Name) -> Parent | None:
    """A country or a first-level division as a parent; a town is none."""
    words = parsed.doc[name.start : name.end].text
    state = next((c for c in name.candidates if c.precision == "country"), None)
    division = contested_division(name) if state else _as_division(name)
    if state is not None and division is None:
        return Parent(state.country or "", None, words)
    if division is not None and state is None:
        return Parent(division.country or "", division.name, words)
    return None


def _as_division(name: Name) -> Candidate | None:
    """The largest province of that name, unless a town's own name is as good."""
    divisions = [c for c in name.candidates if c.precision == "admin1"]
    return max(divisions, key=lambda c: (-c.likeness, c.population), default=None)


def _nationality(parsed: Parsed, name: Name, gazetteer: Gazetteer) -> Parent | None:
    """The country of an adjective that stands with the name's own kind: "the Libyan port of"."""
    doc = parsed.doc
    for i in range(name.start - 1, max(-1, name.start - _REACH), -1):
        word = doc[i]
        if word.text[0].isupper():
            country = gazetteer.country_of(word.text)
            return Parent(country, None, word.text) if country else None
        if not _is_descriptive(parsed, i, i + 1):
            return None
    return None


def _is_descriptive(parsed: Parsed, start: int, end: int) -> bool:
    """Whether only what may stand between "Libyan" and "Sirte" lies there: "coastal city of"."""
    return all(
        t.pos_ in {"ADJ", "NOUN", "ADV"} or t.lower_ == "of" or t.text == "-"
        for t in parsed.doc[start:end]
    )

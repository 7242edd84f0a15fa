"""A user's places beside those of the gazetteer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.lexicons.files.load import Finding
from sayso.lexicons.places.gazetteer import Candidate, Gazetteer, NamesOfUser
from sayso.lexicons.places.toponyms import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.lexicons.files.check import Codes
    from sayso.lexicons.overlays.own_entries import Overlays
    from sayso.lexicons.overlays.rows import Entry, OwnPlace

_LONGEST = 6
_BY_SOUND = 2
_OWN_IDS = 10**12
_WITHOUT_POINT = frozenset({"admin1", "area", "country"})
_SHOWN = 5
_SHOWN_LETTERS = 60


def with_own_places(gazetteer: Gazetteer, own: Overlays) -> Gazetteer:
    """The gazetteer with the user's places, which are meant before all others of their names."""
    if not own.places:
        return gazetteer
    named: dict[str, list[Candidate]] = defaultdict(list)
    removed: dict[str, set[str | None]] = defaultdict(set)
    reader = _Reader(gazetteer, own)
    for entry in own.places:
        row = entry.value
        candidate = None if row.remove else reader.candidate(entry)[0]
        for spelling in (row.place, *row.aliases):
            if row.remove:
                removed[fold(spelling)].add(row.country)
            elif candidate is not None:
                named[fold(spelling)].append(candidate)
    return gazetteer.with_names(
        NamesOfUser(
            places={name: tuple(places) for name, places in named.items()},
            removed={name: frozenset(countries) for name, countries in removed.items()},
        )
    )


def check_own_places(gazetteer: Gazetteer, own: Overlays, codes: Codes) -> Iterator[Finding]:
    """What coordinates, codes and the gazetteer show to be wrong with the user's places."""
    reader = _Reader(gazetteer, own)
    for entry in own.places:
        row = entry.value
        mistakes = [
            *_mistakes(row),
            *codes.mistakes({"country": row.country or ""}),
            *(_not_there(row, gazetteer) if row.remove else reader.candidate(entry)[1]),
        ]
        for message in mistakes:
            yield Finding(path=str(entry.path), line=entry.line, message=message)


def _mistakes(row: OwnPlace) -> Iterator[str]:
    for spelling in (row.place, *row.aliases):
        if not fold(spelling):
            yield f"the name {spelling!r} has no Latin letter"
        if len(spelling.replace("-", " ").split()) > _LONGEST:
            shown = spelling[:_SHOWN_LETTERS]
            yield f"{shown!r} has more than {_LONGEST} words; give a shorter name"
    if (row.lat is None) != (row.lon is None):
        yield "lat and lon go together; give both or neither"
    for name, value, most in (("lat", row.lat, 90), ("lon", row.lon, 180)):
        if value is not None and not -most <= value <= most:
            yield f"{name} {value:g} is no coordinate; write degrees from -{most} to {most}"
    told = [row.lat, row.parent, row.precision, row.means]
    if row.remove and any(value is not None for value in told):
        yield "a row with remove says only place, aliases and country"
    if not row.remove and row.means is None and row.lat is None and row.precision is None:
        yield "say where it is: lat and lon, or precision alone, or means"
    if row.means is not None and (row.lat is not None or row.lon is not None):
        yield "means takes its point from the gazetteer; leave lat and lon empty"


def _not_there(row: OwnPlace, gazetteer: Gazetteer) -> Iterator[str]:
    found = [c for c in gazetteer.candidates(row.place) if c.likeness < _BY_SOUND]
    if not any(row.country in {None, c.country} for c in found):
        yield f"the gazetteer has no place {row.place!r} to remove"


class _Point(NamedTuple):
    lat: float
    lon: float


@dataclass
class _Reader:
    """Makes candidates of rows; each place that a row refers to is looked up in the gazetteer."""

    gazetteer: Gazetteer
    own: Overlays
    parents: Mapping[str, list[Entry[OwnPlace]]] = field(init=False)

    def __post_init__(self) -> None:
        parents: dict[str, list[Entry[OwnPlace]]] = defaultdict(list)
        for entry in self.own.places:
            if not entry.value.remove:
                parents[fold(entry.value.place)].append(entry)
        self.parents = parents

    def candidate(self, entry: Entry[OwnPlace]) -> tuple[Candidate | None, list[str]]:
        """The place of a row, or null, and what is wrong with what it refers to."""
        row = entry.value
        if row.means is not None:
            return self._meant(entry)
        admin1, mistakes = self._admin1(row)
        point = _Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
        precision = row.precision or "exact"
        at = point if precision not in _WITHOUT_POINT else None
        found = Candidate(
            id=_own_id(row),
            name=row.place,
            precision="exact" if precision == "near" else precision,
            country=row.country,
            countries=(row.country,) if row.country else (),
            admin1=admin1,
            lat=at.lat if at else None,
            lon=at.lon if at else None,
            centre=(point.lat, point.lon) if point else None,
            admin2=None,
            population=0,
            likeness=0,
            origin=entry.origin,
            near=precision == "near",
        )
        return found, mistakes

    def _meant(self, entry: Entry[OwnPlace]) -> tuple[Candidate | None, list[str]]:
        """The place of the gazetteer that a name stands for here."""
        row = entry.value
        wanted = row.means or ""
        found = self._known(wanted, row.country)
        if row.precision:
            found = [c for c in found if c.precision == row.precision]
        if row.parent:
            found = [c for c in found if fold(c.admin1 or "") == fold(row.parent)]
        if not found:
            where = f" in {row.country}" if row.country else ""
            return None, [f"the gazetteer has no place {wanted!r}{where}; write a GeoNames number"]
        if len(found) > 1:
            told = "; ".join(
                f"{c.id}: {c.name}, {c.admin1 or '?'}, {c.country}, {c.precision}"
                for c in found[:_SHOWN]
            )
            return None, [f"means {wanted!r} may be several places; write a number of {told}"]
        return msgspec.structs.replace(found[0], likeness=0, origin=entry.origin), []

    def _known(self, wanted: str, country: str | None) -> list[Candidate]:
        if wanted.lstrip("-").isdigit():
            place = self.gazetteer.place(int(wanted))
            return [place] if place and country in {None, place.country} else []
        named = [c for c in self.gazetteer.candidates(wanted) if c.likeness < _BY_SOUND]
        here = [c for c in named if country in {None, c.country}]
        main = [c for c in here if c.likeness == 0]
        return main or here

    def _admin1(
        self, row: OwnPlace, below: tuple[OwnPlace, ...] = ()
    ) -> tuple[str | None, list[str]]:
        """The province of a place, by its parent: a province, or what lies in one."""
        if row.parent is None:
            return None, []
        path = (*below, row)
        own = [e.value for e in self.parents.get(fold(row.parent), ()) if e.value not in path]
        if own and own[0].precision == "admin1":
            return own[0].place, []
        if own and own[0].parent and own[0].means is None:
            return self._admin1(own[0], path)
        return self._listed_admin1(row.parent, row.country, known=bool(own))

    def _listed_admin1(
        self, parent: str, country: str | None, *, known: bool
    ) -> tuple[str | None, list[str]]:
        """The province that a place of the gazetteer is or lies in."""
        here = self._known(parent, country)
        division = next((c for c in here if c.precision == "admin1"), None)
        inside = sorted({c.admin1 for c in here if c.admin1})
        if division is not None or len(inside) == 1:
            return division.name if division else inside[0], []
        if inside:
            several = " or ".join(inside)
            return None, [f"the parent {parent!r} may lie in {several}; write the province"]
        if known or here:
            return None, []
        where = f" in {country}" if country else ""
        return None, [f"neither the gazetteer nor a table has the parent {parent!r}{where}"]


def _own_id(row: OwnPlace) -> int:
    """A negative number, since GeoNames has none: the same wherever the row stands."""
    said = "\x1f".join([row.place, row.country or "", row.parent or ""])
    return -_OWN_IDS - int(hashlib.sha256(said.encode()).hexdigest()[:10], 16)

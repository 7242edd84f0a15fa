"""Accounts of incidents, generated at the density of a war: they disagree, and the truth is known.

Each incident is told by one to some twenty-five reports with tolls of their own; days are a day
off or not told, culprits are others, places are spelled otherwise or are a province.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import yaml

from sayso.incidents.joining.features import Count, Linkable, Side, Spot, Target, Window
from sayso.lexicons.linking import load_families
from sayso.lexicons.places.toponyms import skeleton
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA = Path(__file__).with_name("incidents.yaml")
_FIRST_DAY = 735_600
_TYPE = "ASSAULT"
_SYLLABLES = ("ka", "ri", "mo", "ten", "sul", "bar", "de", "lin", "gor", "va", "shu", "par", "nel")
_PARTIES = 6


class _World(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The numbers of incidents.yaml."""

    incidents_per_country_day: int
    towns_per_country: int
    skew: float
    accounts: dict[int, int]
    errors: dict[str, int]
    kinds: dict[str, int]
    targets: list[str]
    people: list[str]


class Generated(NamedTuple):
    """Events and, for each of them, the incident that it is an account of."""

    events: list[Linkable]
    truth: dict[str, int]


def accounts(events: int, seed: int = 1) -> Generated:
    """So many events of reports, over as many days and countries as the density asks for."""
    chance = random.Random(seed)
    found: list[Linkable] = []
    truth: dict[str, int] = {}
    for number, incident in enumerate(_incidents(chance)):
        for telling in _tellings(chance, incident, number):
            found.append(telling)
            truth[telling.id] = number
        if len(found) >= events:
            break
    chance.shuffle(found)
    return Generated(found[:events], truth)


@cache
def _world() -> _World:
    content = yaml.safe_load(_DATA.read_text(encoding="utf-8"))
    return msgspec.convert(content, _World)


def _incidents(chance: random.Random) -> Iterator[Linkable]:
    """What happened, day after day in four countries at a time, ever others."""
    day = 0
    while True:
        for country in range(4):
            code = f"C{day // 400 * 4 + country:02}"
            for _ in range(_world().incidents_per_country_day):
                yield _incident(chance, code, _FIRST_DAY + day)
        day += 1


def _incident(chance: random.Random, country: str, day: int) -> Linkable:
    world = _world()
    modes = tuple(chance.choices(list(world.kinds), list(world.kinds.values())))
    killed = min(200, int(chance.paretovariate(1.1)))
    return Linkable(
        id="",
        doc="",
        event_type=_TYPE,
        families=load_families().of(_TYPE, modes),
        realm=load_families().realm(_TYPE),
        places=(_town(country, _which(chance)),),
        windows=(Window(first=day, last=day),),
        actors=(_party(chance, country),),
        recipients=(Side(kinds=(chance.choice(world.people),)),) if chance.random() < 0.4 else (),
        targets=(Target(kind=chance.choice(world.targets)),),
        killed=(Count(low=killed, high=killed),),
    )


def _which(chance: random.Random) -> int:
    return chance.choices(range(_world().towns_per_country), cum_weights=_weights())[0]


@cache
def _weights() -> list[float]:
    total = 0.0
    sums = []
    for rank in range(1, _world().towns_per_country + 1):
        total += rank ** -_world().skew
        sums.append(total)
    return sums


@cache
def _town(country: str, number: int) -> Spot:
    own = random.Random(f"{country} {number}")
    middle = random.Random(country)
    name = "".join(own.choice(_SYLLABLES) for _ in range(4))
    return Spot(
        geonameid=own.randrange(10**9),
        name=name,
        skeleton=skeleton(name),
        country=country,
        admin1=f"{country} {number % 14}",
        lat=middle.uniform(-30, 50) + own.uniform(-2.5, 2.5),
        lon=middle.uniform(-90, 110) + own.uniform(-2.5, 2.5),
    )


def _party(chance: random.Random, country: str) -> Side:
    return Side(name=f"{country.lower()} party {chance.randrange(_PARTIES)}", country=country)


def _tellings(chance: random.Random, incident: Linkable, number: int) -> Iterator[Linkable]:
    reports = chance.choices(list(_world().accounts), list(_world().accounts.values()))[0]
    for report in range(reports):
        name = f"w{number:08}{report:03}"
        yield msgspec.structs.replace(
            incident,
            id=name,
            doc=f"d{number:08}{report:03}",
            places=_told_place(chance, incident.places[0]),
            actors=_told_actors(chance, incident),
            families=_told_means(chance, incident),
            targets=() if _errs(chance, "target_not_told") else incident.targets,
            killed=_told_toll(chance, incident.killed[0].low),
            **_told_day(chance, incident.windows[0].first),
        )


def _errs(chance: random.Random, error: str) -> bool:
    return chance.randrange(100) < _world().errors[error]


def _told_place(chance: random.Random, place: Spot) -> tuple[Spot, ...]:
    if _errs(chance, "place_not_told"):
        return ()
    if _errs(chance, "province_only"):
        admin1 = PlacePrecision.ADMIN1
        return (
            Spot(
                name=place.admin1 or "",
                country=place.country,
                admin1=place.admin1,
                precision=admin1,
            ),
        )
    if _errs(chance, "other_spelling"):
        name = place.name[:-1] + chance.choice("eiou")
        return (
            msgspec.structs.replace(
                place, geonameid=None, name=name, skeleton=skeleton(name), lat=None, lon=None
            ),
        )
    return (place,)


def _told_actors(chance: random.Random, incident: Linkable) -> tuple[Side, ...]:
    if _errs(chance, "culprit_not_told"):
        return ()
    if _errs(chance, "other_culprit"):
        return (_party(chance, incident.places[0].country or ""),)
    return incident.actors


def _told_means(chance: random.Random, incident: Linkable) -> tuple[str, ...]:
    families = load_families()
    if _errs(chance, "means_not_told"):
        return families.of(_TYPE, ())
    if _errs(chance, "means_otherwise"):
        return families.of(_TYPE, (chance.choice(["aerial", "heavy-weapons", "explosives"]),))
    return incident.families


def _told_toll(chance: random.Random, killed: int) -> tuple[Count, ...]:
    if _errs(chance, "toll_not_told"):
        return ()
    if _errs(chance, "toll_otherwise"):
        killed = max(1, round(killed * chance.lognormvariate(0, 0.4)))
    return (Count(low=killed, high=killed),)


def _told_day(chance: random.Random, day: int) -> dict[str, object]:
    if _errs(chance, "day_not_told"):
        return {"windows": (), "reported": day + chance.choice([0, 0, 1, 1, 1, 2, 4])}
    if _errs(chance, "day_off"):
        day += chance.choice([-1, 1])
    return {"windows": (Window(first=day, last=day),), "reported": None}

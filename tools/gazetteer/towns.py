"""Towns of GeoNames' list, and those that it lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .place import Place, is_latin, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


def town_of(
    row: dict[str, object], alpha3: dict[str, str], above: list[Place], toponyms: ModuleType
) -> Place:
    """A town of GeoNames' list, in the divisions `above` it."""
    country = alpha3[str(row["countrycode"])]
    name = toponyms.plain_name(str(row["name"]))
    if country in toponyms.ARABIC_SCRIPT:
        name = re.sub(r"^(Al|El|Ad|An|Ar|As|Ash|At|Az) (?=[A-Z])", r"\1-", name)
    alternates = row["alternatenames"]
    assert isinstance(alternates, list)
    first = next(iter(above), None)
    second = next((place for place in above if place.precision == "admin2"), None)
    return Place(
        id=int(str(row["geonameid"])),
        name=name,
        precision="exact",
        country=country,
        admin1=(first.admin1 or first.id) if first else None,
        admin2=second.id if second else None,
        lat=round(float(str(row["latitude"])), 4),
        lon=round(float(str(row["longitude"])), 4),
        population=int(str(row["population"])),
        names={str(row["name"]), *(a for a in alternates if _is_name(a))},
    )


def _is_name(alternate: str) -> bool:
    """Whether an alternate is a name in Latin letters: no transcription, no airport's code."""
    if len(alternate) < 3 or (alternate.isupper() and len(alternate) <= 4):
        return False
    return any(c.isupper() for c in alternate) and is_latin(alternate)


def supplement(
    cities: dict[int, Place], by_code: dict[str, Place], rows: Iterable[dict[str, str]]
) -> list[Place]:
    """Places that GeoNames' list lacks; those with a number get our names laid over theirs."""
    extra = []
    for row in rows:
        names = {row["name"], *split_cell(row["aliases"])}
        if row["geonameid"]:
            place = cities[int(row["geonameid"])]
            place.name, place.names = row["name"], place.names | names
            continue
        admin1 = by_code[row["admin1"]].id if row["admin1"] else None
        extra.append(
            Place(
                id=0,
                name=row["name"],
                precision="exact",
                country=row["country"],
                admin1=admin1,
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                names=names,
            )
        )
    return extra

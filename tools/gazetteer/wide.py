"""Countries, regions and waters of our own lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .place import Place, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable


def countries_of(rows: Iterable[dict[str, str]], numbers: dict[str, int]) -> list[Place]:
    """The countries, by their numbers at GeoNames where they have one."""
    return [
        Place(
            id=numbers.get(row["country"], 0),
            name=row["name"],
            precision="country",
            country=row["country"],
            names={row["name"], *split_cell(row["aliases"])},
        )
        for row in rows
    ]


def regions_of(rows: Iterable[dict[str, str]], divisions: list[Place]) -> list[Place]:
    """Regions of our own; one that is a division by another name gives it its names."""
    first: dict[tuple[str | None, str], Place] = {}
    for division in divisions:
        if division.precision == "admin1":
            first.setdefault((division.country, division.name), division)
    regions: list[Place] = []
    for row in rows:
        countries = tuple(split_cell(row["countries"]))
        one = countries[0] if len(countries) == 1 else None
        above = first.get((one, row["admin1"]))
        if row["admin1"] and above is None:
            raise SystemExit(f"regions.tsv: no division {row['admin1']} in {one} ({row['name']})")
        names = {row["name"], *split_cell(row["aliases"])}
        if above is not None and row["precision"] == "admin1":
            above.names |= names
            continue
        regions.append(
            Place(
                id=0,
                name=row["name"],
                precision=row["precision"],
                country=one,
                countries=countries,
                admin1=above.id if above else None,
                names=names,
            )
        )
    return regions


def waters_of(rows: Iterable[dict[str, str]]) -> list[Place]:
    """The seas, rivers and lakes."""
    places = []
    for row in rows:
        countries = tuple(split_cell(row["countries"]))
        places.append(
            Place(
                id=0,
                name=row["name"],
                precision="water",
                country=countries[0] if len(countries) == 1 else None,
                countries=countries,
                names={row["name"], *split_cell(row["aliases"])},
            )
        )
    return places

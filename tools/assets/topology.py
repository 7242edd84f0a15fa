"""Reads TopoJSON: the shapes that share their borders as arcs (topojson-specification 1.0)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FEWEST_POINTS = 4
_HALF_WORLD = 180
_POLAR = -85


@dataclass(frozen=True)
class Outline:
    """One shape of a source with the name it has there and the file it comes from."""

    name: str
    source: str
    shape: shapely.Geometry


def read(path: Path) -> Iterator[Outline]:
    """The outlines of a file's first collection, valid; shapes without an area are left out.

    Later collections repeat the same ground: world-atlas has all land as one shape.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    for geometry in next(iter(topology["objects"].values()))["geometries"]:
        shape = _shape(geometry, arcs)
        if not shape.is_empty:
            name = (geometry.get("properties") or {}).get("name") or ""
            yield Outline(name, path.name.split(".")[0], shape)


def _arcs(topology: dict[str, Any]) -> list[np.ndarray]:
    """The arcs in degrees: stored are the steps from point to point on a grid."""
    transform = topology.get("transform")
    arcs = [np.array([point[:2] for point in arc], dtype=float) for arc in topology["arcs"]]
    if transform is None:
        return arcs
    return [arc.cumsum(axis=0) * transform["scale"] + transform["translate"] for arc in arcs]


def _shape(geometry: dict[str, Any], arcs: list[np.ndarray]) -> shapely.Geometry:
    parts = geometry.get("arcs", [])
    polygons = []
    for part in [parts] if geometry["type"] == "Polygon" else parts:
        rings = [ring for ring in (_ring(numbers, arcs) for numbers in part) if ring is not None]
        if rings:
            polygons += _within_the_world(rings)
    return only_areas(shapely.make_valid(shapely.MultiPolygon(polygons)))


def _within_the_world(rings: list[np.ndarray]) -> list[shapely.Polygon]:
    """The polygon, or the parts on either side of the 180th meridian that it lies across.

    A shape around the pole has the meridian as its edge and stays as it is.
    """
    outer = rings[0]
    crosses = (np.abs(np.diff(outer[:, 0])) > _HALF_WORLD).any()
    if not crosses or outer[:, 1].min() < _POLAR:
        return [shapely.Polygon(outer, rings[1:])]
    east = [ring + np.c_[(ring[:, 0] < 0) * 2 * _HALF_WORLD, 0 * ring[:, 1]] for ring in rings]
    whole = shapely.make_valid(shapely.Polygon(east[0], east[1:]))
    before = shapely.intersection(whole, shapely.box(0, -90, _HALF_WORLD, 90))
    beyond = shapely.intersection(whole, shapely.box(_HALF_WORLD, -90, 2 * _HALF_WORLD, 90))
    moved = shapely.transform(beyond, lambda points: points - [2 * _HALF_WORLD, 0])
    return [part for half in (before, moved) for part in only_areas(half).geoms]


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> np.ndarray | None:
    """The points of a ring; `~n` is arc n backwards, each arc starts where the last one ends."""
    lines = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    ring = np.concatenate([lines[0], *(line[1:] for line in lines[1:])])
    return ring if len(ring) >= _FEWEST_POINTS else None


def only_areas(shape: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a shape: mending and cutting may leave lines and points beside them."""
    parts = shapely.get_parts(shape)
    flat = [p for part in parts for p in shapely.get_parts(part)]
    return shapely.MultiPolygon([p for p in flat if p.geom_type == "Polygon"])

"""Which outlines a division gets: worlds of a few boxes, with towns in them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import shapely

from tools.assets.matching import Division, Match, Towns, match
from tools.assets.topology import Outline, read

if TYPE_CHECKING:
    from pathlib import Path

NORTH = Division(1, "North", "AAA", frozenset({"north"}))
SOUTH = Division(2, "South", "AAA", frozenset({"south", "the south"}))
ISLE = Division(3, "Isle", "AAA", frozenset({"isle"}))


def box(name: str, west: float, south: float, east: float, north: float) -> Outline:
    return Outline(name, "aaa", shapely.box(west, south, east, north))


def found(
    outlines: list[Outline], towns: list[tuple[int, float, float]], *divisions: Division
) -> Match:
    points = shapely.points([(lon, lat) for _, lon, lat in towns])
    names = [outline.name.lower() for outline in outlines]
    return match(outlines, names, divisions, Towns(points, [town[0] for town in towns]))


def row(
    division: int, count: int, lat: float, west: float = 0.1
) -> list[tuple[int, float, float]]:
    return [(division, west + 0.03 * i, lat) for i in range(count)]


def test_towns_decide_whatever_the_outline_is_called() -> None:
    outlines = [box("Septentrion", 0, 1, 1, 2), box("Midi", 0, 0, 1, 1)]
    towns = [*row(1, 12, 1.5), *row(2, 12, 0.5)]
    assert found(outlines, towns, NORTH, SOUTH) == Match({1: [0], 2: [1]}, {})


def test_smaller_outlines_make_up_one_division() -> None:
    outlines = [box("Left", 0, 0, 0.5, 1), box("Right", 0.5, 0, 1, 1)]
    towns = [*row(1, 8, 0.5), *row(1, 8, 0.5, west=0.6)]
    assert found(outlines, towns, NORTH).own == {1: [0, 1]}


def test_a_name_weighs_where_towns_are_few() -> None:
    outlines = [box("North", 0, 1, 1, 2), box("South", 0, 0, 1, 1)]
    towns = [*row(2, 12, 0.5), (1, 0.5, 1.5), (2, 0.6, 1.5)]
    assert found(outlines, towns, NORTH, SOUTH).own == {1: [0], 2: [1]}


def test_the_old_outline_of_a_divided_division_is_not_its_own_but_holds_both() -> None:
    outlines = [box("North", 0, 0, 1, 2)]
    towns = [*row(1, 20, 1.5), *row(2, 20, 0.5)]
    assert found(outlines, towns, NORTH, SOUTH) == Match({}, {1: 0, 2: 0})


def test_an_outline_that_misses_the_towns_is_not_drawn() -> None:
    outlines = [box("Left", 0, 0, 0.5, 1), box("Right", 0.5, 0, 1, 1)]
    towns = [*row(1, 10, 0.5), *row(2, 8, 0.5, west=0.6), *row(1, 4, 0.4, west=0.6)]
    assert found(outlines, towns, NORTH, SOUTH) == Match({}, {2: 1})


def test_a_harbour_just_off_the_coast_counts_and_an_island_far_off_does_not() -> None:
    outlines = [box("Coast", 0, 0, 1, 1)]
    harbours = [(1, 1.05, 0.1 * i) for i in range(8)]
    islands = row(3, 3, 0.5, west=5)
    assert found(outlines, [*harbours, *islands], NORTH, ISLE) == Match({1: [0]}, {})


def test_arcs_in_common_are_read_forwards_and_backwards(tmp_path: Path) -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [
            [[2, 0], [0, 2]],
            [[2, 2], [-2, 0], [0, -2], [2, 0]],
            [[2, 0], [2, 0], [0, 2], [-2, 0]],
        ],
        "objects": {
            "all": {
                "geometries": [
                    {"type": "Polygon", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"name": "East"}, "arcs": [[[2, ~0]]]},
                    {"type": "Point", "coordinates": [0, 0]},
                ]
            },
            "again": {"geometries": [{"type": "Polygon", "arcs": [[0, 1]]}]},
        },
    }
    path = tmp_path / "aaa.topo.json"
    path.write_text(json.dumps(topology))
    west, east = read(path)
    assert (west.name, west.source) == ("West", "aaa")
    assert west.shape.bounds == (10, 20, 11, 21)
    assert east.shape.bounds == (11, 20, 12, 21)
    assert shapely.union_all([west.shape, east.shape]).equals(shapely.box(10, 20, 12, 21))


def test_a_shape_across_the_180th_meridian_is_cut_there(tmp_path: Path) -> None:
    ring = [[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]
    collection = {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}
    path = tmp_path / "world.json"
    path.write_text(json.dumps({"arcs": [ring], "objects": {"all": collection}}))
    (island,) = read(path)
    halves = shapely.union_all(
        [shapely.box(179, -17, 180, -16), shapely.box(-180, -17, -179, -16)]
    )
    assert island.shape.equals(halves)

"""The outlines of this checkout, as the build has made them from the real sources."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
import shapely

from tools.assets.build import ROOT, STATIC

OUTLINES = ROOT / STATIC / "outlines"


@pytest.fixture(scope="module")
def divisions() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Every division that is drawn, with the properties and geometry of its feature."""
    features = json.loads((OUTLINES / "admin1.json").read_text(encoding="utf-8"))["features"]
    return [(one, feature) for feature in features for one in feature["properties"]["divisions"]]


def test_every_division_drawn_is_one_of_the_gazetteer_and_drawn_once(
    divisions: list[tuple[dict[str, Any], dict[str, Any]]],
) -> None:
    gazetteer = ROOT / "src/sayso/data/places/gazetteer.sqlite"
    with closing(sqlite3.connect(gazetteer)) as connection:
        known = set(
            connection.execute("SELECT id, name, country FROM places WHERE precision = 'admin1'")
        )
    drawn = [(d["id"], d["name"], f["properties"]["country"]) for d, f in divisions]
    assert set(drawn) <= known
    assert len(set(drawn)) == len(drawn)


@pytest.mark.parametrize(
    ("country", "name", "wider"),
    [
        ("SYR", "Homs", None),
        ("IRQ", "Baghdad", None),
        ("NGA", "Borno", None),
        ("COD", "North Kivu", None),
        ("COD", "Lualaba", "Katanga"),
        ("PSE", "Rafah", "Gaza Strip"),
        ("IND", "Telangana", "Andhra Pradesh"),
    ],
)
def test_a_division_is_drawn_as_itself_or_named_as_the_wider_area(
    divisions: list[tuple[dict[str, Any], dict[str, Any]]],
    country: str,
    name: str,
    wider: str | None,
) -> None:
    found = [
        feature["properties"].get("wider")
        for division, feature in divisions
        if (feature["properties"]["country"], division["name"]) == (country, name)
    ]
    assert found == [wider]


def test_most_people_live_where_the_map_has_an_outline() -> None:
    measured = json.loads((OUTLINES / "manifest.json").read_text(encoding="utf-8"))["measured"]
    assert measured["percent_of_people_own"] >= 94
    assert measured["percent_of_people_drawn"] >= 97
    assert measured["with_own_outline"] >= 3_250


@pytest.mark.parametrize(
    ("country", "lon", "lat"),
    [("SYR", 38.5, 35.0), ("UKR", 31.0, 49.0), ("SSD", 30.5, 7.0), ("FJI", 178.0, -17.8)],
)
def test_a_country_lies_where_it_is(country: str, lon: float, lat: float) -> None:
    features = json.loads((OUTLINES / "countries.json").read_text(encoding="utf-8"))["features"]
    there = [
        feature["properties"]["country"]
        for feature in features
        if shapely.intersects(
            shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"]))),
            shapely.Point(lon, lat),
        )
    ]
    assert there == [country]

"""GeoJSON and GeoPackage: points only where told, everything counted, other readers agree."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import geopandas
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.export.formats import geojson, gpkg
from sayso.export.formats.files.columns import columns
from sayso.export.formats.gpkg.tables import to_blob
from sayso.export.formats.told.whereabouts import ACCOUNTS, INCIDENTS, mapped
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import PlacePrecision
from tests.export.formats.harbour import CONTEXT, dossier, dossiers, harbour
from tests.export.formats.pages import PAGES, examples

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Context, Problem
    from sayso.records.shown.dossier import Dossier

FORMATS = pytest.mark.parametrize("module", [geojson, gpkg], ids=["geojson", "gpkg"])


def only(**changes: Any) -> Dossier:
    """The incident by its first account alone, with other values of the claim."""
    first = harbour().accounts[0]
    told = msgspec.structs.replace(first.claim, **changes)
    return dossier(msgspec.structs.replace(first, claim=told), name="alone")


def where(**changes: Any) -> Dossier:
    """The same with another place."""
    (place,) = harbour().accounts[0].claim.places
    return only(places=(msgspec.structs.replace(place, **changes),))


def told(problems: Any) -> list[tuple[int | None, str | None]]:
    return [(problem.line, problem.column) for problem in problems]


def test_accounts_that_differ_give_several_points() -> None:
    found = mapped(harbour())
    assert found.points == ((20.98698, 50.01381), (21.0, 50.02))
    assert found.incident["points"] == 2
    assert (found.incident["accounts"], found.incident["told_as_done"]) == (4, 3)
    assert (found.incident["denies"], found.incident["accuses"]) == (1, 1)
    assert found.incident["actors"] == "Nápoj Guard; Quay Militia"
    assert found.incident["independent_sources"] == 3
    assert found.incident["reports"] == 2


@pytest.mark.parametrize("precision", ["admin2", "admin1", "area", "country"])
def test_no_point_stands_for_a_province_or_country(precision: str) -> None:
    known = PlacePrecision(precision)
    place = {"lat": None, "lon": None} if precision != "admin2" else {}
    found = mapped(where(precision=known, **place))
    assert found.points == ()
    assert found.incident["precision"] == precision
    assert found.lost == {f"incidents without a point: only the {precision} is known": 1}


def test_what_nobody_tells_as_done_has_no_point() -> None:
    reason = "incidents without a point: no account tells it as done"
    for changes in ({"stance": Stance.DENIES}, {"status": Status.THREATENED}):
        found = mapped(only(**changes))
        assert (found.points, found.lost) == ((), {reason: 1})


def test_a_place_that_is_not_known_has_no_point() -> None:
    assert mapped(where(lat=None, lon=None)).lost == {
        "incidents without a point: the place is not in the gazetteer": 1
    }
    assert mapped(only(places=())).lost == {
        "incidents without a point: no account gives a place": 1
    }
    contested = only(field_stances={"places": Stance.DENIES})
    assert mapped(contested).points == ()


@FORMATS
def test_the_same_dossiers_give_the_same_bytes(module: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        tally = module.write([harbour(), only()], tmp_path / name, CONTEXT)
        assert tally.rows[name] == 2
        assert list(module.check(tmp_path / name)) == []
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@FORMATS
def test_geopandas_reads_it(module: Any, tmp_path: Path) -> None:
    path = tmp_path / f"war.{module.__name__.rpartition('.')[2]}"
    module.write([harbour(), where(precision=PlacePrecision.COUNTRY, lat=None, lon=None)],
                 path, CONTEXT)  # fmt: skip
    layer = {"layer": "incidents"} if module is gpkg else {}
    frame = geopandas.read_file(path, **layer)
    assert frame.crs.to_epsg() == 4326
    first, second = frame.geometry
    assert [(p.x, p.y) for p in first.geoms] == [(20.98698, 50.01381), (21.0, 50.02)]
    assert second is None
    assert list(frame["precision"]) == ["exact", "country"]
    assert list(frame["denies"]) == [1, 0]
    assert str(frame["first_day"][0])[:10] == "2031-05-02"


def test_geopandas_reads_who_says_what_from_a_geopackage(tmp_path: Path) -> None:
    gpkg.write([harbour()], tmp_path / "war.gpkg", CONTEXT)
    accounts = geopandas.read_file(tmp_path / "war.gpkg", layer="accounts")
    assert list(accounts["voice"].fillna("")) == [
        "Harbour guards",
        "a doctor",
        "Quay Militia",
        "",
    ]
    assert list(accounts["stance"]) == ["accuses", "asserts", "denies", "asserts"]
    assert accounts["url"][0] == "https://post.example/1"
    assert set(accounts["incident"]) == {harbour().incident.id}


@FORMATS
def test_an_empty_export_is_a_file_of_the_format(module: Any, tmp_path: Path) -> None:
    path = tmp_path / f"war.{module.__name__.rpartition('.')[2]}"
    module.write([], path, CONTEXT)
    assert list(module.check(path)) == []
    layer = {"layer": "incidents"} if module is gpkg else {}
    assert len(geopandas.read_file(path, **layer)) == 0


@FORMATS
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(made=dossiers())
def test_whatever_is_read_can_be_written_and_is_valid(
    module: Any, made: tuple[list[Dossier], Context], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("geo") / "war"
    module.write(*made[:1], path, made[1])
    assert list(module.check(path)) == []


def test_the_page_of_geojson_shows_what_is_written(tmp_path: Path) -> None:
    geojson.write([harbour()], tmp_path / "war.geojson", CONTEXT)
    made = json.loads((tmp_path / "war.geojson").read_text(encoding="utf-8"))
    (feature,) = made["features"]
    del feature["properties"]["told"][1:]
    assert examples("geojson")[0] == json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def test_the_pages_name_every_column() -> None:
    page = (PAGES / "geojson.md").read_text(encoding="utf-8")
    for column in (*columns(INCIDENTS), *columns(ACCOUNTS)):
        assert f"`{column.column}`" in page


def test_the_page_of_geopackage_shows_what_is_written(tmp_path: Path) -> None:
    gpkg.write([harbour()], tmp_path / "war.gpkg", CONTEXT)
    query = examples("gpkg")[0]
    with closing(sqlite3.connect(tmp_path / "war.gpkg")) as connection:
        rows = [
            "|".join("" if c is None else str(c) for c in r) for r in connection.execute(query)
        ]
    assert examples("gpkg")[1] == "\n".join(rows) + "\n"


FEATURE = '{"type": "Feature", "geometry": %s, "properties": {}}'


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ("", 1, None, "it is no JSON"),
        ("null", 1, None, "it is null"),
        ("[1]", 1, "type", "no FeatureCollection"),
        ('{"type": "FeatureCollection"}', 1, "features", "no list of features"),
        ('{"type":\n"FeatureCollection", "features": [\n{]}', 3, None, "it is no JSON"),
        ('{"type": "FeatureCollection", "features": [NaN]}', None, None, "NaN is no number"),
        ("[" * 200_000, None, None, "nested too deeply"),
        ('{"type": "FeatureCollection", "features": [\n\n7]}', 3, "type", "it is no Feature"),
        (FEATURE % '{"type": "Blob"}', 2, "geometry", "'Blob' is no geometry"),
        (FEATURE % '{"type": "Point", "coordinates": [20, 95]}', 2, "coordinates", "exchange"),
        (FEATURE % '{"type": "Point", "coordinates": [200, 5]}', 2, "coordinates", "on no globe"),
        (FEATURE % '{"type": "Point", "coordinates": ["2", 5]}', 2, "coordinates", "no position"),
        (FEATURE % '{"type": "Point", "coordinates": [1e999, 5]}', 2, "coordinates", "no posit"),
        (FEATURE % ('{"type": "Point", "coordinates": [1' + "0" * 400 + ", 5]}"),
         2, "coordinates", "no position"),
        (FEATURE % '{"type": "MultiPoint", "coordinates": []}', 2, "coordinates", "none"),
        ('{"type": "Feature"}', 2, "geometry", "it is missing"),
        ('{"type": "Feature", "geometry": null, "properties": 3}', 2, "properties", "no object"),
    ],
)  # fmt: skip
def test_damaged_geojson_is_told_with_line_and_remedy(
    tmp_path: Path, content: str, line: int | None, column: str | None, message: str
) -> None:
    path = tmp_path / "bad.geojson"
    whole = content
    if content.startswith('{"type": "Feature"'):
        whole = '{"type": "FeatureCollection", "features": [\n' + content + "]}"
    path.write_text(whole, encoding="utf-8")
    severe = [problem for problem in geojson.check(path) if problem.severe]
    assert (severe[0].line, severe[0].column) == (line, column)
    assert message in f"{severe[0].message} {severe[0].remedy}"
    assert all(problem.remedy for problem in severe)


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('"accounts": 4', '"accounts": 5', "accounts"),
        ('"accounts": 4', '"accounts": "4"', "accounts"),
        ('"reports": 2', '"reports": -2', "reports"),
        ('"independent_sources": 3', '"independent_sources": 9', "independent_sources"),
        ('"points": 2', '"points": 1', "points"),
        ('"precision": "exact"', '"precision": "country"', "geometry"),
        ('"precision": "exact"', '"precision": "roughly"', "precision"),
        ('"last_day": "2031-05-02"', '"last_day": "2030-05-02"', "last_day"),
        ('"first_day": "2031-05-02"', '"first_day": "2 May"', "first_day"),
        ('"stance": "denies"', '"stance": "sulks"', "told[3].stance"),
        ('"voice": "a doctor"', '"voice": ["a doctor"]', "told[2].voice"),
        ('"told": [', '"told": [7, ', "told"),
    ],
)
def test_properties_that_cannot_be_are_told(
    tmp_path: Path, old: str, new: str, column: str
) -> None:
    path = tmp_path / "war.geojson"
    geojson.write([harbour()], path, CONTEXT)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = list(geojson.check(path))
    assert (3, column) in told(found)
    assert all(problem.severe and problem.remedy for problem in found)


def test_files_of_others_are_checked_for_their_form(tmp_path: Path) -> None:
    path = tmp_path / "theirs.geojson"
    ring = "[[[1, 2], [3, 4], [5, 6], [1, 2]]]"
    path.write_bytes(
        b'\xef\xbb\xbf{"crs": {}, "type": "FeatureCollection", "features": [\n'
        + (FEATURE % f'{{"type": "Polygon", "coordinates": {ring}}}').encode()
        + b"\n]}"
    )
    found = list(geojson.check(path))
    assert [problem.severe for problem in found] == [False] * 3
    path.write_bytes(b'{\n"type": "Feat\xff"}')
    assert told(geojson.check(path)) == [(2, None)]
    assert told(geojson.check(tmp_path / "none.geojson")) == [(None, None)]


def test_two_features_of_one_incident_are_told(tmp_path: Path) -> None:
    path = tmp_path / "war.geojson"
    geojson.write([harbour(), harbour()], path, CONTEXT)
    assert told(geojson.check(path)) == [(4, "id")]


@pytest.mark.parametrize(
    ("statement", "line", "column", "message"),
    [
        ("PRAGMA application_id = 0", None, None, "not marked as a GeoPackage"),
        ("PRAGMA user_version = 1", None, None, "older than 1.2"),
        ("DROP TABLE gpkg_contents", None, "gpkg_contents", "is missing"),
        ("DELETE FROM gpkg_spatial_ref_sys WHERE srs_id = 0", None, "gpkg_spatial_ref_sys", "0"),
        ("DROP TABLE accounts", None, "gpkg_contents", "no table 'accounts'"),
        ("DELETE FROM gpkg_geometry_columns", None, "gpkg_geometry_columns", "no row"),
        ("UPDATE incidents SET geom = x'47500003'", 1, "geom", "does not begin"),
        ("UPDATE incidents SET geom = substr(geom, 1, 30)", 1, "geom", "ends too early"),
        ("UPDATE incidents SET geom = x'475001'||substr(geom, 4)", 1, "geom", "version is 1"),
        ("UPDATE incidents SET geom = 'GP'", 1, "geom", "does not begin"),
        ("UPDATE incidents SET points = 3", 1, "points", "the geometry has 2"),
        ("UPDATE incidents SET reports = 'two'", 1, "reports", "no whole number"),
        ("UPDATE accounts SET stance = 'sulks' WHERE fid = 2", 2, "stance", "none of the known"),
        ("UPDATE accounts SET incident = 'i0' WHERE fid = 4", 4, "incident", "no incident 'i0'"),
    ],
)
def test_a_damaged_geopackage_is_told(
    tmp_path: Path, statement: str, line: int | None, column: str | None, message: str
) -> None:
    path = tmp_path / "war.gpkg"
    gpkg.write([harbour()], path, CONTEXT)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement.replace("||substr(geom, 4)", "").replace(
            "x'475001'", "CAST(x'475001' || CAST(substr(geom, 4) AS BLOB) AS BLOB)"))  # fmt: skip
        connection.commit()
    found: list[Problem] = list(gpkg.check(path))
    assert (line, column) in told(found)
    assert any(message in problem.message for problem in found)
    assert all(problem.remedy for problem in found)


def test_points_beyond_the_globe_are_told(tmp_path: Path) -> None:
    path = tmp_path / "war.gpkg"
    gpkg.write([only()], path, CONTEXT)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE incidents SET geom = ?", [to_blob([(200.0, 5.0)])])
        connection.commit()
    assert told(gpkg.check(path)) == [(1, "geom")]


@pytest.mark.parametrize("cut", [0, 10, 100, 5000, 30_000])
def test_a_geopackage_cut_short_is_told(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "war.gpkg"
    gpkg.write([harbour()], path, CONTEXT)
    path.write_bytes(path.read_bytes()[:cut])
    found = list(gpkg.check(path))
    assert found
    assert all(problem.severe and problem.remedy for problem in found)


def test_what_is_no_geopackage_is_told(tmp_path: Path) -> None:
    assert [p.remedy for p in gpkg.check(tmp_path / "none.gpkg")] == ["name a .gpkg file"]
    assert [p.remedy for p in gpkg.check(tmp_path)] == ["name a .gpkg file"]
    with closing(sqlite3.connect(tmp_path / "bare.db")) as connection:
        connection.execute("CREATE TABLE gpkg_contents (x)")
        connection.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id)")
        connection.execute("INSERT INTO gpkg_contents VALUES (1)")
        connection.commit()
    found = list(gpkg.check(tmp_path / "bare.db"))
    assert any("no table None" in problem.message for problem in found)

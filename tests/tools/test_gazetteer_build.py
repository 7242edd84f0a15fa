"""The gazetteer's build on a small world of its own, and the hook that calls it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from typing import TYPE_CHECKING, Any, cast

import pytest

from sayso.lexicons.places.gazetteer import Gazetteer
from tools.build_hook import DataHook
from tools.gazetteer.build import ROOT, build

if TYPE_CHECKING:
    from pathlib import Path

HAND_MADE = {
    "centres.tsv": "place\tlat\tlon\nSYR\t35\t38\nRed Sea\t20\t38\n",
    "countries.tsv": "country\tname\taliases\tadjectives\nSYR\tSyria\t\tSyrian|Syrians\n",
    "divisions.tsv": "code\tname\taliases\nSY.04\tRaqqa\tRaqqah\n",
    "regions.tsv": "name\taliases\tcountries\tadmin1\tprecision\nGhouta\t\tSYR\tRaqqa\tarea\n",
    "supplement.tsv": (
        "geonameid\tname\taliases\tcountry\tadmin1\tlat\tlon\n"
        "172955\tRaqqa\tRakka\t\t\t\t\n"
        "\tTabni\t\tSYR\tSY.04\t35.50\t39.80\n"
    ),
    "waters.tsv": "name\taliases\tcountries\nRed Sea\t\t\n",
}


def city(number: int, name: str, population: int, *alternates: str) -> dict[str, object]:
    return {
        "geonameid": number, "name": name, "latitude": 35.95, "longitude": 39.01,
        "countrycode": "SY", "population": population, "alternatenames": list(alternates),
    }  # fmt: skip


@pytest.fixture
def world(tmp_path: Path) -> tuple[Path, dict[str, Path]]:
    """A checkout with six hand-made files, and the data files of both packages."""
    root = tmp_path / "checkout"
    for name, text in HAND_MADE.items():
        path = root / "src/sayso/data/places" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in (
        "src/sayso/data/lexicons/en/place_types.tsv",
        "src/sayso/lexicons/places/toponyms.py",
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    contents = {
        "cities500": json.dumps(
            {
                "172955": city(172955, "Ar Raqqah", 177636, "Raqqah", "RQH", "الرقة"),
                "1": city(1, "Tall ‘Afar", 0),
            }
        ),
        "cities": "Ar Raqqah\t172955\t1\nTall Afar\t1\t1\n",
        "countries": "Syria\tSY\tSYR\t163843\n",
        "subdivisions": "Ar Raqqah\tSY-RA\tSY.04\t172957\t\tRaqqa Governorate\t1\t\t1\n",
    }
    sources = {}
    for name, text in contents.items():
        sources[name] = tmp_path / name
        sources[name].write_text(text, encoding="utf-8")
    return root, sources


def test_two_builds_of_one_world_are_the_same_bytes(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    first, second = tmp_path / "first.sqlite", tmp_path / "second.sqlite"
    assert build(first, *world)
    assert build(second, *world)
    assert first.read_bytes() == second.read_bytes()


def test_a_table_for_the_same_inputs_is_left_alone_and_another_input_builds_anew(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    root, sources = world
    build(table, root, sources)
    assert not build(table, root, sources)
    waters = root / "src/sayso/data/places/waters.tsv"
    waters.write_text(waters.read_text(encoding="utf-8") + "Black Sea\t\t\n", encoding="utf-8")
    assert build(table, root, sources)
    assert Gazetteer.open(table).candidates("Black Sea")


def test_our_names_lie_over_those_of_geonames_and_lose_none(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    build(table, *world)
    gazetteer = Gazetteer.open(table)
    named = {c.precision: c for c in gazetteer.candidates("Raqqa")}
    assert named["exact"].id == 172955
    assert named["exact"].name == "Raqqa"
    assert named["admin1"].id == 172957
    for spelling in ("Ar-Raqqah", "Rakka", "raqqah"):
        assert 172955 in {c.id for c in gazetteer.candidates(spelling)}, spelling
    assert not gazetteer.candidates("RQH"), "an airport's code is no name"


def test_a_division_has_the_people_of_its_towns_and_no_point(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    build(table, *world)
    (division,) = [c for c in Gazetteer.open(table).candidates("Raqqa") if c.precision == "admin1"]
    assert division.population == 177636
    assert (division.lat, division.lon) == (None, None)


def test_what_is_wide_has_a_reference_point_beside_the_points_of_towns(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    build(table, *world)
    gazetteer = Gazetteer.open(table)
    (country,), (sea,) = gazetteer.candidates("Syria"), gazetteer.candidates("Red Sea")
    assert (country.lat, country.centre) == (None, (35.0, 38.0))
    assert sea.centre == (20.0, 38.0)
    named = {c.precision: c for c in gazetteer.candidates("Raqqa")}
    assert named["exact"].centre == (named["exact"].lat, named["exact"].lon)
    middle = named["admin1"].centre
    assert middle is not None
    assert 35.4 <= middle[0] <= 36.1, "the middle of the ground that its towns cover"


def test_places_of_our_own_have_negative_numbers_and_their_province(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    build(table, *world)
    (own,) = Gazetteer.open(table).candidates("Tabni")
    assert own.id < 0
    assert (own.country, own.admin1, own.lat, own.lon) == ("SYR", "Raqqa", 35.5, 39.8)


@pytest.mark.parametrize(
    ("file", "row"),
    [
        ("divisions.tsv", "SY.99\tNowhere\t\n"),
        ("regions.tsv", "Nowhere\t\tSYR\tNowhere\tarea\n"),
        ("centres.tsv", "Nowhere\t1\t1\n"),
    ],
)
def test_a_row_that_fits_nothing_stops_the_build(
    world: tuple[Path, dict[str, Path]], tmp_path: Path, file: str, row: str
) -> None:
    path = world[0] / "src/sayso/data/places" / file
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    with pytest.raises(SystemExit, match="Nowhere"):
        build(tmp_path / "table.sqlite", *world)


def hook(root: Path, target: str) -> DataHook:
    none = cast("Any", None)
    return DataHook(str(root), {}, none, none, str(root), target)


@pytest.mark.parametrize(("target", "built"), [("wheel", True), ("sdist", False)])
def test_the_hook_builds_for_a_wheel_only(tmp_path: Path, target: str, built: bool) -> None:
    places = tmp_path / "src/sayso/data/places"
    places.mkdir(parents=True)
    tool = tmp_path / "tools/gazetteer/build.py"
    tool.parent.mkdir(parents=True)
    (tool.parent / "__init__.py").touch()
    tool.write_text("def build(target, root):\n    target.write_bytes(b'table')\n")
    assets = tmp_path / "tools/assets/__init__.py"
    assets.parent.mkdir()
    assets.touch()
    (assets.parent / "build.py").write_text("def build(root, tests):\n    return False\n")
    hook(tmp_path, target).initialize("standard", {})
    assert (places / "gazetteer.sqlite").exists() is built


def test_the_table_keeps_the_hash_of_what_it_was_built_from(
    world: tuple[Path, dict[str, Path]], tmp_path: Path
) -> None:
    table = tmp_path / "table.sqlite"
    build(table, *world)
    connection = sqlite3.connect(table)
    (value,) = connection.execute("SELECT value FROM meta WHERE key = 'inputs'").fetchone()
    connection.close()
    assert len(value) == 64

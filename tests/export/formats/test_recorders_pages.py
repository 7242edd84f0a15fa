"""The pages of the recorders' tables: their worked examples are what the exporters write."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from sayso.export.formats import acled, airwars, ged, hapi
from sayso.records.mention import TimePrecision
from tests.export.formats.cases import PLAIN, Victims, dossier, on, place, side, told, toll
from tests.export.formats.pages import PAGES, examples

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.shown.dossier import Dossier


def battle() -> Dossier:
    """Three days of fighting, of which two accounts give the dead."""
    rebels, army = side("Free Men", "REB"), side("Hill Army", "MIL")
    days = on("2030-05-01", "2030-05-03", TimePrecision.DAYS)
    soldiers = toll(7, whom=Victims.COMBATANT_B, words="seven soldiers")
    farmers = toll(3, whom=Victims.CIVILIAN, at=40, words="three farmers")
    town = place("Marsa")
    return dossier(
        told(
            "ASSAULT", ("firearms",), soldiers, farmers,
            by=rebels, to=army, when=days, where=town, voice="a doctor", sentences=((0, 60),),
        ),
        told(
            "ASSAULT", ("firearms",), toll(12, words="twelve people"),
            by=rebels, to=army, when=days, where=town, publisher="Coast Radio",
            sentences=((0, 20),),
        ),
    )  # fmt: skip


def filled(path: Path, encoding: str = "utf-8") -> str:
    """The rows of a table, each column that is filled on a line of its own."""
    with path.open(encoding=encoding, newline="") as stream:
        rows = list(csv.DictReader(stream))
    blocks = ["\n".join(f"{name}: {cell}" for name, cell in r.items() if cell) for r in rows]
    return "\n\n".join(blocks) + "\n"


def test_acled(tmp_path: Path) -> None:
    acled.write([battle()], tmp_path / "a.csv", PLAIN)
    first = filled(tmp_path / "a.csv").split("\n\n")[0] + "\n"
    assert examples("acled")[0] == first


def test_ged(tmp_path: Path) -> None:
    ged.write([battle()], tmp_path / "g.csv", PLAIN)
    assert examples("ged")[0] == filled(tmp_path / "g.csv")


def test_hapi(tmp_path: Path) -> None:
    hapi.write([battle()], tmp_path / "h.csv", PLAIN)
    assert examples("hapi")[0] == filled(tmp_path / "h.csv", "utf-8-sig")


def test_airwars(tmp_path: Path) -> None:
    airwars.write([battle()], tmp_path / "w.json", PLAIN)
    (incident,) = json.loads((tmp_path / "w.json").read_text(encoding="utf-8"))["incidents"]
    shown = {name: incident[name] for name in ("grade", "civilians", "locally_reported")}
    assert examples("airwars")[0] == json.dumps(shown, indent=1) + "\n"


@pytest.mark.parametrize(("name", "columns"), [("acled", "31"), ("ged", "49"), ("hapi", "19")])
def test_pages_say_how_many_columns_there_are(name: str, columns: str) -> None:
    assert f"{columns} columns" in (PAGES / f"{name}.md").read_text(encoding="utf-8")

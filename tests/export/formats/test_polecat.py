"""POLECAT out, checked and in: 40 columns, the known defects forgiven, the rest told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from sayso.export.formats import polecat
from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.records.attribution import Stance
from sayso.records.exchange.foreign import ForeignEvent
from sayso.records.mention import PlacePrecision, TimeBasis
from tests.export.formats.coded_cases import (
    CONTEXT,
    account,
    day,
    dossier,
    marsa,
    party,
    raid,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.records.shown.dossier import Dossier

NAMES = [column.column for column in columns("polecat")]


def written(target: Path, *dossiers: Dossier) -> tuple[pd.DataFrame, Tally]:
    tally = polecat.write(dossiers, target, CONTEXT)
    frame = pd.read_csv(target, sep="\t", dtype=str, keep_default_na=False, quoting=3)
    return frame, tally


def told(problems: Iterable[Problem]) -> list[tuple[int | None, str | None, bool]]:
    return [(p.line, p.column, p.severe) for p in problems]


def lines(target: Path, *rows: dict[str, str], names: Iterable[str] = NAMES) -> Path:
    """A file with the cells given under the columns, the others plausible."""
    plain = {"Event ID": "1", "Event Date": "2031-05-01", "Event Type": "ASSAULT"}
    head = list(names)
    text = ["\t".join(head)]
    for number, row in enumerate(rows):
        cells = plain | {"Event ID": str(number)} | row
        text.append("\t".join(cells.get(name, "") for name in head))
    target.write_text("\n".join(text) + "\n", encoding="utf-8")
    return target


def test_a_row_as_another_reader_sees_it(tmp_path: Path) -> None:
    frame, tally = written(tmp_path / "a.txt", dossier([raid("d1"), raid("d2")]))
    assert list(frame.columns) == NAMES
    assert len(NAMES) == 40
    (row,) = frame.to_dict("records")
    filled = {name: cell for name, cell in row.items() if cell}
    assert filled == {
        "Event ID": "i1",
        "Event Date": "2031-05-01",
        "Event Type": "ASSAULT",
        "Event Mode": "aerial",
        "Intensity": "-9.5",
        "Quad Code": "4",
        "Contexts": "military",
        "Actor Name": "Marsa Air Force",
        "Actor Country": "LBY",
        "Actor COW": "620",
        "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL",
        "Actor Name Raw": "Aircraft",
        "Recipient Name": "Red Front",
        "Recipient Country": "LBY",
        "Recipient COW": "620",
        "Primary Recipient Sector": "REB",
        "Recipient Sectors": "REB",
        "Recipient Name Raw": "fighters",
        "Placename": "Marsa",
        "City": "Marsa",
        "Province": "Hill",
        "Country": "LBY",
        "Latitude": "32.50000",
        "Longitude": "20.25000",
        "GeoNames ID": "77",
        "Raw Placename": "Marsa",
        "Source": "Outlet d1",
        "Publication Date": "2031-05-02",
        "Story Locations": "Marsa",
        "Language": "en",
        "Version": "sayso 0.1.0",
    }
    assert tally.rows == {"a.txt": 1}
    assert tally.lost["accounts: who says so has no column"] == 2
    assert tally.lost["counts of people: no column for casualties"] == 1
    assert tally.lost["reports after the first"] == 1
    assert 0 not in tally.lost.values()
    assert list(polecat.check(tmp_path / "a.txt")) == []


def test_what_most_sources_tell_stands_and_the_rest_is_counted(tmp_path: Path) -> None:
    odd = raid("d3", event_type="COERCE", modes=("seize",), places=(marsa(), marsa(
        PlacePrecision.ADMIN1)), dates=(day("2031-05-01", "2031-05-03"),))  # fmt: skip
    frame, tally = written(tmp_path / "a.txt", dossier([odd, raid("d1"), raid("d2")]))
    assert frame.loc[0, ["Event Type", "Event Mode", "Event Date"]].tolist() == [
        "ASSAULT",
        "aerial",
        "2031-05-01",
    ]
    assert tally.lost["further event types that other accounts give"] == 1
    assert tally.lost["further places"] == 1
    assert tally.lost["further days or spells that accounts give"] == 1


def test_lists_stand_side_by_side_and_come_back(tmp_path: Path) -> None:
    actors = (
        party("gunmen", sector="UAF"),
        party("Red; Front", "Red Front", country="SYR"),
        party("Kosovo", "Kosovo", country="XKX"),
    )
    frame, _ = written(tmp_path / "a.txt", dossier([raid(actors=actors, recipients=())]))
    row = frame.iloc[0]
    names = row["Actor Name"].split(";")
    assert len(names) == len(row["Actor Country"].split(";")) == len(row["Actor COW"].split(";"))
    (event,) = polecat.read(tmp_path / "a.txt")
    assert isinstance(event, ForeignEvent)
    back = {p.said: (p.name, p.country, p.sectors) for p in event.actors}
    assert back == {
        "gunmen": ("gunmen", None, ("UAF",)),
        "Red, Front": ("Red Front", "SYR", ()),
        "Kosovo": ("Kosovo", "KOS", ()),
    }


def test_nobody_who_denies_becomes_a_doer(tmp_path: Path) -> None:
    accused = party("the Greys", "Grey Army", stance=Stance.DENIES)
    frame, _ = written(tmp_path / "a.txt", dossier([raid(actors=(accused,))]))
    assert frame.loc[0, "Actor Name"] == ""
    assert frame.loc[0, "Primary Actor Sector"] == "UNK"


@pytest.mark.parametrize("precision", [PlacePrecision.ADMIN1, PlacePrecision.COUNTRY,
                                       PlacePrecision.AREA, PlacePrecision.ADMIN2])  # fmt: skip
def test_no_point_for_a_place_that_is_none(tmp_path: Path, precision: PlacePrecision) -> None:
    frame, _ = written(tmp_path / "a.txt", dossier([raid(places=(marsa(precision),))]))
    assert frame.loc[0, ["City", "Latitude", "Longitude"]].tolist() == ["", "", ""]
    (event,) = polecat.read(tmp_path / "a.txt")
    assert isinstance(event, ForeignEvent)
    assert event.place is not None
    assert event.place.lat is None


def test_an_incident_without_a_day_has_no_row_and_is_counted(tmp_path: Path) -> None:
    bare = account("d1", published=None)
    frame, tally = written(tmp_path / "a.txt", dossier([bare]))
    assert frame.empty
    assert tally.lost == {"no day: the incident has no row": 1}
    late = account("d1", dates=(day("2031-05-02", basis=TimeBasis.PUBLICATION),))
    frame, tally = written(tmp_path / "a.txt", dossier([late]))
    assert frame.loc[0, "Event Date"] == "2031-05-02"
    assert tally.lost["no account tells the day: that of the first report stands"] == 1


def test_hostile_words_stay_in_their_cell(tmp_path: Path) -> None:
    hostile = 'a\tb\nc\r\u2028d"; None'
    actors = (party(hostile, hostile, country="SYR"),)
    polecat.write([dossier([raid(actors=actors)])], tmp_path / "a.txt", CONTEXT)
    assert len((tmp_path / "a.txt").read_text(encoding="utf-8").splitlines()) == 2
    assert list(polecat.check(tmp_path / "a.txt")) == []


def test_the_same_accounts_in_any_order_are_the_same_bytes(tmp_path: Path) -> None:
    accounts = [raid("d1"), raid("d2", modes=("drone",)), raid("d3", actors=())]
    polecat.write([dossier(accounts)], tmp_path / "a.txt", CONTEXT)
    polecat.write([dossier(accounts[::-1])], tmp_path / "b.txt", CONTEXT)
    assert (tmp_path / "a.txt").read_bytes() == (tmp_path / "b.txt").read_bytes()


def test_defects_of_published_files_are_warnings_and_are_read(tmp_path: Path) -> None:
    names = [*NAMES[:4], "Event Intensity", *NAMES[5:], "Headline"]
    text = "\t".join(names) + "\n"
    cells = {"Event ID": "x1", "Event Date": "2031-05-01", "Event Type": "PROTEST",
             "Event Mode": "demo", "Event Intensity": "-5", "Actor Name": "None",
             "Actor Country": "Syria", "Source": "Caf\u00e9 News"}  # fmt: skip
    row = "\t".join(cells.get(name, "") for name in names[:-1]) + "\t\t\t\n"
    path = tmp_path / "old.txt"
    path.write_bytes(text.encode() + row.encode("iso-8859-1"))
    assert told(polecat.check(path)) == [
        (1, "Headline", False),
        (2, None, False),
        (2, None, False),
        (2, "Actor Name", False),
    ]
    (event,) = polecat.read(path)
    assert isinstance(event, ForeignEvent)
    assert (event.key, event.event_type, event.mode) == ("x1", "PROTEST", "demo")
    assert event.sources[0].name == "Café News"
    assert event.actors[0].country == "SYR"
    assert event.codes["Intensity"] == "-5"


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Event Date", "05/01/2031"),
        ("Event Date", "2031-02-30"),
        ("Event Date", ""),
        ("Event ID", ""),
        ("Event Type", "FIGHT"),
        ("Event Mode", "demo"),
        ("Intensity", "strong"),
        ("Latitude", "95"),
        ("GeoNames ID", "1.5"),
        ("Actor COW", "USA"),
        ("Publication Date", "yesterday"),
    ],
)
def test_an_error_names_line_column_and_remedy(tmp_path: Path, column: str, cell: str) -> None:
    other = {"Latitude": "1", "Longitude": "1"} if column == "Latitude" else {}
    path = lines(tmp_path / "a.txt", {}, {**other, column: cell})
    (problem,) = polecat.check(path)
    assert (problem.line, problem.column, problem.severe) == (3, column, True)
    assert problem.remedy
    assert problem.path == str(path)


def test_codes_that_no_list_has_are_warnings(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", {"Contexts": "military; gossip", "Actor Sectors": "XYZ"})
    assert told(polecat.check(path)) == [(2, "Contexts", False), (2, "Actor Sectors", False)]
    (event,) = polecat.read(path)
    assert isinstance(event, ForeignEvent)
    assert event.contexts == ("military",)


def test_one_id_twice_and_half_a_point(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", {"Event ID": "7"}, {"Event ID": "7", "Latitude": "3"})
    assert told(polecat.check(path)) == [(3, "Longitude", True), (3, "Event ID", True)]


def test_a_damaged_line_stops_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", {}, {}, {"Event Type": "NONSENSE"})
    broken = path.read_text().splitlines()
    broken[2] += "\tone cell too many"
    path.write_text("\n".join(broken))
    good, problem, odd = polecat.read(path)
    assert isinstance(good, ForeignEvent)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.remedy != "") == (3, True)
    assert isinstance(odd, ForeignEvent)
    assert odd.event_type is None
    assert "NONSENSE" in odd.unread["Event Type"]


def test_thousands_of_one_defect_are_told_in_a_few_lines(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.txt", *({"Actor Name": "None"} for _ in range(300)))
    problems = list(polecat.check(path))
    assert len(problems) == 6
    assert "295 more" in problems[-1].message


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"PK\x03\x04rest",
        b"\x1f\x8brest",
        b"Event ID\tEvent Date\x00\n",
        b"\xff\xfe\x00",
        b"a,b,c\n1,2,3\n",
        b"\t" * 50 + b"x\n",
        b"Event ID\tEvent ID\nx\n",
        b"x" * 1_000_001,
    ],
)
def test_what_is_no_such_file_is_told_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    problems = list(polecat.check(path))
    assert problems
    assert any(p.severe and p.remedy for p in problems)
    assert not any(isinstance(found, ForeignEvent) for found in polecat.read(path))


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        (problem,) = polecat.check(path)
        assert (problem.line, problem.severe) == (None, True)
        assert problem.remedy

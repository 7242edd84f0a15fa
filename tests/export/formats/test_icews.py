"""ICEWS out, checked and in: 20 columns, one event of one report a row, codes as text."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.formats import gdelt, icews, polecat
from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.records.event import Status
from sayso.records.exchange.foreign import ForeignEvent
from tests.export.formats.coded_cases import (
    CONTEXT,
    account,
    day,
    dossier,
    marsa,
    party,
    raid,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.records.shown.dossier import Dossier

NAMES = [column.column for column in columns("icews")]
PLAIN = {
    "Event ID": "1",
    "Event Date": "2031-05-01",
    "Source Country": "Libya",
    "Event Text": "Make statement",
    "CAMEO Code": "010",
    "Intensity": "0",
}


def written(target: Path, *dossiers: Dossier) -> tuple[list[dict[str, str]], Tally]:
    """The rows without their empty cells, as pandas reads them, and the tally."""
    tally = icews.write(dossiers, target, CONTEXT)
    frame = pd.read_csv(target, sep="\t", dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE)
    assert list(frame.columns) == NAMES
    return [{str(k): v for k, v in row.items() if v} for row in frame.to_dict("records")], tally


def lines(target: Path, *rows: dict[str, str]) -> Path:
    text = ["\t".join(NAMES)]
    for number, row in enumerate(rows, 1):
        cells = PLAIN | {"Event ID": str(number)} | row
        text.append("\t".join(cells.get(name, "") for name in NAMES))
    target.write_text("\n".join(text) + "\n", encoding="utf-8")
    return target


def told(problems: Iterable[Problem]) -> list[tuple[int | None, str | None, bool]]:
    return [(p.line, p.column, p.severe) for p in problems]


def test_each_report_has_its_own_row(tmp_path: Path) -> None:
    second = raid("d2", evidence=(words("bombed"),), published="2031-05-03")
    rows, tally = written(tmp_path / "a.tab", dossier([second, raid("d1")]))
    assert len(NAMES) == 20
    first = rows[0]
    assert {k: v for k, v in first.items() if not k.endswith("ID")} == {
        "Event Date": "2031-05-01",
        "Source Name": "Marsa Air Force",
        "Source Sectors": "Military",
        "Source Country": "Libya",
        "Event Text": "Employ aerial weapons",
        "CAMEO Code": "195",
        "Intensity": "-10",
        "Target Name": "Red Front",
        "Target Sectors": "Rebel",
        "Target Country": "Libya",
        "Sentence Number": "2",
        "Publisher": "Outlet d1",
        "City": "Marsa",
        "Province": "Hill",
        "Country": "Libya",
        "Latitude": "32.50000",
        "Longitude": "20.25000",
    }
    assert rows[1]["Sentence Number"] == "4"
    assert len({row["Event ID"] for row in rows}) == len({row["Story ID"] for row in rows}) == 2
    assert tally.rows == {"a.tab": 2}
    assert tally.lost["URLs of reports"] == 2
    assert list(icews.check(tmp_path / "a.tab")) == []


def test_two_voices_of_a_report_are_one_event(tmp_path: Path) -> None:
    voices = [raid("d1"), raid("d1", voice="Red Front", modes=("drone",))]
    rows, tally = written(tmp_path / "a.tab", dossier(voices))
    assert len(rows) == 1
    assert tally.lost["accounts: who says so has no column"] == 2


def test_further_parties_are_counted(tmp_path: Path) -> None:
    actors = (party("a", "Army", country="LBY"), party("b", "Guard", country="LBY"))
    rows, tally = written(tmp_path / "a.tab", dossier([raid(actors=actors)]))
    assert rows[0]["Source Name"] == "Army"
    assert tally.lost["further doers and recipients"] == 1
    rows, _ = written(tmp_path / "a.tab", dossier([raid(actors=actors, recipients=())]))
    assert (rows[0]["Source Name"], rows[0]["Target Name"]) == ("Army", "Guard")


def test_words_that_judge_are_no_name(tmp_path: Path) -> None:
    actors = (party("the terrorists", epithet=True, sector="UAF"),)
    rows, tally = written(tmp_path / "a.tab", dossier([raid(actors=actors)]))
    assert "Source Name" not in rows[0]
    assert rows[0]["Source Sectors"] == "Unidentified Forces"
    assert tally.lost["party without a neutral name: the words for it have no column"] == 1


def test_what_has_no_day_has_no_row(tmp_path: Path) -> None:
    rows, tally = written(tmp_path / "a.tab", dossier([account("d1", published=None)]))
    assert rows == []
    assert tally.lost == {"no day: the event has no row": 1}
    assert list(icews.check(tmp_path / "a.tab")) == []


def test_status_that_the_format_cannot_say_is_counted(tmp_path: Path) -> None:
    plan = account("d1", event_type="CONSULT", status=Status.PLANNED, dates=(day("2031-06-01"),))
    _, tally = written(tmp_path / "a.tab", dossier([plan]))
    assert tally.lost["told as planned: the format cannot say so"] == 1


def test_out_and_in_again(tmp_path: Path) -> None:
    aid = raid(event_type="AID", modes=(), contexts=("human_security",), places=(marsa(),))
    written(tmp_path / "a.tab", dossier([aid]))
    (event,) = icews.read(tmp_path / "a.tab", release="2031")
    assert isinstance(event, ForeignEvent)
    assert event.unread == {}
    assert (event.cameo, event.event_type, event.first_day) == ("073", "AID", "2031-05-01")
    assert event.actors[0].country == event.recipients[0].country == "LBY"
    assert event.place is not None
    assert (event.place.names, event.place.lat) == (("Marsa", "Hill"), 32.5)
    assert event.sources[0].name == "Outlet d1"


@pytest.mark.parametrize(
    ("cells", "column", "severe"),
    [
        ({"Event Date": "5/1/2031"}, "Event Date", False),
        ({"Event Date": "13/1/2031"}, "Event Date", True),
        ({"Event Date": ""}, "Event Date", True),
        ({"CAMEO Code": "10"}, "Event Text", False),
        ({"CAMEO Code": "40"}, "CAMEO Code", True),
        ({"CAMEO Code": "x"}, "CAMEO Code", True),
        ({"Intensity": "11"}, "Intensity", True),
        ({"Intensity": "5"}, "Intensity", False),
        ({"Source Country": "Ruritania"}, "Source Country", False),
        ({"Sentence Number": "0"}, "Sentence Number", True),
        ({"Event ID": "x"}, "Event ID", True),
        ({"Latitude": "91", "Longitude": "1"}, "Latitude", True),
        ({"Latitude": "9"}, "Longitude", True),
        ({"Target Name": "None"}, "Target Name", False),
    ],
)
def test_a_problem_names_line_column_and_remedy(
    tmp_path: Path, cells: dict[str, str], column: str, *, severe: bool
) -> None:
    found = list(icews.check(lines(tmp_path / "a.tab", {}, cells)))
    assert (3, column, severe) in told(found)
    assert all(problem.remedy and problem.line == 3 for problem in found)


def test_an_id_that_repeats_is_joined_with_the_day(tmp_path: Path) -> None:
    later = {"Event ID": "7", "Event Date": "2031-05-02"}
    path = lines(tmp_path / "a.tab", {"Event ID": "7"}, later, later)
    assert told(icews.check(path)) == [(3, "Event ID", False), (4, "Event ID", True)]
    keys = [event.key for event in icews.read(path) if isinstance(event, ForeignEvent)]
    assert keys == ["7 2031-05-01", "7 2031-05-02", "7 2031-05-02"]


def test_quotation_marks_are_letters_and_dates_may_be_american(tmp_path: Path) -> None:
    cells = {"Event Date": "5/1/2031", "Source Name": '"Abu" Marsa"', "Source Sectors": "A,B / C"}
    (event,) = icews.read(lines(tmp_path / "a.tab", cells))
    assert isinstance(event, ForeignEvent)
    assert event.first_day == "2031-05-01"
    assert event.actors[0].name == '"Abu" Marsa"'
    assert event.actors[0].sectors == ("A", "B / C")


def test_a_damaged_line_stops_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.tab", {}, {})
    path.write_text(path.read_text() + "a\tb\n\tx" + "\t" * 18 + "\n")
    one, two, short, nameless = icews.read(path)
    assert isinstance(one, ForeignEvent)
    assert isinstance(two, ForeignEvent)
    assert isinstance(short, Problem)
    assert isinstance(nameless, Problem)
    assert (short.line, nameless.line, nameless.column) == (4, 5, "Event ID")


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"PK\x03\x04", b"\x00", b"a,b\n", b"Event ID\tEvent ID\n", b"\x1f\x8b"]
)
def test_what_is_no_such_file_is_told_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.tab"
    path.write_bytes(content)
    problems = list(icews.check(path))
    assert problems
    assert all(problem.severe and problem.remedy for problem in problems)
    assert all(isinstance(found, Problem) for found in icews.read(path))


@given(st.binary(max_size=300), st.sampled_from([polecat, gdelt, icews]))
def test_no_bytes_bring_a_validator_or_a_reader_down(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, form: object
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "a.txt"
    path.write_bytes(content)
    assert all(problem.message for problem in form.check(path))  # type: ignore[attr-defined]
    assert all(found is not None for found in form.read(path))  # type: ignore[attr-defined]


@given(st.lists(st.text(max_size=12), min_size=20, max_size=20))
def test_no_cells_bring_a_validator_or_a_reader_down(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str]
) -> None:
    path = tmp_path_factory.mktemp("cells") / "a.tab"
    flat = ["".join(cell.split()) for cell in cells]
    path.write_bytes(("\t".join(NAMES) + "\n" + "\t".join(flat)).encode("utf-8", "replace"))
    assert all(problem.remedy for problem in icews.check(path))
    assert len(list(icews.read(path))) <= 1

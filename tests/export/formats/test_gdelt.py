"""GDELT 2.0 out, checked and in: two files, no header, FIPS for places, CAMEO for actors."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from msgspec.structs import replace

from sayso.export.formats import gdelt
from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns
from sayso.export.formats.gdelt.files import EVENTS, MENTIONS
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.exchange.foreign import ForeignEvent
from sayso.records.mention import PlacePrecision
from tests.export.formats.coded_cases import (
    CONTEXT,
    TEXT,
    account,
    day,
    dossier,
    party,
    place,
    raid,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.records.shown.dossier import Dossier

NAMES = [column.column for column in columns("gdelt_events")]
MENTION_NAMES = [column.column for column in columns("gdelt_mentions")]


def frame(path: Path, names: list[str]) -> pd.DataFrame:
    return pd.read_csv(
        path, sep="\t", names=names, dtype=str, keep_default_na=False, quoting=csv.QUOTE_NONE
    )


def written(target: Path, *dossiers: Dossier) -> tuple[dict[str, str], pd.DataFrame, Tally]:
    """The first event's cells that are not empty, the mentions, the tally."""
    tally = gdelt.write(dossiers, target, CONTEXT)
    events = frame(target / EVENTS, NAMES).to_dict("records")
    first = {str(k): v for k, v in events[0].items() if v} if events else {}
    return first, frame(target / MENTIONS, MENTION_NAMES), tally


def told(problems: Iterable[Problem]) -> list[tuple[int | None, str | None, bool]]:
    return [(p.line, p.column, p.severe) for p in problems]


PLAIN = {
    "GLOBALEVENTID": "1",
    "SQLDATE": "20310501",
    "MonthYear": "203105",
    "Year": "2031",
    "IsRootEvent": "1",
    "EventCode": "010",
    "EventBaseCode": "010",
    "EventRootCode": "01",
    "QuadClass": "1",
    "GoldsteinScale": "0",
    "DATEADDED": "20310502000000",
    "SOURCEURL": "https://post.example/1",
}
MENTION = {
    "GLOBALEVENTID": "1",
    "EventTimeDate": "20310502000000",
    "MentionTimeDate": "20310502000000",
    "MentionType": "1",
    "MentionSourceName": "post.example",
    "MentionIdentifier": "https://post.example/1",
}


def events_file(target: Path, *rows: dict[str, str], extra: int = 0) -> Path:
    """A file of Events by columns, the plain row filled in."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = PLAIN | {"GLOBALEVENTID": str(number)} | row
        lines.append("\t".join([*(cells.get(name, "") for name in NAMES), *["x"] * extra]))
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def mentions_file(target: Path, *rows: dict[str, str]) -> Path:
    lines = ["\t".join((MENTION | row).get(name, "") for name in MENTION_NAMES) for row in rows]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def test_a_row_as_another_reader_sees_it(tmp_path: Path) -> None:
    web = "https://news.post.example/1"
    event, mentions, tally = written(
        tmp_path, dossier([raid("d1", url=web, published="2031-05-02T01:30:00+02:00"),
                           raid("d2", published="2031-05-03")])
    )  # fmt: skip
    assert (len(NAMES), len(MENTION_NAMES)) == (61, 16)
    number = event.pop("GLOBALEVENTID")
    assert number.isdecimal()
    assert len(number) <= 15
    assert event == {
        "SQLDATE": "20310501",
        "MonthYear": "203105",
        "Year": "2031",
        "FractionDate": "2031.3315",
        "Actor1Code": "LBYMIL",
        "Actor1Name": "Marsa Air Force",
        "Actor1CountryCode": "LBY",
        "Actor1Type1Code": "MIL",
        "Actor2Code": "LBYREB",
        "Actor2Name": "Red Front",
        "Actor2CountryCode": "LBY",
        "Actor2Type1Code": "REB",
        "IsRootEvent": "1",
        "EventCode": "195",
        "EventBaseCode": "195",
        "EventRootCode": "19",
        "QuadClass": "4",
        "GoldsteinScale": "-10",
        "NumMentions": "2",
        "NumSources": "2",
        "NumArticles": "2",
        "ActionGeo_Type": "4",
        "ActionGeo_FullName": "Marsa, Hill, Libya",
        "ActionGeo_CountryCode": "LY",
        "ActionGeo_Lat": "32.50000",
        "ActionGeo_Long": "20.25000",
        "DATEADDED": "20310501233000",
        "SOURCEURL": web,
    }
    first, second = mentions.to_dict("records")
    assert {name: cell for name, cell in first.items() if cell} == {
        "GLOBALEVENTID": number,
        "EventTimeDate": "20310501233000",
        "MentionTimeDate": "20310501233000",
        "MentionType": "1",
        "MentionSourceName": "news.post.example",
        "MentionIdentifier": web,
        "SentenceID": "2",
        "Actor1CharOffset": "17",
        "Actor2CharOffset": "10",
        "ActionCharOffset": "26",
        "InRawText": "1",
        "Confidence": "80",
        "MentionDocLen": str(len(TEXT)),
        "Extras": "stance:asserts",
    }
    assert (second["MentionType"], second["MentionSourceName"]) == ("2", "Outlet d2")
    assert second["MentionIdentifier"] == "Outlet d2, 2031-05-03, d2.txt"
    assert tally.rows == {EVENTS: 1, MENTIONS: 2}
    assert list(gdelt.check(tmp_path)) == []


@pytest.mark.parametrize(
    ("country", "sector", "cells"),
    [
        ("UNO", None, {"Code": "IGOUNO", "KnownGroupCode": "UNO", "Type1Code": "IGO"}),
        ("ROU", "JRN", {"Code": "ROMMED", "CountryCode": "ROM", "Type1Code": "MED"}),
        ("NGO", "MED", {"Code": "NGOHLH", "Type1Code": "NGO", "Type2Code": "HLH"}),
        ("XKX", "GOV", {"Code": "GOV", "Type1Code": "GOV"}),
        (None, None, {}),
    ],
)
def test_actors_have_the_codes_of_cameo(
    tmp_path: Path, country: str | None, sector: str | None, cells: dict[str, str]
) -> None:
    actor = party("they", "Grey Hand", country=country, sector=sector)
    event, _, tally = written(tmp_path, dossier([raid(actors=(actor,))]))
    named = {k.removeprefix("Actor1"): v for k, v in event.items() if k.startswith("Actor1")}
    assert named.pop("Name") == "Grey Hand"
    assert named == cells
    assert tally.lost["party for whom CAMEO has no code"] == (0 if cells else 1)


@pytest.mark.parametrize(
    ("where", "cells"),
    [
        (place("Linz", "AUT", lat=48.3, lon=14.3), ("4", "Linz, Austria", "AU", "48.30000")),
        (place("Oz", "AUS", lat=-32, lon=116), ("4", "Oz, Australia", "AS", "-32.00000")),
        (place("Reno", "USA", lat=39, lon=-120), ("3", "Reno, United States", "US", "39.00000")),
        (place("Utah", "USA", PlacePrecision.ADMIN1), ("2", "Utah, United States", "US", None)),
        (place("Hill", "LBY", PlacePrecision.ADMIN1), ("5", "Hill, Libya", "LY", None)),
        (place("Libya", "LBY", PlacePrecision.COUNTRY), ("1", "Libya", "LY", None)),
        (place("Gaza", "PSE", lat=31.5, lon=34.5, admin1="Gaza Strip"),
         ("4", "Gaza, Gaza Strip, Palestine", "GZ", "31.50000")),
        (place("Palestine", "PSE", PlacePrecision.COUNTRY), ("1", "Palestine", None, None)),
        (place("the sea", "LBY", PlacePrecision.WATER, lat=33.0, lon=20.0), (None,) * 4),
    ],
)  # fmt: skip
def test_places_have_fips_codes_and_no_centroid(
    tmp_path: Path, where: Any, cells: tuple[str | None, ...]
) -> None:
    event, _, _ = written(tmp_path, dossier([raid(places=(where,))]))
    names = ("Type", "FullName", "CountryCode", "Lat")
    assert tuple(event.get(f"ActionGeo_{name}") for name in names) == cells
    assert list(gdelt.check(tmp_path)) == []


def test_two_doers_and_nobody_else_are_the_two_sides(tmp_path: Path) -> None:
    sides = (party("a", "Army", country="LBY", sector="MIL"),
             party("b", "Red Front", country="SYR", sector="REB"))  # fmt: skip
    event, _, tally = written(tmp_path, dossier([raid(modes=(), actors=sides, recipients=())]))
    assert {event["Actor1Name"], event["Actor2Name"]} == {"Army", "Red Front"}
    assert "further doers and recipients" not in tally.lost


def test_every_voice_is_a_mention_with_its_stance(tmp_path: Path) -> None:
    accounts = [raid("d1", stance=Stance.ACCUSES), raid("d2", voice="Red Front",
                stance=Stance.ADMITS, evidence=(words("bombed"),), confidence=2)]  # fmt: skip
    event, mentions, _ = written(tmp_path, dossier(accounts))
    assert mentions["Extras"].tolist() == ["stance:accuses", "stance:admits"]
    assert mentions["SentenceID"].tolist() == ["2", "4"]
    assert mentions["Confidence"].tolist() == ["80", "100"]
    assert event["IsRootEvent"] == "1"
    event, _, _ = written(tmp_path, dossier(accounts[1:]))
    assert event["IsRootEvent"] == "0"


def test_an_attempt_has_the_code_of_an_attempt(tmp_path: Path) -> None:
    tried = raid(modes=("targeted",), status=Status.ATTEMPTED)
    event, _, _ = written(tmp_path, dossier([tried]))
    assert (event["EventCode"], event["EventBaseCode"], event["EventRootCode"]) == (
        "185", "185", "18")  # fmt: skip


def test_a_zero_at_the_beginning_stays(tmp_path: Path) -> None:
    aid = account("d1", event_type="AID", contexts=("human_security",), dates=(day("2031-05-01"),))
    event, _, _ = written(tmp_path, dossier([aid]))
    assert (event["EventCode"], event["EventRootCode"]) == ("073", "07")
    (back,) = gdelt.read(tmp_path)
    assert isinstance(back, ForeignEvent)
    assert (back.cameo, back.event_type) == ("073", "AID")


def test_out_and_in_again(tmp_path: Path) -> None:
    gdelt.write(
        [dossier([raid("d1", url="https://post.example/1"), raid("d2")])], tmp_path, CONTEXT
    )
    (event,) = gdelt.read(tmp_path, release="2031")
    assert isinstance(event, ForeignEvent)
    assert event.unread == {}
    assert (event.first_day, event.event_type, event.mode) == ("2031-05-01", "ASSAULT", "aerial")
    assert [(p.name, p.country, p.sectors) for p in (*event.actors, *event.recipients)] == [
        ("Marsa Air Force", "LBY", ("MIL",)),
        ("Red Front", "LBY", ("REB",)),
    ]
    assert event.place is not None
    assert (event.place.names, event.place.country) == (("Marsa", "Hill"), "LBY")
    assert (event.place.lat, event.place.lon) == (32.5, 20.25)
    assert {source.name for source in event.sources} == {"post.example", "Outlet d2"}
    assert (event.mentions, event.release) == (2, "2031")


def test_the_same_accounts_in_any_order_are_the_same_bytes(tmp_path: Path) -> None:
    accounts = [raid("d1"), raid("d2", modes=("drone",)), raid("d3", actors=())]
    gdelt.write([dossier(accounts)], tmp_path / "a", CONTEXT)
    gdelt.write([dossier(accounts[::-1])], tmp_path / "b", CONTEXT)
    for name in (EVENTS, MENTIONS):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_what_has_no_day_has_no_row(tmp_path: Path) -> None:
    event, mentions, tally = written(tmp_path, dossier([account("d1", published=None)]))
    assert event == {}
    assert mentions.empty
    assert tally.lost == {"no day: the incident has no row": 1}
    assert tally.rows == {EVENTS: 0, MENTIONS: 0}


@pytest.mark.parametrize(
    ("cells", "column", "severe"),
    [
        ({"SQLDATE": "20310231"}, "SQLDATE", True),
        ({"SQLDATE": "2031-05-01"}, "SQLDATE", True),
        ({"MonthYear": "203104"}, "MonthYear", True),
        ({"Year": "2030"}, "Year", True),
        ({"FractionDate": "2031.9"}, "FractionDate", False),
        ({"EventCode": "10", "EventBaseCode": "10"}, "EventRootCode", True),
        ({"EventCode": "30", "EventBaseCode": "30", "EventRootCode": "03"}, "EventCode", True),
        ({"EventCode": "---"}, "EventCode", True),
        ({"EventCode": "999"}, "EventCode", False),
        ({"EventBaseCode": "011"}, "EventBaseCode", True),
        ({"QuadClass": "4"}, "QuadClass", True),
        ({"QuadClass": "5"}, "QuadClass", True),
        ({"GoldsteinScale": "5"}, "GoldsteinScale", False),
        ({"GoldsteinScale": "11"}, "GoldsteinScale", True),
        ({"AvgTone": "-101"}, "AvgTone", True),
        ({"NumArticles": "0"}, "NumArticles", True),
        ({"DATEADDED": "20310502"}, "DATEADDED", True),
        ({"GLOBALEVENTID": "x"}, "GLOBALEVENTID", True),
        ({"ActionGeo_Type": "7"}, "ActionGeo_Type", True),
        ({"ActionGeo_CountryCode": "ZZ"}, "ActionGeo_CountryCode", False),
        ({"ActionGeo_Type": "4", "ActionGeo_Lat": "3"}, "ActionGeo_Long", True),
        ({"ActionGeo_Lat": "3", "ActionGeo_Long": "3"}, "ActionGeo_Type", True),
        ({"Actor1Geo_Type": "1", "Actor1Geo_Lat": "3", "Actor1Geo_Long": "3"},
         "Actor1Geo_Lat", False),
        ({"Actor2Geo_Type": "4", "Actor2Geo_Lat": "3", "Actor2Geo_Long": "181"},
         "Actor2Geo_Long", True),
        ({"Actor1CountryCode": "AFR"}, "Actor1CountryCode", False),
        ({"Actor1Type2Code": "ZZZ"}, "Actor1Type1Code", False),
    ],
)  # fmt: skip
def test_a_problem_names_line_column_and_remedy(
    tmp_path: Path, cells: dict[str, str], column: str, *, severe: bool
) -> None:
    path = events_file(tmp_path / "a.export.CSV", {}, cells)
    found = list(gdelt.check(path))
    assert (2, column, severe) in told(found)
    assert all(problem.remedy for problem in found)
    assert all(problem.line == 2 for problem in found)


@pytest.mark.parametrize(
    ("cells", "column", "severe"),
    [
        ({"MentionType": "9"}, "MentionType", True),
        ({"MentionIdentifier": "somewhere"}, "MentionIdentifier", True),
        ({"MentionIdentifier": ""}, "MentionIdentifier", True),
        ({"SentenceID": "0"}, "SentenceID", True),
        ({"Confidence": "101"}, "Confidence", True),
        ({"Actor1CharOffset": "-2"}, "Actor1CharOffset", True),
        ({"InRawText": "2"}, "InRawText", True),
        ({"MentionTimeDate": "20310501000000"}, "MentionTimeDate", False),
        ({"GLOBALEVENTID": "2"}, "GLOBALEVENTID", False),
    ],
)
def test_mentions_are_checked_with_their_events(
    tmp_path: Path, cells: dict[str, str], column: str, *, severe: bool
) -> None:
    events_file(tmp_path / "a.export.CSV", {})
    mentions_file(tmp_path / "a.mentions.CSV", {}, cells)
    assert (2, column, severe) in told(gdelt.check(tmp_path))


def test_defects_of_published_files_are_warnings_and_are_read(tmp_path: Path) -> None:
    path = events_file(tmp_path / "a.export.CSV", {"Actor1Name": "CAFE"}, extra=1)
    text = path.read_bytes().replace(b"CAFE", b"CAF\xc9")
    path.write_bytes(b"\t".join(name.encode() for name in NAMES) + b"\n" + text)
    assert told(gdelt.check(path)) == [(1, None, False), (2, None, False), (2, None, False)]
    (event,) = gdelt.read(path)
    assert isinstance(event, ForeignEvent)
    assert [actor.name for actor in event.actors] == ["CAFÉ"]
    assert event.sources[0].url == "https://post.example/1"


def test_one_id_twice(tmp_path: Path) -> None:
    path = events_file(tmp_path / "a.export.CSV", {}, {"GLOBALEVENTID": "1"})
    assert told(gdelt.check(path)) == [(2, "GLOBALEVENTID", True)]


def test_a_point_of_a_country_or_province_is_not_read(tmp_path: Path) -> None:
    rows = [{"ActionGeo_Type": kind, "ActionGeo_Lat": "25", "ActionGeo_Long": "17",
             "ActionGeo_CountryCode": "LY", "ActionGeo_FullName": "Hill, Libya"}
            for kind in ("1", "5", "4")]  # fmt: skip
    path = events_file(tmp_path / "a.export.CSV", *rows)
    events = [event for event in gdelt.read(path) if isinstance(event, ForeignEvent)]
    assert [e.place.lat for e in events if e.place] == [None, None, 25.0]
    assert [e.place.country for e in events if e.place] == ["LBY"] * 3


def test_codes_that_become_nothing_are_said(tmp_path: Path) -> None:
    path = events_file(
        tmp_path / "a.export.CSV",
        {
            "Actor1Name": "X",
            "Actor1Code": "AFR",
            "Actor1CountryCode": "AFR",
            "ActionGeo_Type": "1",
            "ActionGeo_CountryCode": "ZZ",
        },
    )
    (event,) = gdelt.read(path)
    assert isinstance(event, ForeignEvent)
    assert sorted(event.unread) == ["ActionGeo_CountryCode", "Actor1CountryCode", "EventCode"]
    assert event.event_type is None
    assert event.cameo == "010"


def test_a_damaged_line_stops_nothing(tmp_path: Path) -> None:
    path = events_file(tmp_path / "a.export.CSV", {}, {})
    path.write_text(path.read_text() + "\t".join("abc") + "\n")
    *events, problem = gdelt.read(path)
    assert [isinstance(event, ForeignEvent) for event in events] == [True, True]
    assert isinstance(problem, Problem)
    assert problem.line == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"\x00\t\t", b"a,b,c\n", b"\t" * 57 + b"x", b"{}\n", b"\t" * 70],
)
def test_what_is_no_such_file_is_told_without_a_traceback(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.CSV"
    path.write_bytes(content)
    (problem,) = gdelt.check(path)
    assert problem.severe
    assert problem.remedy
    (found,) = gdelt.read(path)
    assert isinstance(found, Problem)


def test_a_folder_without_such_files(tmp_path: Path) -> None:
    (problem,) = gdelt.check(tmp_path)
    assert "export.CSV" in problem.message
    assert problem.remedy


def test_reports_of_no_known_publisher_leave_its_count_empty(tmp_path: Path) -> None:
    one = dossier([raid("d1")])
    nameless = replace(one, sources=replace(one.sources, publishers=0))
    event, _, _ = written(tmp_path, nameless)
    assert "NumSources" not in event
    assert event["NumArticles"] == "1"
    assert list(gdelt.check(tmp_path)) == []

"""ACLED's shape: what a row holds, what is split, what is lost and counted."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from msgspec.structs import replace

from sayso.export.formats import acled
from sayso.export.formats.files.columns import columns
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, PlacePrecision, TimeBasis, TimePrecision
from sayso.records.whole import FillerKind
from tests.export.formats.cases import PLAIN, context, dossier, on, place, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Tally
    from sayso.records.shown.dossier import Dossier

ARMY, REBELS = side("Hill Army", "MIL"), side("Free Men", "REB")
VILLAGERS = side("villagers", "CVL", name=None)


def written(
    tmp_path: Path, *dossiers: Dossier, **options: Any
) -> tuple[list[dict[str, str]], Tally]:
    target = tmp_path / "acled.csv"
    tally = acled.write(dossiers, target, context(**options) if options else PLAIN)
    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert tally.rows["acled.csv"] == len(rows) - ("hxl" in options.get("options", {}))
    assert [p for p in acled.check(target) if p.severe] == []
    return rows, tally


def strike(*tolls: Any, **more: Any) -> Dossier:
    return dossier(told("ASSAULT", ("aerial",), *tolls, by=ARMY, to=VILLAGERS, **more))


def test_a_strike_has_all_31_columns(tmp_path: Path) -> None:
    (row,), _ = written(tmp_path, strike(toll(9), voice="a doctor"))
    assert list(row) == [column.column for column in columns("acled")]
    assert len(row) == 31
    assert row["event_id_cnty"].startswith("SYR")
    expected = {
        "event_date": "2030-05-02",
        "time_precision": "1",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike",
        "disorder_type": "Political violence",
        "actor1": "Hill Army",
        "inter1": "State forces",
        "actor2": "Civilians (Syria)",
        "inter2": "Civilians",
        "interaction": "State forces-Civilians",
        "civilian_targeting": "Civilian targeting",
        "iso": "760",
        "region": "Middle East",
        "location": "Marsa",
        "latitude": "35.5000",
        "geo_precision": "1",
        "fatalities": "9",
        "source": "Harbour Post",
    }
    assert expected.items() <= row.items()
    assert "a doctor in Harbour Post" in row["notes"]


def test_a_battle_of_five_days_is_five_rows_the_rest_on_the_first_day(tmp_path: Path) -> None:
    battle = dossier(
        told(
            "ASSAULT",
            ("firearms",),
            toll(12),
            by=REBELS,
            to=ARMY,
            when=on("2030-05-01", "2030-05-05", TimePrecision.DAYS),
        )
    )
    rows, tally = written(tmp_path, battle)
    assert [row["event_date"][-2:] for row in rows] == ["01", "02", "03", "04", "05"]
    assert [row["fatalities"] for row in rows] == ["3", "3", "2", "2", "2"]
    assert {row["sub_event_type"] for row in rows} == {"Armed clash"}
    assert all("divided evenly" in row["notes"] for row in rows)
    assert len({row["event_id_cnty"] for row in rows}) == 5
    assert tally.lost["incidents split over days or places, their deaths divided"] == 1


def test_a_total_over_places_is_divided_over_them(tmp_path: Path) -> None:
    towns = [place(name, at=n * 10, geonameid=n + 1) for n, name in enumerate("ABCDEF")]
    rows, _ = written(tmp_path, strike(toll(10), where=towns))
    assert sorted(row["fatalities"] for row in rows) == ["1", "1", "2", "2", "2", "2"]
    assert {row["location"] for row in rows} == set("ABCDEF")


def test_who_is_told_otherwise_is_in_the_notes_and_no_associate(tmp_path: Path) -> None:
    guard = side("Coast Guard", "MIL", "TUR")
    one = told("ASSAULT", ("aerial",), by=ARMY, to=VILLAGERS)
    two = told("ASSAULT", ("aerial",), by=ARMY, to=VILLAGERS, publisher="Hill Times")
    other = told("ASSAULT", ("aerial",), by=guard, publisher="Coast Radio", voice="the mayor")
    denial = told(
        "ASSAULT",
        ("aerial",),
        by=ARMY,
        publisher="Gazette",
        voice="the army",
        stance=Stance.DENIES,
    )
    (row,), tally = written(tmp_path, dossier(one, two, other, denial))
    assert row["actor1"] == "Hill Army"
    assert row["assoc_actor_1"] == ""
    assert "other accounts name Coast Guard" in row["notes"]
    assert "the army denies it" in row["notes"]
    assert tally.lost["disputes that only the notes tell"] == 1


def test_no_private_person_is_named_as_another_doer(tmp_path: Path) -> None:
    person = side("Omar Haddad", None, kind=FillerKind.PERSON)
    one = told("ASSAULT", ("aerial",), by=ARMY, to=VILLAGERS)
    two = told("ASSAULT", ("aerial",), by=ARMY, to=VILLAGERS, publisher="Hill Times")
    other = told("ASSAULT", ("aerial",), by=person, publisher="Coast Radio")
    (row,), _ = written(tmp_path, dossier(one, two, other))
    assert "Disputed: other accounts name a person as the doer." in row["notes"]
    assert "Haddad" not in str(row)


def test_a_denial_left_out_is_told_in_the_notes_and_nowhere_else(tmp_path: Path) -> None:
    told_so = told("ASSAULT", ("aerial",), by=ARMY, to=VILLAGERS)
    denial = told(
        "ASSAULT", ("aerial",), by=ARMY, publisher="Gazette", voice="the army",
        status=Status.NEGATED, stance=Stance.DENIES,
    )  # fmt: skip
    (plain,), _ = written(tmp_path, dossier(told_so))
    (row,), tally = written(tmp_path, replace(dossier(told_so), against=(denial,)))
    assert tally.lost["disputes that only the notes tell"] == 1
    assert row.pop("notes") == f"{plain.pop('notes')} Disputed: the army denies it."
    assert row == plain


def test_allies_and_civilians_hit_with_soldiers_are_associated(tmp_path: Path) -> None:
    made = told("ASSAULT", ("explosives",), by=REBELS, to=[ARMY, VILLAGERS])
    (row,), _ = written(tmp_path, dossier(made))
    assert row["actor2"] == "Hill Army"
    assert row["assoc_actor_2"] == "Civilians (Syria)"
    assert row["civilian_targeting"] == ""


def test_words_that_one_voice_chooses_for_the_victims_do_not_decide(tmp_path: Path) -> None:
    fighters = side("10 terrorists", "UAF", name=None, epithet=True)
    people = [side(words, "CVL", name=None) for words in ("patients", "doctors")]
    made = [
        told("ASSAULT", ("aerial",), by=ARMY, to=fighters, voice="a ministry"),
        told("ASSAULT", ("aerial",), by=ARMY, to=people[0], publisher="Hill Times"),
        told("ASSAULT", ("aerial",), by=ARMY, to=people[1], publisher="Coast Radio"),
    ]
    (row,), _ = written(tmp_path, dossier(*made))
    assert row["actor2"] == "Civilians (Syria)"
    assert "who was struck: others tell of Unidentified Armed Group" in row["notes"]
    assert "terrorists" not in ",".join(row.values())


def test_parts_of_one_state_are_no_rivals(tmp_path: Path) -> None:
    state = side("Turkey", "GOV", "TUR")
    army = side("Coast Guard", "MIL", "TUR")
    made = [told("ASSAULT", ("aerial",), by=by, publisher=by.span.quote) for by in (state, army)]
    (row,), _ = written(tmp_path, dossier(*made))
    assert "Disputed" not in row["notes"]


def test_a_lone_actor_and_digits(tmp_path: Path) -> None:
    march = dossier(told("PROTEST", ("demo",), toll(300, counted=Counted.FORCE)))
    (text,), _ = written(tmp_path, march)
    (digits,), _ = written(tmp_path, march, options={"numeric": ""})
    assert text["interaction"] == "Protesters only"
    assert (text["inter2"], digits["inter2"]) == ("", "0")
    assert (digits["inter1"], digits["interaction"]) == ("6", "60")
    assert text["actor1"] == "Protesters (Syria)"
    assert text["notes"].endswith("[size=300]")
    assert text["tags"] == "crowd size=300"


def test_police_that_harm_protesters_use_excessive_force(tmp_path: Path) -> None:
    police = side("Hill Police", "COP")
    march = told("PROTEST", ("demo",), by=side("students", "EDU", name=None))
    shots = told(
        "ASSAULT", ("firearms",), toll(2), by=police, to=side("protesters", "CVL", name=None)
    )
    (row,), tally = written(tmp_path, dossier(march, shots))
    assert row["sub_event_type"] == "Excessive force against protesters"
    assert row["disorder_type"] == "Political violence; Demonstrations"
    assert (row["actor1"], row["actor2"]) == ("Protesters (Syria)", "Hill Police")
    assert row["civilian_targeting"] == "Civilian targeting"
    assert any("the crowd stands first" in reason for reason in tally.lost)


@pytest.mark.parametrize(
    ("when", "day", "precision"),
    [
        (on("2030-05-06", "2030-05-12", TimePrecision.WEEK), "2030-05-09", "2"),
        (on("2030-05-01", "2030-05-31", TimePrecision.MONTH), "2030-05-16", "3"),
        (on("2030-05-01", basis=TimeBasis.PUBLICATION), "2030-05-02", "2"),
    ],
)
def test_days_by_the_codebook(tmp_path: Path, when: Any, day: str, precision: str) -> None:
    (row,), _ = written(tmp_path, strike(when=when))
    assert (row["event_date"], row["time_precision"]) == (day, precision)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (dossier(told("CONSULT")), "no sub-event type for what is told (CONSULT)"),
        (dossier(told("PROTEST", ("strike",))), "no sub-event type for what is told (PROTEST)"),
        (dossier(told("PROTEST", (), toll(2, counted=Counted.FORCE))), "fewer than three"),
        (strike(when=on("2030-01-01", "2030-12-31", TimePrecision.YEAR)), "finer than a month"),
        (strike(where=place("Syria", PlacePrecision.COUNTRY)), "finer than a country"),
        (strike(where=()), "no account tells a place"),
        (dossier(told("ASSAULT", by=ARMY)), "no sub-event type for what is told (ASSAULT)"),
    ],
)
def test_what_has_no_row_is_counted(tmp_path: Path, made: Dossier, reason: str) -> None:
    rows, tally = written(tmp_path, made)
    assert rows == []
    assert any(reason in lost for lost in tally.lost)


def test_a_region_has_no_point(tmp_path: Path) -> None:
    (row,), _ = written(tmp_path, strike(where=place("Hill Province", PlacePrecision.ADMIN1)))
    assert (row["geo_precision"], row["latitude"], row["longitude"]) == ("3", "", "")


def test_no_private_person_is_named_as_actor(tmp_path: Path) -> None:
    victim = side("Rana Example", "CVL", kind="person")
    (row,), _ = written(tmp_path, dossier(told("ASSAULT", ("firearms",), by=REBELS, to=victim)))
    assert "Rana" not in ",".join(row.values())


def test_the_same_dossiers_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, two = strike(toll(9)), dossier(told("PROTEST", ("demo",)), name="two")
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    acled.write([one, two], first, PLAIN)
    acled.write([two, one], second, PLAIN)
    assert first.read_bytes() == second.read_bytes()


def test_pandas_reads_it_and_spreadsheets_run_nothing(tmp_path: Path) -> None:
    made = strike(toll(9), publisher="=HYPERLINK(1)\nPost")
    written(tmp_path, made, options={"spreadsheet-safe": ""})
    frame = pd.read_csv(tmp_path / "acled.csv", dtype={"iso": str})
    assert frame.shape == (1, 31)
    assert frame["source"][0] == "'=HYPERLINK(1) Post"
    assert frame["fatalities"].sum() == 9


def test_tags_of_hxl_stand_in_a_second_row(tmp_path: Path) -> None:
    rows, _ = written(tmp_path, strike(), options={"hxl": ""})
    assert rows[0]["fatalities"] == "#affected+killed"
    assert len(rows) == 2

"""Airwars-like records: ranges, both kinds of voices, grades with their rule; damaged files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from sayso.export.formats import airwars
from sayso.export.formats.airwars.records import AirwarsFile, AirwarsIncident
from sayso.records.attribution import Stance
from sayso.records.event import Status
from sayso.records.mention import Counted, PlacePrecision, QuantityOp
from sayso.records.whole import Fate, FillerKind
from tests.export.formats.cases import PLAIN, Victims, context, dossier, place, side, told, toll

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.export.formats.contract import Problem, Tally
    from sayso.records.shown.dossier import Dossier

ARMY, REBELS = side("Hill Army", "MIL"), side("Free Men", "REB")
VILLAGERS = side("villagers", "CVL", name=None)


def strike(*tolls: Any, **more: Any) -> Any:
    return told("ASSAULT", ("aerial",), *tolls, by=more.pop("by", ARMY), **more)


def written(tmp_path: Path, *dossiers: Dossier) -> tuple[AirwarsFile, Tally]:
    target = tmp_path / "airwars.json"
    tally = airwars.write(dossiers, target, context(release="r1"))
    assert list(airwars.check(target)) == []
    return msgspec.json.decode(target.read_bytes(), type=AirwarsFile), tally


def only(tmp_path: Path, *accounts: Any) -> AirwarsIncident:
    (incident,) = written(tmp_path, dossier(*accounts))[0].incidents
    return incident


def test_both_sides_totals_stand_side_by_side(tmp_path: Path) -> None:
    incident = only(
        tmp_path,
        strike(toll(9, whom=Victims.CIVILIAN), to=VILLAGERS, voice="a doctor"),
        strike(
            toll(14, whom=Victims.CIVILIAN), to=VILLAGERS, voice="the mayor", publisher="Radio"
        ),
        strike(toll(20, whom=Victims.COMBATANT_B), voice=ARMY, publisher="Gazette"),
    )
    local, fighting = incident.locally_reported, incident.belligerent_reported
    assert (local.civilians.killed.min, local.civilians.killed.max) == (9, 14)
    assert local.voices == ("a doctor", "the mayor")
    assert local.militants.killed.min is None
    assert fighting.voices == ("Hill Army",)
    assert fighting.militants.killed.max == 20
    assert fighting.civilians.killed.min is None
    assert (incident.civilians.killed.min, incident.civilians.killed.max) == (9, 14)
    assert [b.name for b in incident.belligerents] == ["Hill Army"]
    assert sum(telling.belligerent for telling in incident.accounts) == 1


def test_a_doctor_of_the_state_is_no_voice_of_its_army(tmp_path: Path) -> None:
    doctor = side("Dr Example", "MED")
    incident = only(tmp_path, strike(toll(9), to=VILLAGERS, voice=doctor))
    assert incident.belligerent_reported.voices == ()


@pytest.mark.parametrize(
    ("accounts", "grade", "rule"),
    [
        ([strike(toll(9), voice=ARMY, stance=Stance.ADMITS)], "Confirmed", "admitted"),
        ([strike(toll(9, whom=Victims.COMBATANT_B), voice=ARMY)], "Discounted", "only_fighters"),
        (
            [
                strike(toll(9), voice="a doctor"),
                strike(
                    toll(9), by=side("Coast Guard", "MIL", "TUR"), voice="the mayor", publisher="B"
                ),
            ],
            "Contested",
            "rival_doers",
        ),
        (
            [strike(toll(9), voice="a doctor"), strike(toll(9), voice=ARMY, publisher="B")],
            "Fair",
            "two_sources_and_action",
        ),
        ([strike(toll(9), voice="a doctor")], "Weak", "one_source"),
    ],
)
def test_a_grade_is_suggested_with_its_rule_and_claims(
    tmp_path: Path, accounts: list[Any], grade: str, rule: str
) -> None:
    incident = only(tmp_path, *accounts)
    assert incident.grade.suggested == grade
    assert incident.grade.rule == f"airwars.grade.{rule}"
    assert incident.grade.reason
    assert set(incident.grade.claims) <= {telling.claim for telling in incident.accounts}


def test_children_women_and_injured_are_ranges_of_their_own(tmp_path: Path) -> None:
    children = msgspec.structs.replace(toll(3, words="three children"), of="children")
    more = msgspec.structs.replace(
        toll((5, None, None), op=QuantityOp.AT_LEAST, words="at least five girls"), of="girls"
    )
    incident = only(
        tmp_path,
        strike(
            toll(9, at=40), toll(7, counted=Counted.INJURED, at=90), children, voice="a doctor"
        ),
        strike(more, voice="the mayor", publisher="Radio"),
    )
    assert (incident.children.killed.min, incident.children.killed.max) == (3, 5)
    assert incident.children.killed.flags == ("open_high",)
    assert incident.women.killed.min is None
    assert incident.civilians.injured.max == 7


def test_named_victims_are_listed_with_who_names_them(tmp_path: Path) -> None:
    victim = side("Rana Example", "CVL", kind=FillerKind.PERSON, fate=Fate.KILLED)
    incident = only(tmp_path, strike(toll(1), to=victim))
    (named,) = incident.named_victims
    assert (named.name, named.fate) == ("Rana Example", "killed")
    assert named.claims == (incident.accounts[0].claim,)


def test_denials_stay_among_the_accounts(tmp_path: Path) -> None:
    incident = only(
        tmp_path,
        strike(toll(9), voice="a doctor"),
        strike(voice=ARMY, stance=Stance.DENIES, publisher="Gazette"),
    )
    assert {telling.stance for telling in incident.accounts} == {"asserts", "denies"}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (dossier(strike()), "no account tells of harm"),
        (dossier(strike(toll(0))), "no account tells of harm"),
        (dossier(strike(toll(9), status=Status.PLANNED)), "no account tells that it was"),
    ],
)
def test_what_is_not_written_is_counted(tmp_path: Path, made: Dossier, reason: str) -> None:
    file, tally = written(tmp_path, made)
    assert file.incidents == ()
    assert any(reason in lost for lost in tally.lost)


def test_a_region_has_no_point(tmp_path: Path) -> None:
    incident = only(tmp_path, strike(toll(9), where=place("Hill", PlacePrecision.ADMIN1)))
    assert incident.place is not None
    assert incident.place.lat is None


def test_the_head_says_rules_and_caution_and_any_reader_reads_it(tmp_path: Path) -> None:
    made = [dossier(strike(toll(9))), dossier(strike(toll(2)), name="two")]
    file, tally = written(tmp_path, *made)
    assert (file.profile, file.release, len(file.incidents)) == ("airwars", "r1", 2)
    assert "a person decides" in file.caution
    assert tally.rows == {"airwars.json": 2}
    text = (tmp_path / "airwars.json").read_text(encoding="utf-8")
    assert json.loads(text)["incidents"][0]["grade"]["suggested"] == "Weak"
    assert len(text.splitlines()) == 4
    written(tmp_path, *reversed(made))
    assert (tmp_path / "airwars.json").read_text(encoding="utf-8") == text


def changed(path: Path, old: str, new: str) -> list[Problem]:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return list(airwars.check(path))


@pytest.mark.parametrize(
    ("old", "new", "column", "line"),
    [
        ('"min":9', '"min":90', "civilians.killed", 2),
        ('"min":9', '"min":-9', "civilians.killed", 2),
        ('"min":9', '"min":null', "civilians.killed", 2),
        ('"min":9', '"min":"nine"', "civilians.killed.min", 2),
        ('"suggested":"Weak"', '"suggested":"True"', "grade.suggested", 2),
        ('"precision":"exact"', '"precision":"admin1"', "place.lat", 2),
        ('"first_day":"2030', '"first_day":"2031', "last_day", 2),
        ('"claim":"', '"claim":"x', "grade.claims", 2),
        ('"version":1', '"version":7', "version", 1),
        ('"profile"', '"profil"', None, 1),
        ('"incidents":', '"incident":', "incidents", 1),
    ],
)
def test_a_defect_is_named(
    tmp_path: Path, old: str, new: str, column: str | None, line: int
) -> None:
    airwars.write([dossier(strike(toll(9)))], tmp_path / "a.json", PLAIN)
    found = changed(tmp_path / "a.json", old, new)
    assert (line, column) in {(p.line, p.column) for p in found}
    assert all(p.severe and p.remedy for p in found)


def test_an_incident_twice_is_told(tmp_path: Path) -> None:
    one = dossier(strike(toll(9)))
    airwars.write([one, one], tmp_path / "a.json", PLAIN)
    (problem,) = airwars.check(tmp_path / "a.json")
    assert (problem.line, problem.column) == (3, "id")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b"\xff", b'{"incidents": 3}', b"[" * 100_000]
)
def test_damaged_files_end_in_problems(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    assert any(problem.severe for problem in airwars.check(path))
    assert any(problem.severe for problem in airwars.check(tmp_path / "none.json"))

"""`sayso demo`: three incidents as the outlets of the parties would tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What the demo prints, and its ledger."""
    ledger = tmp_path_factory.mktemp("demo") / "demo.db"
    return run("demo", "--into", ledger), ledger


def incident(ledger: Path, place: str) -> dict[str, Any]:
    """The incident at a place that most accounts tell of, as JSON."""
    found = run("incidents", ledger, "--place", place, "--sort", "accounts", "--format", "jsonl")
    (told,) = rows(run("incident", ledger, rows(found.stdout)[0]["id"], "--format", "json").stdout)
    return dict(told)


def column(told: dict[str, Any], name: str) -> dict[str, Any]:
    return next(s for s in told["matrix"]["summaries"] if s["column"] == name)


def test_the_demo_shows_every_incident_that_several_reports_tell_of(
    shown: tuple[Result, Path],
) -> None:
    done, ledger = shown
    assert done.exit_code == 0
    assert "14 reports read" in done.stderr
    assert f"sayso incident {ledger} ID" in done.stderr
    places = [
        done.stdout.index(place) for place in ("Al-Qusayr, Homs", "Kunduz, AFG", "Sirte, LBY")
    ]
    assert places == sorted(places)
    assert "WHERE THE ACCOUNTS AGREE AND WHERE NOT" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_the_tolls_of_kunduz_stand_with_their_voices_and_days(shown: tuple[Result, Path]) -> None:
    told = incident(shown[1], "Kunduz")
    killed = column(told, "killed")
    assert killed["agreement"] == "differ"
    held = {p["label"]: p["voices"] for p in killed["positions"]}
    assert held["22"] == held["42"] == held["at least 9"] == ["Doctors Without Borders"]
    assert held["30"] == ["John Campbell"]
    assert held["10 to 15"] == ["Afghan Interior Ministry"]
    versions = [v for v in told["matrix"]["versions"] if v["column"] == "killed"]
    charity = [v["words"] for v in versions if v["voice"] == "Doctors Without Borders"]
    assert charity == ["at least 9", "raised from at least 9 to 22", "raised from 22 to 42"]
    assert [v["correction"] for v in versions if v["said"]["label"] == "42"] == [True]
    blame = column(told, "responsibility")["positions"][0]["voices"]
    assert "John Campbell (admits)" in blame


def test_a_wire_story_in_two_papers_is_one_source(shown: tuple[Result, Path]) -> None:
    told = incident(shown[1], "Al-Qusayr")
    by_outlet = {row["publisher"]: set(row["sources"]) for row in told["matrix"]["rows"]}
    assert by_outlet["Levant Wire"] == by_outlet["Harbour Telegraph"]
    assert by_outlet["Levant Wire"].isdisjoint(by_outlet["Orontes Gazette"])


def test_denials_name_who_denies_and_words_of_blame_name_nobody(
    shown: tuple[Result, Path],
) -> None:
    told = incident(shown[1], "Al-Qusayr")
    denied = {v for p in column(told, "recipient")["denied"] for v in p["voices"]}
    assert "Syrian Information Ministry" in denied
    found = rows(run("show", shown[1], "--format", "jsonl").stdout)
    blamed = [a for row in found for a in row["recipients"] if a["text"].endswith("terrorists")]
    assert blamed
    assert {actor["name"] for actor in blamed} == {None}


def test_without_a_ledger_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done = run("demo")
    assert done.exit_code == 0
    assert "the ledger is" not in done.stderr
    assert list(tmp_path.iterdir()) == []

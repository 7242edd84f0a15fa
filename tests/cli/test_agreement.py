"""`sayso agreement`: tables, JSON, and what is said where there is nothing to tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import open_ledger
from tests.cli.commands import run
from tests.pipeline.coders.coded import CLAIMS, REPORTS, code
from tests.pipeline.linked import link

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "war.db"
    with open_ledger(str(made), create=True) as ledger:
        link(ledger, REPORTS[:2])
    return made


def disagree(path: Path) -> None:
    words = CLAIMS[0].actors[0].span
    with open_ledger(str(path)) as ledger:
        for by, status, actor in (("ana", "planned", "Lake Guard"), ("ben", "planned", "Quay")):
            code(ledger, by, 0, "status", status)
            code(ledger, by, 0, "actors", actor, words=words)


def test_fields_pairs_reading_and_rules_are_told(path: Path) -> None:
    disagree(path)
    done = run("agreement", path, "--by-pair")
    assert done.exit_code == 0
    assert "Coders: ana, ben" in done.stdout
    assert "0 % of 1" in done.stdout
    assert "Each two coders" in done.stdout
    assert "What people made of what sayso read" in done.stdout
    assert "By component and rule" in done.stdout
    assert "status: no alpha: all values are the same" in " ".join(done.stdout.split())


def test_json_of_one_field(path: Path, tmp_path: Path) -> None:
    disagree(path)
    out = tmp_path / "agreement.json"
    done = run("agreement", path, "--field", "actors", "--format", "json", "-o", out)
    assert done.exit_code == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    assert [(one["field"], one["units"]) for one in told["fields"]] == [("actors", 1)]
    assert told["reading"][0]["open"] == 1


def test_where_nobody_coded_or_only_one_it_says_so(path: Path) -> None:
    assert "nobody has coded anything yet" in run("agreement", path).stdout
    with open_ledger(str(path)) as ledger:
        code(ledger, "ana", 0, "status", "planned")
    assert "no value was coded by two people" in run("agreement", path).stdout


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [("--field", "kiled", "no field that people code"), ("--since", "May", "is no day")],
)
def test_bad_options_say_what_to_write(path: Path, option: str, value: str, said: str) -> None:
    done = run("agreement", path, option, value)
    assert done.exit_code == 2
    assert said in done.stderr

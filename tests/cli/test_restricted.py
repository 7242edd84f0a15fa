"""What people restricted or marked as personal stays where it is when a ledger is exported."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.safety import mark_personal, restrict
from tests.cli.commands import rows, run

_REPORTS = {
    "a.md": "Gunmen killed three people in Sirte on Thursday, the trader Basim Nouri said.",
    "b.md": "Soldiers shot two farmers in Misrata on Friday, the mayor Salim Harb said.",
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in _REPORTS.items():
        head = "---\npublisher: Harbour Post\npublished: 2031-05-02\n---\n"
        (folder / name).write_text(f"{head}{text}\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "war.db"
    assert run("read", folder, "--into", path).exit_code == 0
    assert run("link", path).exit_code == 0
    return path


@pytest.fixture
def ledger(read: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(read, tmp_path / "war.db"))


def exported(ledger: Path, target: Path, *options: str) -> tuple[list[Any], dict[str, Any]]:
    """The rows and the manifest of an export."""
    manifest = target.with_suffix(".manifest")
    where = ("-o", target, "--manifest", manifest)
    done = run("export", ledger, "--format", "plover", *where, *options)
    assert done.exit_code == 0, done.stderr
    return rows(target.read_text(encoding="utf-8")), json.loads(manifest.read_text())


def test_a_restricted_incident_goes_out_only_when_asked_for(ledger: Path, tmp_path: Path) -> None:
    before, told = exported(ledger, tmp_path / "all.jsonl")
    assert told["guards"]["restricted"] == 0
    with open_ledger(str(ledger)) as opened:
        kept = next(one.id for one in opened.incidents() if "misrata" in str(one).lower())
        restrict(opened, kept, by="rosa", why="witnesses are in danger")
    rest, told = exported(ledger, tmp_path / "rest.jsonl")
    assert len(before) == len(rest) + 1
    assert "Misrata" not in str(rest)
    assert kept not in (tmp_path / "rest.jsonl").read_text(encoding="utf-8")
    assert (told["guards"]["restricted"], told["counts"]["found"]) == (1, 1)
    every, told = exported(ledger, tmp_path / "every.jsonl", "--restricted")
    assert every == before
    assert told["guards"]["restricted"] == 0


def test_a_count_of_what_stays_is_of_what_was_asked_for(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(str(ledger)) as opened:
        kept = next(one.id for one in opened.incidents() if "misrata" in str(one).lower())
        restrict(opened, kept, by="rosa", why="witnesses are in danger")
    _, told = exported(ledger, tmp_path / "one.jsonl", "--place", "Sirte")
    assert told["guards"]["restricted"] == 0


def test_a_name_marked_as_personal_goes_though_it_has_an_office(
    ledger: Path, tmp_path: Path
) -> None:
    options = ("--redact", "persons", "--text-right", "CC BY 4.0")
    before, _ = exported(ledger, tmp_path / "before.jsonl", *options)
    assert "Salim Harb" in json.dumps(before)
    assert "Basim Nouri" not in json.dumps(before)
    with open_ledger(str(ledger)) as opened:
        (document,) = [one for one in opened.documents() if "Salim" in one.text]
        start = document.text.index("Salim Harb")
        mark_personal(opened, document.id, start, start + len("Salim Harb"), by="ana")
    after, _ = exported(ledger, tmp_path / "after.jsonl", *options)
    assert "Salim" not in json.dumps(after)
    assert "Harb" not in json.dumps(after).replace("Harbour", "")

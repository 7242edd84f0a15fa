"""`sayso import` as a user runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import run
from tests.export.formats.ged.test_read import release

if TYPE_CHECKING:
    from pathlib import Path

_REPORT = (
    "---\ntitle: Raid\npublisher: Harbour Post\npublished: 2030-05-03\n---\n"
    "Gunmen killed four people in Sirte on Thursday, the mayor said.\n"
)


def test_a_row_is_an_account_beside_the_reports(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(_REPORT, encoding="utf-8")
    ledger = tmp_path / "war.db"
    assert run("read", tmp_path / "a.md", "--into", ledger).exit_code == 0
    sirte = {
        "where_coordinates": "Sirte",
        "country": "Libya",
        "country_id": "620",
        "latitude": "31.2",
        "longitude": "16.6",
        "source_office": "Harbour Post",
        "source_date": "2030-05-03",
    }
    path = release(tmp_path / "ged.csv", sirte)
    done = run("import", ledger, path, "--format", "ged", "--release", "25.1")
    assert done.exit_code == 0, done.stderr
    assert "1 row taken in as accounts" in done.stderr
    assert "sayso link" in done.stderr
    assert run("link", ledger).exit_code == 0
    listed = run("incidents", ledger).stdout
    assert "2 acc 2 rep 1 src" in listed  # the row was coded from the outlet's report
    shown = run("show", ledger, "ged:7").stdout
    assert "UCDP GED 25.1 says so itself" in shown
    assert run("ledger", "check", ledger).exit_code == 0
    again = run("import", ledger, path, "--format", "ged", "--release", "25.1")
    assert "1 row known already" in again.stderr


def test_a_bad_row_ends_in_status_3_with_line_and_remedy(tmp_path: Path) -> None:
    path = release(tmp_path / "ged.csv", {"id": ""}, {})
    ledger = tmp_path / "war.db"
    done = run("import", ledger, path, "--format", "ged")
    assert done.exit_code == 3
    assert f"{path}:2: id: it is empty; give the row an id" in done.stderr
    assert "id: it is empty" in run("rejects", ledger).stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("{path}", "--format", "acled"), "choose one of ged"),
        (("--format", "ged"), "name what to import"),
        (("nowhere.csv", "--format", "ged"), "is not there"),
        (("{path}", "--format", "ged", "--published", "May"), "is not a day"),
        (("{path}", "--format", "ged", "-o", "x"), "is for --format petrarch"),
        (("{path}", "--format", "petrarch"), "-o FOLDER"),
        (("{path}", "--format", "brat"), "no such ledger"),
    ],
)
def test_mistakes_end_in_one_line(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    path = release(tmp_path / "ged.csv")
    told = [option.format(path=path) for option in options]
    done = run("import", tmp_path / "war.db", *told)
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "war.db").exists()


def test_annotations_come_back_as_reviews(ledger: Path, tmp_path: Path) -> None:
    assert run("link", ledger).exit_code == 0
    folder = tmp_path / "brat"
    assert run("export", ledger, "--format", "brat", "-o", folder).exit_code == 0
    file = min(folder.glob("*.ann"))
    term = file.read_text("utf-8").splitlines()[0].split("\t")[0]
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"A99\tVerdict {term} accept\n")
    nameless = run("import", ledger, folder, "--format", "brat")
    assert nameless.exit_code == 3
    assert "tell who made the annotations" in nameless.stderr
    arguments = ("import", ledger, folder, "--format", "brat", "--by", "A. Reader")
    done = run(*arguments, "--at", "2031-06-01")
    assert done.exit_code == 0, done.stderr
    assert "1 review added" in done.stderr or "2 reviews added" in done.stderr
    assert "0 reviews added" in run(*arguments).stderr
    assert run("ledger", "check", ledger).exit_code == 0


def test_annotations_of_another_ledger_are_rejects(ledger: Path, tmp_path: Path) -> None:
    assert run("link", ledger).exit_code == 0
    target = tmp_path / "a.jsonld"
    assert run("export", ledger, "--format", "webannotation", "-o", target).exit_code == 0
    words = target.read_text(encoding="utf-8")
    (tmp_path / "b.jsonld").write_text(words[: len(words) // 2], encoding="utf-8")
    done = run("import", ledger, tmp_path / "b.jsonld", "--format", "webannotation", "--by", "A")
    assert done.exit_code == 3
    assert "b.jsonld" in done.stderr
    whole = run("import", ledger, target, "--format", "webannotation", "--by", "A. Reader")
    assert whole.exit_code == 0
    assert "0 reviews added" in whole.stderr

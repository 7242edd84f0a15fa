"""`sayso incidents` and `sayso incident`: lists, filters, one incident in three formats."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

import sayso
from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

_REPORTS = {
    "a.md": (
        "Harbour Post",
        "2031-05-02",
        "Gunmen killed at least nine people in Sirte on Thursday, the mayor said.",
    ),
    "b.md": (
        "Gulf Evening",
        "2031-05-03",
        (
            "Gunmen killed 22 people in Sirte on Thursday, the mayor said.\n\n"
            "The army denied that soldiers had killed people in Sirte on Thursday."
        ),
    ),
    "c.md": (
        "Coast Daily",
        "2031-05-03",
        "Gunmen killed 14 people in Sirte on Thursday, the police said.",
    ),
    "d.md": (
        "Coast Daily",
        "2031-05-09",
        "The Libyan government urged the Red Cross to enter Misrata at once.",
    ),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of four reports: one raid told three ways, and a demand told once."""
    folder = tmp_path_factory.mktemp("raid")
    for name, (publisher, day, text) in _REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: {day}\n---\n"
        (folder / name).write_text(head + text + "\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "raid.db"
    assert run("read", folder, "--into", path).exit_code == 0
    assert run("link", path).exit_code == 0
    return path


def listed(ledger: Path, *options: str) -> list[dict[str, Any]]:
    done = run("incidents", ledger, "--format", "jsonl", *options)
    assert done.exit_code == 0, done.stderr
    return rows(done.stdout)


def raid(ledger: Path) -> dict[str, Any]:
    return listed(ledger, "--sort", "accounts")[0]


def test_a_list_hides_what_one_report_says_that_somebody_said(ledger: Path) -> None:
    done = run("incidents", ledger)
    assert "REQUEST" not in done.stdout
    assert "left out (--all shows them)" in done.stderr
    every = listed(ledger, "--all")
    assert len(every) > len(listed(ledger))
    assert any("REQUEST" in head["types"] for head in every)


def test_a_line_has_its_counts_apart_and_the_span_of_tolls(ledger: Path) -> None:
    head = raid(ledger)
    assert (head["reports"], head["publishers"]) == (3, 3)
    assert head["killed"] == {"low": 9, "high": 22, "open": True, "counts": 3}
    assert "killed" in head["disputed"]
    line = next(text for text in run("incidents", ledger).stdout.splitlines() if "9–22+" in text)
    assert "3 rep" in line
    assert "≠" in line
    jsonschema.validate(head, sayso.schema("incident_line"))


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--place", "Sirte"), True),
        (("--place", "Misrata"), False),
        (("--country", "lby"), True),
        (("--type", "ASSAULT"), True),
        (("--type", "attack"), True),
        (("--type", "PROTEST"), False),
        (("--since", "2031-05-01", "--until", "2031-05-01"), True),
        (("--since", "2031-05-04"), False),
        (("--min-reports", "3"), True),
        (("--min-sources", "9"), False),
        (("--min-killed", "22"), True),
        (("--min-killed", "23"), False),
        (("--min-accounts", "3"), True),
        (("--disputed",), True),
        (("--publisher", "gulf evening"), True),
        (("--publisher", "Nobody"), False),
        (("--text", "killed  22 PEOPLE"), True),
        (("--text", "killed 23 people"), False),
        (("--status", "occurred"), True),
        (("--status", "planned"), False),
        (("--stance", "asserts"), True),
        (("--stance", "admits"), False),
    ],
)
def test_filters_keep_what_fulfils_them(
    ledger: Path, options: tuple[str, ...], *, found: bool
) -> None:
    wanted = raid(ledger)["id"]
    assert (wanted in {head["id"] for head in listed(ledger, *options)}) is found


def test_csv_has_a_row_each_and_files_are_written_whole(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "list.csv"
    assert run("incidents", ledger, "--format", "csv", "-o", out).exit_code == 0
    table = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert [row["id"] for row in table] == [head["id"] for head in listed(ledger)]
    assert len(listed(ledger, "--limit", "1")) == 1


def test_the_matrix_shows_voices_tolls_and_the_denial(ledger: Path) -> None:
    done = run("incident", ledger, raid(ledger)["id"][:7])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert max(map(len, lines)) <= 100
    for words in ("against 22: ", "≠ killed 14", "through Gulf Evening", "KNOWN WHEN"):
        assert words in done.stdout
    assert "raised from at least 9 to 22" in " ".join(done.stdout.split())
    assert "FIGURES BY PUBLISHED RULES" in done.stdout


def test_json_is_what_its_schema_says_and_holds_every_account_once(ledger: Path) -> None:
    told = json.loads(run("incident", ledger, raid(ledger)["id"], "--format", "json").stdout)
    jsonschema.validate(told, sayso.schema("incident"))
    placed = [claim for row in told["matrix"]["rows"] for claim in row["claims"]]
    assert sorted(placed) == sorted(a["claim"]["id"] for a in told["accounts"])
    assert [figures["profile"] for figures in told["figures"]] == [
        "acled",
        "ucdp",
        "ibc",
        "airwars",
    ]
    texts = {name: text for name, (_, _, text) in _REPORTS.items()}
    for row in told["matrix"]["rows"]:
        text = texts[row["report"].rsplit("/", 1)[-1]]
        for said in (said for cells in row["cells"].values() for said in cells):
            words = said["words"]
            assert words is None or text[words["start"] : words["end"]] == words["quote"]


def test_html_goes_to_a_file_and_profiles_can_be_chosen(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "raid.html"
    wanted = raid(ledger)["id"]
    options = ("--format", "html", "--profile", "ibc", "-o", page)
    assert run("incident", ledger, wanted, *options).exit_code == 0
    written = page.read_text(encoding="utf-8")
    assert written.startswith("<!DOCTYPE html>")
    assert "Why: ibc" in written
    assert "ucdp" not in written


def test_a_figure_and_a_claim_are_explained_back_to_their_words(ledger: Path) -> None:
    head = raid(ledger)
    done = run("explain", ledger, f"{head['id']}:ibc:killed")
    assert "22 people" in done.stdout
    assert "Counts behind it" in done.stdout
    told = json.loads(run("incident", ledger, head["id"], "--format", "json").stdout)
    claim = told["accounts"][0]["claim"]["id"]
    done = run("explain", ledger, claim[:12])
    assert "said by, from the outlet inwards:" in done.stdout
    assert "“at least nine people”" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("incident", "i0000"), "i0000"),
        (("incidents", "--since", "last week"), "'last week' is not"),
        (("incident", "i", "--profile", "none"), "no profile 'none'"),
        (("explain", "i0:ibc"), "no address of a figure"),
    ],
)
def test_mistakes_are_told_in_one_line(
    ledger: Path, arguments: tuple[str, ...], message: str
) -> None:
    name, *others = arguments
    done = run(name, ledger, *others)
    told = done.stderr + str(done.exception or "")
    assert done.exit_code != 0
    assert message in told


def test_a_ledger_that_is_not_linked_says_what_to_do(shared_ledger: Path) -> None:
    done = run("incidents", shared_ledger)
    assert done.exit_code == 2
    assert "sayso link" in done.stderr

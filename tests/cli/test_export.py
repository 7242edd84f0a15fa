"""`sayso export` and `sayso validate`: what goes out, what stays, and what is said of it."""

from __future__ import annotations

import csv
import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from sayso.export.formats.contract import FormatLevel
from sayso.export.formats.registry import formats, load_exporter
from sayso.lexicons.files.load import DataFileError
from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

_REPORTS = {
    "a.md": (
        "Harbour Post",
        "2031-05-02",
        "Gunmen killed the baker Omar Haddad and two others in Sirte on Thursday, the mayor said.",
    ),
    "b.md": (
        "Gulf Evening",
        "2031-05-09",
        (
            "Gunmen killed 22 people in Sirte on Thursday, Omar Haddad's brother said.\n\n"
            "The army denied that soldiers had killed people in Sirte on Thursday."
        ),
    ),
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two reports with a denial."""
    folder = tmp_path_factory.mktemp("raid")
    for name, (publisher, day, text) in _REPORTS.items():
        head = f"---\ntitle: Raid\npublisher: {publisher}\npublished: {day}\n---\n"
        (folder / name).write_text(head + text + "\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "raid.db"
    assert run("read", folder, "--into", path).exit_code == 0
    assert run("link", path).exit_code == 0
    return path


def exported(ledger: Path, target: Path, *options: str) -> list[dict[str, Any]]:
    done = run("export", ledger, "--format", "plover", "-o", target, *options)
    assert done.exit_code == 0, done.stderr
    return rows(target.read_text(encoding="utf-8"))


def claims(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [claim for record in records for claim in record["sayso_claims"]]


def test_what_is_denied_is_beside_the_file_with_its_speaker(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    assert {claim["stance"] for claim in claims(exported(ledger, target))} == {"asserts"}
    with (tmp_path / "a.jsonl.left_out.csv").open(encoding="utf-8", newline="") as file:
        left = list(csv.DictReader(file))
    assert {row["stance"] for row in left} == {"denies"}
    assert all(row["voice"] and row["quote"] and row["publisher"] for row in left)
    every = exported(ledger, target, "--stance", "all", "--status", "all")
    assert "denies" in {claim["stance"] for claim in claims(every)}


def test_notes_tell_of_a_denial_unless_stances_are_chosen(ledger: Path, tmp_path: Path) -> None:
    def notes(*options: str) -> list[str]:
        done = run("export", ledger, "--format", "acled", "-o", tmp_path / "a.csv", *options)
        assert done.exit_code == 0, done.stderr
        with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
            return [row["notes"] for row in csv.DictReader(file)]

    assert any("Disputed: Libyan Army denies it." in note for note in notes())
    assert notes("--stance", "asserts")
    assert not any("denies" in note for note in notes("--stance", "asserts"))


def test_the_same_ledger_gives_the_same_bytes_and_the_manifest_their_hash(
    ledger: Path, tmp_path: Path
) -> None:
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        exported(
            ledger, tmp_path / name / "a.jsonl", "--manifest", str(tmp_path / name / "m.json")
        )
        made.append((tmp_path / name / "m.json").read_bytes())
    assert made[0] == made[1]
    manifest = json.loads(made[0])
    data = (tmp_path / "one" / "a.jsonl").read_bytes()
    assert manifest["files"][0]["sha256"] == hashlib.sha256(data).hexdigest()
    assert manifest["files"][0]["rows"] == manifest["counts"]["incidents"]
    assert manifest["counts"]["left_out"] == sum(manifest["left_out"].values()) > 0
    assert manifest["held_back"]["headlines of reports: no right to the text is stated"] > 0
    assert str(tmp_path).encode() not in data
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == [
        "a.jsonl",
        "a.jsonl.left_out.csv",
        "m.json",
    ]


def test_a_delay_holds_back_the_younger_report(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    told = claims(exported(ledger, target, "--delay", "7d", "--today", "2031-05-11"))
    assert {claim["publisher"] for claim in told} == {"Harbour Post"}
    assert "Gulf Evening" not in (tmp_path / "a.jsonl.left_out.csv").read_text(encoding="utf-8")


def test_a_private_name_is_in_no_file(ledger: Path, tmp_path: Path) -> None:
    assert "Haddad" in json.dumps(exported(ledger, tmp_path / "plain.jsonl"))
    exported(ledger, tmp_path / "a.jsonl", "--redact", "persons", "--text-right", "CC0")
    done = run("export", ledger, "--format", "csv", "-o", tmp_path / "t", "--redact", "persons")
    assert done.exit_code == 0
    for path in (
        tmp_path / "a.jsonl",
        tmp_path / "a.jsonl.left_out.csv",
        *(tmp_path / "t").iterdir(),
    ):
        assert "haddad" not in path.read_text(encoding="utf-8").lower()


def test_a_coarsened_export_has_no_coordinate(ledger: Path, tmp_path: Path) -> None:
    assert '"lat"' in json.dumps(exported(ledger, tmp_path / "plain.jsonl"))
    records = exported(ledger, tmp_path / "a.jsonl", "--coarsen", "country", "--coarsen", "week")
    assert '"lat"' not in json.dumps(records)
    assert "Sirte" not in json.dumps(records)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (("--country", "lby"), True),
        (("--country", "SYR"), False),
        (("--since", "2031-06-01"), False),
        (("--min-sources", "9"), False),
        (("--type", "ASSAULT"), True),
    ],
)
def test_filters_are_those_of_incidents(
    ledger: Path, tmp_path: Path, options: tuple[str, ...], *, found: bool
) -> None:
    assert bool(exported(ledger, tmp_path / "a.jsonl", *options)) is found


def test_a_folder_is_replaced_only_where_that_is_asked(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "tables"
    arguments = ("export", ledger, "--format", "csv", "-o", target)
    assert run(*arguments).exit_code == 0
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "--replace" in refused.stderr
    assert run(*arguments, "--replace").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "sheet"), "is no format"),
        (("--format", "plover", "--delay", "soon"), "write days or weeks"),
        (("--format", "plover", "--status", "maybe"), "is none of"),
        (("--format", "plover", "--profile", "nobody"), "nobody"),
        (("--format", "graphml", "--option", "by=village"), "a node is one of"),
        (("--format", "plover", "--since", "May"), "is not a day"),
    ],
)
def test_mistakes_end_in_one_line(
    ledger: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("export", ledger, "-o", tmp_path / "x", *options)
    if isinstance(done.exception, DataFileError):
        assert said in str(done.exception)
        return
    assert done.exit_code == 2
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_validate_tells_place_and_remedy(ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonl"
    exported(ledger, target)
    fine = run("validate", target, "--format", "plover")
    assert (fine.exit_code, fine.stderr.endswith("nothing to mend\n")) == (0, True)
    target.write_text(target.read_text(encoding="utf-8") + "{\n", encoding="utf-8")
    done = run("validate", target, "--format", "plover", "--jsonl")
    assert done.exit_code == 1
    (problem,) = rows(done.stdout)
    assert problem["line"] == len(target.read_text(encoding="utf-8").splitlines())
    assert problem["remedy"]
    assert "1 error" in run("validate", target, "--format", "plover").stderr
    assert run("validate", tmp_path / "no.jsonl", "--format", "plover").exit_code == 2
    assert run("validate", tmp_path, "--format", "plover").exit_code == 1


def test_every_format_here_says_what_it_is() -> None:
    assert len(formats()) == 16
    here = [load_exporter(row) for row in formats().values() if row.is_here]
    assert all(isinstance(exporter.LEVEL, FormatLevel) for exporter in here)
    for row in formats().values():
        if row.is_here:
            assert load_exporter(row).FOLDER is (not row.ending)

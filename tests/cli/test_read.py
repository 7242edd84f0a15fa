"""`sayso read`: what it writes in each format, and what it says of mistakes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

import sayso
from sayso.export.flat import COLUMNS
from tests.cli.commands import rows, run
from tests.cli.script import run_as_script

DENIAL = "The army denied on Tuesday that its planes had bombed Aleppo."


def test_every_line_of_jsonl_is_valid_by_the_schema(reports: Path) -> None:
    done = run("read", reports, "--format", "jsonl")
    assert done.exit_code == 3
    validator = jsonschema.Draft202012Validator(sayso.schema("event"))
    found = rows(done.stdout)
    assert found
    for row in found:
        validator.validate(row)
    assert "1 document rejected" in done.stderr
    assert "3 reports read" in done.stderr


def test_events_carry_status_stance_and_toll(reports: Path) -> None:
    found = rows(run("read", reports, "--format", "jsonl").stdout)
    denied = next(row for row in found if row["report"].endswith("denial.txt"))
    assert (denied["event_type"], denied["status"]) == ("ASSAULT", "negated")
    assert [link["stance"] for link in denied["attribution"]] == ["denies"]
    killed = next(row for row in found if row["report"].endswith("raid.md"))
    toll = next(q for q in killed["quantities"] if q["what"] == "killed")
    assert (toll["low"], toll["best"], toll["high"], toll["op"]) == (12, None, None, "at_least")
    assert killed["date"]["earliest"] == "2016-08-01"
    assert killed["place"]["country"] == "LBY"


def test_csv_has_one_line_an_event(reports: Path) -> None:
    events = rows(run("read", reports, "--format", "jsonl").stdout)
    lines = list(csv.DictReader(io.StringIO(run("read", reports, "--format", "csv").stdout)))
    assert [line["id"] for line in lines] == [event["id"] for event in events]
    assert list(lines[0]) == list(COLUMNS)
    by_id = {line["id"]: line for line in lines}
    for event in events:
        line = by_id[event["id"]]
        assert line["quote"] == event["quote"]
        assert line["stances"] == " | ".join(a["stance"] for a in event["attribution"])
        assert line["earliest"] == ((event["date"] or {}).get("earliest") or "")


def test_parquet_is_the_same_as_jsonl(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    assert run("read", reports, "--format", "parquet", "-o", path).exit_code == 3
    events = rows(run("read", reports, "--format", "jsonl").stdout)
    read_back = pq.read_table(path).to_pylist()
    for row in read_back:
        row["provenance"] = dict(row["provenance"])
    assert read_back == events
    assert pd.read_parquet(path)["id"].tolist() == [event["id"] for event in events]


def test_parquet_of_no_events_has_all_columns(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    done = run("read", reports / "weather.txt", "--format", "parquet", "-o", path)
    assert done.exit_code == 0
    table = pq.read_table(path)
    assert table.num_rows == 0
    assert set(table.column_names) == set(sayso.schema("event")["$defs"]["EventRow"]["properties"])


def test_one_record_per_event_of_a_report(reports: Path) -> None:
    mentions = rows(run("read", reports, "--format", "jsonl").stdout)
    events = rows(run("read", reports, "--level", "event", "--format", "jsonl").stdout)
    validator = jsonschema.Draft202012Validator(sayso.schema("whole_event"))
    for event in events:
        validator.validate(event)
    told = {mention["id"]: event["id"] for event in events for mention in event["mentions"]}
    assert told == {mention["id"]: mention["event"] for mention in mentions}
    raid = next(event for event in events if event["report"].endswith("raid.md"))
    assert (raid["killed"]["low"], raid["killed"]["best"]) == (12, None)
    assert [actor["text"] for actor in raid["actors"]] == ["Gunmen"]
    assert [link["source"]["text"] for link in raid["actors"][0]["attribution"]] == ["residents"]
    assert (raid["places"][0]["country"], raid["dates"][0]["earliest"]) == ("LBY", "2016-08-01")
    denied = next(event for event in events if event["report"].endswith("denial.txt"))
    assert (denied["status"], denied["stance"]) == ("negated", "denies")


def test_whole_events_in_every_format(reports: Path, tmp_path: Path) -> None:
    level = ("read", reports, "--level", "event", "--format")
    events = rows(run(*level, "jsonl").stdout)
    lines = list(csv.DictReader(io.StringIO(run(*level, "csv").stdout)))
    assert [line["id"] for line in lines] == [event["id"] for event in events]
    raid = next(line for line in lines if line["report"].endswith("raid.md"))
    assert (raid["killed_low"], raid["killed_best"]) == ("12", "")
    assert raid["actor_voices"] == "“residents” (asserts)"
    path = tmp_path / "events.parquet"
    run(*level, "parquet", "-o", path)
    assert pq.read_table(path)["id"].to_pylist() == [event["id"] for event in events]
    table = run(*level, "table").stdout
    assert "12 to open" in table
    assert table.splitlines()[0].split()[:2] == ["id", "event"]


def test_without_a_format_there_is_a_table(reports: Path) -> None:
    out = run("read", reports).stdout
    assert out.splitlines()[0].split() == [
        "id",
        "event",
        "who",
        "→",
        "whom",
        "where",
        "when",
        "says",
    ]
    assert "ASSAULT negated" in out
    assert "(denies)" in out
    assert not [line for line in out.splitlines() if line.endswith(" ")]


def test_a_file_is_whole_or_not_there(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    assert run("read", reports, "--format", "jsonl", "-o", path).exit_code == 3
    assert path.read_text(encoding="utf-8") == run("read", reports, "--format", "jsonl").stdout
    assert [p.name for p in tmp_path.iterdir()] == ["events.jsonl"]


def test_standard_input() -> None:
    (row,) = rows(
        run("read", "-", "--published", "2016-08-03", "--format", "jsonl", stdin=DENIAL).stdout
    )
    assert row["status"] == "negated"
    assert row["date"]["earliest"] == "2016-08-02"


def test_columns_of_other_names() -> None:
    done = run(
        "read", "-", "--columns", "id=nr,text=body", "--format", "jsonl",
        stdin=f'{{"nr": "a7", "body": "{DENIAL}"}}\n',
    )  # fmt: skip
    assert [row["report"] for row in rows(done.stdout)] == ["a7"]


def test_publisher_and_date_hold_where_a_report_says_nothing(
    reports: Path, tmp_path: Path
) -> None:
    ledger = tmp_path / "war.db"
    given = ("--publisher", "Levant Wire", "--published", "2013-06-05")
    assert run("read", reports, "--into", ledger, *given).exit_code == 3
    with sayso.open(ledger) as opened:
        found = {r.document.title: r.document for r in opened.readings()}
    assert found["Raid on the port"].publisher == "Harbour Post"
    assert found["Raid on the port"].published == "2016-08-03"
    assert found[None].publisher == "Levant Wire"
    assert found[None].published == "2013-06-05"


def test_reading_twice_adds_nothing(reports: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    first = run("read", reports, "--into", ledger)
    before = run("ledger", "check", ledger).stdout
    again = run("read", reports, "--into", ledger, "--resume")
    assert first.stdout == again.stdout == ""
    assert "3 reports known already" in again.stderr
    assert run("ledger", "check", ledger).stdout == before


def test_a_language_without_words_is_rejected_as_such(tmp_path: Path) -> None:
    path = tmp_path / "bericht.txt"
    path.write_text(
        "Die Armee hat am Dienstag bestritten, dass ihre Flugzeuge die Stadt angegriffen haben.\n"
        "Bewohner sagten, mindestens zwölf Menschen seien getötet worden.\n",
        encoding="utf-8",
    )
    done = run("read", path, "--format", "jsonl")
    assert (done.exit_code, done.stdout) == (3, "")
    assert "its language is 'de'" in done.stderr


def test_an_overlay_names_actors(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.tsv"
    # As a spreadsheet saves it: with a byte order mark.
    overlay.write_text(
        "name\taliases\tcountry\tsector\tkind\nQuay Guard\tthe Quayers\tSYR\tREB\tgroup\n",
        encoding="utf-8-sig",
    )
    done = run(
        "read", "-", "--overlay", overlay, "--format", "jsonl",
        stdin="The Quayers attacked Aleppo.",
    )  # fmt: skip
    (row,) = rows(done.stdout)
    assert (row["actors"][0]["name"], row["actors"][0]["sector"]) == ("Quay Guard", "REB")


def test_a_configuration_file_gives_defaults(tmp_path: Path) -> None:
    config = tmp_path / "sayso.toml"
    config.write_text('publisher = "Levant Wire"\ncolumns = {text = "body"}\n', encoding="utf-8")
    ledger = tmp_path / "war.db"
    done = run(
        "read", "-", "--config", config, "--into", ledger,
        stdin=f'{{"id": "a", "body": "{DENIAL}"}}\n',
    )  # fmt: skip
    assert done.exit_code == 0
    with sayso.open(ledger) as opened:
        assert [r.document.publisher for r in opened.readings()] == ["Levant Wire"]


def test_a_device_is_written_to_and_stays_one(reports: Path) -> None:
    assert run("read", reports / "raid.md", "--format", "csv", "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--resume"], "name it with --into"),
        (["--format", "parquet"], "name a file with -o"),
        (["--published", "2016-13-45"], "'2016-13-45' cannot be read"),
        (["--columns", "idtext"], "'idtext' is none"),
        (["--columns", "colour=x"], "no field colour"),
        (["--lang", "English"], "'English' is no ISO 639 code"),
        (["--overlay", "none.tsv"], "none.tsv: no such overlay file"),
        (["--overlay", "broken.tsv"], "broken.tsv:1: unknown column colour; known are"),
        (["--overlay", "codes.tsv"], "codes.tsv:2: unknown sector 'XYZ'"),
        (["--overlay", "latin.tsv"], "latin.tsv: it is not UTF-8"),
        (["--config", "none.toml"], "none.toml: no such file"),
        (["--config", "broken.toml"], "broken.toml:1: Invalid value; mend the TOML"),
        (["--config", "unknown.toml"], "unknown.toml:1: unknown key colour; known are"),
        (["--config", "overlay.toml"], "overlay.toml:1: none.tsv: no such overlay file"),
        (["--into", "nowhere/war.db"], "nowhere does not exist"),
        (["--into", "report.txt"], "it is not a SQLite file"),
        (["--into", "mysql://host/war"], "not mysql"),
        (["--format", "csv", "-o", "nowhere/events.csv"], "nowhere/events.csv cannot be written"),
        (["--format", "csv", "-o", "."], ". cannot be written: Is a directory"),
        (["--workers", "0"], "--workers"),
        (["--frequency", "2"], "--frequency"),
    ],
)
def test_mistakes_of_usage_are_said_and_nothing_is_read(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "report.txt": DENIAL.encode(),
        "broken.tsv": b"name\tcolour\nA\tred\n",
        "codes.tsv": b"name\tkind\tcountry\tsector\nA\tgroup\tSYR\tXYZ\n",
        "latin.tsv": "name\tkind\nKöln Wacht\tgroup\n".encode("latin-1"),
        "broken.toml": b"publisher = [",
        "unknown.toml": b"colour = 1\n",
        "overlay.toml": b'overlays = ["none.tsv"]\n',
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done = run_as_script("read", "report.txt", *arguments)
    assert done == (2, "", done[2])
    assert message in done[2]
    assert "Traceback" not in done[2]
    assert {p.name for p in tmp_path.iterdir()} == set(files)

"""The commands that show a ledger and take care of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import open_ledger
from tests.cli.commands import rows, run
from tests.cli.script import run_as_script

if TYPE_CHECKING:
    from pathlib import Path


def event_of(ledger: Path, report: str) -> str:
    found = rows(run("show", ledger, "--format", "jsonl").stdout)
    return str(next(row["id"] for row in found if row["report"].endswith(report)))


def test_show_has_a_card_for_every_event(shared_ledger: Path) -> None:
    done = run("show", shared_ledger)
    assert done.exit_code == 0
    assert "Raid on the port · Harbour Post · 2016-08-03" in done.stdout
    assert "Gunmen killed at least 12 people in Sirte on Monday, residents said." in done.stdout
    assert "Harbour Post › residents (asserts: “said”)" in done.stdout
    assert "(denies: “denied”)" in done.stdout
    assert "no event mentions" in done.stdout
    assert done.stderr.endswith("event mentions in 3 reports\n")


def test_colour_is_not_the_only_sign(shared_ledger: Path) -> None:
    out = run("show", shared_ledger).stdout
    assert "\x1b" not in out
    for part in (
        "what    “killed”",
        "who     “Gunmen” → unknown (",
        "where   “Sirte” → Sirte, ",
        "when    “Monday” → 2016-08-01 (relative)",
        "killed  “at least 12 people” → 12 to open (at least)",
    ):
        assert part in out


def test_show_by_id_first_letters_and_report(shared_ledger: Path, reports: Path) -> None:
    event = event_of(shared_ledger, "raid.md")
    for name in (event, event[:8]):
        done = run("show", shared_ledger, name)
        assert done.stdout.count("ASSAULT") == 1
        assert "Gunmen killed" in done.stdout
    by_report = run("show", shared_ledger, str(reports / "denial.txt"))
    assert "planes" in by_report.stdout
    assert "Gunmen" not in by_report.stdout


def test_show_as_rows_is_what_read_wrote(shared_ledger: Path, reports: Path) -> None:
    written = rows(run("read", reports, "--format", "jsonl").stdout)
    shown = rows(run("show", shared_ledger, "--format", "jsonl").stdout)
    assert sorted(shown, key=lambda row: row["id"]) == sorted(written, key=lambda row: row["id"])


def test_show_writes_a_file(shared_ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    assert run("show", shared_ledger, "--format", "csv", "-o", path).exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("id,report,")


@pytest.mark.parametrize("width", [80, 110, 160])
def test_views_fit_the_width(shared_ledger: Path, width: int) -> None:
    event = event_of(shared_ledger, "raid.md")
    for command in (
        ("show", shared_ledger),
        ("show", shared_ledger, "--format", "table"),
        ("explain", shared_ledger, event),
        ("explain", shared_ledger, whole_event_of(shared_ledger, "raid.md")),
        ("show", shared_ledger, "--level", "event"),
    ):
        lines = run(*command, COLUMNS=str(width)).stdout.splitlines()
        assert lines
        assert max(map(len, lines)) <= width
        assert not [line for line in lines if line.endswith(" ")]


def test_explain_names_rule_words_and_reason_of_each_field(shared_ledger: Path) -> None:
    done = run("explain", shared_ledger, event_of(shared_ledger, "raid.md"), COLUMNS="200")
    assert done.exit_code == 0
    for field in (
        *("event_type", "modes", "contexts", "cameo", "status", "actors", "recipients", "place"),
        *("date", "quantities", "weapon", "attribution", "event", "confidence"),
    ):
        assert f"\n  {field} " in done.stdout
    assert "en.assault.kill" in done.stdout
    assert "“at least 12 people” → killed 12 to open" in done.stdout
    assert "“said” → residents (asserts)" in done.stdout
    assert "(mentions.places 0.1.0" in done.stdout
    # The sentences that test the rule say what it is about.
    assert "\n    matches  " in done.stdout
    assert "\n    refuses  " in done.stdout


def whole_event_of(ledger: Path, report: str) -> str:
    found = rows(run("show", ledger, "--level", "event", "--format", "jsonl").stdout)
    return str(next(row["id"] for row in found if row["report"].endswith(report)))


def test_show_has_a_card_for_a_whole_event(shared_ledger: Path) -> None:
    event = whole_event_of(shared_ledger, "raid.md")
    done = run("show", shared_ledger, event[:9], COLUMNS="200")
    assert "ASSAULT · attack · occurred" in done.stdout
    assert "who       “Gunmen” → " in done.stdout
    assert "· “residents” (asserts)" in done.stdout
    assert "killed    12 to open" in done.stdout
    assert done.stderr == "1 event in 1 report\n"
    every = run("show", shared_ledger, "--level", "event")
    assert event[:9] in every.stdout
    assert every.stderr.endswith("events in 3 reports\n")


def test_explain_tells_who_says_each_value_of_an_event(shared_ledger: Path) -> None:
    event = whole_event_of(shared_ledger, "raid.md")
    done = run("explain", shared_ledger, event, COLUMNS="200")
    assert done.exit_code == 0
    for field in (
        *("event_type", "incident_type", "status", "stance", "mentions", "actors", "recipients"),
        *("targets", "weapon", "places", "dates", "quantities", "killed", "injured"),
    ):
        assert f"\n  {field} " in done.stdout
    assert "“killed” → occurred, asserts, at 7" in done.stdout
    assert "“Gunmen” → " in done.stdout
    assert "“residents” (asserts) says so" in done.stdout
    assert "(merging.weighed 0.1.0, weighed.killed" in done.stdout
    assert "(merging.seen 0.1.0, recorder" in done.stdout
    assert "(mentions.times 0.1.0, en.time.weekday" in done.stdout
    assert "\n    matches  " in done.stdout


def test_rejects_say_where_why_and_what_to_do(shared_ledger: Path, reports: Path) -> None:
    done = run("rejects", shared_ledger)
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{reports / 'broken.jsonl'}:1: ")
    assert second.startswith("    ")
    assert done.stderr == "1 document rejected\n"
    (reject,) = rows(run("rejects", shared_ledger, "--jsonl").stdout)
    assert set(reject) == {"id", "path", "where", "report", "reason", "remedy"}
    assert reject["where"] == 1


def test_coverage_names_the_unit_of_every_count(shared_ledger: Path) -> None:
    lines = run("coverage", shared_ledger).stdout.splitlines()
    counts = {line[:60].rsplit("  ", 1)[0].strip(): line.split()[-1] for line in lines}
    assert counts["documents stored"] == "3"
    assert counts["without event mentions"] == "1"
    assert counts["documents rejected"] == "1"
    assert any(
        line.startswith("Harbour Post: 1 of 1 documents read") and "1 event mention" in line
        for line in lines
    )


def test_near_duplicates_are_listed_and_stay_reports(tmp_path: Path) -> None:
    text = "Gunmen killed at least 12 people in Sirte on Monday, residents said. " * 3
    found = [
        {"id": "a", "url": "https://a.example/1", "publisher": "Post", "date": "2016-08-03"},
        {"id": "b", "url": "https://b.example/1", "publisher": "Mirror"},
        {"id": "c", "url": "https://a.example/1?print", "publisher": "Post"},
        {"id": "d", "url": "https://d.example/1", "text": "The market was quiet all day."},
    ]
    for record, tail in zip(found, ("", "", "Print this page.", ""), strict=True):
        record.setdefault("text", text + tail)
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, found)))
    ledger = tmp_path / "war.db"
    assert run("read", tmp_path / "in.jsonl", "--into", ledger).exit_code == 0
    out = run("coverage", ledger, "--duplicates").stdout
    assert "documents stored" in out
    assert out[out.index("near-duplicates") :].splitlines() == [
        "near-duplicates: 3 reports in 1 group",
        "",
        "  = 2016-08-03  Post  https://a.example/1",
        "  ~ no date     Post  https://a.example/1?print",
        "  = no date     Mirror  https://b.example/1",
    ]
    assert "near-duplicates" not in run("coverage", ledger).stdout


def test_check_is_silent_about_a_sound_ledger(shared_ledger: Path) -> None:
    done = run("ledger", "check", shared_ledger)
    assert done.exit_code == 0
    assert done.stdout.startswith("sound; content ")


def test_a_backup_is_a_ledger_of_the_same_content(ledger: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert run("ledger", "backup", ledger, copy).exit_code == 0
    assert run("ledger", "check", copy).stdout == run("ledger", "check", ledger).stdout
    status, _, message = run_as_script("ledger", "backup", str(ledger), str(copy))
    assert status == 2
    assert str(copy) in message


def test_upgrade_says_where_the_ledger_is(ledger: Path) -> None:
    done = run("ledger", "upgrade", ledger)
    assert done.exit_code == 0
    assert done.stderr.startswith(f"{ledger} is at ")


def test_erased_is_gone_and_refused_when_read_again(ledger: Path, reports: Path) -> None:
    report = str(reports / "raid.md")
    done = run("ledger", "erase", ledger, report, "--why", "order 12/2026", "--yes")
    assert done.exit_code == 0
    assert "erased; the record of it stays" in done.stderr
    assert "Gunmen" not in run("show", ledger).stdout
    assert b"Gunmen" not in ledger.read_bytes()
    again = run("read", reports, "--into", ledger)
    assert "1 report not stored again: erased from this ledger on request" in again.stderr
    assert "Gunmen" not in run("show", ledger).stdout
    assert run("ledger", "check", ledger).exit_code == 0


def test_erasing_asks_first(ledger: Path, reports: Path) -> None:
    report = str(reports / "raid.md")
    done = run("ledger", "erase", ledger, report, "--why", "order", stdin="n\n")
    assert done.exit_code == 1
    assert "Gunmen" in run("show", ledger).stdout


@pytest.mark.parametrize(
    "command",
    [
        ["show"],
        ["rejects"],
        ["coverage"],
        ["ledger", "check"],
        ["ledger", "upgrade"],
    ],
)
def test_a_ledger_that_is_not_there_is_said(command: list[str], tmp_path: Path) -> None:
    missing = str(tmp_path / "none.db")
    status, out, message = run_as_script(*command, missing)
    assert (status, out) == (2, "")
    assert message.startswith(f"sayso: {missing}")
    assert message.count("\n") == 1
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("command", ["show", "explain"])
def test_an_id_that_is_not_there_is_said(command: str, shared_ledger: Path) -> None:
    status, out, message = run_as_script(command, str(shared_ledger), "zzz")
    assert (status, out) == (2, "")
    assert "'zzz'" in message


def test_explain_needs_an_event(tmp_path: Path) -> None:
    status, _, message = run_as_script("explain", str(tmp_path / "none.db"))
    assert status == 2
    assert "ID" in message


def test_a_report_cannot_command_the_terminal(tmp_path: Path) -> None:
    hostile = "Gunmen \x1b]0;owned\x07 killed \x1b[2J three people in Sirte."
    record = {"id": "a\x1b[31m", "title": "News \x1b[5m", "publisher": "P\x9b1m", "text": hostile}
    ledger = tmp_path / "war.db"
    done = run("read", "-", "--into", ledger, stdin=json.dumps(record) + "\n")
    assert done.exit_code == 0
    with open_ledger(str(ledger)) as opened:
        (read,) = opened.readings()
    event = read.annotations.events[0].id
    for command in (
        ("show", ledger),
        ("show", ledger, "--format", "table"),
        ("explain", ledger, event),
        ("coverage", ledger),
    ):
        out = run(*command).stdout
        assert not {"\x1b", "\x07", "\x9b"} & set(out), command

"""`sayso compare` as a user runs it: table, JSON, page; filters, fields and mistakes."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import jsonschema
import pytest

from sayso.records.exchange.codec import schema
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

_VOID = frozenset({"meta", "br", "link"})


@pytest.fixture(scope="module")
def rows(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's ledger as rows of GED, one of them with a word that must be escaped."""
    target = tmp_path_factory.mktemp("rows") / "ged <b>.csv"
    done = run("export", demo, "--format", "ged", "-o", target)
    assert done.exit_code == 0, done.stderr
    return target


class _Balanced(HTMLParser):
    """Notes whether every element is closed in its order, and which there are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.seen.add(tag)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_table_says_what_both_have_and_how_far_they_agree(demo: Path, rows: Path) -> None:
    done = run("compare", demo, rows)
    assert done.exit_code == 0, done.stderr
    assert "both have 3: " in done.stdout
    assert "100 % of B" in done.stdout
    assert "A lacks nothing of B" in done.stdout
    assert "Neither side is the measure of the other" in " ".join(done.stdout.split())
    assert "no alpha: no unit has two values" in done.stdout
    assert "nan" not in done.stdout.casefold()
    assert "3 in both, " in done.stderr


def test_json_has_everything(demo: Path, rows: Path) -> None:
    told = json.loads(run("compare", demo, rows, "--format", "json").stdout)
    jsonschema.Draft202012Validator(schema("comparison")).validate(told)
    assert told["second"]["kind"] == "ged"
    assert len(told["pairs"]) == told["first"]["paired"] == 3
    assert all(pair["reasons"] for pair in told["pairs"])
    assert len(told["fields"]) == 12


def test_a_ledger_beside_itself(demo: Path) -> None:
    told = json.loads(run("compare", demo, demo, "--all", "--format", "json").stdout)
    assert told["only_first"] == told["only_second"] == []
    assert told["things"] == "events"
    assert told["partition"]["f1"] == 1.0
    assert {field["differ"] for field in told["fields"]} == {0}


def test_fields_and_filters(demo: Path, rows: Path) -> None:
    told = json.loads(
        run("compare", demo, rows, "--fields", "killed, place", "--country", "afg",
            "--since", "2015-10-01", "--format", "json").stdout
    )  # fmt: skip
    assert [field["field"] for field in told["fields"]] == ["place", "killed"]
    assert told["filters"] == {"country": "AFG", "since": "2015-10-01"}
    assert [pair["first"]["place"] for pair in told["pairs"]] == ["Kunduz, AFG"]


def test_a_page_is_whole_and_escaped_and_the_same_again(
    demo: Path, rows: Path, tmp_path: Path
) -> None:
    pages = [tmp_path / "one.html", tmp_path / "again.html"]
    for page in pages:
        assert run("compare", demo, rows, "--format", "html", "-o", page).exit_code == 0
    text = pages[0].read_text(encoding="utf-8")
    assert text == pages[1].read_text(encoding="utf-8")
    parser = _Balanced()
    parser.feed(text)
    assert parser.open == []
    assert not {"b", "script", "img", "iframe"} & parser.seen
    assert "ged &lt;b&gt;.csv" in text
    assert "http:" not in text
    assert "https:" not in text
    assert "Kunduz, AFG" in text


def test_rows_that_cannot_be_read_are_said(demo: Path, rows: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.csv"
    lines = rows.read_text(encoding="utf-8").splitlines()
    damaged.write_text("\n".join([*lines, "1,2,3"]) + "\n", encoding="utf-8")
    done = run("compare", demo, damaged)
    assert done.exit_code == 3
    assert "1 row of B could not be read" in done.stderr
    assert "damaged.csv:5: 3 cells under 49 columns; add or take out cells" in done.stderr
    assert "both have 3" in done.stdout


@pytest.mark.parametrize(("arguments", "message"), [
    (("nowhere.db",), "nowhere.db is not there; name a ledger or a data set's file"),
    (("{here}/notes.txt",), "notes.txt is no ledger, and its first line is that of no data set"),
    (("{here}/notes.txt", "--b-format", "acled"), "'acled' is no data set that can be compared"),
    (("{here}/notes.txt", "--b-format", "ledger"), "sayso: "),
    (("{demo}", "--fields", "colour"), "'colour' is no field; choose from type, actor"),
    (("{demo}", "--profile", "nobody"), "nobody"),
    (("{demo}", "--since", "yesterday"), "yesterday"),
])  # fmt: skip
def test_mistakes_end_with_the_remedy(
    demo: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "notes.txt").write_text("The weather was calm.\n", encoding="utf-8")
    told = [word.format(here=tmp_path, demo=demo) for word in arguments]
    done = run("compare", demo, *told)
    if "--profile" in arguments:
        assert message in str(done.exception)
    else:
        assert done.exit_code == 2
        assert message in done.stderr
        assert "Traceback" not in done.stderr


def test_a_ledger_without_incidents_is_told_to_link(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "calm.txt").write_text("Gunmen killed 12 people in Sirte on Monday.\n", "utf-8")
    assert run("read", tmp_path / "calm.txt", "--into", tmp_path / "new.db").exit_code == 0
    done = run("compare", demo, tmp_path / "new.db")
    assert done.exit_code == 2
    assert f"run: sayso link {tmp_path / 'new.db'}" in done.stderr

"""Every format is written, validated and opened by others, and the table says what came of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from evaluation import formats as proving
from evaluation.__main__ import main
from sayso.export.formats.registry import formats

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Gunmen killed two traders in Sirte on Monday, the mayor said. The army denied it."


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """The table of two short reports, and the folder with their ledger and page."""
    folder = tmp_path_factory.mktemp("proof")
    items = [{"id": f"r{n}", "text": TEXT, "date": f"2031-05-0{n}"} for n in range(1, 4)]
    source = folder / "items.jsonl"
    source.write_text("".join(f"{json.dumps(i)}\n" for i in items), encoding="utf-8")
    page = folder / "page.md"
    page.write_text(f"before\n{proving.START}\n{proving.END}\nafter\n", encoding="utf-8")
    lines = list(proving.format_lines([source], 2, folder / "ledger.db", page))
    return lines, folder


def test_each_format_has_a_line_without_errors(printed: tuple[list[str], Path]) -> None:
    lines, folder = printed
    cells = [line.strip("| ").split(" | ") for line in lines[1:]]
    assert [row[0] for row in cells] == list(formats())
    assert {row[4] for row in cells} == {"0"}
    assert not [row for row in cells if row[6].startswith("no")]
    assert int({row[0]: row[1] for row in cells}["plover"]) > 0
    page = (folder / "page.md").read_text(encoding="utf-8")
    assert page.startswith("before")
    assert page.endswith("after\n")
    assert "\n".join(lines) in page


def test_a_ledger_that_is_there_is_used(printed: tuple[list[str], Path]) -> None:
    lines, folder = printed
    again = list(proving.format_lines([], 0, folder / "ledger.db", None))
    assert [line.split("|")[:7] for line in again] == [line.split("|")[:7] for line in lines]


def test_as_many_of_each_file(tmp_path: Path) -> None:
    for name, count in (("a", 5), ("b", 1)):
        lines = [json.dumps({"id": f"{name}{n}", "text": "x"}) for n in range(count)]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    chosen = proving.choose_documents([tmp_path / "a", tmp_path / "b"], 4)
    assert [item["id"][0] for item in chosen] == ["a", "b", "a", "a"]
    assert chosen == proving.choose_documents([tmp_path / "a", tmp_path / "b"], 4)


def test_an_input_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats", "--input", "nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err

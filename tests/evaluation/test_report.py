"""The report measures with the benchmarks' own scorer, and writes only between its marks."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from evaluation.__main__ import main
from evaluation.report import choose

if TYPE_CHECKING:
    from pathlib import Path

SCORER = """
class _Task:
    def score(self, gold, predicted):
        right = sum(predicted[i] == gold[i] for i in gold)
        return {"strict_f1": right / len(gold), "relaxed_f1": 0.5, "value_f1": 0.25}

TASKS = {"times": _Task()}
"""
# A text of the eighth that no network was trained on (evaluation.held).
HELD_TEXT = "Rebels left on 3 May 2016 with 21 others."
PAGE = "# Title\n\nBefore.\n<!-- measured: start -->\nold\n<!-- measured: end -->\nAfter.\n"


@pytest.fixture
def benchmarks(tmp_path: Path) -> Path:
    (tmp_path / "score.py").write_text(SCORER, encoding="utf-8")
    (tmp_path / "data").mkdir()
    item = {"id": "t", "text": HELD_TEXT, "date": "2016-05-04"}
    gold = {"id": "t", "times": [{"start": 15, "end": 25, "type": "DATE", "value": "2016-05-03"}]}
    for name, row in (("input", item), ("gold", gold)):
        with gzip.open(tmp_path / "data" / f"times.{name}.jsonl.gz", "wt") as lines:
            lines.write(json.dumps(row) + "\n")
    return tmp_path


def test_the_table_stands_between_the_marks(benchmarks: Path, tmp_path: Path) -> None:
    page = tmp_path / "quality.md"
    page.write_text(PAGE, encoding="utf-8")
    arguments = ["report", "--benchmarks", str(benchmarks), "--page", str(page)]
    assert main([*arguments, "--tasks", "times"]) == 0
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# Title\n\nBefore.\n")
    assert text.endswith("After.\n")
    assert "old" not in text
    assert "| times | strict | 100.0 | – | 100.0 | 82.0 | 1 |" in text
    assert "| times | value | 25.0 | – | 25.0 | 80.0 | 1 |" in text


def test_a_recorder_is_not_measured_on_texts_that_it_learnt_from(
    benchmarks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "quality.md"
    page.write_text(PAGE, encoding="utf-8")
    arguments = ["report", "--benchmarks", str(benchmarks), "--page", str(page)]
    assert main([*arguments, "--tasks", "muc4"]) == 2
    told = capsys.readouterr().err
    assert "learnt from the texts that muc4 is measured on" in told
    assert "leave muc4 out" in told
    assert page.read_text(encoding="utf-8") == PAGE


def test_what_is_missing_is_named(
    benchmarks: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "quality.md"
    page.write_text("no marks\n", encoding="utf-8")
    assert main(["report", "--benchmarks", str(benchmarks), "--page", str(page)]) == 2
    assert "where the table belongs" in capsys.readouterr().err
    assert main(["report", "--benchmarks", str(tmp_path / "none"), "--page", str(page)]) == 2
    assert "there is no scorer" in capsys.readouterr().err


def test_a_part_of_the_items_does_not_depend_on_their_order() -> None:
    items = [{"id": str(number)} for number in range(20)]
    assert choose(items, 5) == choose(items[::-1], 5)
    assert choose(items, None) == items

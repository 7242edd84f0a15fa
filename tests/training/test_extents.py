"""How far fillers reach is learnt from choices among runs, and written as the table that ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.files.load import read_table
from sayso.merging.extents import GROUPS, ExtentRow
from tests.events.reading import parse_report
from tests.merging.recorder import recorded, window
from training.extents import Choice, choices_of, learn, write_table
from training.incidents import Filled, Report

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Gunmen burned a small bus of the Ondra company in Vado."


def made(group: str, *, longest: bool) -> list[Choice]:
    """Choices among runs of one to four words, of which the longest or the shortest is right."""
    return [
        Choice(
            group,
            [{"words": float(n), "noise": float((n * k) % 3)} for n in range(1, 5)],
            [n == (4 if longest else 1) for n in range(1, 5)],
        )
        for k in range(12)
    ]


def test_each_group_learns_what_is_right_for_it() -> None:
    weights = learn([*made("thing", longest=True), *made("body", longest=False)])
    assert weights["thing"]["words"] > 0.5
    assert weights["body"]["words"] < -0.5
    assert set(weights) == set(GROUPS.values())


def test_the_table_is_read_as_it_was_written(tmp_path: Path) -> None:
    weights = learn(made("weapon", longest=True))
    write_table(weights, tmp_path / "extents.tsv")
    rows = list(read_table(tmp_path / "extents.tsv", ExtentRow))
    assert [row.sign for row in rows] == ["noise", "words"]
    assert rows[1].weapon == pytest.approx(weights["weapon"]["words"], abs=1e-3)


def test_a_choice_is_made_where_the_keys_have_a_filler() -> None:
    start = TEXT.index("small")
    filled = Filled(start, TEXT.index(" of the"), "target", {0}, {(0, "target", 0)})
    seen = recorded(
        window(TEXT, {"target": [("bus", 0.9)], "person": [("Gunmen", 0.9)]}, presence={})
    )
    report = Report("r", TEXT, (), (filled,))
    (choice,) = choices_of(parse_report(TEXT), (), seen, report)
    assert choice.group == "thing"
    assert sum(choice.right) == 1
    assert len(choice.runs) == len(choice.right) > 1

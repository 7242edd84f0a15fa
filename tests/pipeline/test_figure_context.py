"""What a ledger knows around an incident: large battles of its country and month, acts near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import open_ledger
from sayso.pipeline.showing.side_by_side import read_side_by_side
from sayso.profiles.profile import find_profiles
from sayso.records.mention import Counted
from sayso.records.shown.figures import GradeName
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from sayso.records.shown.figures import Figures

REPORTS = {
    "raid": ("2016-08-03", "Villagers were killed in Idlib on Tuesday, a doctor said."),
    "battle": ("2016-08-20", "The Syrian army shelled Homs on Friday and killed 14 people."),
    "near": ("2016-08-03", "Russian aircraft bombed Idlib on Wednesday."),
    "late": ("2016-09-20", "The Syrian army shelled Homs on Monday and killed 30 people."),
}


def linked(folder: Path, *names: str) -> dict[str, Figures]:
    """The figures of the raid's incident in a ledger of some of the reports."""
    ledger = str(folder / "war.db")
    for name in names:
        published, text = REPORTS[name]
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        read = run("read", str(path), "--into", ledger, "--published", published, "--no-model")
        assert read.exit_code == 0
    assert run("link", ledger).exit_code == 0
    with open_ledger(ledger) as opened:
        (raid,) = [
            summary.id
            for summary in opened.incidents()
            for account in opened.accounts(opened.incident(summary.id).event_ids)
            if account.report.endswith("raid.txt") and account.claim.tolls
        ]
        found = read_side_by_side(opened, raid, profiles=find_profiles())
    return {figures.profile: figures for figures in found.figures}


@pytest.mark.parametrize(
    ("others", "number"), [((), 3), (("late",), 3), (("battle",), 10), (("late", "battle"), 10)]
)
def test_three_or_ten_hangs_on_a_large_battle_of_the_country_and_month(
    tmp_path: Path, others: tuple[str, ...], number: int
) -> None:
    figures = linked(tmp_path, "raid", *others)["acled"]
    killed = figures.of(Counted.KILLED)
    assert killed is not None
    assert killed.low == number
    assert (figures.context.deadly is not None) is (number == 10)


def test_actions_near_by_are_found(tmp_path: Path) -> None:
    alone, near = tmp_path / "alone", tmp_path / "near"
    alone.mkdir()
    near.mkdir()
    assert linked(alone, "raid", "battle")["airwars"].context.actions == ()
    figures = linked(near, "raid", "near")["airwars"]
    assert len(figures.context.actions) == 1
    assert figures.grade is not None
    assert figures.grade.name is GradeName.WEAK

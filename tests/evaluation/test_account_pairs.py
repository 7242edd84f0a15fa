"""Pairs are counted as the gold tells them; a partition that is right, or wrong, is seen to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from evaluation.__main__ import main
from evaluation.account_misses import why_missed
from evaluation.account_pairs import Heard, Telling, hear, measure, numbered
from evaluation.account_report import account_rows, measure_accounts
from evaluation.accounts import Group, Told, load_groups
from evaluation.report import ACCOUNTS
from sayso.incidents.joining.features import Linkable, Spot, Window

if TYPE_CHECKING:
    from pathlib import Path


def heard(group: str, kind: str, **tellings: str) -> Heard:
    """A group whose tellings are named `n_incident`, by events whose letters are given."""
    told = tuple(
        Telling(group, int(name[1]), name[3:], frozenset(events))
        for name, events in tellings.items()
    )
    reports = tuple(
        Told(
            publisher="A",
            published="2021-03-04",
            text=f"{group} {one.report}",
            tells={other.incident: () for other in told if other.report == one.report},
        )
        for one in {one.report: one for one in told}.values()
    )
    values = {"id": group, kind: ("toll" if kind == "differs" else "week",), "why": "-"}
    events = tuple(light(event) for one in told for event in sorted(one.events))
    return Heard(msgspec.convert({**values, "reports": reports}, Group), told, (), events)


def light(name: str, **values: Any) -> Linkable:
    return Linkable(id=name, doc=name, event_type="X", realm="X", **{"families": ("a",), **values})


PLACE, DAY = (Spot(name="gao"),), (Window(first=7, last=7),)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"windows": DAY}, "no place read"),
        ({"places": PLACE}, "no day read"),
        ({"places": (Spot(name="kidal"),), "windows": DAY}, "places differ"),
        ({"places": PLACE, "windows": (Window(first=9, last=9),)}, "days differ"),
        ({"places": PLACE, "windows": DAY, "families": ("b",)}, "types differ"),
        ({"places": PLACE, "windows": (Window(first=8, last=8),)}, "left apart"),
    ],
)
def test_why_two_reports_did_not_meet(other: dict[str, Any], why: str) -> None:
    events = {"a": light("a", places=PLACE, windows=DAY), "b": light("b", **other)}
    assert why_missed("a", "b", events) == why_missed("b", "a", events) == why
    assert why_missed("a", "", events) == "no event read"


ONE = heard("one", "differs", r1_x="ab", r2_x="c", r3_x="d")
TWO = heard("two", "alike", r1_y="e", r2_z="f", r3_z="g")


def test_what_is_sorted_right_is_right() -> None:
    figures = measure([ONE, TWO], numbered(["ac", "bd", "e", "fg"]))
    assert (figures.recall, figures.precision, figures.apart.share) == (0.75, 1.0, 1.0)
    assert (figures.met.right, figures.met.cases, figures.apart.cases) == (3, 4, 2)
    assert (figures.told, figures.found, figures.off) == (3, 3, 0)
    assert (figures.kinds["toll"].right, figures.kinds["toll"].cases) == (2, 3)
    assert figures.kinds["week"].share == 1.0


def test_what_is_joined_wrongly_costs_precision() -> None:
    figures = measure([ONE, TWO], numbered(["abcdefg"]))
    assert (figures.recall, figures.apart.share, figures.crossed) == (1.0, 0.0, 9)
    assert figures.precision == pytest.approx(4 / 15)
    assert (figures.found, figures.off) == (2, 1)


def test_what_is_left_apart_costs_recall() -> None:
    figures = measure([ONE, TWO], numbered("abcdefg"))
    assert (figures.recall, figures.precision, figures.f1) == (0.0, 1.0, 0.0)
    assert (figures.found, figures.off) == (6, 3)
    assert figures.missed == {"no place read": 4}


def test_a_telling_of_which_nothing_was_read_meets_nothing() -> None:
    figures = measure([heard("none", "differs", r1_x="a", r2_x="")], numbered("a"))
    assert (figures.unread, figures.recall, figures.found) == (1, 0.0, 2)


def test_a_report_tells_an_incident_by_the_events_of_its_quotes() -> None:
    first = "A bomb killed two people in Gao on Monday."
    text = f"{first} Rebels shot a teacher in Kidal on Tuesday."
    group = Group(
        id="g",
        alike=("week",),
        why="-",
        reports=(
            Told(
                publisher="A",
                published="2021-03-04",
                text=text,
                tells={"bomb": (first,), "shot": ("Rebels shot a teacher",)},
            ),
            Told(publisher="B", published="2021-03-04", text="Shells hit Mopti.", tells={"m": ()}),
        ),
    )
    bomb, shot, shells = hear(group, model=False).tellings
    assert bomb.events
    assert shot.events
    assert shells.events
    assert bomb.events.isdisjoint(shot.events)


def test_the_seen_half_is_measured_by_rules_alone() -> None:
    measured = measure_accounts(load_groups("seen")[:2], model=False)
    assert measured.together.groups == 2
    assert 0 <= measured.alone.f1 <= 1


def test_the_command_shows_a_group_and_names_one_that_is_not_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["accounts", "--show", "dori-market", "--no-model"]) == 0
    shown = capsys.readouterr().out
    assert "[1] Faso Wire, 2021-03-04: Gunmen on motorcycles" in shown
    assert "tells 'raid' by" in shown
    assert main(["accounts", "--show", "dori"]) == 2
    assert "no group 'dori' in the seen part" in capsys.readouterr().err


def test_the_report_has_rows_of_the_held_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = load_groups("held")[:1]
    monkeypatch.setattr("evaluation.account_report.load_groups", lambda _: few)
    page = tmp_path / "quality.md"
    page.write_text("<!-- measured: start --><!-- measured: end -->", encoding="utf-8")
    (tmp_path / "score.py").write_text("TASKS = {}", encoding="utf-8")
    where = ["--benchmarks", str(tmp_path), "--page", str(page)]
    assert main(["report", *where, "--tasks", ACCOUNTS]) == 0
    assert [row.split(" | ")[1] for row in account_rows()] == [
        "pair precision",
        "pair recall",
        "pair F1",
        "look-alikes kept apart",
        "incidents off, a group",
    ]
    assert page.read_text(encoding="utf-8").count("| accounts |") == 5

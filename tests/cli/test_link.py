"""`sayso link`, and `sayso explain` for incidents and links."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import open_ledger
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

_FIRST = "Gunmen raided the port of Sirte on Monday, killing at least 12 people, residents said.\n"
_SECOND = (
    "Twelve people were killed on Monday when gunmen raided the port of Sirte, police said.\n"
)
_OTHER = "The army denied on Tuesday that its planes had bombed Aleppo.\n"


@pytest.fixture(scope="session")
def told_twice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three reports, two of which tell of one raid; nothing is linked."""
    folder = tmp_path_factory.mktemp("told")
    for name, publisher, text in (
        ("one.md", "Harbour Post", _FIRST),
        ("two.md", "Quay Courier", _SECOND),
        ("three.md", "Hill Gazette", _OTHER),
    ):
        head = f"---\npublisher: {publisher}\npublished: 2016-08-03\n---\n"
        (folder / name).write_text(head + text, encoding="utf-8")
    ledger = tmp_path_factory.mktemp("war") / "war.db"
    assert run("read", folder, "--into", ledger, "--no-model").exit_code == 0
    return ledger


@pytest.fixture
def war(told_twice: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of the raid."""
    copy = tmp_path / "war.db"
    assert run("ledger", "backup", told_twice, copy).exit_code == 0
    return copy


def shared(ledger: Path) -> tuple[str, tuple[str, ...]]:
    """The incident that two reports tell, and its events."""
    with open_ledger(str(ledger)) as opened:
        (one,) = (one for one in opened.incidents() if one.reports == 2)
        return one.id, opened.incident(one.id).event_ids


def test_link_says_what_came_of_it_and_does_nothing_twice(war: Path) -> None:
    done = run("link", war)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert re.search(r"^\d+ claims made of 3 reports$", done.stderr, re.MULTILINE)
    told = r"^\d+ events in 3 reports: \d+ incidents, 1 told by more than one report$"
    assert re.search(told, done.stderr, re.MULTILINE)
    again = run("link", war)
    assert again.stderr == "nothing is new since the last linking: nothing to do\n"
    assert run("link", war, "--anew", "--quiet").stderr == ""
    assert run("ledger", "check", war).exit_code == 0


def test_people_judge_and_it_takes_effect_at_once(war: Path) -> None:
    run("link", war)
    incident, (one, *_, two) = shared(war)
    why = ("--why", "another quay", "--who", "A. Reader")
    apart = run("link", war, "--apart", one[:9], two, *why)
    assert f"{one[:9]} and {two}: different happenings, says A. Reader\n" in apart.stderr
    with open_ledger(str(war)) as opened:
        first, second = opened.incident(one), opened.incident(two)
    assert first.id != second.id
    same = run("link", war, "--same", first.id, second.id, *why)
    assert "1 merged" in same.stderr or "cannot be different" in same.stderr
    back = run("link", war, "--unsure", one, two, *why)
    assert "left open, says A. Reader" in back.stderr
    assert shared(war)[0] == incident


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--same", "w0", "w1"), "--why"),
        (("--why", "none"), "name a pair"),
        (("--apart", "w0000", "w1111", "--why", "x"), "nothing by the id"),
    ],
)
def test_what_cannot_be_judged_is_told(war: Path, options: tuple[str, ...], message: str) -> None:
    done = run("link", war, *options)
    assert done.exit_code == 2
    assert message in done.stderr


def test_a_ledger_that_is_not_there_is_told(tmp_path: Path) -> None:
    done = run("link", tmp_path / "none.db")
    assert done.exit_code == 2
    assert "no such ledger" in done.stderr


def test_explain_tells_what_joins_an_incident(war: Path) -> None:
    run("link", war)
    incident, events = shared(war)
    done = run("explain", war, incident[:8])
    assert done.exit_code == 0
    assert f"incident {incident}" in done.stdout
    assert f"{len(events)} events" in done.stdout
    assert "· Harbour Post · 2016-08-03" in done.stdout
    assert re.search(r"\+\d\.\d  same place  \(place: same\)", done.stdout)
    assert re.search(r"UTC  born with \d events", done.stdout)
    link = re.search(r"^  (l[0-9a-f]{8})  the same happening: ", done.stdout, re.MULTILINE)
    assert link is not None
    alone = run("explain", war, link[1])
    assert "  same place  (place: same)" in alone.stdout


def test_the_weights_of_a_link_come_to_its_score(war: Path) -> None:
    run("link", war)
    with open_ledger(str(war)) as opened:
        (link, *_) = opened.links(shared(war)[0])
    out = run("explain", war, link.id).stdout
    weights = [float(w) for w in re.findall(r"^ +([+-]\d+\.\d)  ", out, re.MULTILINE)]
    odds = 10 ** (sum(weights) / 2.302585)
    assert link.score == pytest.approx(odds / (1 + odds), abs=0.01)


def test_explain_leads_from_a_former_id_and_shows_judgements(war: Path) -> None:
    run("link", war)
    raid, events = shared(war)
    with open_ledger(str(war)) as opened:
        (lone, *_) = (i for i in opened.incidents() if i.reports == 1)
    run("link", war, "--same", lone.id, raid, "--why", "one raid", "--who", "A. Reader")
    with open_ledger(str(war)) as opened:
        kept = opened.incident(lone.id).id
        former = next(
            step.change.incident_id for step in opened.history(kept) if step.change.other == kept
        )
    done = run("explain", war, former)
    assert done.stderr == f"{former} is now {kept}\n"
    assert f"{former} merged into it" in done.stdout.replace("\n  ", " ")
    assert "What people judged" in done.stdout
    assert "A. Reader: one raid" in done.stdout
    assert all(event[:9] in done.stdout for event in events)


@pytest.mark.parametrize("width", [80, 110])
def test_explanations_fit_the_width(war: Path, width: int) -> None:
    run("link", war)
    incident, _ = shared(war)
    lines = run("explain", war, incident, COLUMNS=str(width)).stdout.splitlines()
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if line.endswith(" ")]


def test_pairs_that_may_be_one_are_listed_until_somebody_judges(tmp_path: Path) -> None:
    for name, day, doer in (("one.md", "Monday", "residents"), ("two.md", "Tuesday", "police")):
        (tmp_path / name).write_text(
            f"---\npublisher: {name}\npublished: 2016-08-03\n---\n"
            f"American warplanes bombed Sirte on {day}, {doer} said.\n",
            encoding="utf-8",
        )
    war = tmp_path / "war.db"
    run("read", tmp_path / "one.md", tmp_path / "two.md", "--into", war, "--no-model")
    assert run("link", war, "--pairs").exit_code == 2
    run("link", war)
    listed = run("link", war, "--pairs")
    assert listed.exit_code == 0
    assert re.match(r"0\.\d\d  for: same place.*; against: a day apart", listed.stdout)
    assert "“bombed” · one.md · 2016-08-03" in listed.stdout
    assert "1 pair of incidents that may be one\n" in listed.stderr
    row = json.loads(run("link", war, "--pairs", "--format", "jsonl").stdout)
    assert row["link"]["judgement"] == "unsure"
    near = run("explain", war, row["link"]["id"])
    assert "held apart, but near: 0." in near.stdout
    run("link", war, "--apart", row["left"], row["right"], "--why", "two raids")
    assert run("link", war, "--pairs").stdout == ""

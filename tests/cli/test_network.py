"""`sayso network`: ties with whose account they are, for people and for other programs."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = {
    "one.md": (
        "---\npublisher: Harbour Post\npublished: 2019-07-02\nbloc: harbour\n---\n"
        "Taliban fighters killed four Afghan soldiers in Kunduz on Monday.\n"
    ),
    "two.md": (
        "---\npublisher: Hill Post\npublished: 2019-07-02\n---\n"
        "The Taliban killed five Afghan soldiers in Kunduz on Monday.\n"
    ),
    "three.md": (
        "---\npublisher: Hill Post\npublished: 2019-08-06\n---\nIran praised Russia on Monday.\n"
    ),
}


@pytest.fixture(scope="module")
def unlinked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("network")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    ledger = tmp_path_factory.mktemp("unlinked") / "war.db"
    read = run("read", folder, "--into", ledger, "--no-model", "--lang", "en")
    assert read.exit_code == 0, read.stderr
    return ledger


@pytest.fixture(scope="module")
def linked(unlinked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("linked") / "war.db"
    assert run("ledger", "backup", unlinked, copy).exit_code == 0
    assert run("link", copy).exit_code == 0
    return copy


def ties(ledger: Path, *options: str) -> set[tuple[str, str, str, int]]:
    shown = run("network", ledger, "--format", "json", *options)
    assert shown.exit_code == 0, shown.stderr
    network = json.loads(shown.stdout)
    return {(t["actor"], t["tie"], t["recipient"], t["accounts"]) for t in network["ties"]}


def test_ties_count_incidents_and_accounts_apart(linked: Path) -> None:
    shown = run("network", linked)
    assert shown.exit_code == 0
    (fights,) = [line for line in shown.stdout.splitlines() if "fights" in line]
    assert fights.split()[:3] == ["Taliban", "−", "fights"]
    assert "1         2        2  Harbour Post; Hill Post" in fights
    assert "2 ties between 4 nodes, from 3 of 3 accounts in 2 incidents" in shown.stderr


def test_filters_take_days_types_and_whose_account(linked: Path) -> None:
    fights = ("Taliban", "fights", "Afghan Armed Forces")
    praise = ("Iran", "supports", "Russia", 1)
    assert ties(linked) == {(*fights, 2), praise}
    assert ties(linked, "--until", "2019-07-31") == {(*fights, 2)}
    assert ties(linked, "--since", "2019-08-01") == {praise}
    assert ties(linked, "--type", "support") == {praise}
    assert ties(linked, "--bloc", "HARBOUR") == {(*fights, 1)}
    assert ties(linked, "--publisher", "Hill Post") == {(*fights, 1), praise}
    assert ties(linked, "--country", "AFG") == {(*fights, 2)}
    assert ties(linked, "--min-incidents", "2") == set()
    assert ("IRN", "supports", "RUS", 1) in ties(linked, "--by", "country")


def test_months_are_ties_of_their_own(linked: Path) -> None:
    shown = run("network", linked, "--month")
    lines = shown.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["month", "2019-07", "2019-08"]


def test_the_name_of_the_file_tells_the_format(linked: Path, tmp_path: Path) -> None:
    path = tmp_path / "war.graphml"
    assert run("network", linked, "-o", path).exit_code == 0
    graph = nx.read_graphml(path)
    assert graph.edges["Iran", "Russia"]["sign"] == 1
    packed = tmp_path / "war.graphml.gz"
    assert run("network", linked, "-o", packed).exit_code == 0
    assert set(nx.read_graphml(packed)) == set(graph)
    written = run("network", linked, "--format", "graphml")
    assert set(nx.read_graphml(io.BytesIO(written.stdout.encode()))) == set(graph)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--since", "August"), "'August' is not a day; write it as 2016-08-31"),
        (("--type", "WAR"), "'WAR' is no event type; known are ACCUSE, AGREE, AID"),
    ],
)
def test_what_is_asked_wrongly_is_told(linked: Path, options: tuple[str, str], told: str) -> None:
    shown = run("network", linked, *options)
    assert shown.exit_code == 2
    assert told in shown.stderr


def test_a_ledger_that_is_not_linked_says_what_to_do(unlinked: Path) -> None:
    shown = run("network", unlinked)
    assert shown.exit_code == 2
    assert f"run: sayso link {unlinked}" in shown.stderr

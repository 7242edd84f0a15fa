"""A room over a small ledger, and a client that stands for a browser without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from sayso.ledger.store import open_ledger
from sayso.review.app import make_app
from sayso.review.room import Room, alone
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = {
    "a.md": (
        "Harbour Post",
        "2031-05-02",
        "Gunmen killed at least nine people in Sirte on Thursday, the mayor said.",
    ),
    "b.md": (
        "Gulf Evening",
        "2031-05-03",
        (
            "Gunmen killed 22 people in Sirte on Thursday, the mayor said.\n\n"
            "The army denied that soldiers had killed people in Sirte on Thursday."
        ),
    ),
    "c.md": (
        "Coast Daily",
        "2031-05-09",
        "The Libyan government urged the Red Cross to enter Misrata at once.",
    ),
}


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a linked ledger of three reports, which no test may write to."""
    folder = tmp_path_factory.mktemp("reports")
    for name, (publisher, day, text) in REPORTS.items():
        head = f"---\npublisher: {publisher}\npublished: {day}\n---\n"
        (folder / name).write_text(head + text + "\n", encoding="utf-8")
    path = tmp_path_factory.mktemp("ledger") / "small.db"
    assert run("read", folder, "--into", path).exit_code == 0
    assert run("link", path).exit_code == 0
    return path


@pytest.fixture
def room(small: Path, tmp_path: Path) -> Iterator[Room]:
    """A room of one person over a copy of the small ledger: tests may decide in it."""
    path = tmp_path / "room.db"
    path.write_bytes(small.read_bytes())
    with open_ledger(str(path)) as ledger:
        yield Room(ledger, "room.db", alone("maria"))


@pytest.fixture
def client(room: Room) -> Iterator[TestClient]:
    """Asks the room for pages, as maria."""
    with TestClient(make_app(room)) as asking:
        yield asking

"""What pages keep of whole lists is never older than the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.ledger.store import open_ledger
from sayso.pipeline.joining.listing import is_behind
from sayso.review import serving
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from starlette.testclient import TestClient

_SEARCH = "/search.json?q=sirte"
_PAGES = ("/index.json", "/about.json", "/incidents.json?all=1", "/reports.json", _SEARCH)


def told(client: TestClient) -> dict[str, Any]:
    """What each page says."""
    return {page: client.get(page).json() for page in _PAGES}


def read(tmp_path: Path, text: str) -> None:
    """One more report in the room's ledger, as another process reads it."""
    report = tmp_path / "late.md"
    head = "---\npublisher: Late Post\npublished: 2031-05-10\n---\n"
    report.write_text(f"{head}{text}\n", encoding="utf-8")
    assert run("read", report, "--into", tmp_path / "room.db").exit_code == 0


def test_asked_again_a_page_says_the_same(client: TestClient) -> None:
    assert told(client) == told(client)


def test_a_report_read_meanwhile_is_counted_at_once(client: TestClient, tmp_path: Path) -> None:
    before = told(client)
    read(tmp_path, "Gunmen killed four people in Sirte on Friday.")
    after = told(client)
    assert after["/about.json"]["coverage"]["documents"] == 4
    assert after["/reports.json"] != before["/reports.json"]
    assert after[_SEARCH]["reports"]["total"] == before[_SEARCH]["reports"]["total"] + 1


def test_what_is_linked_meanwhile_is_listed_at_once(client: TestClient, tmp_path: Path) -> None:
    before = told(client)["/incidents.json?all=1"]
    read(tmp_path, "Gunmen killed four people in Benghazi on Friday.")
    assert run("link", tmp_path / "room.db").exit_code == 0
    after = told(client)["/incidents.json?all=1"]
    assert "Benghazi" in str(after)
    assert "Benghazi" not in str(before)


def test_a_room_opens_with_its_lists_made(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "war.db"
    path.write_bytes(small.read_bytes())
    behind: list[bool] = []
    monkeypatch.setattr(serving, "serve", lambda room, **_: behind.append(is_behind(room.ledger)))
    with open_ledger(str(path)) as ledger:
        assert is_behind(ledger)
    first = run("serve", path, "--as", "maria")
    again = run("serve", path, "--as", "maria")
    assert behind == [False, False]
    assert "Making the lists" in first.stderr
    assert "Making the lists" not in again.stderr

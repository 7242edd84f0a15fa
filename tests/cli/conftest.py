"""Commands run as a user runs them, and a ledger that they read into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.commands import REPORTS, run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three reports and one file that cannot be read."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"id": "x", "text": \n', encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def shared_ledger(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the reports that no test changes."""
    ledger = tmp_path_factory.mktemp("ledger") / "war.db"
    assert run("read", reports, "--into", ledger).exit_code == 3
    return ledger


@pytest.fixture
def ledger(shared_ledger: Path, tmp_path: Path) -> Path:
    """A copy of the ledger of the reports."""
    copy = tmp_path / "war.db"
    assert run("ledger", "backup", shared_ledger, copy).exit_code == 0
    return copy

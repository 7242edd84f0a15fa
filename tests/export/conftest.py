"""The ledger of the demo, read and linked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.files.load import DATA
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

_REPORTS = sorted((DATA / "demo").glob("*.md"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the demo's reports."""
    return _ledger(tmp_path_factory, _REPORTS)


@pytest.fixture(scope="session")
def demo_backwards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same reports, read from the last to the first."""
    return _ledger(tmp_path_factory, _REPORTS[::-1])


def _ledger(factory: pytest.TempPathFactory, reports: list[Path]) -> Path:
    path = factory.mktemp("demo") / "demo.db"
    for done in (run("read", *reports, "--into", path), run("link", path)):
        assert done.exit_code == 0, done.stderr
    return path

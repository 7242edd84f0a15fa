"""A ledger of a few linked reports for the tests of coders, each test with a copy of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import Ledger, open_ledger
from tests.pipeline.coders.coded import REPORTS
from tests.pipeline.linked import link

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("coders") / "war.db"
    with open_ledger(str(path), create=True) as made:
        link(made, REPORTS)
    return path


@pytest.fixture
def ledger(linked: Path, tmp_path: Path) -> Iterator[Ledger]:
    path = tmp_path / "war.db"
    path.write_bytes(linked.read_bytes())
    with open_ledger(str(path)) as made:
        yield made

"""Every test of the ledger runs on SQLite and on a real PostgreSQL server."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import Ledger, open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.postgres import Server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_target(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Makes, at each call, the path or URL of a ledger that does not exist yet."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgres")
        return server.new_schema
    folder = tmp_path_factory.mktemp("ledgers")
    numbers = itertools.count(1)
    return lambda: str(folder / f"{next(numbers)}.db")


@pytest.fixture
def target(new_target: Callable[[], str]) -> str:
    """The path or URL of a ledger that does not exist yet."""
    return new_target()


@pytest.fixture
def ledger(target: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with open_ledger(target, create=True) as made:
        yield made


@pytest.fixture
def run_id(ledger: Ledger) -> str:
    """A run that has begun in the ledger."""
    return ledger.begin_run(version="0.1.0", configuration="c0", inputs=["in"], resume=False)

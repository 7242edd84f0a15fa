"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.postgres import MissingServerError, Server, running_server

if TYPE_CHECKING:
    from collections.abc import Iterator


# How long an example takes says how busy the machine is: speed is measured in benchmarks alone.
# The examples are the same in each run, so that a failure is of the change at hand; new ones are
# searched for with `--hypothesis-profile=search`.
settings.register_profile("sayso", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("sayso")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server; without one the tests that need it fail, and say so."""
    try:
        with running_server() as server:
            yield server
    except MissingServerError as error:
        pytest.fail(str(error), pytrace=False)

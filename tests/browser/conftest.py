"""A real browser (Debian's Chromium) before a real room over the seeded ledger."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright

from sayso.ledger.store import open_ledger
from sayso.review.app import make_app
from sayso.review.room import Room, alone
from tests.browser.seed import make_seed

pytest.register_assert_rewrite("tests.browser.standing")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

MISSING = (
    "no Chromium found: the tests in tests/browser need Debian's package: apt-get install chromium"
)
_FLAGS = [
    "--no-sandbox", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
]  # fmt: skip
_PATIENCE = 30_000
"""Milliseconds that a page may take on a busy machine; no test measures time."""


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the seeded ledger; tests get copies of it."""
    return make_seed(tmp_path_factory.mktemp("seed") / "seed.db")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window, for all tests of the session."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.fail(MISSING)
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield opened
        opened.close()


class Served:
    """A room that answers at `url`, until it is closed; `ledger` is what it works on."""

    def __init__(self, room: Room) -> None:
        self.ledger = room.ledger
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(make_app(room), log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True
        )
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def close(self) -> None:
        """Ends the server."""
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


@pytest.fixture
def ledger_path(seeded: Path, tmp_path: Path) -> Path:
    """The path of a copy of the seeded ledger."""
    return Path(shutil.copy(seeded, tmp_path / "war.db"))


@pytest.fixture
def served(ledger_path: Path) -> Iterator[Served]:
    """A room of one person, maria, over a copy of the seeded ledger: tests may decide in it."""
    with open_ledger(str(ledger_path)) as ledger:
        room = Served(Room(ledger, "war.db", alone("maria")))
        yield room
        room.close()


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A clean profile of the browser: the addresses of its pages begin at the room."""
    made = browser.new_context(base_url=served.url, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(_PATIENCE)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    """A tab; when the test ends, nothing may have been asked of another host or failed."""
    opened = context.new_page()
    strange: list[str] = []
    opened.on(
        "request",
        lambda asked: strange.append(asked.url) if not asked.url.startswith(served.url) else None,
    )
    opened.on("console", lambda said: strange.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: strange.append(str(error)))
    yield opened
    wanted = [line for line in strange if not line.startswith(("data:", "blob:"))]
    assert wanted == []

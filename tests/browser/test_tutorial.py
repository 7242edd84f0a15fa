"""The tutorial's walk through the demo, as its page tells it; takes the pictures that it shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from sayso.ledger.store import open_ledger
from sayso.review.room import Room, alone
from tests.browser.conftest import Served
from tests.browser.keying import press_to
from tests.browser.pictures import picture
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

PAGE = Path(__file__).parents[2] / "docs" / "tutorial-room.md"
PICTURES = PAGE.parent / "pictures"
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of the ledger that `sayso demo` makes."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    assert run("demo", "--into", path).exit_code == 0
    return path


@pytest.fixture
def served(demo: Path) -> Iterator[Served]:
    """A room of one person over the demo's ledger."""
    with open_ledger(str(demo)) as ledger:
        room = Served(Room(ledger, "demo.db", alone("maria")))
        yield room
        room.close()


def test_the_tutorial_walks_through_the_demo(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 760})
    page.goto("/")
    _drawn(page)
    picture(page, "overview")
    page.goto("/map")
    _drawn(page)
    picture(page, "map")
    page.goto("/queue?disputed=1&country=AFG")
    page.locator(".queue > li a").first.wait_for()
    picture(page, "queue")
    # On a busy machine a page is drawn before it listens to keys.
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    page.locator("#show-keys").wait_for(state="visible")
    press_to(page, "o", "/incident/")
    expect(page.locator("h1")).to_contain_text("Kunduz")
    picture(page, "incident")
    page.locator("td[data-conflict=killed] a.value").first.scroll_into_view_if_needed()
    picture(page, "matrix")
    wanted = page.locator("td[data-conflict=killed] .said").first
    quote = wanted.locator("q").first.inner_text().strip('“”"')
    wanted.locator("a.value").first.click()
    page.wait_for_url(re.compile("/report/"))
    expect(page.locator("#m")).to_contain_text(quote)
    picture(page, "report")


def _drawn(page: Page) -> None:
    """Waits until the map is there, scrolled to or not."""
    drawn = page.locator("[data-map] svg, [data-map] canvas").first
    drawn.scroll_into_view_if_needed()
    expect(drawn).to_be_visible()
    page.evaluate("() => window.scrollTo(0, 0)")


def test_the_page_shows_only_pictures_that_there_are() -> None:
    named = re.findall(r"\]\(pictures/([a-z-]+)\.png\)", PAGE.read_text(encoding="utf-8"))
    assert named
    assert {f"{name}.png" for name in named} == {file.name for file in PICTURES.glob("*.png")}
    assert all((PICTURES / f"{name}.png").read_bytes()[:8] == _SIGNATURE for name in named)

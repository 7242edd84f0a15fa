"""A static report in a browser, opened from the disk: as somebody meets it who got it by mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.standing import grave, overflow
from tests.cli.commands import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def folder(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the incidents that two reports or more tell, as a folder and as one file."""
    made = tmp_path_factory.mktemp("paper")
    for name in ("war", "war.html"):
        done = run("report", seeded, "-o", made / name, "--min-reports", "2")
        assert done.exit_code == 0, done.stderr
    return made


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A tab that may ask for files alone."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    strange: list[str] = []
    opened.on("request", lambda asked: strange.append(asked.url))
    opened.on("console", lambda said: strange.append(said.text) if said.type == "error" else None)
    yield opened
    opened.close()
    assert [one for one in strange if not one.startswith("file:")] == []


def test_from_the_contents_to_the_words_and_back(reader: Page, folder: Path) -> None:
    reader.goto((folder / "war" / "index.html").as_uri())
    reader.locator("nav.contents ol a").first.click()
    value = reader.locator(".matrix a.value").first
    quote = value.get_attribute("href") or ""
    value.click()
    assert reader.url.endswith(quote.removeprefix("../"))
    assert reader.locator("mark:target").count() == 1
    assert reader.locator("mark:target").bounding_box() is not None
    reader.get_by_role("link", name="its incident").first.click()
    assert "/incidents/" in reader.url
    reader.get_by_role("link", name="Contents").click()
    assert "index.html" in reader.url


def test_in_one_file_a_value_leads_to_its_words(reader: Page, folder: Path) -> None:
    reader.goto((folder / "war.html").as_uri())
    reader.locator(".matrix a.value").first.click()
    assert reader.locator("mark:target").count() == 1


def test_its_pages_keep_nobody_out(browser: Browser, folder: Path) -> None:
    looked = browser.new_page()
    war = folder / "war"
    largest = max((war / "incidents").iterdir(), key=lambda path: path.stat().st_size)
    report = next(path for path in (war / "reports").iterdir() if 'dir="rtl"' in path.read_text())
    for path in (war / "index.html", largest, report, folder / "war.html"):
        looked.set_viewport_size({"width": 1280, "height": 900})
        looked.goto(path.as_uri())
        assert grave(looked) == []
        looked.set_viewport_size({"width": 360, "height": 740})
        assert overflow(looked) <= 0, path.name
    looked.close()

"""The closing scenario: from the queue to the exported file, by keys alone, nothing off the host.

Also takes the pictures of the tutorial, where `SAYSO_PICTURES` names a folder.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from sayso.records.linking import IncidentFilter
from tests.browser.keying import press_to
from tests.browser.pictures import picture
from tests.cli.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Served

_WHY = "the governor speaks of all bombings this year"
_MOST_STEPS = 400


def tab_to(page: Page, wanted: Locator) -> None:
    """Goes on with Tab until something has the focus, as a person without a mouse does."""
    for _ in range(_MOST_STEPS):
        if wanted.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {wanted}")


def test_a_coder_checks_an_incident_by_keys_and_finds_the_decision_in_the_export(
    page: Page, served: Served, ledger_path: Path, tmp_path: Path
) -> None:
    page.goto("/queue?country=IRQ&disputed=1")
    picture(page, "queue")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("n")
    heading = page.locator("#item")
    expect(heading).to_be_focused()
    expect(heading).to_contain_text("Tikrit")
    expect(page.locator("[data-conflict=killed]")).to_contain_text("140")
    expect(page.locator("[data-conflict=killed]")).to_contain_text("210")
    picture(page, "triage")
    _open_quotes(page, ["140 people", "210 people"])
    # Behind "back" a page is drawn before it listens to keys; then it shows which there are.
    page.locator("#show-keys").wait_for(state="visible")
    press_to(page, "o", "/incident/")
    picture(page, "incident")
    _mark_cumulative(page)
    _merge(page)
    page.wait_for_load_state("networkidle")
    press_to(page, "ArrowLeft", "as_of=2031-08-11")
    expect(page.locator(".matrix tbody tr[data-row]")).to_have_count(2)
    picture(page, "day-before")
    _export(served, ledger_path, tmp_path / "exported")


def _open_quotes(page: Page, wanted: list[str]) -> None:
    """Opens the quotes one after the other, and comes back to the item each time."""
    for number, words in enumerate(wanted, start=1):
        page.locator("#show-keys").wait_for(state="visible")
        for _ in range(number):
            page.keyboard.press("q")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/report/"))
        expect(page.locator("main")).to_contain_text(words)
        if number == 1:
            picture(page, "report")
        page.go_back()
        expect(page.locator("#item")).to_contain_text("Tikrit")


def _mark_cumulative(page: Page) -> None:
    tab_to(page, page.locator("#c1-killed-0 button.why"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#c1-killed-0 a[href*='/cell?']"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/cell"))
    picture(page, "cell")
    tab_to(page, page.get_by_label("Why, or what you note or ask"))
    page.keyboard.type(_WHY)
    tab_to(page, page.get_by_role("button", name="It is a running total"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/incident/[^/]+$|/incident/[^/]+[?#]"))
    expect(page.locator("main")).to_contain_text("running total")


def _merge(page: Page) -> None:
    button = page.locator("#merge form.suggestion button").first
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(".matrix tbody tr[data-row]")).to_have_count(3)
    picture(page, "merged")


def _export(served: Served, ledger: Path, folder: Path) -> None:
    """The decision and its reason stand beside the exported rows."""
    assert served.ledger.count_incidents(IncidentFilter(since="2031-08-01")) == 1
    folder.mkdir()
    target = folder / "ged.csv"
    done = run("export", ledger, "--format", "ged", "-o", target, "--since", "2031-08-01")
    assert done.exit_code == 0, done.stderr
    (side,) = folder.glob("ged*.reviews.csv")
    with side.open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert any(_WHY in row.values() and "maria" in row.values() for row in told)

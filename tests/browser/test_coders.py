"""Two coders and a referee, each in a browser of their own, over one ledger."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.store import open_ledger
from sayso.records.linking import IncidentFilter
from tests.browser.conftest import Served
from tests.browser.standing import grave, overflow
from tests.review.people import PASSWORD, guarded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from sayso.ledger.store import Ledger


_ALPHA = 1 - (144 / 44100 + 100 / 168100) / 2 / ((144 / 44100 + 100 / 168100
    + 89**2 / 311**2 + 99**2 / 321**2 + 101**2 / 299**2 + 111**2 / 309**2) / 6)  # fmt: skip
"""Krippendorff's α by hand for ratios, where one coder says 111 and 200 and the other 99 and 210:
differences are ((a - b) / (a + b))², those within questions over those of all six pairs."""


@pytest.fixture
def shared(ledger_path: Path) -> Iterator[Served]:
    """A room in which ana, ben (coders) and rosa (referee) sign in."""
    with open_ledger(str(ledger_path)) as ledger:
        room = Served(guarded(ledger))
        yield room
        room.close()


@pytest.fixture
def enter(browser: Browser, shared: Served) -> Iterator[Callable[[str], Page]]:
    """Opens a browser for somebody and signs in."""
    opened: list[BrowserContext] = []

    def come(name: str) -> Page:
        context = browser.new_context(base_url=shared.url, viewport={"width": 1280, "height": 900})
        context.set_default_timeout(15_000)
        opened.append(context)
        page = context.new_page()
        page.goto("/login")
        page.get_by_label("Name").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    yield come
    for context in opened:
        context.close()


def school(ledger: Ledger, nth: int = 0) -> tuple[str, str]:
    """The incident of five tolls, and the claim of one of them, the first told first."""
    found = max(
        ledger.incidents(IncidentFilter(place="Gusau")), key=lambda incident: incident.accounts
    )
    accounts = ledger.accounts(ledger.incident(found.id).event_ids)
    told = sorted(accounts, key=lambda account: account.published or "")
    return found.id, told[nth].claim.id


def set_toll(page: Page, ledger: Ledger, value: str, why: str, *, nth: int = 0) -> None:
    """Sets the toll of an account, as a person does in its cell's page."""
    incident, key = school(ledger, nth)
    claim = next(
        one.claim
        for one in ledger.accounts(ledger.incident(incident).event_ids)
        if one.claim.id == key
    )
    words = claim.tolls[0].span
    column = claim.tolls[0].counted.value
    page.goto(
        f"/incident/{incident}/cell?claim={key}&column={column}"
        f"&start={words.start}&end={words.end}"
    )
    page.get_by_label("What it is").fill(value)
    page.get_by_label("Why, or what you note or ask").fill(why)
    page.get_by_role("button", name="Set right").click()
    page.wait_for_selector("#done")


def test_blind_coding_ruling_feedback_and_agreement(
    enter: Callable[[str], Page], shared: Served
) -> None:
    ana, ben, rosa = enter("ana"), enter("ben"), enter("rosa")
    incident, _ = school(shared.ledger)
    set_toll(ana, shared.ledger, "111", "quinces of the orchard")
    (report,) = {
        one.claim.doc_id
        for one in shared.ledger.accounts(shared.ledger.incident(incident).event_ids)
        if one.claim.id == school(shared.ledger)[1]
    }
    for address in (f"/incident/{incident}", f"/report/{report}", "/history", "/queue", "/search"):
        for suffix in ("", ".json"):
            told = ben.request.get(f"{address}{suffix}?q=quinces").text()
            assert "quinces of" not in told, address + suffix
            assert not re.search(r"\b111\b", told), address + suffix
    set_toll(ben, shared.ledger, "99", "the headline")
    for page, told in ((ana, "200"), (ben, "210")):
        set_toll(page, shared.ledger, told, "as I count", nth=1)

    rosa.goto("/adjudicate")
    rosa.locator(f'a[href="/adjudicate/{incident}"]').click()
    assert rosa.locator(".question.open").count() == 2
    question = rosa.locator(".question.open", has_text="111")
    assert "coder 1" in question.inner_text()
    assert "ana" not in question.inner_text()
    assert grave(rosa) == []
    rosa.set_viewport_size({"width": 360, "height": 740})
    assert overflow(rosa) <= 0
    question.get_by_role("radio", name="coder 2").check()
    question.get_by_label("Why (the coders read it)").fill("the count of the first report")
    question.get_by_role("button", name="Rule").click()
    rosa.wait_for_selector('.question[data-state="ruled"]')

    ana.goto("/about")
    ana.get_by_role("link", name="1 for you").click()
    told = ana.locator("main").inner_text()
    assert "overruled" in told
    assert "the count of the first report" in told
    assert "the headline" not in told
    assert grave(ana) == []
    ana.get_by_role("button", name="I have read it").click()
    ana.wait_for_selector("text=Feedback")

    rosa.goto("/agreement?pairs=1&rules=1")
    row = rosa.locator('section[aria-labelledby=coders] tr[data-field="abducted"]')
    assert row.locator("td").nth(1).inner_text() == "2"
    assert row.locator("td.alpha").inner_text().startswith(f"{_ALPHA:.2f}")
    assert grave(rosa) == []
    assert overflow(rosa) <= 0


def test_what_is_given_is_asked_about_and_decided(
    enter: Callable[[str], Page], shared: Served
) -> None:
    rosa, ben = enter("rosa"), enter("ben")
    rosa.goto("/assign")
    assert grave(rosa) == []
    rosa.get_by_label("size of the sample").fill("3")
    rosa.get_by_label("seed", exact=True).fill("7")
    rosa.get_by_role("button", name="Give").click()
    rosa.wait_for_selector("text=ben: 0 of 3 incidents decided")
    rosa.set_viewport_size({"width": 360, "height": 740})
    assert overflow(rosa) <= 0

    ben.goto("/queue")
    assert ben.locator("ol.queue > li").count() == 3
    first = ben.locator("ol.queue > li").first.get_attribute("id") or ""
    ben.goto(f"/ask/{first.removeprefix('i')}")
    ben.get_by_label("What").fill("One raid, or two?")
    ben.get_by_role("button", name="Ask").click()
    ben.wait_for_selector("text=One raid, or two?")
    assert grave(ben) == []

    rosa.goto("/feedback")
    rosa.get_by_label("Answer").fill("One: the same morning.")
    rosa.get_by_role("button", name="Send").click()
    rosa.wait_for_selector("text=the same morning")
    ben.goto("/feedback")
    assert "the same morning" in ben.locator("main").inner_text()
    assert {one.name for one in shared.ledger.assigned()} == {"ana", "ben"}

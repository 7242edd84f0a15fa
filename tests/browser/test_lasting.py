"""What people decide lasts: merged and split incidents, edits against a newer reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from sayso.records.linking import IncidentFilter
from tests.browser.rereading import link_again
from tests.browser.standing import grave
from tests.browser.test_incident import address

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Served


def bombings(served: Served) -> list[str]:
    """The incidents of the bombing that may be one: two reports of it, and one of a day later."""
    found = served.ledger.incidents(IncidentFilter(place="Tikrit", since="2031-08-01"))
    return [one.id for one in sorted(found, key=lambda one: -one.reports)]


def twin(page: Page, incident: str) -> dict[str, Any]:
    """What the JSON of an incident says."""
    told: dict[str, Any] = page.request.get(f"/incident/{incident}.json").json()
    return told


def claims(page: Page, incident: str) -> list[str]:
    """The claims of its rows."""
    groups = twin(page, incident)["groups"]
    return sorted(key for group in groups for row in group["rows"] for key in row["claims"])


def test_a_suggestion_is_merged_split_back_and_never_made_again(
    page: Page, served: Served
) -> None:
    first, other = bombings(served)
    apart = claims(page, first), claims(page, other)
    events = [event["id"] for event in twin(page, other)["events"]]
    page.goto(f"/incident/{first}")
    form = page.locator("#merge form.suggestion")
    assert re.search(
        r"same place, .*a day apart, .*0\.\d\d", form.locator(".reasons").inner_text()
    )
    form.get_by_role("button", name="Merge").click()
    expect(page.locator("#done")).to_contain_text("Recorded")
    (kept,) = bombings(served)
    for key in (first, other):
        page.goto(f"/incident/{key}")
        assert page.url.endswith(f"/incident/{kept}")
    assert claims(page, kept) == sorted([*apart[0], *apart[1]])

    page.locator("#split > summary").click()
    for event in events:
        page.locator(f"#split input[value='{event}']").check()
    page.locator("#split").get_by_label("Why").fill("two bombings")
    page.get_by_role("button", name="Split off").click()
    expect(page.locator("#done")).to_contain_text("Recorded")
    for _ in range(2):
        back = bombings(served)
        assert (claims(page, back[0]), claims(page, back[1])) == apart
        assert [twin(page, key)["suggestions"] for key in back] == [[], []]
        link_again(served.ledger)


def test_an_edit_stands_against_a_changed_rule_until_it_is_taken_over(
    page: Page, served: Served
) -> None:
    start = address(served, "Gusau")
    page.goto(start)
    edit = page.locator("td[data-label=place] .because a").first.get_attribute("href")
    page.goto(edit or "")
    page.get_by_label("What it is").fill("Kaduna, NGA")
    page.get_by_label("Why, or what you note or ask").fill("the school's office")
    page.get_by_role("button", name="Set right").click()
    page.wait_for_url("**done=*")
    assert page.locator("#differences").count() == 0
    link_again(served.ledger, place="Talata Mafara")
    page.goto(start)
    cell = page.locator("td[data-label=place]").first
    assert "Kaduna" in cell.inner_text()
    banner = page.locator("#differences")
    expect(banner).to_contain_text("what people set still stands")
    expect(banner).to_contain_text("Kaduna")
    expect(banner).to_contain_text("Talata Mafara")
    assert grave(page) == []
    banner.get_by_label("Why").fill("read again")
    banner.get_by_role("button", name="Accept the new value").click()
    expect(page.locator("#done")).to_contain_text("Recorded")
    assert page.locator("#differences").count() == 0
    assert "Talata Mafara" in page.locator("td[data-label=place]").first.inner_text()
    rows = page.locator("tr[data-act]")
    assert [row.get_attribute("data-act") for row in rows.all()] == ["update", "decide"]
    expect(rows.nth(0)).to_contain_text("read again")
    expect(rows.nth(1)).to_contain_text("the school's office")
    expect(rows.nth(1)).to_contain_text("Gusau")
    expect(rows.nth(1)).to_contain_text("then Kaduna, NGA")

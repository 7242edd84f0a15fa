"""The page of an incident in a real browser, for people with mouse or keys, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.codes.definitions import definition
from sayso.records.linking import IncidentFilter
from tests.browser.standing import check_page, without_script

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Served

_REPORTS = {"Gusau": 5, "Misrata": 4, "Sabha": 12}
_ARMY = "Libyan Army through Capital Gazette"
_CROSS = "International Committee of the Red Cross through Gulf Evening"
_CRESCENT = "Red Crescent through صحيفة الميناء"
_DISAGREEING = [
    ("“doctors” through Harbour Post", "killed"),
    (_CROSS, "killed"),
    (_CRESCENT, "killed"),
    (_CRESCENT, "actor"),
    (_ARMY, "actor"),
    (_ARMY, "responsibility"),
    (_ARMY, "status"),
]
"""The cells of the denied strike that another account of it contradicts or denies."""


def address(served: Served, place: str) -> str:
    """The address of the incident at a place that most reports tell."""
    found = served.ledger.incidents(IncidentFilter(place=place, reports=_REPORTS[place]))
    (one,) = (summary.id for summary in found)
    return f"/incident/{one}"


@pytest.mark.parametrize("place", ["Gusau", "Misrata", "Sabha"])
def test_the_page_stands(page: Page, served: Served, place: str) -> None:
    check_page(page, address(served, place))


def test_the_form_of_a_value_stands(page: Page, served: Served) -> None:
    page.goto(address(served, "Misrata"))
    edit = page.locator("td[data-conflict=killed] .because a").first.get_attribute("href")
    assert edit is not None
    check_page(page, edit)


def test_the_denied_strike_has_bloc_groups_a_denial_and_marked_cells(
    page: Page, served: Served
) -> None:
    page.goto(address(served, "Misrata"))
    blocs = page.locator("tbody[data-bloc]").evaluate_all("all => all.map(b => b.dataset.bloc)")
    assert blocs == ["coast", "inland", "-"]
    denial = page.locator("tbody[data-bloc=inland] td [data-stance=denies]")
    assert denial.inner_text().split() == ["✕", "denies"]
    marked = page.locator("td[data-conflict]")
    told = marked.evaluate_all(
        """all => all.map(cell => [
          cell.closest('tr').querySelector('th bdi').textContent, cell.dataset.conflict])"""
    )
    assert sorted(map(tuple, told)) == sorted(_DISAGREEING)
    for cell in marked.all():
        assert any(word in cell.inner_text() for word in ("contradicted", "denied"))
    assert page.locator("td.disputed:not([data-conflict])").count() == 0


def test_a_bloc_is_hidden_by_its_box(page: Page, served: Served) -> None:
    page.goto(address(served, "Misrata"))
    page.get_by_role("checkbox", name="inland").check()
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.locator("tbody[data-bloc=inland]").count() == 0
    told = page.locator("#recomputed").inner_text()
    assert "Counted anew for what is shown: 4 of 5 accounts" in told
    assert "inland" in told
    assert "without=inland" in page.url
    for column in ("responsibility", "status"):
        summary = page.locator(f".agreement [data-column={column}]")
        assert "denied" not in summary.inner_text()
    assert page.locator("p.counts").inner_text().startswith("4 accounts · 3 reports")
    twin = page.request.get(page.url.replace("?", ".json?").split("#")[0]).json()
    assert [group["key"] for group in twin["groups"]] == ["coast", "-"]
    assert not {"responsibility", "status"} & {
        one["column"] for one in twin["summaries"] if one["disputed"]
    }


@pytest.mark.parametrize("place", ["Misrata", "Gusau"])
def test_every_cell_leads_to_its_highlighted_quote_and_back(
    page: Page, served: Served, place: str
) -> None:
    start = address(served, place)
    told = page.request.get(f"{start}.json").json()
    values = [
        value
        for group in told["groups"]
        for row in group["rows"]
        for cell in row["cells"].values()
        for value in cell["values"]
        if value["address"]
    ]
    assert len(values) > 20
    for value in values:
        page.goto(value["address"])
        marked = page.locator("mark.sayso-here").all_inner_texts()
        assert value["quote"] in {"".join(marked), marked[0]}
    page.goto(start)
    last = values[-1]
    page.locator(f"#{last['anchor']} a.value").click()
    page.get_by_role("link", name="Back to where you came from").click()
    assert page.url.endswith(f"{start}#{last['anchor']}")


def test_the_link_of_a_cell_opens_cold_in_a_clean_profile(
    page: Page, browser: Browser, served: Served
) -> None:
    page.goto(address(served, "Misrata"))
    cell = page.locator(f"td[data-conflict=killed] a.value[href*='{_emoji_report(served)}']")
    link, number = cell.first.get_attribute("href"), cell.first.inner_text()
    clean = browser.new_context(base_url=served.url)
    cold = clean.new_page()
    cold.goto(link or "")
    assert cold.locator("mark.sayso-here").first.inner_text().startswith(number)
    head = cold.locator(".report-head").inner_text()
    assert "Harbour Post" in head
    assert "2031-05-03" in head
    clean.close()


def _emoji_report(served: Served) -> str:
    return next(one.id for one in served.ledger.documents() if "🏥" in one.text)


def test_reasons_are_reached_by_tab_and_closed_by_escape(page: Page, served: Served) -> None:
    page.goto(address(served, "Misrata"))
    page.locator("[data-stance=denies]").scroll_into_view_if_needed()
    button = page.locator("tbody[data-bloc=inland] td[data-label=stance] button.why")
    page.locator("tbody[data-bloc=inland] th[scope=row] a").focus()
    page.keyboard.press("Tab")
    assert button.evaluate("b => b === document.activeElement")
    note = page.locator(".because:popover-open")
    denied = definition("stance", "denies")
    assert denied is not None
    assert denied.words == note.locator(".reason").inner_text()
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert button.evaluate("b => b === document.activeElement")


def test_an_empty_cell_says_why(page: Page, served: Served) -> None:
    page.goto(address(served, "Misrata"))
    cell = page.locator("tbody[data-bloc=inland] td[data-label=killed]")
    cell.locator("button.why").click()
    assert "no count stands nearest" in page.locator(".because:popover-open").inner_text()


def test_arrow_keys_step_through_the_days(page: Page, served: Served) -> None:
    page.goto(address(served, "Gusau"))
    assert page.locator("tr[data-row]").count() == 5
    for day, rows in (("2031-04-21", 4), ("2031-04-17", 3), ("2031-04-16", 2)):
        with page.expect_navigation():
            page.keyboard.press("ArrowLeft")
        assert f"as_of={day}" in page.url
        assert page.locator("tr[data-row]").count() == rows
    assert "130" not in page.locator("main").inner_text()
    assert page.locator("p.counts").inner_text().startswith("2 accounts · 2 reports")
    twin = page.request.get(page.url.replace("?", ".json?").split("#")[0]).text()
    assert "200" in twin
    assert "130" not in twin
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert "as_of=2031-04-17" in page.url


def test_unlinking_a_copy_makes_one_source_more(page: Page, served: Served) -> None:
    page.goto(address(served, "Sabha"))
    page.get_by_role("link", name="why 12 reports are 1 independent source").click()
    assert page.url.endswith("#sources")
    badge = page.locator("[data-badge]")
    assert badge.inner_text() == "12 reports, 1 independent source"
    evidence = page.locator(".evidence").first.inner_text()
    assert "the same text" in evidence
    assert "credits Meridian Wire" in evidence
    copy = page.locator(".copies > li").filter(has_text="Lake Observer")
    copy.locator("summary").click()
    copy.get_by_label("Why it is a source of its own").fill("its own reporter")
    copy.get_by_role("button", name="Unlink").click()
    assert badge.inner_text() == "12 reports, 2 independent sources"
    page.locator("#done").get_by_role("button", name="Undo").click()
    assert badge.inner_text() == "12 reports, 1 independent source"


def test_a_decision_and_its_undoing_by_keys_alone(page: Page, served: Served) -> None:
    page.goto(address(served, "Misrata"))
    page.locator("td[data-conflict=killed] button.why").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cell?*")
    assert page.evaluate("() => document.activeElement.name") == "value"
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("15")
    page.keyboard.press("Tab")
    page.keyboard.type("a typo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/*done=*")
    assert "corrected by maria" in page.locator("td[data-label=killed] .by").inner_text()
    page.locator("#done").get_by_role("button", name="Undo").press("Enter")
    page.wait_for_url("**/incident/*done=*")
    assert page.locator("td[data-label=killed] .by").count() == 0


def test_two_people_at_once_lose_nothing(
    page: Page, context: BrowserContext, served: Served
) -> None:
    start = address(served, "Misrata")
    page.goto(start)
    edit = page.locator("td[data-conflict=killed] .because a").first.get_attribute("href")
    assert edit is not None
    other = context.new_page()
    for one in (page, other):
        one.goto(edit)
    for one, value in ((page, "15"), (other, "16")):
        one.get_by_label("What it is").fill(value)
        one.get_by_role("button", name="Set right").click()
    assert "Nothing was recorded" in other.locator("#failed").inner_text()
    assert other.get_by_label("What it is").input_value() == "16"
    other.get_by_role("button", name="Set right").click()
    other.wait_for_url("**done=*")
    assert [act.shown for act in served.ledger.acts()] == ["14 civilian", "15"]


def test_the_page_reads_without_script(context: BrowserContext, served: Served) -> None:
    told = without_script(context, served.url + address(served, "Misrata"))
    assert "denies" in told
    assert "under acled" in told

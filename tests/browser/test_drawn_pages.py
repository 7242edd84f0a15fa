"""Map, timeline, network and overview as a person uses them: by keys, by links, without script."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

from sayso.review.drawn import features
from tests.browser.standing import without_script

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import BrowserContext, Page

    from tests.browser.conftest import Served


_LANDS = 20


def _twin(page: Page, address: str) -> dict[str, object]:
    path, _, query = address.partition("?")
    found: dict[str, object] = page.request.get(f"{path}.json?{query}").json()
    return found


def test_a_province_is_an_outline_and_a_country_is_in_the_list_alone(page: Page) -> None:
    page.goto("/map?since=2031-07-02&until=2031-07-06")
    expect(page.locator(".map-province")).to_have_count(1)
    expect(page.locator(".leaflet-marker-icon")).to_have_count(0)
    outline = page.get_by_role("button", name="2031-07-03")
    expect(outline).to_have_attribute("aria-label", "2031-07-03 · Zamfara, NGA · ASSAULT: Zamfara")
    undrawn = page.locator("section", has=page.locator("#undrawn"))
    expect(undrawn).to_contain_text("Niger")
    expect(page.locator("section", has=page.locator("#drawn"))).not_to_contain_text("Niger")


def test_a_map_without_a_network_shows_its_outlines(page: Page, served: Served) -> None:
    page.route(lambda url: not url.startswith(served.url), lambda route: route.abort())
    page.goto("/map?since=2031-07-02&until=2031-07-06")
    expect(page.locator(".map-legend")).to_be_visible()
    assert page.locator("path.map-land").count() > _LANDS
    expect(page.locator(".map-canvas img")).to_have_count(0)


def test_every_symbol_is_reached_by_keys_and_stands_in_the_table(page: Page) -> None:
    page.goto("/map?since=2031-04-01&until=2031-06-30")
    page.wait_for_selector(".map-legend")
    symbols = page.locator(".map-canvas [role=button][tabindex='0']")
    words = [symbol.get_attribute("aria-label") or "" for symbol in symbols.all()]
    rows = page.locator("section", has=page.locator("#drawn")).locator("tbody tr a")
    titles = {row.get_attribute("aria-label") for row in rows.all()}
    assert {word.rpartition(":")[0] for word in words} == titles
    assert any("Misrata" in (title or "") for title in titles)
    page.get_by_role("button", name="Misrata").focus()
    page.keyboard.press("Enter")
    link = page.locator(".map-balloon a")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/*")


def test_a_map_of_too_many_asks_for_each_window_anew(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "EACH", 20)
    with page.expect_response("**/map.json?*box=*"):
        page.goto("/map")
    page.wait_for_selector(".map-count")
    twin = _twin(page, "/map")
    counts = [int(one.replace(",", "")) for one in page.locator(".map-count").all_inner_texts()]
    inside = sum(counts) + page.locator(".map-dot").count()
    assert inside + page.locator(".map-province").count() == twin["drawn"]
    with page.expect_response("**/map.json?*zoom=*"):
        page.locator(".map-count").first.focus()
        page.keyboard.press("Enter")
    expect(page.locator(".map-legend")).to_contain_text("incidents at an exact place")


def test_incidents_without_a_place_are_listed_with_their_count(page: Page) -> None:
    page.goto("/map")
    twin = _twin(page, "/map")
    expect(page.get_by_role("link", name=f"{twin['unlocated']} not on it")).to_be_visible()
    expect(page.locator(".map-legend")).to_contain_text(
        f"{twin['unlocated']} incidents not on the map"
    )
    page.goto("/map?days=2031-07-01")
    expect(page.locator("section", has=page.locator("#undrawn"))).to_contain_text("no place")


def test_a_bar_leads_to_its_incidents_by_keys(page: Page) -> None:
    page.goto("/timeline?unit=month")
    bar = page.locator(".chart a").last
    words = bar.get_attribute("aria-label") or ""
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents?days=*")
    number = int(words.split()[1])
    assert words == f"2031-08: {number} incidents"
    expect(page.locator("[data-incident]")).to_have_count(number)


def test_the_timeline_switches_to_the_time_of_the_report(page: Page) -> None:
    page.goto("/timeline?place=Gusau&unit=day")
    expect(page.locator("tbody tr th")).to_have_text(["2031-04-14"])
    page.get_by_role("link", name="when it was first reported").click()
    page.wait_for_url("**clock=report**")
    expect(page.locator("tbody tr th")).to_have_text(["2031-04-15"])
    assert "place=Gusau" in urlsplit(page.url).query


def test_the_network_is_walked_and_narrowed_by_keys(page: Page) -> None:
    page.goto("/network?words=1")
    page.wait_for_selector(".network-legend")
    page.locator(".network-canvas").focus()
    page.keyboard.press("ArrowRight")
    first = _twin(page, "/network?words=1")["nodes"][0]  # type: ignore[index]
    expect(page.locator(".network-told")).to_contain_text(first["label"])
    page.keyboard.press("Enter")
    page.wait_for_url("**node=**")
    for row in page.locator("tbody tr").all():
        assert first["label"] in row.inner_text()


def test_a_tie_leads_to_its_incidents(page: Page) -> None:
    page.goto("/network?words=1")
    tie = page.locator("tbody td a").first
    number = int(tie.inner_text())
    tie.click()
    page.wait_for_url("**/incidents?tie=**")
    expect(page.locator("[data-incident]")).to_have_count(number)


def test_pages_are_whole_without_script(context: BrowserContext, served: Served) -> None:
    shown = without_script(context, f"{served.url}/map")
    assert "The map needs script; the table holds the same." in shown
    assert "Zamfara" in shown
    assert "2031-07" in without_script(context, f"{served.url}/timeline?unit=month")
    assert "“gunmen”" in without_script(context, f"{served.url}/network?words=1")
    assert "in which accounts differ" in without_script(context, f"{served.url}/")


def test_the_overview_leads_to_what_it_counts(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".map-legend")).to_be_visible()
    card = page.locator("li", has_text="in which accounts differ")
    number = int(card.locator("a").inner_text().split()[0])
    card.locator("a").click()
    page.wait_for_url("**/incidents?disputed=1")
    expect(page.locator("[data-incident]")).to_have_count(number)

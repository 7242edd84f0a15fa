"""Lists, facets, search and saved views as a person uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.standing import check_page, without_script
from tests.cli.commands import run
from tests.strategies import make_document

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.conftest import Served

_TEXT = "🔥 Shells fell on Al-Quşayr before dawn; traders left the town by noon."


def rows(page: Page) -> list[str]:
    """The incidents of a list, in its order."""
    found: list[str] = page.locator("[data-incident]").evaluate_all(
        "all => all.map(one => one.dataset.incident)"
    )
    return found


def total(page: Page) -> int:
    """How many incidents the list says it has."""
    return int(page.locator(".listhead b").first.inner_text().replace(",", ""))


def choose(page: Page, facet: str, nth: int = 0) -> int:
    """Clicks a value of a facet; gives the count that stood beside it."""
    value = page.locator(f'[data-facet="{facet}"] li').nth(nth)
    count = int(value.locator(".counted").inner_text().split()[0].replace(",", ""))
    value.locator("a").click()
    return count


def test_three_filters_and_a_search_are_one_address(
    page: Page, browser: Browser, served: Served
) -> None:
    page.goto("/incidents")
    for facet in ("country", "event_type", "publisher"):
        count = choose(page, facet)
        assert total(page) == count
    page.get_by_label("Words in a report").fill("said")
    page.get_by_label("Sort by").select_option("killed")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".chosen li")).to_have_count(4)
    seen = rows(page)
    assert len(seen) == total(page) > 0
    clean = browser.new_context(base_url=served.url)
    other = clean.new_page()
    other.goto(page.url)
    assert rows(other) == seen
    clean.close()


def test_a_condition_is_taken_away_by_its_sign(page: Page) -> None:
    page.goto("/incidents?disputed=1&country=NGA")
    few = total(page)
    page.get_by_role("link", name="take away: country: Nigeria").click()
    assert total(page) > few
    assert page.url.endswith("/incidents?disputed=1")


def test_a_search_without_accents_finds_the_words_and_leads_to_them(
    page: Page, served: Served
) -> None:
    run = served.ledger.begin_run(version="0.1.0", configuration="c0", inputs=[], resume=False)
    served.ledger.record(run, [make_document(_TEXT, report="town", publisher="Hill Courier")])
    page.goto("/search")
    page.get_by_role("searchbox").fill('al-qusayr "before dawn"')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 report with these words")).to_be_visible()
    assert page.locator(".snippet mark").all_inner_texts() == ["Al-Quşayr", "before dawn"]
    page.locator(".snippet a").click()
    expect(page.locator("#m").first).to_be_visible()
    assert "".join(page.locator("mark.sought, mark#m, #m").all_inner_texts()[:1]) == "Al-Quşayr"


def test_a_person_is_found_by_another_spelling_of_the_name(
    page: Page, ledger_path: Path, tmp_path: Path
) -> None:
    told = tmp_path / "tripoli.md"
    told.write_text(
        "---\npublisher: Hill Courier\npublished: 2016-08-02\n---\nGunmen attacked"
        " Prime Minister Fayez al-Sarraj in Tripoli on 1 August 2016, the army said.\n",
        encoding="utf-8",
    )
    for command in (("read", told, "--into", ledger_path, "--no-model"), ("link", ledger_path)):
        done = run(*command)
        assert done.exit_code == 0, done.stderr
    page.goto("/search?q=serraj")
    actors = page.locator("section[aria-labelledby=by-actor] li")
    expect(actors).to_contain_text("Fayez al-Sarraj")
    actors.locator("a").click()
    expect(page.locator("[data-incident]")).to_have_count(1)
    expect(page.locator("[data-incident]")).to_contain_text("Tripoli")


def test_a_view_is_saved_and_opened_again(page: Page) -> None:
    page.goto("/incidents?country=LBY&sort=killed")
    seen = rows(page)
    page.get_by_text("Save this view").click()
    page.get_by_label("Name", exact=True).fill("Libya by toll")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Libya by toll").click()
    assert rows(page) == seen
    page.goto("/views")
    page.get_by_role("button", name="Take away: Libya by toll").click()
    expect(page.get_by_text("None yet.")).to_be_visible()


def test_languages_go_by_their_names(page: Page, context: BrowserContext) -> None:
    page.goto("/reports?language=ar")
    expect(page.locator("[data-facet=language]")).to_contain_text("Arabic")
    cells = page.locator("td[data-label=language]")
    assert set(cells.all_inner_texts()) == {"Arabic"}
    cells.first.locator("xpath=..").locator("a").first.click()
    expect(page.locator("main")).to_contain_text("language Arabic")
    assert "language ar" in without_script(context, page.url)


def test_pages_of_a_list_are_turned(page: Page) -> None:
    page.goto("/incidents")
    first = rows(page)
    page.get_by_role("link", name="Next page").click()
    second = rows(page)
    assert len(first) == 50
    assert not set(first) & set(second)
    page.go_back()
    assert rows(page) == first


def test_lists_are_read_without_script(context: BrowserContext, served: Served) -> None:
    words = without_script(context, f"{served.url}/incidents?country=LBY&disputed=1")
    assert "1 incident" in words
    assert "Misrata" in words
    assert "reports with these words" in without_script(context, f"{served.url}/search?q=misrata")


def test_results_stand_at_every_width(page: Page) -> None:
    check_page(page, "/search?q=misrata+hospital")
    check_page(page, "/incidents?disputed=1&all=1&since=2031-01-01")

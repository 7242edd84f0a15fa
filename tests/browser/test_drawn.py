"""The map and the network by themselves: what is drawn, for whom, and by which keys."""

from __future__ import annotations

import random
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.drawn import Drawn
from tests.browser.standing import grave, overflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page


def incident(number: int, precision: str, **values: Any) -> dict[str, Any]:
    return {
        "id": str(number), "title": f"Incident {number}", "href": f"/incidents/{number}",
        "precision": precision, "lat": None, "lon": None, "country": "SYR", "admin1": None,
        "count": 2, "killed": [3, 7], **values,
    }  # fmt: skip


WHERE = {
    "features": [
        incident(1, "exact", lat=36.2, lon=37.1),
        incident(2, "near", lat=9.1, lon=40.2),
        incident(3, "area", lat=35.3, lon=40.1, radius_km=40),
        incident(4, "admin1", admin1="Homs"),
        incident(5, "admin1", country="COD", admin1="Lualaba"),
        incident(6, "country"),
    ],
    "unlocated": 2,
}
WHO = {
    "nodes": [
        {"id": "a", "label": "Army", "kind": "government", "weight": 9, "href": "/actors/a"},
        {"id": "b", "label": "Front", "kind": "rebels", "weight": 5},
        {"id": "c", "label": "Villagers", "kind": "civilians", "weight": 2},
    ],
    "edges": [
        {"source": "a", "target": "b", "label": "ASSAULT", "weight": 4, "kind": "conflict"},
        {"source": "b", "target": "c", "label": "COERCE", "weight": 2, "kind": "conflict"},
    ],
}


@contextmanager
def drawn(browser: Browser, kind: str, data: dict[str, Any]) -> Iterator[Page]:
    """A page of its own; it may ask nothing of another host and print no error."""
    server = Drawn(kind, data)
    page = browser.new_page(viewport={"width": 1000, "height": 900}, reduced_motion="reduce")
    strange: list[str] = []
    page.on("console", lambda said: strange.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: strange.append(str(error)))
    page.on(
        "request",
        lambda asked: strange.append(asked.url) if not asked.url.startswith(server.url) else None,
    )
    try:
        page.goto(server.url)
        page.wait_for_selector(f".{kind}-legend, .{kind}-message")
        yield page
        assert [line for line in strange if not line.startswith("data:")] == []
    finally:
        page.close()
        server.close()


def test_each_precision_has_its_symbol_and_a_country_has_none(browser: Browser) -> None:
    with drawn(browser, "map", WHERE) as page:
        for name, form in {
            "Incident 1: exact place": "map-exact",
            "Incident 2: near the place": "map-near",
            "Incident 3: within 40 km": "map-ring",
            "Incident 4: Homs": "map-province",
        }.items():
            symbol = page.get_by_role("button", name=name)
            expect(symbol).to_have_count(1)
            assert form in (symbol.get_attribute("class") or "")
        expect(page.get_by_role("button", name="Incident 6")).to_have_count(0)
        expect(page.locator(".leaflet-marker-icon")).to_have_count(2)
        expect(page.locator(".map-legend")).to_contain_text("3 incidents not on the map")


def test_a_province_of_newer_borders_says_what_is_drawn_in_its_place(browser: Browser) -> None:
    with drawn(browser, "map", WHERE) as page:
        name = "Incident 5: Lualaba, drawn as Katanga, which holds it on an older map"
        expect(page.get_by_role("button", name=name)).to_have_class(
            "map-province map-wider leaflet-interactive"
        )


def test_every_symbol_opens_by_keys_and_gives_the_focus_back(browser: Browser) -> None:
    with drawn(browser, "map", WHERE) as page:
        for name in ("Incident 1: exact place", "Incident 3: within 40 km", "Incident 4: Homs"):
            symbol = page.get_by_role("button", name=name)
            symbol.focus()
            page.keyboard.press("Enter")
            link = page.locator(".map-balloon a")
            expect(link).to_be_focused()
            assert link.get_attribute("href") == f"/incidents/{name.split(':')[0].split()[1]}"
            expect(page.locator(".map-balloon")).to_contain_text("killed, in the accounts: 3 to 7")
            page.keyboard.press("Escape")
            expect(symbol).to_be_focused()


def test_ten_thousand_dots_become_counts_that_hold_them_all(browser: Browser) -> None:
    chance = random.Random(1)
    many = [
        incident(n, "exact", lat=chance.uniform(-30, 55), lon=chance.uniform(-100, 130))
        for n in range(10_000)
    ]
    with drawn(browser, "map", {"features": many, "unlocated": 0}) as page:
        counts = [
            int(words.replace(",", "")) for words in page.locator(".map-count").all_inner_texts()
        ]
        assert sum(counts) + page.locator(".map-dot").count() == len(many)
        page.locator(".map-count").first.focus()
        page.keyboard.press(" ")
        expect(page.get_by_role("region", name="Map of incidents")).to_be_focused()


def test_words_of_a_report_are_never_markup(browser: Browser) -> None:
    hostile = incident(1, "exact", lat=36, lon=37, title="<img src=x onerror=alert(1)>")
    with drawn(browser, "map", {"features": [hostile], "unlocated": 0}) as page:
        page.locator(".map-dot").click()
        expect(page.locator(".map-balloon a")).to_have_text("<img src=x onerror=alert(1)>")


def test_the_network_is_walked_by_arrow_keys_and_told_in_words(browser: Browser) -> None:
    with drawn(browser, "network", WHO) as page:
        page.locator(".network-canvas").focus()
        page.keyboard.press("ArrowRight")
        told = page.locator(".network-told")
        expect(told).to_have_text("Army, government. Army → Front: ASSAULT (4). Enter opens it.")
        page.keyboard.press("ArrowRight")
        expect(told).to_contain_text(
            "Front, rebels. Army → Front: ASSAULT (4); Front → Villagers: COERCE (2)"
        )
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        page.wait_for_url("**/actors/a")


def test_a_network_of_too_many_draws_the_weightiest_and_says_so(browser: Browser) -> None:
    nodes = [{"id": n, "label": f"Actor {n}", "kind": "rebels", "weight": n} for n in range(150)]
    edges = [
        {"source": n, "target": n + 1, "label": "", "weight": 1, "kind": ""} for n in range(149)
    ]
    with drawn(browser, "network", {"nodes": nodes, "edges": edges}) as page:
        expect(page.locator(".network-legend")).to_contain_text("30 more are in the table only")


@pytest.mark.parametrize(("kind", "data"), [("map", WHERE), ("network", WHO)])
def test_what_is_drawn_keeps_nobody_out(browser: Browser, kind: str, data: dict[str, Any]) -> None:
    with drawn(browser, kind, data) as page:
        assert grave(page) == []
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 360, "height": 740})
        assert grave(page) == []
        assert overflow(page) <= 0

"""What must hold on every page, as a person with or without sight, mouse or script meets it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
"""axe-core, which the build puts there: it finds what keeps people out."""

_GRAVE = {"serious", "critical"}
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_NARROW = {"width": 360, "height": 740}
_DOUBLED = {"width": 640, "height": 450}
_PAPER = {"width": 700, "height": 1000}
_DARK = 128
_COUNTED = re.compile(
    r"(?<![\d.,-])(\d[\d,]*)"
    r" (accounts?|reports?|incidents?|event mentions?|independent sources?)\b"
)


def check_page(page: Page, address: str) -> None:
    """Opens a page and holds it to the standing checks, in light and dark, wide and narrow.

    Nothing scrolls sideways at 360 px or at 200 % zoom (a 1280 px window at half its pixels); axe
    finds nothing serious; paper gets dark words on white and no menu; without script the page
    has the same heading and words; each count that it tells stands in its JSON twin.
    """
    usual = page.viewport_size
    for scheme in _SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(address)
        assert grave(page) == []
    for size in (_NARROW, _DOUBLED):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert overflow(page) <= 0, f"{address} scrolls sideways at {size['width']} px"
        assert grave(page) == []
    if usual is not None:
        page.set_viewport_size(usual)
    _check_paper(page)
    page.emulate_media(color_scheme="light", media="screen")
    twin = page.get_by_role("link", name="This page as JSON").get_attribute("href")
    assert twin is not None
    told = page.request.get(twin).text()
    assert json.loads(told)
    numbers = {int(one) for one in re.findall(r"\d+", told)} | set(_lengths(json.loads(told)))
    for count, unit in _COUNTED.findall(page.inner_text("main")):
        number = int(count.replace(",", ""))
        assert number in numbers, f"{address}: {count} {unit} is not in the JSON"
    heading = page.locator("h1").first.inner_text()
    assert heading.split("\n")[0] in without_script(page.context, page.url)


def _check_paper(page: Page) -> None:
    """What a printer gets of a page that is dark on the screen."""
    page.emulate_media(color_scheme="dark", media="print")
    assert not page.locator("header.top nav").is_visible()
    assert page.locator("h1").first.is_visible()
    page.set_viewport_size(_PAPER)  # type: ignore[arg-type]
    assert overflow(page) <= 0, f"{page.url} is wider than paper"
    colour: str = page.evaluate("() => getComputedStyle(document.body).color")
    assert max(map(int, re.findall(r"\d+", colour)[:3])) < _DARK, f"pale words on paper: {colour}"


def _lengths(value: Any) -> Iterator[int]:
    """How long each list inside a JSON value is."""
    if isinstance(value, list):
        yield len(value)
    if isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _lengths(one)


def grave(page: Page) -> list[str]:
    """What axe finds serious or critical: rule, place, how to mend it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{one['id']}: {node['html'][:120]} ({node['failureSummary'][:200]})"
        for one in found
        if one["impact"] in _GRAVE
        for node in one["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    wide: int = page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return wide


def without_script(context: BrowserContext, address: str) -> str:
    """The words of a page in a browser that runs no script."""
    browser = context.browser
    assert browser is not None
    plain = browser.new_context(java_script_enabled=False)
    try:
        page = plain.new_page()
        page.goto(address)
        return page.inner_text("main")
    finally:
        plain.close()

"""The standing checks on every page that needs no more than its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from sayso.review.pages import routes
from tests.browser.standing import check_page

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PAGES = sorted(
    route.path
    for route in routes()
    if isinstance(route, Route)
    and "GET" in (route.methods or ())
    and "{" not in route.path
    and "." not in route.path.rsplit("/", 1)[-1]
)


@pytest.mark.parametrize("address", _PAGES)
def test_every_page_stands(page: Page, address: str) -> None:
    check_page(page, address)

"""Keys that lead to another page, on a machine that is busy with other tests as well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as NotYetError

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PATIENCE = 15_000
_TRIES = 4


def press_to(page: Page, key: str, address: str) -> None:
    """Presses a key until the page is there whose address has these words.

    In runs of all tests a press has led nowhere for half a minute, alone never; why is not known.
    A person presses again, too.

    Raises:
        AssertionError: when the page does not come.
    """
    for _ in range(_TRIES):
        page.keyboard.press(key)
        try:
            page.wait_for_url(re.compile(address), timeout=_PATIENCE)
        except NotYetError:
            continue
        return
    raise AssertionError(f"{key} leads from {page.url} to no page with {address} in its address")

"""Pictures for the tutorial, taken by the tests: only where the environment names a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def picture(page: Page, name: str) -> None:
    """Keeps the window as `NAME.png` in the folder that `SAYSO_PICTURES` names."""
    folder = os.environ.get("SAYSO_PICTURES")
    if folder:
        page.screenshot(path=str(Path(folder, f"{name}.png")), animations="disabled")

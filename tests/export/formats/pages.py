"""The worked examples of the pages of formats, which the tests make."""

from __future__ import annotations

import re
from pathlib import Path

PAGES = Path(__file__).parents[3] / "docs" / "formats"


def examples(name: str) -> list[str]:
    """The fenced blocks of a format's page, in their order."""
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    return re.findall(r"^```\w*\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)

"""What the page on comparing shows of the measures is what they give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs/howto/compare.md"


def test_the_page_shows_what_the_measures_give() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    shown = re.search(r"found\.value +# ([\d.]+)…", code)
    assert shown is not None
    assert f"{names['found'].value:.4f}".startswith(shown[1])
    units = re.search(r"found\.units +# (\d+):", code)
    assert units is not None
    assert names["found"].units == int(units[1])

"""The page that says which format is for whom names each, and what its rows are."""

from __future__ import annotations

import pytest

from sayso.export.formats.registry import formats
from tests.export.formats.pages import PAGES, examples

PAGE = (PAGES / "index.md").read_text(encoding="utf-8")
MEASURED = PAGE.split("<!-- proved: start -->")[1].split("<!-- proved: end -->")[0]


@pytest.mark.parametrize("name", list(formats()))
def test_each_format_has_its_page_its_line_and_its_figures(name: str) -> None:
    assert f"[`{name}`]({name}.md)" in PAGE
    assert f"\n| {name} | " in MEASURED
    assert examples(name), "the page has no worked example"


def test_no_format_was_found_with_an_error() -> None:
    rows = [line.split(" | ") for line in MEASURED.strip().splitlines()[2:]]
    assert len(rows) == len(formats())
    assert {row[4] for row in rows} == {"0"}
    assert not [row for row in rows if row[6].startswith("no")]

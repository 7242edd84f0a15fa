"""Addresses of the page script, and what is said where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.review import assets

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def static(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in place of the room's own."""
    monkeypatch.setattr(assets, "STATIC", tmp_path)
    monkeypatch.setattr(assets, "asset", assets.asset.__wrapped__)
    return tmp_path


def test_an_address_changes_with_the_content(static: Path) -> None:
    (static / "map.js").write_text("one")
    first = assets.asset("map.js")
    (static / "map.js").write_text("two")
    assert first.startswith("/static/map.js?v=")
    assert assets.asset("map.js") != first


def test_a_file_that_is_missing_has_an_address_still(static: Path) -> None:
    assert not list(static.iterdir())
    assert assets.asset("vendor/htmx.min.js") == "/static/vendor/htmx.min.js"


def test_a_checkout_without_page_script_says_what_to_run(static: Path) -> None:
    assert assets.missing_script() == "this checkout has no page script: run make assets"
    for folder in ("vendor", "outlines"):
        (static / folder).mkdir()
        (static / folder / "manifest.json").touch()
    assert assets.missing_script() == ""

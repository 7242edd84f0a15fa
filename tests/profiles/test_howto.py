"""The page on casualties shows what the program prints."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.profiles.profile import Numbers, Profile, find_profiles
from tests.cli.commands import run
from tools.profiles_page import profiles_page

if TYPE_CHECKING:
    import pytest

PAGE = (Path(__file__).parents[2] / "docs/howto/casualties.md").read_text(encoding="utf-8")


def squeezed(line: str) -> str:
    return " ".join(line.split())


def test_the_example_gives_the_figures_that_the_page_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    for name, content in re.findall(r"\*\*([\w./-]+)\*\*\n\n```\n(.*?)```", PAGE, re.DOTALL):
        Path(name).write_text(content, encoding="utf-8")
    assert run("read", "reports", "--into", "war.db").exit_code == 0
    assert run("link", "war.db").exit_code == 0
    listed = run("incidents", "war.db").stdout
    (incident,) = re.findall(r"^(i\w+) .*Marsa", listed, re.MULTILINE)
    printed = {squeezed(line) for line in run("incident", "war.db", incident).stdout.splitlines()}
    (shown,) = re.findall(r"```figures\n(.*?)```", PAGE, re.DOTALL)
    lines = shown.splitlines()
    assert len(lines) == 7
    for line in lines:
        assert squeezed(line) in printed
    assert "grade Weak (suggested)" in printed


def test_the_reference_has_every_choice_and_every_word() -> None:
    page = profiles_page()
    left = {"name", "title", "about", "origin", "caution", "unverified", "numbers", "words"}
    for key in (*(set(Profile.__struct_fields__) - left), *Numbers.__struct_fields__):
        assert f"| `{key}` | " in page
    for profile in find_profiles():
        assert all(f"* {what}" in page for what in profile.unverified)
        assert all(words in page for row in profile.words for words in row.words)

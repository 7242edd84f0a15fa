"""The page on networks shows what its commands print, and its Python gives what it says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.cli.commands import run

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[2] / "docs/howto/network.md"


def test_the_page_shows_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    for name, text in re.findall(r"\*\*([\w./]+)\*\*\n\n```text\n(.*?)```", page, re.DOTALL):
        Path(name).write_text(text, encoding="utf-8")
    shown = []
    for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL):
        for line in block.splitlines():
            done = run(*shlex.split(line)[1:])
            assert done.exit_code == 0, (line, done.stderr)
            shown.append(done.stdout)
    assert shown[2].strip() in page
    (incident,) = re.findall(r"`sayso incident war.db (\w+)`", page)
    assert incident in shown[2]
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, PAGE.name, "exec"), names)
    told = re.findall(r"^(\S.*?) +# ('.*'|\(.*\))$", code, re.MULTILINE)
    assert len(told) == 2
    for expression, value in told:
        assert repr(eval(expression, names)) == value

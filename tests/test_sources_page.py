"""The page on independent sources: its reports, read and linked, give what it says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.cli.commands import rows, run

if TYPE_CHECKING:
    import pytest

PAGE = Path(__file__).parents[1] / "docs/howto/sources.md"


def test_three_reports_of_the_page_are_two_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    page = PAGE.read_text(encoding="utf-8")
    for name, content in re.findall(r"\*\*([\w./-]+)\*\*\n\n```text\n(.*?)```", page, re.DOTALL):
        Path(name).write_text(content, encoding="utf-8")
    run("read", "reports", "--overlay", "blocs.tsv", "--into", "war.db", "--no-model")
    assert run("link", "war.db").exit_code == 0
    (line,) = rows(run("incidents", "war.db", "--format", "jsonl").stdout)
    assert (line["accounts"], line["reports"], line["publishers"], line["sources"]) == (3, 3, 3, 2)
    (found,) = rows(run("incident", "war.db", line["id"], "--format", "json").stdout)
    sources = found["matrix"]["sources"]
    assert sources["blocs"] == {"": 2, "third party": 1}
    assert {source["name"]: source["known"] for source in sources["sources"]} == {
        "Afghan Interior Ministry": True,
        "Valley Wire": False,
    }
    told = run("incident", "war.db", line["id"]).stdout
    assert "bloc of Valley Wire, by your table: owned by its readers" in " ".join(told.split())


def test_the_python_of_the_page_gives_what_it_says() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "sources.md", "exec"), names)
    ((expression, told),) = re.findall(r"^(\S.*?) +# ('.*')$", code, re.MULTILINE)
    assert repr(eval(expression, names)) == told

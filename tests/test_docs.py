"""The documentation: generated from the code, and true where it is written by hand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_command

from sayso.cli.main import app
from sayso.lexicons.files.load import DATA
from sayso.lexicons.overlays.rows import KEY_COLUMNS
from sayso.lexicons.rules.examples import load_examples
from sayso.pipeline.lint import check_files
from sayso.pipeline.reading.config_file import FileConfig, OverlayFiles
from tests.cli.commands import rows, run
from tools import docs

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
WRITTEN = [page for page in PAGES if "reference" not in page.parts]
_CODE = re.compile(r"```\w*\n(.*?)```|`([^`\n]+)`", re.DOTALL)
_COMMAND = re.compile(r"(?:^|[$|] )sayso (.+)$", re.MULTILINE)


def commands() -> dict[tuple[str, ...], Any]:
    return {path[1:]: leaf for path, leaf in docs._leaves(get_command(app), ("sayso",))}


def told(page: Path) -> Iterator[list[str]]:
    """The command lines in the code of a page, as words."""
    for fenced, inline in _CODE.findall(page.read_text(encoding="utf-8")):
        for line in _COMMAND.findall(fenced or inline):
            yield shlex.split(line, comments=True)


def test_every_command_stands_in_the_reference() -> None:
    page = docs.commands_page()
    for path, leaf in commands().items():
        assert f"## sayso {' '.join(path)}\n" in page
        for parameter in leaf.params:
            for option in getattr(parameter, "opts", []):
                assert not option.startswith("--") or option in page


def test_every_key_of_an_event_stands_in_the_reference() -> None:
    page = docs.event_page()
    definitions = docs.event_records()
    assert {"EventRow", "WholeEventRow"} <= set(definitions)
    keys = {(n, key) for n, d in definitions.items() for key in d.get("properties", {})}
    assert keys == set(docs.event_keys())
    assert all(f"| `{key}` | " in page for _, key in keys)


def test_every_rule_and_word_list_stands_in_the_reference() -> None:
    rules, lists = docs.rules_page(), docs.lexicons_page()
    assert all(f"### {name}\n" in rules for name in load_examples())
    for path in DATA.rglob("*.tsv"):
        assert f"| `{path.relative_to(DATA).as_posix()}` | " in lists


def test_examples_are_shown_as_they_are() -> None:
    assert docs._marked("{trigger|Fire *at* <will>} | said_so") == (
        r"**Fire \*at\* \<will\>** \| said\_so"
    )
    assert docs._marked("He {cue|said} {content|no}.") == "He **said** **no**."


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_commands_that_the_pages_tell_of_exist(page: Path) -> None:
    known = commands()
    for words in told(page):
        path = tuple(words[:2]) if tuple(words[:2]) in known else tuple(words[:1])
        assert path in known, words
        options = {option for parameter in known[path].params for option in parameter.opts}
        for word in words:
            if word.startswith("-") and word != "-":
                assert word.split("=")[0] in options, words


def test_pages_tell_of_commands() -> None:
    assert sum(len(list(told(page))) for page in WRITTEN) > 20


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: page.name)
def test_links_to_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if not target.startswith("http") and "reference/" not in target:
            assert (page.parent / target).exists(), target


def test_the_overlay_page_names_the_columns() -> None:
    page = (ROOT / "docs/howto/overlays.md").read_text(encoding="utf-8")
    for kind in KEY_COLUMNS.values():
        for column in kind.__struct_fields__:
            assert f"`{column}`" in page


def test_the_configuration_page_names_the_keys() -> None:
    page = (ROOT / "docs/howto/configuration.md").read_text(encoding="utf-8")
    for key in (*FileConfig.__struct_fields__, *OverlayFiles.__struct_fields__):
        assert f"`{key}`" in page


def test_what_the_overlay_page_shows_is_in_order(tmp_path: Path) -> None:
    page = (ROOT / "docs/howto/overlays.md").read_text(encoding="utf-8")
    shown = re.findall(r"```(yaml)?\n(.*?)```", page, re.DOTALL)
    files = []
    for number, (kind, content) in enumerate(shown):
        if not content.startswith("sayso"):
            files.append(tmp_path / f"{number}.{kind or 'tsv'}")
            files[-1].write_text(content, encoding="utf-8")
    assert len(files) == 8
    assert check_files(files) == []


def test_the_casualty_recorders_folder_reads_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs/howto/configuration.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("reports").mkdir()
    for name, content in re.findall(r"\*\*([\w./-]+)\*\*\n\n```\w*\n(.*?)```", page, re.DOTALL):
        Path(name).write_text(content, encoding="utf-8")
    assert run("lint", "war.toml").stderr == "nothing to mend\n"
    read = run("read", "--config", "war.toml", "--format", "jsonl", "--no-model")
    burnt, shelled, reaped = rows(read.stdout)
    assert [actor["name"] for actor in burnt["actors"]] == ["Quay Guard"]
    assert (burnt["place"]["name"], burnt["place"]["precision"]) == ("Barj Tell", "near")
    assert shelled["attribution"][0]["stance"] == "claims_responsibility"
    assert (reaped["place"]["name"], reaped["place"]["lat"]) == ("North Line", None)
    assert f"sayso explain war.db {burnt['id'][:9]}" in page
    told = run("explain", "war.db", burnt["id"]).stdout
    for line in ("verbs.tsv:3", "epithets.tsv:2", "places.tsv:2"):
        assert line in told


def test_the_dictionaries_page_shows_what_the_import_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs/howto/dictionaries.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = dict(re.findall(r"\*\*([\w./-]+)\*\*\n\n```\n(.*?)```", page, re.DOTALL))
    given = [name for name in shown if "/" not in name]
    for name in given:
        Path(name).write_text(shown[name], encoding="utf-8")
    done = run("import", *given, "--format", "petrarch", "-o", "words")
    assert f"The import says\n\n```\n{done.stderr}```" in page
    written = {f"words/{path.name}" for path in Path("words").iterdir()}
    assert written == set(shown) - set(given)
    for name in written:
        assert Path(name).read_text(encoding="utf-8") == shown[name]


def test_python_that_the_pages_show_gives_what_they_say() -> None:
    for page in (ROOT / "README.md", ROOT / "docs/howto/python.md"):
        text = page.read_text(encoding="utf-8")
        (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
        names: dict[str, Any] = {}
        exec(compile(code, page.name, "exec"), names)
        for expression, told_value in re.findall(r"^(\S.*?) +# ('.*')$", code, re.MULTILINE):
            assert repr(eval(expression, names)) == told_value

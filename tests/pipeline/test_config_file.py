"""The one configuration: what it can say, and how its mistakes are told."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.main import get_command

from sayso.cli.main import app
from sayso.lexicons.files.toml_lines import line_of
from sayso.pipeline.lint import check_files
from sayso.pipeline.reading.config import ConfigError
from sayso.pipeline.reading.config_file import FileConfig, check_config, read_config
from tests.cli.commands import rows, run

if TYPE_CHECKING:
    from pathlib import Path

ACTORS = "name\taliases\tcountry\tsector\tkind\nQuay Guard\tthe Quayers\tSYR\tREB\tgroup\n"
NOT_OPTIONS = {"overlays", "max_characters", "max_bytes"}


def write(folder: Path, content: str) -> Path:
    path = folder / "war.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_it_can_say_all_that_the_command_can_be_told() -> None:
    command: Any = get_command(app)
    options = {parameter.name for parameter in command.commands["read"].params}
    names = {"into", "format_", "level", "output", "config", "overlay", "help"}
    keys = {name.rstrip("_") for name in options - {"config", "overlay", "help"}}
    assert names <= options | {"help"}
    assert keys == set(FileConfig.__struct_fields__) - NOT_OPTIONS


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "actors.tsv").write_text(ACTORS, encoding="utf-8")
    config = read_config(
        write(
            tmp_path,
            'paths = ["reports", "-", "s3://bucket/a.jsonl"]\ninto = "war.db"\noutput = "-"\n'
            '[overlays]\nactors = "words/actors.tsv"\n',
        )
    )
    assert config.paths == (str(tmp_path / "reports"), "-", "s3://bucket/a.jsonl")
    assert (config.into, config.output) == (str(tmp_path / "war.db"), "-")
    assert config.overlay_paths == (str(tmp_path / "words" / "actors.tsv"),)


def test_a_ledger_address_stays_as_it_is(tmp_path: Path) -> None:
    assert read_config(write(tmp_path, 'into = "postgresql://host/war"\n')).into == (
        "postgresql://host/war"
    )


def test_the_command_reads_by_the_file_alone_and_its_options_win(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text(ACTORS, encoding="utf-8")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text("The Quayers shelled Aleppo.", encoding="utf-8")
    config = write(
        tmp_path,
        'paths = ["reports"]\nformat = "csv"\nno_model = true\n'
        '[overlays]\nactors = ["actors.tsv"]\n',
    )
    assert "Quay Guard" in run("read", "--config", config).stdout
    (row,) = rows(run("read", "--config", config, "--format", "jsonl").stdout)
    assert row["actors"][0]["name"] == "Quay Guard"
    done = run("read", "--config", write(tmp_path, "no_model = true\n"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "name what to read" in done.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('publisher = "Wire\n', "1: "),
        ('lang = "en"\n\npublisher = [\n', "3: "),
        ("colour = 1\n", "1: unknown key colour; known are bloc, columns, every_sentence, format"),
        ('\n# note\npublishr = "x"\n', "3: unknown key publishr; did you mean publisher?"),
        ("publisher = 5\n", "1: publisher: write text in quotes or nothing, not a whole number"),
        (
            'lang = "en"\nworkers = "two"\n',
            "2: workers: write a whole number or nothing, not 'two'",
        ),
        ("workers = 0\n", "1: workers: write 1 or more"),
        ('format = "jsn"\n', "1: unknown format 'jsn'; did you mean json"),
        ('level = "mentions"\n', "1: unknown level 'mentions'; did you mean mention?"),
        ('published = "2016-13-45"\n', "1: "),
        ('lang = "English"\n', "1: language 'English' is no ISO 639 code such as en"),
        ('[columns]\ntext = "body"\ncolour = "x"\n', "1: columns: no field colour"),
        ("max_bytes = 0\n", "1: max_bytes and max_characters must be 1 or more"),
        ('[overlays]\nactorz = "a.tsv"\n', "2: unknown key actorz; did you mean actors?"),
        ("[overlays]\nactors = 5\n", "2: actors: write"),
        ('[overlays]\nactors = ["none.tsv"]\n', "2: none.tsv: no such overlay file"),
        (
            '[overlays]\nplaces = [\n  # ours\n  "actors.tsv",\n]\n',
            "4: actors.tsv holds actors, not places; name it under actors",
        ),
        ('overlays = ["actors.tsv", "none.tsv"]\n', "1: none.tsv: no such overlay file"),
        (
            '[overlays]\nactors = ["actors.tsv"]\nblocs = "none.tsv"\n',
            "3: none.tsv: no such overlay file",
        ),
    ],
)
def test_a_mistake_has_its_line_and_remedy(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text(ACTORS, encoding="utf-8")
    path = write(tmp_path, content)
    findings = check_config(path).findings
    assert len(findings) == 1
    assert str(findings[0]).replace(f"{tmp_path}/", "").startswith(f"war.toml:{message}")
    with pytest.raises(ConfigError, match=r"war\.toml:"):
        read_config(path)


def test_all_mistakes_are_said_with_those_of_what_the_file_names(tmp_path: Path) -> None:
    (tmp_path / "actors.tsv").write_text(ACTORS.replace("SYR", "XXX"), encoding="utf-8")
    path = write(
        tmp_path,
        'colour = 1\nworkers = 0\n[overlays]\nactors = ["actors.tsv"]\nplaces = "none.tsv"\n'
        'palces = "x"\n',
    )
    found = [str(finding).replace(f"{tmp_path}/", "") for finding in check_files([path])]
    assert [line.rpartition(":")[0][:14] for line in found if "toml" in line]
    assert sorted(line.split(": ")[0] for line in found) == [
        "actors.tsv:2", "war.toml:1", "war.toml:2", "war.toml:5", "war.toml:6",
    ]  # fmt: skip


def test_a_file_that_is_none_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.toml", tmp_path):
        (finding,) = check_config(path).findings
        assert str(finding) == f"{path}: no such file; --config takes a TOML file"
    path = tmp_path / "latin.toml"
    path.write_bytes('publisher = "Köln"\n'.encode("latin-1"))
    (finding,) = check_config(path).findings
    assert finding.message == "it is not UTF-8; save it as UTF-8 text"


KEY = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
VALUE = st.one_of(
    st.integers(0, 9).map(str),
    st.just("[\n  1,\n  2,\n]"),
    st.just('"""\nkey = 1\n[table]\n"""'),
    st.just("{ a = 1 }"),
)


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(KEY, VALUE, min_size=1, max_size=5), st.integers(0, 3))
def test_the_line_of_a_key_is_where_it_stands(values: dict[str, str], blank: int) -> None:
    text, lines = "", {}
    for key, value in values.items():
        text += "\n" * blank + "# note\n"
        lines[key] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    assert tomllib.loads(text).keys() == values.keys()
    assert {key: line_of(text, (key,)) for key in values} == lines

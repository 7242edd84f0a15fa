"""How data files are read: tables by their columns, YAML as strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from sayso.lexicons.files.load import (
    DATA,
    DataFileError,
    StringLoader,
    read_rules,
    read_strings,
    read_table,
)
from sayso.lexicons.files.load import Rule as AnyRule
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from pathlib import Path


class Row(Record, frozen=True, kw_only=True):
    word: str
    forms: tuple[str, ...] = ()
    size: int | None = None


def test_cells_are_split_and_converted_as_the_record_says(tmp_path: Path) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("word\tforms\tsize\nstone\tstone | stones\t3\nsand\n", encoding="utf-8")

    first, second = read_table(table, Row)

    assert first == Row(word="stone", forms=("stone", "stones"), size=3)
    assert second == Row(word="sand")


def test_a_table_may_leave_out_columns(tmp_path: Path) -> None:
    table = tmp_path / "words.tsv"
    table.write_text("word\nstone|rock\n", encoding="utf-8")

    assert list(read_table(table, Row)) == [Row(word="stone|rock")]


@pytest.mark.parametrize("path", sorted((DATA / "rules").rglob("*.yaml")), ids=lambda p: p.stem)
def test_our_rules_are_what_a_loader_of_strings_makes_of_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert read_strings(text) == yaml.load(text, Loader=StringLoader)


def test_every_word_stays_a_word() -> None:
    text = "a: [NO, 12:30, '', ~]\nb:\nc: &x {d: 1}\ne: *x\n"

    assert read_strings(text) == {
        "a": ["NO", "12:30", "", "~"], "b": "", "c": {"d": "1"}, "e": {"d": "1"},
    }  # fmt: skip
    assert read_strings("") is None


@pytest.mark.parametrize("text", ["a: [", "? [a, b]\n: c\n"])
def test_broken_yaml_names_its_file(tmp_path: Path, text: str) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(text, encoding="utf-8")

    with pytest.raises(DataFileError, match=r"rules\.yaml"):
        read_rules(rules, AnyRule)

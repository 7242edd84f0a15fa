"""Closed classes of words: every class that code asks for is in the table, and none is idle."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sayso
from sayso.lexicons.words.grammar import grammar

SOURCES = Path(sayso.__file__).parent
ASKED = re.compile(r'\bgrammar\(\s*"([a-z_]+)"\s*\)')


def test_the_table_has_what_is_asked_for_and_nothing_else() -> None:
    asked = {
        name for path in SOURCES.rglob("*.py") for name in ASKED.findall(path.read_text("utf-8"))
    }
    table = (SOURCES / "data/lexicons/en/grammar.tsv").read_text("utf-8")
    rows = [line for line in table.splitlines() if not line.startswith("#")]
    assert {row.split("\t")[0] for row in rows[1:]} == asked


def test_words_are_those_of_the_table() -> None:
    assert "whose" not in grammar("pointing")
    assert grammar("pointing") >= {"this", "those"}
    with pytest.raises(KeyError):
        grammar("no such class")

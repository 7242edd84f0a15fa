"""The codebook as shipped, and what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.lexicons.codes.codebook import Codebook
from sayso.lexicons.files.load import DataFileError
from sayso.lexicons.words.classes import WordClasses

if TYPE_CHECKING:
    from pathlib import Path

CODEBOOK = Codebook.load()


def test_sixteen_types_with_their_modes() -> None:
    assert len(CODEBOOK.types) == 16
    assert ("ASSAULT", "aerial") in CODEBOOK.modes
    assert {kind for kind, _ in CODEBOOK.modes} <= set(CODEBOOK.types)


def test_roots_follow_the_table_of_codes() -> None:
    assert ("COERCE", "19") in CODEBOOK.roots  # 192, occupying territory
    assert ("ASSAULT", "19") in CODEBOOK.roots
    assert ("CONSULT", "19") not in CODEBOOK.roots


def test_types_that_others_become_exist_and_fit_their_roots() -> None:
    assert set(CODEBOOK.traits) == set(CODEBOOK.types)
    for row in CODEBOOK.traits.values():
        modes = (row.refused_mode,) if row.refused_mode else ()
        if row.planned_as is not None:
            CODEBOOK.check("planned", row.planned_as, (), row.planned_root or "")
        if row.refused_as is not None:
            CODEBOOK.check("refused", row.refused_as, modes, row.refused_root or "")


@pytest.mark.parametrize(
    ("event_type", "modes", "cameo", "message"),
    [
        ("FIGHT", (), "19", "unknown event type 'FIGHT'"),
        ("ASSAULT", ("curfew",), "19", "no mode 'curfew'"),
        ("PROTEST", (), "19", "does not become PROTEST"),
        ("ASSAULT", (), "190", "does not become ASSAULT"),
    ],
)
def test_codes_that_do_not_belong_are_refused(
    event_type: str, modes: tuple[str, ...], cameo: str, message: str
) -> None:
    with pytest.raises(DataFileError, match=message):
        CODEBOOK.check("a.yaml: a.rule", event_type, modes, cameo)


def test_word_classes_take_in_others_defined_before(tmp_path: Path) -> None:
    table = tmp_path / "classes.tsv"
    table.write_text("name\twords\narmed\tsoldier|rebel\nhuman\t@armed|child\n")
    classes = WordClasses.load(table)
    assert classes.has("@human", "rebel")
    assert classes.has("human", "child")
    assert not classes.has("@armed", "child")
    assert classes.knows("@actor")
    assert not classes.knows("@weather")


def test_a_class_that_takes_in_an_unknown_one_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "classes.tsv"
    table.write_text("name\twords\nhuman\t@armed\n")
    with pytest.raises(DataFileError, match="unknown @armed"):
        WordClasses.load(table)


def test_kinds_of_nouns_beside_the_table_are_classes_too(tmp_path: Path) -> None:
    table = tmp_path / "word_classes.tsv"
    table.write_text("name\twords\npeople\tchild|@folk\n")
    (tmp_path / "nouns.tsv").write_text("noun\tclasses\nmidwife\tfolk\nkiln\tworks|structure\n")
    classes = WordClasses.load(table)
    assert classes.has("@people", "midwife")
    assert classes.has("@structure", "kiln")
    assert not classes.has("@people", "kiln")

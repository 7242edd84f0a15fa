"""Damaged and hostile files of every format: findings with place and remedy, never a traceback."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.export.formats.registry import formats, load_exporter
from sayso.export.formats.validating import validated
from tests.export.formats.harbour import CONTEXT, harbour

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sayso.export.formats.contract import Problem

FORMATS = tuple(formats())
FILES = tuple(name for name, row in formats().items() if row.ending)
MAY_BE_EMPTY = {"gdelt", "brat"}
"""A file of GDELT has no header, a report in brat may have no annotation."""
_DEPTH = 200_000
_LONG = 10_000_000
_ANYTHING = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

DAMAGED = {
    "empty": b"",
    "NUL bytes": b"\0" * 4096,
    "ISO-8859-1": "Nápoj;Señor,Ü\tß\n".encode("iso-8859-1"),
    "UTF-16": "id,name\n1,two\n".encode("utf-16"),
    "one line of 10 MB": b"a" * _LONG,
    "a cell of 10 MB": b'id,name\n1,"' + b"a" * _LONG + b'"\n',
    "deep lists": b"[" * _DEPTH,
    "deep objects": b'{"a":' * _DEPTH,
    "deep elements": b"<a>" * _DEPTH,
    "a web page": b"<!DOCTYPE html><html><body>404 Not Found</body></html>\n",
    "another JSON": b'{"rows": [1, 2, 3]}\n',
    "a list of nothing": b"[null, 1, [], {}]\n",
    "not a number": b'{"incidents": [NaN]}\n',
    "an unclosed quote": b'id,year,country\n1,"2030,Syria\n',
    "entities that grow": (
        b'<!DOCTYPE a [<!ENTITY b "xxxxxxxxxx"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
        b'<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><a>&d;</a>'
    ),
    "an entity of this machine": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "a gzip head": b"\x1f\x8b\x08\x00damaged",
    "a ZIP head": b"PK\x03\x04damaged",
    "an SQLite head": b"SQLite format 3\0damaged",
    "a Parquet head": b"PAR1damagedPAR1",
}


def made(name: str, folder: Path) -> Path:
    """The incident at the harbour in a format."""
    row = formats()[name]
    target = folder / f"war{row.ending}"
    load_exporter(row).write([harbour()], target, CONTEXT)
    return target


def findings(path: Path, name: str) -> list[Problem]:
    """What is found; every finding names its file and says what to do."""
    found = list(validated(path, name))
    assert all(str(path) in problem.path and problem.message for problem in found)
    assert all(problem.remedy for problem in found)
    assert all(len(problem.message) < 2_000 for problem in found)
    return found


def severe(problems: Iterable[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severe]


def longest(path: Path) -> Path:
    """The file, or of a folder the longest one that has rows."""
    if path.is_file():
        return path
    files = list(path.rglob("*.ann")) or list(path.rglob("*"))
    return max(files, key=lambda file: (file.stat().st_size, file.name))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("damage", DAMAGED)
def test_what_is_no_file_of_the_format_is_said(name: str, damage: str, tmp_path: Path) -> None:
    target = made(name, tmp_path)
    longest(target).write_bytes(DAMAGED[damage])
    found = findings(target, name)
    if damage != "empty":
        assert severe(found)
    else:
        assert bool(found) is (name not in MAY_BE_EMPTY)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_short_is_said_or_is_whole(name: str, tmp_path: Path) -> None:
    target = made(name, tmp_path)
    file = longest(target)
    whole = file.read_bytes()
    for share in (0.1, 0.5, 0.9):
        file.write_bytes(whole[: int(len(whole) * share)])
        assert findings(target, name), share


@pytest.mark.parametrize("name", FORMATS)
def test_a_folder_and_a_file_are_not_taken_for_each_other(name: str, tmp_path: Path) -> None:
    target = tmp_path / "other"
    if formats()[name].ending:
        target.mkdir()
    else:
        target.write_text("hello\n", encoding="utf-8")
    assert severe(findings(target, name))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("other", FILES)
def test_a_file_of_another_format_is_refused(name: str, other: str, tmp_path: Path) -> None:
    if name == other:
        assert severe(findings(made(name, tmp_path), name)) == []
        return
    assert severe(findings(made(other, tmp_path), name))


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_not_there_is_said(name: str, tmp_path: Path) -> None:
    assert severe(findings(tmp_path / "nothing", name))


@pytest.mark.parametrize("name", ["polecat", "icews", "ged", "acled", "hapi"])
def test_swapped_columns_are_said(name: str, tmp_path: Path) -> None:
    target = made(name, tmp_path)
    mark = "\t" if name in {"polecat", "icews"} else ","
    head, *rest = target.read_text(encoding="utf-8").splitlines()
    names = head.split(mark)
    names[0], names[1] = names[1], names[0]
    target.write_text("\n".join([mark.join(names), *rest]) + "\n", encoding="utf-8")
    (first, *_) = findings(target, name)
    assert first.line is not None


@pytest.mark.parametrize("name", FORMATS)
@_ANYTHING
@given(at=st.floats(0, 1), junk=st.binary(min_size=1, max_size=40), cut=st.integers(0, 40))
def test_a_file_changed_anywhere_never_brings_the_check_down(
    name: str, at: float, junk: bytes, cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    base = tmp_path_factory.mktemp("changed")
    target = made(name, base)
    file = longest(target)
    whole = file.read_bytes()
    place = int(at * len(whole))
    file.write_bytes(whole[:place] + junk + whole[place + cut :])
    findings(target, name)
    shutil.rmtree(base)


def test_a_workbook_that_unpacks_to_much_is_refused(tmp_path: Path) -> None:
    target = made("xlsx", tmp_path)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            if not item.endswith("sheet1.xml"):
                new.writestr(item, old.read(item))
        with new.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(120):
                sheet.write(b" " * 1_000_000)
    (problem,) = findings(bomb, "xlsx")
    assert "unpack" in problem.message

"""`sayso lint`: what is wrong with word lists, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.script import run_as_script

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "name\taliases\tcountry\tsector\tkind\n"
GOOD = HEAD + "Quay Guard\tthe Quayers\tSYR\tREB\tgroup\n"


def lint(path: Path, content: str) -> tuple[int, list[str], str]:
    path.write_text(content, encoding="utf-8")
    status, out, message = run_as_script("lint", str(path))
    return status, out.splitlines(), message


def test_a_good_overlay_is_in_order(tmp_path: Path) -> None:
    assert lint(tmp_path / "mine.tsv", GOOD) == (0, [], "nothing to mend\n")


def test_everything_to_mend_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    bad = (
        GOOD
        + "Quay Guard\tthe Quayers\tSYR\tREB\tgroup\n"
        + "Dune Watch\tthe Quayers\tSYR\tREB\tgroup\n"
        + "Hill Watch\t\tXXX\tQQQ\tgroup\n"
    )
    status, found, message = lint(path, bad)
    assert status == 1
    assert message == "sayso: 4 things to mend\n"
    assert f"{path}:3: 'Quay Guard' stands also at {path}:2; take one out" in found
    clash = f"'the Quayers' stands for Dune Watch, but for Quay Guard at {path}:2; keep one"
    assert f"{path}:4: {clash}" in found
    for wrong in ("sector 'QQQ'", "country 'XXX'"):
        assert any(line.startswith(f"{path}:5: unknown {wrong}; write ") for line in found)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("name\tcolour\nA\tred\n", ":1: unknown column colour; known are aliases, "),
        (HEAD + "A\tB\tSYR\tREB\tgroup\tmore\n", ":2: 6 cells under 5 columns"),
        (HEAD + "\tB\tSYR\tREB\tgroup\n", ":2: name is missing; give it a value"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_with_its_line(
    content: str, message: str, tmp_path: Path
) -> None:
    path = tmp_path / "mine.tsv"
    status, out, said = lint(path, content)
    assert (status, said) == (1, "sayso: 1 thing to mend\n")
    assert out[0].startswith(f"{path}{message}")


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    path = str(tmp_path / "none.tsv")
    assert run_as_script("lint", path) == (2, "", f"sayso: {path}: no such file\n")


def test_the_shipped_tables_are_in_order() -> None:
    assert run_as_script("lint", "--no-examples") == (0, "", "nothing to mend\n")

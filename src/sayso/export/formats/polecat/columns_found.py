"""Which columns a POLECAT file has: releases name one otherwise, some headers have one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.export.formats.contract import Problem
from sayso.export.formats.files.columns import columns

if TYPE_CHECKING:
    from collections.abc import Sequence

_OTHER_NAMES = {"Event Intensity": "Intensity"}
_NO_DATA = "Headline"


class Header(NamedTuple):
    """The names of a file's columns in order, null where it has no header; what is odd in it."""

    names: tuple[str, ...] | None
    problems: tuple[Problem, ...]


def read_header(path: str, cells: Sequence[str]) -> Header:
    """The header of a file by its first line.

    A column `Headline` that only the header has is taken out: published files have it, and the
    rows under it hold 40 cells.
    """
    known = [column.column for column in columns("polecat")]
    names = [_OTHER_NAMES.get(cell, cell) for cell in cells]
    problems: list[Problem] = []

    def say(column: str | None, message: str, remedy: str, *, severe: bool) -> None:
        problems.append(Problem(path, 1, column, message, severe=severe, remedy=remedy))

    if not set(names) & set(known):
        if len(cells) != len(known):
            say(None, "the first line names no column of POLECAT", f"begin with {known[0]}, "
                f"{known[1]} … between tabs", severe=True)  # fmt: skip
            return Header(None, tuple(problems))
        say(None, "there is no header line", "add one", severe=False)
        return Header(None, tuple(problems))
    if _NO_DATA in names:
        names.remove(_NO_DATA)
        say(_NO_DATA, "a column that the rows do not have", "take it out", severe=False)
    for name in known:
        if name not in names:
            say(name, "the column is missing", "add it, with empty cells if need be", severe=True)
    for name in dict.fromkeys(names):
        if name not in known:
            say(name or None, f"{name!r} is no column of POLECAT", "take it out", severe=True)
        elif names.count(name) > 1:
            say(name, "the column stands there twice", "take one of them out", severe=True)
    return Header(tuple(names), tuple(problems))

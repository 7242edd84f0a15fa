"""What codes mean: the words of the codebook's tables, for pages that show a code."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from sayso.lexicons.codes.codebook import CODEBOOKS
from sayso.lexicons.files.load import read_lines


class _Source(NamedTuple):
    """Where codes are defined: a table, the columns of the code, the column of the meaning."""

    table: str
    codes: tuple[str, ...]
    meaning: str


class Definition(NamedTuple):
    """What a code means, just as the data file has it, and the file's name."""

    code: str
    words: str
    table: str


_SOURCES = {
    "stance": _Source("stance", ("stance",), "meaning"),
    "status": _Source("event_status", ("status",), "meaning"),
    "place_precision": _Source("place_precision", ("sayso",), "meaning"),
    "time_precision": _Source("time_precision", ("sayso",), "meaning"),
    "event_type": _Source("plover_events", ("event_type",), "definition"),
    "modes": _Source("plover_modes", ("event_type", "mode"), "definition"),
    "contexts": _Source("plover_contexts", ("context",), "covers"),
}

DEFINED = frozenset(_SOURCES)
"""The kinds of codes that the codebook defines."""


def definition(kind: str, code: str) -> Definition | None:
    """The meaning of a code, null where the codebook has none.

    Args:
        kind: one of `DEFINED`.
        code: the code, as records have it; a mode with its type before it: "ASSAULT/aerial".

    Raises:
        DataFileError: for a broken table.
    """
    words = _table(kind).get(code)
    return None if words is None else Definition(code, words, f"{_SOURCES[kind].table}.tsv")


def defined(kind: str) -> tuple[Definition, ...]:
    """All codes of a kind that the codebook defines, in its order."""
    table = f"{_SOURCES[kind].table}.tsv"
    return tuple(Definition(code, words, table) for code, words in _table(kind).items())


@cache
def _table(kind: str) -> dict[str, str]:
    source = _SOURCES[kind]
    lines = read_lines(CODEBOOKS / f"{source.table}.tsv")
    columns = [lines.header.index(name) for name in source.codes]
    meaning = lines.header.index(source.meaning)
    return {
        "/".join(cells[column] for column in columns): cells[meaning]
        for _, cells in lines.rows
        if len(cells) > meaning and cells[meaning]
    }

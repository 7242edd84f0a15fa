"""Columns of the shipped tables, for tests that ask which codes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.files.check import read_rows

if TYPE_CHECKING:
    from pathlib import Path


def column(path: Path, name: str) -> set[str]:
    """The values of one column of a table."""
    return {row[name] for _, row in read_rows(path)}

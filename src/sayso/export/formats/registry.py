"""The formats by name: each is a module that is loaded when it is asked for."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, cast

from sayso.lexicons.files.load import DATA, read_table
from sayso.records.evidence import Record

if TYPE_CHECKING:
    from sayso.export.formats.contract import Exporter

_PACKAGE = "sayso.export.formats"


class FormatError(ValueError):
    """A format that there is not, or a file of one that cannot be read or written."""


class FormatRow(Record, frozen=True, kw_only=True):
    """A format (formats.tsv): its module, what it has room for, how its file's name ends.

    `ending` is empty where the format is a folder.
    """

    name: str
    module: str
    speaker: Literal["yes", "no"]
    ending: str = ""
    about: str

    @property
    def has_speaker(self) -> bool:
        """Whether a row can say whose account it is."""
        return self.speaker == "yes"

    @property
    def is_here(self) -> bool:
        """Whether this installation has the module of the format."""
        return find_spec(f"{_PACKAGE}.{self.module}") is not None


@cache
def formats() -> dict[str, FormatRow]:
    """All formats by name, in the order of the table."""
    return {row.name: row for row in read_table(DATA / "schemas" / "formats.tsv", FormatRow)}


def find_format(name: str) -> FormatRow:
    """The format of a name that this installation can write and check.

    Raises:
        FormatError: for another name; says which formats there are.
    """
    row = formats().get(name)
    here = ", ".join(row.name for row in formats().values() if row.is_here)
    if row is None:
        raise FormatError(f"{name!r} is no format of sayso; choose one of {here}")
    if not row.is_here:
        raise FormatError(
            f"the format {name!r} is not part of this installation; choose one of {here}"
        )
    return row


def load_exporter(row: FormatRow) -> Exporter:
    """The module that writes and checks a format."""
    return cast("Exporter", import_module(f"{_PACKAGE}.{row.module}"))

"""The terminal and the ledger, as the printing commands open them."""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO, cast

from rich.console import Console

from sayso.cli.messages import USAGE, fail
from sayso.ledger.store import LedgerError, open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger.store import Ledger

_WIDTH_OF_A_PIPE = 110
_SPACES_AT_LINE_END = re.compile(r" +(?=\n)")


class _Trimmed(io.TextIOBase):
    """A text file that gets no spaces at line ends: rich fills every line to the full width."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(_SPACES_AT_LINE_END.sub("", text))

    def flush(self) -> None:
        self._out.flush()


def console(out: TextIO | None = None, width: int = _WIDTH_OF_A_PIPE) -> Console:
    """Standard output or another text file; `width` characters wide where it is no terminal.

    The environment's COLUMNS holds for both, where it is set.
    """
    out = out or sys.stdout
    if out.isatty():
        return Console(file=out, highlight=False)
    columns = os.environ.get("COLUMNS", "")
    chosen = int(columns) if columns.isdigit() else width
    return Console(file=cast("TextIO", _Trimmed(out)), highlight=False, width=chosen)


@contextmanager
def opened(target: str) -> Iterator[Ledger]:
    """A ledger that exists; ends the command with a message when it cannot be opened."""
    try:
        ledger = open_ledger(target)
    except LedgerError as error:
        fail(str(error), status=USAGE)
    try:
        yield ledger
    finally:
        ledger.close()

"""The terminal and the ledger, as the printing commands open them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.messages import USAGE, fail
from sayso.ledger.store import LedgerError, open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger.store import Ledger

_WIDTH_OF_A_PIPE = 110


def console() -> Console:
    """Standard output; 110 characters wide where it is no terminal."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(highlight=False, width=_WIDTH_OF_A_PIPE)


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

"""What people did in one ledger, done again in another of the same reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.ledger.errors import LedgerError
from sayso.records.exchange.codec import decode
from sayso.records.review.act import Deed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sayso.ledger.store import Ledger


class Replayed(NamedTuple):
    """How many acts a history has, and how many of them the ledger did not have."""

    acts: int
    new: int


def replay_file(ledger: Ledger, path: Path) -> Replayed:
    """Adds the acts of a history to a ledger: all, or none of them.

    Judgements take effect at the next linking. Replaying again adds nothing.

    Args:
        ledger: a ledger of the same reports, read by the same version and linked.
        path: JSON Lines as `sayso ledger history` writes them.

    Raises:
        LedgerError: for a file that cannot be read, a line that is no act, and what the ledger
            does not have: with the line, and the remedy.
    """
    told = list(_deeds(path))
    return Replayed(len(told), ledger.replay(told))


def _deeds(path: Path) -> Iterator[tuple[str, Deed]]:
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror or error}") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield f"{path}:{number}", decode(line, Deed)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise LedgerError(
                f"{path}:{number}: is no act: {error}; give a file of sayso ledger history"
            ) from error

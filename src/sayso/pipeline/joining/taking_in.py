"""Linking what people coded, or took back of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.ledger.errors import LedgerError
from sayso.pipeline.joining.linking import link_ledger

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.pipeline.joining.stages import Stages


def take_in(ledger: Ledger, stages: Stages | None = None) -> str:
    """Links what people coded, in a ledger whose events are linked.

    Returns:
        Why it is of no incident yet, in words; empty where it is.
    """
    if not ledger.linkings():
        return "the ledger's events are not linked yet: sayso link does that"
    try:
        link_ledger(ledger, stages=stages)
    except LedgerError as error:
        return f"it is recorded, and joins an incident at the next linking: {error}"
    return ""

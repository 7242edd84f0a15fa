"""What a ledger says when it cannot do as asked."""

from __future__ import annotations


class LedgerError(Exception):
    """The ledger cannot do it: the message says why and what the user can do."""

"""What a ledger says when it cannot do as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.review.act import Act


class LedgerError(Exception):
    """The ledger cannot do it: the message says why and what the user can do."""


class StaleError(LedgerError):
    """Somebody decided on the same matter meanwhile: the decision is to be offered again.

    `acts` are those that came since, the earliest first; nothing was recorded.
    """

    def __init__(self, message: str, acts: Sequence[Act]) -> None:
        super().__init__(message)
        self.acts = tuple(acts)

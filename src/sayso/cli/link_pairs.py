"""`sayso link --pairs`: what was held apart by little, for a person to judge."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.cli.messages import USAGE, count, fail, say

if TYPE_CHECKING:
    from sayso.ledger.store import Ledger
    from sayso.records.linking import SuggestedPair


class PairFormat(StrEnum):
    """How pairs of incidents are written."""

    TEXT = "text"
    JSONL = "jsonl"


def list_pairs(target: str, limit: int | None, format_: PairFormat) -> None:
    """Writes the pairs of incidents that may be one to standard output, the likeliest first."""
    from sayso.cli.terminal import opened
    from sayso.ledger.store import LedgerError
    from sayso.pipeline.joining.suggesting import suggested_pairs
    from sayso.records.exchange.codec import encode

    with opened(target) as ledger:
        if not ledger.linkings():
            fail(f"{target} has no incidents yet; run: sayso link {target}", status=USAGE)
        try:
            found = suggested_pairs(ledger, limit=limit)
        except LedgerError as error:
            fail(str(error), status=USAGE)
        if format_ is PairFormat.JSONL:
            sys.stdout.writelines(encode(pair).decode() + "\n" for pair in found)
        else:
            _print(ledger, found)
    say(f"{count(len(found), 'pair')} of incidents that may be one")
    if found:
        say(f"judge them: sayso link {target} --same ID ID --why '…', or --apart ID ID")


def _print(ledger: Ledger, found: list[SuggestedPair]) -> None:
    from sayso.cli.terminal import console
    from sayso.export.link_text import event_words, suggestion_text

    told = [key for pair in found for key in (pair.link.left_id, pair.link.right_id)]
    words = event_words(ledger.accounts(told))
    for pair in found:
        console().print(suggestion_text(pair, words))

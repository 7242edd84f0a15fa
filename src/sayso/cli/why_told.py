"""`sayso explain` for figures and claims: back to the quotes of those who say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.messages import USAGE, fail

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.export.figures import FigureAddress
    from sayso.ledger.store import Ledger


def explain_told(target: str, wanted: str) -> bool:
    """Prints why a figure or a claim is what it is; false where `wanted` names neither.

    `wanted` is an address such as `i3f2a:ucdp:killed`, or the id of a claim or its first letters.
    """
    from sayso.cli.terminal import console, opened
    from sayso.export.figures import figure_address
    from sayso.ledger.store import LedgerError

    with opened(target) as ledger:
        try:
            address = figure_address(wanted)
            told = _figure(ledger, address) if address is not None else _claim(ledger, wanted)
        except (LedgerError, ValueError) as error:
            fail(str(error), status=USAGE)
    if told is None:
        return False
    console().print(told)
    return True


def _figure(ledger: Ledger, address: FigureAddress) -> RenderableType:
    from sayso.export.figures import explanation
    from sayso.pipeline.showing.side_by_side import read_side_by_side
    from sayso.profiles.profile import find_profiles

    profiles = find_profiles((address.profile,))
    found = read_side_by_side(ledger, address.incident, profiles=profiles)
    return explanation(found.figures[0], address.measure, address.group)


def _claim(ledger: Ledger, wanted: str) -> RenderableType | None:
    from sayso.export.claim_text import claim_explanation

    account = ledger.claim_like(wanted)
    if account is None:
        return None
    (read,) = ledger.readings_of([account.claim.doc_id])
    return claim_explanation(account, read.annotations.attributions)

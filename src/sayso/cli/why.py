"""`sayso explain` for incidents and links: what joined the events, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.cli.messages import USAGE, fail, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sayso.ledger.store import Ledger


def explain_linked(target: str, wanted: str) -> bool:
    """Prints why an incident or a link is what it is; false where `wanted` names neither.

    `wanted` is the id of an incident, present or former, or of a link, or its first letters.
    """
    from sayso.cli.terminal import console, opened
    from sayso.ledger.store import LedgerError

    with opened(target) as ledger:
        try:
            told = _incident(ledger, wanted) or _link(ledger, wanted)
        except LedgerError as error:
            fail(str(error), status=USAGE)
    if told is None:
        return False
    console().print(told)
    return True


def _incident(ledger: Ledger, wanted: str) -> RenderableType | None:
    from sayso.export.link_text import Step, Why, incident_explanation

    if not ledger.has_incident(wanted):
        return None
    found = ledger.incident(wanted)
    if not found.id.startswith(wanted):
        say(f"{wanted} is now {found.id}")
    why = Why(
        found,
        ledger.accounts(found.event_ids),
        ledger.links(found.id),
        [Step(step.at, step.change) for step in ledger.history(found.id)],
    )
    return incident_explanation(why)


def _link(ledger: Ledger, wanted: str) -> RenderableType | None:
    from sayso.export.link_text import link_explanation

    found = ledger.link_like(wanted)
    if found is None:
        return None
    return link_explanation(found, ledger.accounts((found.left_id, found.right_id)))

"""How many: the counts that belong to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import token_at
from sayso.events.attached import AttachedMany
from sayso.events.scopes import way
from sayso.lexicons.counted import counted_types
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.events.trigger import Trigger
    from sayso.records.mention import QuantityMention

_FAR = 10


def attach_quantities(
    parsed: Parsed,
    trigger: Trigger,
    event_type: str,
    quantities: Sequence[QuantityMention],
    others: Sequence[Trigger],
) -> AttachedMany:
    """The quantities whose nearest fitting event this is.

    Args:
        parsed: the report.
        trigger: the event's words.
        event_type: its PLOVER type, which bounds what can be counted of it.
        quantities: the quantity mentions of the report.
        others: the other triggers of the report.
    """
    ids, reasons = [], []
    rivals = [t for t in others if t.head.sent.start == trigger.head.sent.start]
    for quantity in quantities:
        if event_type not in counted_types(quantity.what):
            continue
        mine = _cost(parsed, trigger, quantity)
        if mine is None:
            continue
        fitting = [t for t in rivals if t.event_type in counted_types(quantity.what)]
        costs = [c for t in fitting if (c := _cost(parsed, t, quantity)) is not None]
        if all(mine <= cost for cost in costs):
            ids.append(quantity.id)
            reasons.append(f"{quantity.span.quote!r} counts what this event did")
    reason = "; ".join(reasons) or "no count stands nearest to this event"
    return AttachedMany(
        tuple(ids),
        Provenance(
            component="events.how_many", version=VERSION, rule="quantity.nearest", reason=reason
        ),
    )


def _cost(parsed: Parsed, trigger: Trigger, quantity: QuantityMention) -> tuple[int, int] | None:
    """How far a count stands from an event: 0 if its words tell the fate, else steps in the parse.

    A count in another clause than what somebody says of the event is not of that saying.
    """
    token = token_at(parsed.doc, quantity.head)
    if token is None:
        return None
    if quantity.tie is not None and trigger.start <= quantity.tie < trigger.end:
        return 0, 0
    path = way(trigger, token)
    if path is None or (path.leaves_speech and path.inner_clauses):
        return None
    if trigger.start <= quantity.span.start and quantity.span.end <= trigger.end:
        return 0, 1
    clauses = path.inner_clauses + path.crosses_up
    steps = len(path.up) + len(path.down) + 3 * clauses
    return (steps, abs(token.i - trigger.head.i)) if steps <= 3 * _FAR else None

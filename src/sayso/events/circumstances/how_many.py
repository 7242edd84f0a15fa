"""How many: the counts that belong to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.events.circumstances.attached import AttachedMany
from sayso.events.sides.scopes import way
from sayso.lexicons.codes.counted import counted_types, own_type
from sayso.records.evidence import Provenance
from sayso.records.mention import Counted
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.mention import QuantityMention

_FAR = 10
_HARM = frozenset(
    {Counted.KILLED, Counted.INJURED, Counted.MISSING, Counted.DESTROYED, Counted.DAMAGED}
)
_VERBAL = frozenset({"VERB", "AUX"})


def attach_quantities(
    parsed: Parsed,
    trigger: Trigger,
    event_type: str,
    quantities: Sequence[QuantityMention],
    others: Sequence[Trigger],
) -> AttachedMany:
    """The quantities whose nearest fitting event this is, in its sentence or the next.

    Harm that the next sentence tells in the past and ties to no event of its own ("Six people
    died.") is what the sentence before did.

    Args:
        parsed: the report.
        trigger: the event's words.
        event_type: its PLOVER type, which bounds what can be counted of it.
        quantities: the quantity mentions of the report.
        others: the other triggers of the report.
    """
    ids, reasons = [], []
    for quantity in quantities:
        types = counted_types(quantity.what)
        if event_type not in types or _is_of_another_deed(parsed, trigger, event_type, quantity):
            continue
        fitting = [t for t in others if t.event_type in types]
        if _is_nearest(parsed, trigger, quantity, fitting):
            ids.append(quantity.id)
            reasons.append(f"{quantity.span.quote!r} counts what this event did")
        elif _tells_of_before(parsed, trigger, quantity, fitting):
            ids.append(quantity.id)
            reasons.append(f"{quantity.span.quote!r} is told right after this event")
    reason = "; ".join(reasons) or "no count stands nearest to this event"
    return AttachedMany(
        tuple(ids),
        Provenance(
            component="events.how_many", version=VERSION, rule="quantity.nearest", reason=reason
        ),
    )


def _is_of_another_deed(
    parsed: Parsed, trigger: Trigger, event_type: str, quantity: QuantityMention
) -> bool:
    """Whether a verb beside the event's tells of harm that is none of its doing.

    "14 had been hurt and six {arrested}": who arrests, or marches, hurts nobody by that.
    """
    verb = token_at(parsed.doc, quantity.tie) if quantity.tie is not None else None
    if verb is None or quantity.what not in _HARM or event_type == own_type(quantity.what):
        return False
    inside = trigger.start <= verb.idx < trigger.end
    beside = first_conjunct(verb) == first_conjunct(trigger.clause)
    return verb.pos_ in _VERBAL and not inside and beside


def _is_nearest(
    parsed: Parsed, trigger: Trigger, quantity: QuantityMention, fitting: Sequence[Trigger]
) -> bool:
    """Whether no other fitting event of the sentence stands nearer to a count."""
    mine = _cost(parsed, trigger, quantity)
    rivals = [t for t in fitting if t.head.sent.start == trigger.head.sent.start]
    costs = [c for t in rivals if (c := _cost(parsed, t, quantity)) is not None]
    return mine is not None and all(mine <= cost for cost in costs)


def _tells_of_before(
    parsed: Parsed, trigger: Trigger, quantity: QuantityMention, fitting: Sequence[Trigger]
) -> bool:
    """Whether a count of harm stands alone in the sentence after the event's."""
    token = token_at(parsed.doc, quantity.head)
    if token is None or quantity.what not in _HARM or quantity.cumulative:
        return False
    sentence = token.sent.start
    if sentence == 0 or parsed.doc[sentence - 1].sent.start != trigger.head.sent.start:
        return False
    here = [t for t in (trigger, *fitting) if t.head.sent.start == trigger.head.sent.start]
    alone = all(t.head.sent.start != sentence for t in fitting)
    return alone and trigger is min(here, key=_depth) and _is_told_as_past(token)


def _depth(trigger: Trigger) -> tuple[int, int]:
    return sum(1 for _ in trigger.head.ancestors), trigger.start


def _is_told_as_past(token: Token) -> bool:
    """Whether the clauses over a word tell in the past and bare of "if" and modal verbs."""
    over = [t for t in (token, *token.ancestors) if t.pos_ in _VERBAL]
    near = [t for verb in over for t in (verb, *verb.children)]
    past = any(t.tag_ == "VBD" for t in near) or any(t.lemma_ == "have" for t in near)
    return past and not any(t.tag_ == "MD" or t.lower_ in {"if", "unless"} for t in near)


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

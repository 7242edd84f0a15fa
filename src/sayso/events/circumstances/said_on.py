"""The day on which something was told, which is the last on which it can have happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.analysis.syntax import first_conjunct, token_at
from sayso.events.sides.scopes import way
from sayso.events.status.links import VERBAL
from sayso.records.evidence import content_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.attribution import Attribution
    from sayso.records.mention import TimeMention


def day_of_saying(
    parsed: Parsed,
    trigger: Trigger,
    dates: Sequence[TimeMention],
    chain: Sequence[Attribution],
) -> TimeMention | None:
    """The date on which an event was told, the innermost voice's first, or null.

    It hangs on the words of saying, or on the clause that the reported one leaves.
    """
    for attribution in reversed(chain):
        cue = token_at(parsed.doc, attribution.cue.start)
        for mention in dates:
            if _is_told(mention, attribution):
                continue
            verb = _verb_of(parsed, mention)
            if cue is not None and verb is not None and _is_said_by(verb, cue, attribution):
                return mention
    for mention in dates:
        token = date_word(parsed, mention)
        path = way(trigger, token) if token is not None else None
        if token is None or path is None:
            continue
        leaves = path.leaves_speech and not path.inner_clauses
        if leaves or stands_by_saying(trigger, token):
            return mention
    return None


def _is_told(date: TimeMention, attribution: Attribution) -> bool:
    """Whether a date is among the words that are said, and so not that of the saying."""
    at = date.span.start if date.span else -1
    return any(part.start <= at < part.end for part in attribution.content)


def stands_by_saying(trigger: Trigger, date: Token) -> bool:
    """Whether a date follows right on the verb whose reported clause holds the event.

    "said Monday a bomb had killed six": the parser may hang the day on the clause.
    """
    before = date.left_edge.i - 1
    while before > date.sent.start and date.doc[before].pos_ == "ADP":
        before -= 1
    verb = date.doc[max(before, 0)]
    if verb.pos_ not in VERBAL:
        return False
    way_up = (trigger.head, *trigger.head.ancestors)
    return any(t.dep_ == "ccomp" and t.head == verb and t.i > date.i for t in way_up)


def bound_of(said: TimeMention) -> TimeMention:
    """A date told by the same words that is open at its beginning: on that day or before."""
    return msgspec.structs.replace(
        said, id=content_id("t", said.id, "on or before"), earliest=None
    )


def _is_said_by(verb: Token, cue: Token, attribution: Attribution) -> bool:
    first = first_conjunct(cue)
    inside = any(part.start <= verb.idx < part.end for part in attribution.content)
    return not inside and verb in {cue, first}


def _verb_of(parsed: Parsed, mention: TimeMention) -> Token | None:
    """The verb that a date hangs on, over its preposition or the subject that it stands beside."""
    token = date_word(parsed, mention)
    if token is None:
        return None
    return next((t for t in (token, *token.ancestors) if t.pos_ in VERBAL), None)


def date_word(parsed: Parsed, mention: TimeMention) -> Token | None:
    """The word by which a date hangs in its sentence, or null for one without words."""
    if mention.span is None:
        return None
    words = parsed.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    return words.root if words is not None else None

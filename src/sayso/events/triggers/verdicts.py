"""What the trained judge says of a trigger: no event at all, or sides that syntax misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.typer import judge
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.analysis.typer import Verdict
    from sayso.events.triggers.trigger import Trigger

# Of 19 words without a deed that rules took for one, in sentences that no network had seen, 16
# are above it; of 165 deeds four, and two of 376 in the test set (docs/model.md).
_SURE_OF_NOTHING = 0.75
# Fewer words are a headline's, whose report tells the rest: too little to refuse it.
_FEWEST = 6


def verdict_on(parsed: Parsed, trigger: Trigger) -> Verdict | None:
    """What the judge says of a trigger in its sentence; null where rules alone read."""
    if parsed.tags is None:
        return None
    return verdict_at(parsed, trigger.head, trigger.start, trigger.end)


def verdict_at(parsed: Parsed, head: Token, start: int, end: int) -> Verdict:
    """What the judge says of the words from `start` to `end` in the sentence of their head."""
    first, last = head.sent.start_char, head.sent.end_char
    words = max(start, first) - first, min(end, last) - first
    return judge(parsed.twin[first:last], {"trigger": [words]})


def refusal(verdict: Verdict | None, trigger: Trigger) -> Provenance | None:
    """Why the judge takes a mention for no event, or null where it does not."""
    if verdict is None or verdict.nothing < _SURE_OF_NOTHING:
        return None
    if sum(token.is_alpha for token in trigger.head.sent) < _FEWEST:
        return None
    return Provenance(
        component="events.verdicts",
        version=VERSION,
        model=verdict.model,
        reason=f"tells of no event, with probability {verdict.nothing:.2f}",
    )

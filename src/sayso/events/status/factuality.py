"""Whether an event happened, as its innermost voice tells it: a walk up through its governors.

Each governor ("vowed to", "failed to", "after the", "if") is a row of data; its own status, which
its governors decide in turn, chooses the effect. So stacked operators compose: what was "not
prevented" occurred, what somebody "denied threatening" stays open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.events.status.walk import Walk
from sayso.records.event import Status
from sayso.records.evidence import Provenance
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.lexicons.words.operators import Operators
    from sayso.records.attribution import Attribution
    from sayso.records.event import Certainty
    from sayso.records.mention import TimeMention

_NEWS_DAYS = 366
AUX = {
    Status.HISTORICAL: ("historical",),
    Status.PLANNED: ("future",),
    Status.THREATENED: ("future",),
    Status.DEMANDED: ("hypothetical",),
    Status.HYPOTHETICAL: ("hypothetical",),
    Status.NEGATED: ("negation",),
}


@dataclass(frozen=True)
class Judged:
    """What was decided on an event: status, certainty, PLOVER's auxiliary modes, and why."""

    status: Status
    certainty: Certainty
    aux: tuple[str, ...]
    provenance: Provenance


def classify_status(
    parsed: Parsed, trigger: Trigger, chain: Sequence[Attribution], operators: Operators
) -> Judged:
    """The status of an event as the innermost voice of `chain` tells it.

    Args:
        parsed: the report.
        trigger: the event's words and codes.
        chain: the attributions whose content holds the trigger, outermost first.
        operators: the words that decide.
    """
    walk = Walk(parsed, trigger, chain[-1] if chain else None, operators)
    told = walk.start()
    reason = "; ".join(told.trace) or "told as a fact, without any word that would change it"
    rule = next((step[step.rindex("(") + 1 : -1] for step in told.trace), None)
    return Judged(
        status=told.status,
        certainty=told.certainty,
        aux=AUX.get(told.status, ()),
        provenance=Provenance(
            component="events.factuality", version=VERSION, rule=rule, reason=reason
        ),
    )


def age_status(judged: Judged, date: TimeMention | None, published: str | None) -> Judged:
    """The judgement once the event's date is known: long past is historical, not news.

    Args:
        judged: what the words alone say.
        date: the event's date, or null.
        published: the ISO day of publication, or null where unknown.
    """
    if date is None or date.latest is None or published is None:
        return judged
    if judged.status not in {Status.OCCURRED, Status.ATTEMPTED}:
        return judged
    gap = dt.date.fromisoformat(published[:10]) - dt.date.fromisoformat(date.latest[:10])
    if gap.days <= _NEWS_DAYS:
        return judged
    return Judged(
        status=Status.HISTORICAL,
        certainty=judged.certainty,
        aux=AUX[Status.HISTORICAL],
        provenance=Provenance(
            component="events.factuality",
            version=VERSION,
            rule="en.status.period",
            reason=f"dated {gap.days} days before publication; {judged.provenance.reason}",
        ),
    )

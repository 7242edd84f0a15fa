"""What a person holds right of an incident as such: the form that sets it, and what was set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import FIELD_TITLES, held_words
from sayso.incidents.reviewed import days, parties, places
from sayso.incidents.reviewed.whole import WHOLE_FIELDS, answers, parse_whole
from sayso.ledger.custody import now
from sayso.records.review.judgement import Review, Verdict
from sayso.review.incident.values import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.shown.matrix import Headline
    from sayso.review.desk import Desk

_GRAMMARS = {"places": places.GRAMMAR, "dates": days.GRAMMAR, "actors": parties.GRAMMAR}


def whole_view(head: Headline) -> dict[str, Any]:
    """What people set of an incident as such, and what the form offers."""
    return {
        "set": [{"told": one, "words": held_words(one)} for one in head.settled],
        "fields": [{"value": one, "title": FIELD_TITLES[one]} for one in WHOLE_FIELDS],
        "grammars": [
            {"title": FIELD_TITLES[field], "words": words} for field, words in _GRAMMARS.items()
        ],
    }


def not_counted(head: Headline) -> str:
    """What the figures of an incident do with what people set of it as such; empty for nothing."""
    told = [held_words(one) for one in head.settled if one.applied]
    if not told:
        return ""
    return (
        f"What people set for the incident as such ({'; '.join(told)}) changes no account: the"
        " figures are computed from what the accounts say."
    )


def whole_review(desk: Desk, incident_id: str, told: Mapping[str, str]) -> Review:
    """What a person says of a field of an incident as such, from a form.

    Args:
        desk: the desk of who says it.
        incident_id: the whole id of the incident.
        told: `field`, `value` and `why`; `verdict` may be "reject": none of what is told is right.

    Raises:
        ValueError: for a field that is not set for an incident as such, and a value that cannot
            be read, with the grammar.
        LedgerError: when there is no such incident.
    """
    field, value = told.get("field", ""), told.get("value", "").strip()
    rejects = told.get("verdict") == Verdict.REJECT.value
    if rejects and field not in {"places", "dates", "actors", "recipients"}:
        raise ValueError("say which is right: an incident is of some type")
    if not rejects:
        if not value:
            raise ValueError("write the value that is right")
        parse_whole(field, value)
    head = desk.incident(incident_id).told.matrix.headline
    return Review.make(
        incident_id,
        Verdict.REJECT if rejects else Verdict.CORRECT,
        doc_id=None,
        field=field,
        value=None if rejects else value,
        by=desk.person.name,
        why=told.get("why", "").strip(),
        at=now(),
        origin=ORIGIN,
        shown="; ".join(answers(head, field)),
    )

"""What a person does with incidents at their desk: merging, splitting, taking over, unlinking."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding import differences as differing
from sayso.pipeline.deciding import merging
from sayso.pipeline.deciding.reviewed import ORIGIN as ORIGIN_FIELD
from sayso.pipeline.joining.suggesting import suggested_pairs
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.blind import unsigned_refusal
from sayso.review.incident.values import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.incident import Reason
    from sayso.records.linking import IncidentLine
    from sayso.records.review.act import Act
    from sayso.records.review.difference import Difference
    from sayso.review.desk import Desk

_MOST_SUGGESTED = 5
_MOST_ACTS = 50


class Suggestion(NamedTuple):
    """An incident that may be the same: its id and line, how likely, and what speaks for it.

    `line` is null in ledgers that were linked before there were lines.
    """

    other: str
    line: IncidentLine | None
    score: float
    reasons: tuple[Reason, ...]


def present(desk: Desk, wanted: str) -> str:
    """The whole id by which an incident goes now, as far as the person may know of it.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by that id.
    """
    return desk.ledger.incident(wanted).id


def suggestions(desk: Desk, incident_id: str) -> list[Suggestion]:
    """The incidents that may be one with this, likeliest first; none that a person judged."""
    pairs = suggested_pairs(desk.ledger, incident_id, limit=_MOST_SUGGESTED)
    others = [pair.right if pair.left == incident_id else pair.left for pair in pairs]
    lines = desk.ledger.summaries(others)
    return [
        Suggestion(other, lines[other].line, pair.link.score or 0.0, pair.link.reasons)
        for pair, other in zip(pairs, others, strict=True)
        if other in lines and desk.ledger.has_incident(other)
    ]


def merge(desk: Desk, incident_id: str, other: str, *, why: str, seen: int | None) -> Act:
    """Makes one incident of two, as `pipeline.merging.merge` does.

    Raises:
        StaleError: when somebody judged the same since `seen`.
        LedgerError: when it cannot be done: with the reason.
    """
    desk.incident(other)
    with unsigned_refusal(desk):
        return merging.merge(
            desk.ledger, incident_id, other, by=desk.person.name, why=why, seen=seen
        )


def split(
    desk: Desk, incident_id: str, events: Iterable[str], *, why: str, seen: int | None
) -> Act:
    """Takes events out of an incident, as `pipeline.merging.split` does.

    Raises:
        StaleError: when somebody judged the same since `seen`.
        LedgerError: when it cannot be done: with the reason.
    """
    with unsigned_refusal(desk):
        return merging.split(
            desk.ledger, incident_id, events, by=desk.person.name, why=why, seen=seen
        )


def differences(desk: Desk, doc_ids: Iterable[str]) -> list[Difference]:
    """Where the newest reading says something else than what people decided, as far as shown."""
    found = differing.differences(desk.ledger, doc_ids)
    return [one for one in found if desk.sees(one.review.by)]


def settle(desk: Desk, one: Difference, *, take: bool, why: str, seen: int | None) -> Act:
    """Takes over what sayso reads now, or keeps what was set.

    Raises:
        StaleError: when somebody decided on the same field since `seen`.
        LedgerError: when there is nothing to take over or to keep.
    """
    do = differing.accept if take else differing.keep
    with unsigned_refusal(desk):
        return do(desk.ledger, one, by=desk.person.name, why=why, seen=seen)


def unlink(desk: Desk, incident_id: str, doc_id: str, *, why: str, seen: int | None) -> Act:
    """Holds a report apart from those whose words it shares: it is a source of its own.

    Raises:
        StaleError: when somebody decided on the same since `seen`.
        LedgerError: when the report tells nothing of the incident.
    """
    told = desk.incident(incident_id).told
    if doc_id not in {account.claim.doc_id for account in told.accounts}:
        raise LedgerError(f"{doc_id} tells nothing of {incident_id}: load the page again")
    names = ", ".join(source.name for source in told.matrix.sources.sources)
    review = Review.make(
        doc_id,
        Verdict.REJECT,
        doc_id=doc_id,
        field=ORIGIN_FIELD,
        value=names,
        by=desk.person.name,
        why=why,
        at=now(),
        origin=ORIGIN,
        shown=names,
    )
    return desk.decide(
        ActKind.DECIDE, reviews=[review], subjects=[incident_id], why=why, shown=names, seen=seen
    )


def unlinked(desk: Desk, doc_ids: Iterable[str]) -> dict[str, str]:
    """The acts by which reports are held apart, by the report: what undoing takes back."""
    docs = set(doc_ids)
    said = desk.ledger.said_of(docs).reviews if docs else []
    apart = {one.id for one in said if one.field == ORIGIN_FIELD and desk.sees(one.by)}
    found: dict[str, str] = {}
    for doc_id in docs:
        for act in desk.ledger.acts(target=doc_id, latest=True, limit=_MOST_ACTS):
            if act.kind is not ActKind.UNDO and apart.intersection(act.reviews):
                found.setdefault(doc_id, act.id)
    return found

"""Edits that stand against a newer reading: found, taken over, or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.incidents.reviewed.values import (
    COUNTS,
    LISTS,
    format_value,
    span_of,
    value_of,
    values_of,
)
from sayso.incidents.reviewed.values import FIELDS as KNOWN
from sayso.ledger.custody import now
from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.reviewed import followed
from sayso.records.review.act import ActKind
from sayso.records.review.difference import Difference
from sayso.records.review.judgement import DECIDING, Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.incidents.reviewed.values import Value
    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.evidence import Provenance, Span
    from sayso.records.review.act import Act

_ORIGIN = "a newer reading"


def differences(ledger: Ledger, doc_ids: Iterable[str]) -> tuple[Difference, ...]:
    """Where the newest reading of some reports says something else than what people saw.

    A word is told of when its record is no more, or when it noted what was shown and sayso reads
    another value there by now. Words whose value sayso now reads itself are at one with it, and
    those that noted nothing and whose record is there cannot differ.

    Args:
        ledger: the ledger, linked since the reports were read anew.
        doc_ids: whole ids of reports; of an incident, those of its accounts.

    Returns:
        Each word that stands and differs, in the order in which they were said.
    """
    docs = sorted(set(doc_ids))
    said = _standing(ledger.said_of(docs).reviews)
    claims = ledger.claims_of(docs)
    follows = followed(ledger, {one.target for one in said}, claims)
    by_id = {claim.id: claim for claim in claims}
    for claim in reversed(claims):
        by_id[claim.event_id] = claim
        by_id.update(dict.fromkeys(claim.mentions, claim))
        by_id.update((toll.id, claim) for toll in claim.tolls)
    former = {
        key: one
        for one in ledger.former_claims({one.target for one in said} - by_id.keys())
        for key in (one.id, one.event_id)
    }
    found = (_difference(ledger, one, follows, by_id, former) for one in said)
    return tuple(one for one in found if one is not None)


def differences_of(ledger: Ledger, incident: str) -> tuple[Difference, ...]:
    """The same of the reports of an incident, by its id or first letters.

    Raises:
        LedgerError: when nothing, or more than one thing, goes by that id.
    """
    accounts = ledger.accounts(ledger.incident(incident).event_ids)
    return differences(ledger, {account.claim.doc_id for account in accounts})


def accept(
    ledger: Ledger, difference: Difference, *, by: str, why: str = "", seen: int | None = None
) -> Act:
    """Takes over what sayso reads now: one more word of the person, nothing is deleted.

    Their former word on the matter is withdrawn with it, where it is of another matter. Where
    sayso reads nothing any more, the former word is withdrawn and nothing put in its place.

    Raises:
        StaleError: when somebody decided on the same field since `seen`.
        LedgerError: when nobody is named, or the ledger has no such record.
    """
    old, at = difference.review, now()
    reviews: list[Review] = []
    if difference.target is not None and difference.now is not None:
        reviews.append(
            Review.make(
                difference.target,
                Verdict.ACCEPT,
                doc_id=old.doc_id,
                field=difference.field,
                words=difference.words,
                value=difference.now,
                by=by,
                why=why,
                at=at,
                origin=_ORIGIN,
                shown=difference.now,
            )
        )
    if by == old.by and all(one.matter != old.matter for one in reviews):
        reviews.append(old.withdrawn(at=at, origin=_ORIGIN, why=why))
    if not reviews:
        raise LedgerError(
            f"sayso reads nothing there any more, and only {old.by} can take their word back:"
            " undo the act it is of, or reject the account"
        )
    return decide(ledger, by=by, kind=ActKind.UPDATE, reviews=reviews, why=why, seen=seen)


def keep(
    ledger: Ledger, difference: Difference, *, by: str, why: str = "", seen: int | None = None
) -> Act:
    """Holds on to what was set, against what sayso reads now, so that it is asked no more.

    Raises:
        StaleError: when somebody decided on the same field since `seen`.
        LedgerError: when nobody is named, or the record is no more.
    """
    old = difference.review
    if difference.target is None:
        raise LedgerError(f"what {old.by} reviewed is no longer read: there is nothing to keep it")
    kept = Review.make(
        difference.target,
        Verdict.CORRECT if old.verdict is Verdict.ACCEPT and difference.set else old.verdict,
        doc_id=old.doc_id,
        field=old.field,
        words=old.words,
        value=difference.set if old.verdict is not Verdict.REJECT else old.value,
        right=old.right,
        by=by,
        why=why or old.why,
        at=now(),
        origin=old.origin,
        shown=difference.now or "",
    )
    reviews = [kept]
    if by == old.by and kept.matter != old.matter:
        reviews.append(old.withdrawn(at=kept.at, origin=_ORIGIN))
    return decide(ledger, by=by, kind=ActKind.KEEP, reviews=reviews, why=why, seen=seen)


def _standing(reviews: Iterable[Review]) -> list[Review]:
    last = {one.matter: one for one in reviews}
    return [one for one in last.values() if one.verdict in DECIDING and one.doc_id != one.target]


def _difference(
    ledger: Ledger,
    said: Review,
    follows: Mapping[str, str],
    claims: Mapping[str, Claim],
    former: Mapping[str, Claim],
) -> Difference | None:
    target = follows.get(said.target, said.target)
    claim = claims.get(target)
    wanted = None if said.verdict is Verdict.REJECT else said.value or said.shown
    told = Difference(
        review=said, target=target, field=said.field, set=wanted, shown=said.shown, now=None
    )
    if claim is None:
        return replace(told, target=None) if said.target in former else None
    if said.field not in KNOWN:
        return None
    value, words = _read(claim, said)
    moved = target != said.target and said.target not in claims
    if value == wanted or (said.shown is None and not moved):
        return None
    if said.shown is not None and value == (said.shown or None):
        return None
    made = _maker(ledger, claim, said.field, words)
    return replace(told, now=value, words=words, provenance=made)


def _read(claim: Claim, said: Review) -> tuple[str | None, Span | None]:
    """What sayso reads now in the field that was judged, and at which words."""
    if said.field not in LISTS:
        return value_of(claim, said.field), None
    values = values_of(claim, said.field)
    chosen: Value | None = None
    if said.words is not None:
        here = said.words
        spans = ((one, span_of(one)) for one in values)
        chosen = next(
            (one for one, span in spans if span is not None and span.overlaps(here)), None
        )
    elif said.shown and any(format_value(one) == said.shown for one in values):
        return said.shown, None
    if chosen is None and len(values) == 1 and said.right is None:
        chosen = values[0]
    return (format_value(chosen), span_of(chosen)) if chosen is not None else (None, None)


def _maker(ledger: Ledger, claim: Claim, field: str, words: Span | None) -> Provenance:
    """What made the value: of a place, day, count or party that of its mention, else the claim."""
    if words is None:
        return claim.provenance
    found = ledger.reading(claim.doc_id).annotations
    kinds = (found.places, found.dates, found.quantities, found.actors)
    wanted = {"places": 0, "dates": 1}.get(field, 2 if field in COUNTS else 3)
    made = ((one.span, one.provenance) for one in kinds[wanted])
    return next((provenance for span, provenance in made if span == words), claim.provenance)

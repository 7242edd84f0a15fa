"""Events that a person found in a report and coded: accounts like any other, made of their words.

A person's coding is a review of the document, at the words that tell the event, under the field
`event`; its value is a `Coding` as JSON. So it is kept, undone and told as every decision is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.incidents.reviewed.codes import parse_codes
from sayso.incidents.reviewed.settling import settled
from sayso.incidents.reviewed.values import COUNTS, LISTS, PARTIES, WORDS, parse_value, values_of
from sayso.lexicons.codes.incident_types import incident_type
from sayso.records.claim import Claim, Party, Toll, When, Where
from sayso.records.evidence import Provenance, content_id
from sayso.records.exchange.codec import decode, encode
from sayso.records.mention import Counted
from sayso.records.review.coding import EVENT, Coding
from sayso.records.review.judgement import Review, Verdict
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.incidents.reviewed.values import Value
    from sayso.records.claim import Account
    from sayso.records.evidence import Span
    from sayso.records.review.coding import Part
    from sayso.records.review.settled import Settled

FILLED = frozenset({*LISTS, "voice"})
"""The fields that a part of a coding may fill."""

_COMPONENT = "person"
_SURE = 1.0
_NUMBER = re.compile(r"\d[\d,]*")


def code_event(  # noqa: PLR0913 (what a review is, each by its name)
    doc_id: str, words: Span, coding: Coding, *, by: str, at: str, why: str
) -> Review:
    """The review by which a person codes an event.

    Args:
        doc_id: the report.
        words: those that tell the event.
        coding: what they tell.
        by: who codes.
        at: when, ISO 8601.
        why: a note.

    Raises:
        ValueError: for a code that the codebook does not have, and for a value that cannot be
            read: with the field and how to write it.
    """
    parse_codes("event_type", coding.event_type)
    if coding.modes:
        parse_codes("modes", " ".join(coding.modes))
    for part in coding.parts:
        if part.field not in FILLED:
            raise ValueError(f"{part.field!r} is no part of an event: {', '.join(sorted(FILLED))}")
        try:
            _value(part, "")
        except ValueError as error:
            raise ValueError(f"{part.field}, “{part.words.quote}”: {error}") from error
    return Review.make(
        doc_id,
        Verdict.CORRECT,
        doc_id=doc_id,
        field=EVENT,
        value=encode(coding).decode(),
        right=words,
        by=by,
        at=at,
        why=why,
        origin="report",
    )


def coded_claims(reviews: Iterable[Review]) -> list[Claim]:
    """The accounts that people's codings come to, one for each coding that stands.

    Args:
        reviews: what people said, in the order recorded.
    """
    said = [one for question in settled(reviews, {}) for one in question.said]
    return [_claim(one) for one in said if one.field == EVENT and one.verdict is Verdict.CORRECT]


def is_coded(claim: Claim) -> bool:
    """Whether a person coded the event, and nothing was read."""
    return claim.provenance.component == _COMPONENT


def of_view(accounts: Sequence[Account], questions: Iterable[Settled]) -> list[Account]:
    """The accounts without the codings that do not hold for whoever looks."""
    holding = {one.holds.id for one in questions if one.field == EVENT and one.holds is not None}
    return [
        account
        for account in accounts
        if not is_coded(account.claim) or account.claim.provenance.rule in holding
    ]


def coded_id(review_id: str) -> str:
    """The id of the account that a coding comes to."""
    return content_id("c", review_id)


def _claim(said: Review) -> Claim:
    coding, trigger = decode(said.value or "", Coding), said.right
    assert trigger is not None
    place = (str(trigger.start), str(trigger.end))
    why = f": {said.why}" if said.why else ""
    claim = Claim(
        id=coded_id(said.id),
        doc_id=said.target,
        event_id=content_id("w", "coded", said.target, *place),
        event_type=coding.event_type,
        modes=coding.modes,
        incident_type=incident_type(coding.event_type, coding.modes),
        stance=coding.stance,
        status=coding.status,
        certainty=coding.certainty,
        confidence=_SURE,
        evidence=(trigger,),
        sentences=(coding.sentence or trigger,),
        provenance=Provenance(
            component=_COMPONENT,
            version=VERSION,
            rule=said.id,
            reason=f"coded by {said.by} on {said.at[:10]}{why}",
        ),
    )
    for part in coding.parts:
        claim = _with(claim, part)
    return claim


def _with(claim: Claim, part: Part) -> Claim:
    """The account with one more value; one that no table knows any more leaves it as it is."""
    try:
        value = _value(part, claim.id)
    except ValueError:
        return claim
    if isinstance(value, Party) and part.field == "voice":
        key = (value.name or value.span.quote).casefold()
        return replace(claim, voice=value, voice_key=key)
    if part.field in COUNTS:
        return replace(claim, tolls=(*claim.tolls, value))
    values: dict[str, Any] = {part.field: (*values_of(claim, part.field), value)}
    return replace(claim, **values)


def said_by(field: str, words: str) -> str:
    """What words say of a field by themselves: a name, a place, of a count its number.

    Args:
        field: a field of an account.
        words: the words of the report.
    """
    number = _NUMBER.search(words) if field in COUNTS else None
    return number[0] if number is not None else " ".join(words.split())


def _value(part: Part, claim_id: str) -> Value:
    span, field = part.words, part.field
    if field in WORDS:
        return span
    if field in PARTIES:
        return Party(span=span, **(parse_value(field, part.value) if part.value else {}))
    told = parse_value(field, part.value or said_by(field, span.quote))
    if field == "places":
        return Where(span=span, **told)
    if field == "dates":
        return When(span=span, **told)
    made = content_id("q", claim_id, field, str(span.start), str(span.end))
    return Toll(id=made, counted=Counted(field), of="", span=span, **told)

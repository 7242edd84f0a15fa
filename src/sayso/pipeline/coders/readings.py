"""What people made of what sayso read: accepted, corrected, rejected, by field and by rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sayso.agreement.kappa import percent_agreement
from sayso.incidents.reviewed.settling import SINGLE
from sayso.incidents.reviewed.values import COUNTS, LISTS
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.units import code, code_of, field_name, read_value
from sayso.records.review.coders import MadeBy, ReadingField
from sayso.records.review.coding import EVENT
from sayso.records.review.judgement import Verdict
from sayso.records.review.settled import Outcome
from sayso.records.whole import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.records.evidence import Provenance, Span
    from sayso.records.reading import ReadDocument
    from sayso.records.review.settled import Settled

ACCEPTED, CORRECTED, REJECTED, ADDED, OPEN = "accepted", "corrected", "rejected", "added", "open"
_READ = (ACCEPTED, CORRECTED, REJECTED)
_AT_ONCE = 100
_SLOTS: dict[str, Slot] = {
    "actors": Slot.ACTOR,
    "recipients": Slot.RECIPIENT,
    "targets": Slot.TARGET,
    "places": Slot.PLACE,
    "dates": Slot.DATE,
    "weapons": Slot.WEAPON,
    **{slot.value: slot for slot in Slot if slot.value in COUNTS},
}
_MENTION_FIELDS = {"": "event_type", "certainty": "factuality", "stance": "attribution"}


def outcome(question: Settled) -> str:
    """What became of sayso's value: accepted, corrected, rejected; else added or open."""
    if question.holds is None:
        return OPEN if question.outcome is Outcome.OPEN else ADDED
    holds, read = question.holds, read_value(question)
    if holds.verdict is Verdict.REJECT:
        return REJECTED
    if holds.verdict is Verdict.ACCEPT:
        return ACCEPTED
    if read is None and question.words is None and question.field not in SINGLE:
        return ADDED
    same = read is not None and code(holds, read) == code_of(holds.field, read)
    return ACCEPTED if same else CORRECTED


def by_field(questions: Iterable[Settled], *, resamples: int) -> tuple[ReadingField, ...]:
    """What people made of sayso's values of each field, in the order of the table of fields."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for question in questions:
        counts[field_name(question.said[0])][outcome(question)] += 1
    return tuple(
        ReadingField(
            field=field,
            **dict(counts[field]),
            precision=percent_agreement(
                ((1, int(name == ACCEPTED)) for name in _READ for _ in range(counts[field][name])),
                resamples=resamples,
            ),
        )
        for field in coded_fields()
        if field in counts
    )


def by_rule(ledger: Ledger, questions: Iterable[Settled]) -> tuple[MadeBy, ...]:
    """The same by component and rule: those of which most was not accepted first.

    What nobody can follow to a claim of now, or any linking before, has no rule to tell.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    judged = [one for one in questions if one.said[0].doc_id and outcome(one) in _READ]
    judged.sort(key=lambda one: (one.said[0].doc_id or "", one.target, one.field))
    for start in range(0, len(judged), _AT_ONCE):
        for question, made in _makers(ledger, judged[start : start + _AT_ONCE]):
            key = (field_name(question.said[0]), made.component, made.rule or "")
            counts[key][outcome(question)] += 1
    found = [
        MadeBy(field=field, component=component, rule=rule, **dict(told))
        for (field, component, rule), told in counts.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (-one.corrected - one.rejected, one.component, one.rule, one.field),
        )
    )


def _makers(ledger: Ledger, questions: Sequence[Settled]) -> Iterator[tuple[Settled, Provenance]]:
    docs = {one.said[0].doc_id or "" for one in questions}
    claims: dict[str, Claim] = {}
    for claim in [
        *ledger.former_claims({one.target for one in questions}),
        *ledger.claims_of(sorted(docs)),
    ]:
        claims |= dict.fromkeys((claim.id, claim.event_id, *claim.mentions), claim)
        claims |= dict.fromkeys((toll.id for toll in claim.tolls), claim)
    readings = {one.document.id: one for one in ledger.readings_of(sorted(docs))}
    for question in questions:
        told = claims.get(question.target)
        reading = readings.get(question.said[0].doc_id or "")
        if told is not None and reading is not None and question.field != EVENT:
            yield question, made_by(told, reading, question.field, question.words)


def made_by(claim: Claim, reading: ReadDocument, field: str, words: Span | None) -> Provenance:
    """What made a value of an account: its component and rule.

    Args:
        claim: the account.
        reading: of its report.
        field: the field of the account.
        words: the words of the value; null for a field that has one value.
    """
    found = reading.annotations
    event = next((one for one in found.whole_events if one.id == claim.event_id), None)
    if event is None:
        return claim.provenance
    slot = _SLOTS.get(field)
    if field in LISTS and slot is not None:
        fillers = event.of(slot)
        meant = [one for one in fillers if words and one.span and one.span.overlaps(words)]
        for filler in meant or fillers[:1]:
            return _of_mention(reading, filler.mention) or filler.provenance
    told = next((one for one in found.events if one.id in event.mentions), None)
    asked = _MENTION_FIELDS.get(field, field)
    of_mention = told.provenance.get(asked) if told is not None else None
    return event.provenance.get(field) or of_mention or claim.provenance


def _of_mention(reading: ReadDocument, key: str | None) -> Provenance | None:
    """What resolved a place, day or count, which is more telling than what put it there."""
    found = reading.annotations
    of: dict[str, Provenance] = {}
    for mentions in (found.places, found.dates, found.quantities):
        of.update((one.id, one.provenance) for one in mentions)
    return of.get(key or "")

"""What a person does with a report: sets words right, codes an event, translates, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.reviewed.coding import FILLED, code_event, said_by
from sayso.incidents.reviewed.values import WORDS, parse_value, span_of, value_of, values_of
from sayso.ledger.custody import now
from sayso.pipeline.deciding.coding import make_readable
from sayso.pipeline.joining.taking_in import take_in
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.evidence import Span
from sayso.records.review.act import ActKind
from sayso.records.review.coding import Coding, Part
from sayso.records.review.judgement import PERSONAL, Review, Verdict
from sayso.review.numbers import seen
from sayso.review.report.pieces import sentence_at
from sayso.review.report.selecting import words_of
from sayso.review.report.view import TRANSLATION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.records.claim import Claim
    from sayso.records.review.act import Act
    from sayso.review.desk import Desk
    from sayso.review.report.told import Told

ORIGIN = "the review room"
PART_FIELDS = (
    "voice", "actors", "recipients", "targets", "places", "dates", "weapons", "killed",
    "injured", "abducted", "detained", "missing",
)  # fmt: skip
"""The fields that the forms offer, in their order."""
_KINDS = {Verdict.NOTE: ActKind.NOTE, Verdict.ASK: ActKind.ASK}


class Done(NamedTuple):
    """What was recorded, and the words that it is about."""

    act: Act
    words: Span | None


def fill(desk: Desk, told: Told, form: Mapping[str, str]) -> Done:
    """Says that words are a value of an account: one more, or in place of what stands there.

    Raises:
        ValueError: for a form that is not filled in, and a value that cannot be read.
        LedgerError: when it cannot be recorded, as after newer decisions.
    """
    claim, field = _claim(told, form), form.get("field", "")
    if field not in FILLED:
        raise ValueError("say what the words are: choose one of the list")
    words = _needed(told, form)
    value = form.get("value", "").strip() or said_by(field, words.quote)
    if field not in WORDS:
        parse_value(field, value)
    old = _replaced(claim, field) if form.get("instead") else None
    review = Review.make(
        claim.id,
        Verdict.CORRECT,
        doc_id=claim.doc_id,
        field=field,
        words=old,
        value=None if field in WORDS else value,
        right=words,
        by=desk.person.name,
        at=now(),
        origin=ORIGIN,
        why=form.get("why", "").strip(),
        shown=value_of(claim, field, old) or "",
    )
    return Done(_decide(desk, ActKind.DECIDE, review, form), words)


def judge(desk: Desk, told: Told, form: Mapping[str, str]) -> Done:
    """Accepts an account, or says that there is no such event.

    Raises:
        ValueError: for a form that is not filled in.
        LedgerError: when it cannot be recorded.
    """
    claim, verdict = _claim(told, form), Verdict(form.get("verdict", ""))
    if verdict not in {Verdict.ACCEPT, Verdict.REJECT}:
        raise ValueError("an account is accepted or rejected")
    review = Review.make(
        claim.id,
        verdict,
        doc_id=claim.doc_id,
        by=desk.person.name,
        at=now(),
        origin=ORIGIN,
        why=form.get("why", "").strip(),
    )
    return Done(_decide(desk, ActKind.DECIDE, review, form), claim.evidence[0])


def code(desk: Desk, told: Told, form: Mapping[str, str]) -> Done:
    """Codes an event that sayso did not read, and links it.

    Raises:
        ValueError: for words that are not found and values that cannot be read.
        LedgerError: when it cannot be recorded.
    """
    document = told.document
    trigger = _needed(told, form)
    parts = []
    for field in PART_FIELDS:
        words = words_of(document, form, field, near=trigger)
        value = form.get(f"{field}_value", "").strip()
        if words is None and value:
            raise ValueError(f"{field}: give the words of the report that say {value!r}")
        if words is not None:
            parts.append(Part(field=field, words=words, value=value))
    coding = Coding(
        event_type=form.get("event_type", ""),
        modes=tuple(form.get("modes", "").replace(",", " ").split()),
        status=Status(form.get("status", Status.OCCURRED)),
        certainty=Certainty(form.get("certainty", Certainty.CERTAIN)),
        stance=Stance(form.get("stance", Stance.ASSERTS)),
        sentence=Span.cut(document, *sentence_at(document.text, trigger.start, trigger.end)),
        parts=tuple(parts),
    )
    why = form.get("why", "").strip()
    review = code_event(document.id, trigger, coding, by=desk.person.name, at=now(), why=why)
    make_readable(desk.ledger, document)
    act = _decide(desk, ActKind.DECIDE, review, form)
    take_in(desk.ledger)
    return Done(act, trigger)


def say(desk: Desk, told: Told, form: Mapping[str, str]) -> Done:
    """Puts a translation, a note or a question beside words, or marks a private person's name.

    Raises:
        ValueError: for a form that is not filled in.
        LedgerError: when it cannot be recorded.
    """
    what, said = form.get("what", ""), form.get("said", "").strip()
    words = words_of(told.document, form)
    if what not in {TRANSLATION, PERSONAL, "note", "ask", "flag"}:
        raise ValueError("choose what you say of the words")
    if words is None and what in {TRANSLATION, PERSONAL}:
        raise ValueError("mark the words in the text, or copy them here")
    if not said and what in {TRANSLATION, "note", "ask"}:
        raise ValueError("write what you say of the words")
    aside = what not in {TRANSLATION, PERSONAL}
    verdict = Verdict(what) if aside else Verdict.CORRECT
    review = Review.make(
        told.document.id,
        verdict,
        doc_id=told.document.id,
        field="" if aside else what,
        words=words,
        value={TRANSLATION: said, PERSONAL: PERSONAL}.get(what),
        by=desk.person.name,
        at=now(),
        origin=ORIGIN,
        why="" if what == TRANSLATION else said,
    )
    return Done(_decide(desk, _KINDS.get(verdict, ActKind.DECIDE), review, form), words)


def undo(desk: Desk, form: Mapping[str, str]) -> Done:
    """Takes an act back; coded events leave their incidents.

    Raises:
        LedgerError: when it cannot be taken back.
    """
    return Done(desk.take_back(form.get("act", ""), why=form.get("why", "").strip()), None)


def _decide(desk: Desk, kind: ActKind, review: Review, form: Mapping[str, str]) -> Act:
    return desk.decide(
        kind,
        reviews=[review],
        why=review.why,
        shown=review.shown or "",
        seen=seen(form),
    )


def _claim(told: Told, form: Mapping[str, str]) -> Claim:
    if not told.linked:
        raise ValueError("nothing can be decided before sayso link made accounts of the events")
    wanted = form.get("claim", "")
    for account in told.accounts:
        if account.claim.id == wanted:
            return account.claim
    raise ValueError("say of which event: the report has no such account any more")


def _needed(told: Told, form: Mapping[str, str]) -> Span:
    words = words_of(told.document, form)
    if words is None:
        raise ValueError("mark the words in the text, or copy them here")
    return words


def _replaced(claim: Claim, field: str) -> Span | None:
    """The words of the one value that stands in a field."""
    if field == "voice":
        return None
    spans = [span_of(value) for value in values_of(claim, field)]
    if len(spans) != 1:
        raise ValueError(f"{len(spans)} values stand there: reject those that are wrong instead")
    return spans[0]

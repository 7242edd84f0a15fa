"""The questions of an incident that people spoke of: who said what, and what is left open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sayso.incidents.reviewed.settling import REFEREE
from sayso.incidents.reviewed.values import FIELDS, value_of
from sayso.ledger.acts.said import Said
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.pipeline.coders.units import field_name, read_value
from sayso.pipeline.deciding.reviewed import followed, settled_of
from sayso.records.evidence import Span, content_id
from sayso.records.review.act import ActKind
from sayso.records.review.settled import Outcome, ReviewView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Account, Claim
    from sayso.records.review.judgement import Review
    from sayso.records.review.settled import Settled

MOST_SHARED = 5_000
"""So many records of which several people spoke are looked through at once."""


class State(StrEnum):
    """How a question stands: coders differ, one is silent, they agree, or a referee ruled."""

    OPEN = "open"
    SILENT = "silent"
    AGREED = "agreed"
    RULED = "ruled"


@dataclass(frozen=True)
class Question:
    """One question: a value of a field of an account, an account, or the incident as such.

    `read` is what sayso has there, in the grammar of `reviewed.values`, null for none; `words` its
    words and `sentence` that around them. `answers` are the coders' last words, by name, `ruling`
    the referee's. `account` is null for the incident as such.
    """

    key: str
    about: Settled
    state: State
    account: Account | None
    read: str | None
    words: Span | None
    sentence: Span | None
    answers: tuple[Review, ...]
    ruling: Review | None

    @property
    def field(self) -> str:
        """What the table of fields calls the field."""
        return field_name(self.about.said[0])


def questions(
    ledger: Ledger, incident: str, *, roles: Mapping[str, str], coders: Iterable[str] = ()
) -> tuple[Question, ...]:
    """The questions of an incident of which people decided, those left open first.

    Args:
        ledger: an open ledger.
        incident: the whole id of an incident.
        roles: the role of each person, as accounts have it.
        coders: who was given the incident: where one of several is silent, it is said.

    Raises:
        LedgerError: when there is no such incident.
    """
    found = ledger.incident(incident)
    accounts = ledger.accounts(found.event_ids)
    said = ledger.said_of({one.claim.doc_id for one in accounts}, [found.id])
    asked = [
        one
        for one in settled_of(said, ReviewView(roles=dict(roles)))
        if field_name(one.said[0]) in coded_fields()
    ]
    follows = followed(ledger, {one.target for one in asked}, [a.claim for a in accounts])
    of: dict[str, Account] = {}
    for account in reversed(accounts):
        of |= dict.fromkeys(_keys(account.claim), account)
    referees = {*said.referees, *(name for name, role in roles.items() if role == REFEREE)}
    wanted = frozenset(coders)
    told = [
        _question(one, of.get(follows.get(one.target, one.target)), referees, wanted)
        for one in asked
        if one.target == found.id or follows.get(one.target, one.target) in of
    ]
    order = list(State)
    return tuple(sorted(told, key=lambda one: order.index(one.state)))


def open_questions(ledger: Ledger, *, roles: Mapping[str, str]) -> Counter[str]:
    """How many questions coders left open in each incident, by its whole id."""
    shared = ledger.shared(limit=MOST_SHARED)
    told = ledger.coded(targets=shared)
    ruled = frozenset(one.review.by for one in told if one.kind is ActKind.ADJUDICATE)
    said = Said([one.review for one in told], ruled)
    asked = [
        one
        for one in settled_of(said, ReviewView(roles=dict(roles)))
        if one.outcome is Outcome.OPEN and field_name(one.said[0]) in coded_fields()
    ]
    homes = _homes(ledger, asked)
    return Counter(homes[one.target] for one in asked if one.target in homes)


def _homes(ledger: Ledger, asked: Sequence[Settled]) -> dict[str, str]:
    """The incident of what each question is about."""
    of_reports = {one.target for one in asked if one.said[0].doc_id}
    docs = {one.said[0].doc_id or "" for one in asked if one.said[0].doc_id}
    claims = ledger.claims_of(docs)
    follows = followed(ledger, of_reports, claims)
    events = {key: claim.event_id for claim in claims for key in _keys(claim)}
    present = {target: events.get(follows.get(target, target)) for target in of_reports}
    homes = ledger.homes({event for event in present.values() if event})
    found = {t: homes[e] for t, e in present.items() if e in homes}
    whole = {one.target for one in asked} - of_reports
    return found | {one.id: one.id for one in ledger.incidents_with(sorted(whole))}


def _question(
    asked: Settled, account: Account | None, referees: set[str], coders: frozenset[str]
) -> Question:
    answers = tuple(sorted(
        (one for one in asked.said if one.by not in referees), key=lambda one: one.by
    ))  # fmt: skip
    ruling = asked.holds if asked.outcome is Outcome.RULED else None
    words = asked.words or next((one.right for one in asked.said if one.right), None)
    claim = account.claim if account is not None else None
    place = (str(words.start), str(words.end)) if words is not None else ("", "")
    shown = "" if words is not None else read_value(asked) or ""
    return Question(
        key=content_id("u", asked.target, asked.field, *place, shown),
        about=asked,
        state=_state(asked, {one.by for one in answers}, coders),
        account=account,
        read=_read(claim, asked) or read_value(asked),
        words=words,
        sentence=_sentence(claim, words),
        answers=answers,
        ruling=ruling,
    )


def _state(asked: Settled, spoke: set[str], coders: frozenset[str]) -> State:
    if asked.outcome is Outcome.RULED:
        return State.RULED
    if asked.outcome is Outcome.OPEN:
        return State.OPEN
    return State.SILENT if len(spoke) < 2 or coders - spoke else State.AGREED


def _read(claim: Claim | None, asked: Settled) -> str | None:
    if claim is None or asked.field not in FIELDS:
        return None
    if asked.words is None and read_value(asked) is not None:
        return read_value(asked)
    if asked.words is None and asked.holds is not None and asked.holds.right is not None:
        return None
    return value_of(claim, asked.field, asked.words)


def _sentence(claim: Claim | None, words: Span | None) -> Span | None:
    if claim is None:
        return None
    around = (one for one in claim.sentences if words is None or one.contains(words))
    return next(around, None) or next(iter(claim.sentences or claim.evidence), words)


def _keys(claim: Claim) -> tuple[str, ...]:
    return (claim.id, claim.event_id, *claim.mentions, *(toll.id for toll in claim.tolls))

"""Laying what people settled over accounts: every value still ends at its words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from sayso.incidents.reviewed.settling import SINGLE, agreeing
from sayso.incidents.reviewed.values import (
    COUNTS,
    LISTS,
    Value,
    format_value,
    parse_value,
    span_of,
    value_of,
    values_of,
)
from sayso.records.claim import Party, Toll, When, Where
from sayso.records.evidence import Span, content_id
from sayso.records.mention import Counted
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.settled import Correction, Settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records.claim import Account, Claim


class Reviewed(NamedTuple):
    """Accounts as people settled them.

    `corrections` tell what people's words did, also where they changed nothing, in the order of
    the accounts; `left_out` are the
    ids of claims that were rejected as a whole, `open` the questions on which people differ.
    """

    accounts: tuple[Account, ...]
    corrections: tuple[Correction, ...]
    left_out: tuple[str, ...]
    open: tuple[Settled, ...]


class _Step(NamedTuple):
    """A claim after one question, null when it is left out, and what to tell of it."""

    claim: Claim | None
    was: str | None = None
    now: str | None = None
    note: str = ""
    failed: bool = False


def reviewed(
    accounts: Iterable[Account],
    questions: Iterable[Settled],
    follows: Mapping[str, str] | None = None,
) -> Reviewed:
    """Lays what holds over accounts.

    A question is of a claim, of an event (all its claims), of a mention (the claims that rest on
    it) or of a toll. An accepted value stays when a newer reading no longer has it; what cannot be
    followed changes nothing and says why.

    Args:
        accounts: as sayso read them.
        questions: what people settled, and what they left open.
        follows: the present id of each target that goes by another one since.
    """
    present = follows or {}
    by_target: dict[str, list[Settled]] = defaultdict(list)
    for one in questions:
        by_target[present.get(one.target, one.target)].append(one)
    kept: list[Account] = []
    told: list[Correction] = []
    left_out: list[str] = []
    unsettled: dict[tuple[str, str, Span | None], Settled] = {}
    for account in accounts:
        claim: Claim | None = account.claim
        for one in _of(account.claim, by_target):
            if one.holds is None:
                unsettled[one.target, one.field, one.words] = one
                continue
            assert claim is not None
            step = _follow(claim, one, one.holds)
            told.append(_correction(account.claim.id, one, one.holds, step))
            claim = step.claim
            if claim is None:
                break
        if claim is None:
            left_out.append(account.claim.id)
        elif claim is account.claim:
            kept.append(account)
        else:
            kept.append(replace(account, claim=claim))
    return Reviewed(tuple(kept), tuple(told), tuple(left_out), tuple(unsettled.values()))


def _of(claim: Claim, by_target: Mapping[str, Sequence[Settled]]) -> list[Settled]:
    """The questions about a claim: those of the whole first, then of the event, then its own."""
    targets = (claim.event_id, *claim.mentions, *(toll.id for toll in claim.tolls), claim.id)
    found = [one for target in dict.fromkeys(targets) for one in by_target.get(target, ())]
    return sorted(found, key=lambda one: bool(one.field))


def _follow(claim: Claim, one: Settled, said: Review) -> _Step:
    if not one.field:
        return _whole(claim, said)
    try:
        if one.field in SINGLE:
            return _single(claim, one.field, said)
        if one.field in LISTS:
            return _listed(claim, one, said)
    except ValueError as error:
        was = _shown(claim, one)
        return _Step(claim, was, was, str(error), failed=True)
    return _Step(claim, note=f"{one.field!r} is no field of an account", failed=True)


def _whole(claim: Claim, said: Review) -> _Step:
    if said.verdict is Verdict.CORRECT:
        return _Step(claim, note="say which field is to be another", failed=True)
    return _Step(None if said.verdict is Verdict.REJECT else claim)


def _shown(claim: Claim, one: Settled) -> str | None:
    known = one.field in SINGLE or one.field in LISTS
    return value_of(claim, one.field, one.words if one.field in LISTS else None) if known else None


def _wanted(said: Review) -> str | None:
    """The value that a person holds right; null where only the words are."""
    if said.verdict is Verdict.ACCEPT:
        return said.shown or said.value
    return said.value


def _single(claim: Claim, field: str, said: Review) -> _Step:
    was = value_of(claim, field)
    if said.verdict is Verdict.REJECT:
        empty: dict[str, Any] = {"modes": (), "contexts": (), "incident_type": None}
        if field not in empty:
            raise ValueError(f"an account needs a {field}: say which, or reject the account")
        changed = replace(claim, **{field: empty[field]})
        return _Step(changed, was, value_of(changed, field))
    wanted = _wanted(said)
    if wanted is None or wanted == was:
        return _Step(claim, was, was)
    told = parse_value(field, wanted)
    if field == "voice":
        told = _voice(claim, told, said)
    changed = replace(claim, **told)
    return _Step(changed, was, value_of(changed, field))


def _voice(claim: Claim, told: dict[str, Any], said: Review) -> dict[str, Any]:
    if not told:
        return {"voice": None, "voice_key": ""}
    span = said.right or (claim.voice.span if claim.voice else _fallback(claim, said))
    voice = replace(claim.voice, span=span, **told) if claim.voice else Party(span=span, **told)
    return {"voice": voice, "voice_key": (voice.name or span.quote).casefold()}


def _listed(claim: Claim, one: Settled, said: Review) -> _Step:
    values = list(values_of(claim, one.field))
    at = _index(values, one, said)
    was = format_value(values[at]) if at is not None else None
    if said.verdict is Verdict.REJECT:
        if at is None:
            return _Step(claim, note="sayso no longer reads it")
        gone = values[:at] + values[at + 1 :]
        return _Step(_with(claim, one.field, gone), was, None)
    wanted = _wanted(said)
    if at is not None and said.right is None and (wanted is None or wanted == was):
        return _Step(claim, was, was)
    if at is None and wanted is None and said.right is None:
        return _Step(claim)
    right = _right(claim, one.field, values[at] if at is not None else None, said, wanted)
    changed = [*values[:at], right, *values[at + 1 :]] if at is not None else [*values, right]
    now = format_value(right)
    note = "the words alone are others" if was == now else ""
    return _Step(_with(claim, one.field, changed), was, now, note)


def _index(values: Sequence[Value], one: Settled, said: Review) -> int | None:
    """Which of the values is meant: the one at the words, of that id, or that reads the same."""
    if one.words is not None:
        places = [(one.words.start, one.words.end)]
        places += [(said.right.start, said.right.end)] if said.right is not None else []
        spans = [span_of(value) for value in values]
        at = [(span.start, span.end) if span is not None else None for span in spans]
        return next((at.index(place) for place in places if place in at), None)
    told = said.shown or (said.value if said.verdict is not Verdict.CORRECT else None)
    for number, value in enumerate(values):
        if isinstance(value, Toll) and value.id == one.target:
            return number
        if told and format_value(value) == told:
            return number
    return None


def _right(claim: Claim, field: str, old: Value | None, said: Review, wanted: str | None) -> Value:
    """The value that is right, at its words."""
    span = said.right or (span_of(old) if old is not None else None) or _fallback(claim, said)
    if field in {"targets", "weapons"}:
        if said.right is None and said.words is None:
            raise ValueError(f"{field} are words of the report: mark the words")
        return span
    told: dict[str, Any] = {}
    if wanted is not None:
        told = parse_value(field, wanted)
    if old is not None:
        return replace(old, span=span, **told)
    if wanted is None:
        raise ValueError("say what the words stand for")
    if field in COUNTS:
        made = content_id("q", claim.id, field, str(span.start), str(span.end))
        return Toll(id=made, counted=Counted(field), of="", span=span, **told)
    if field == "places":
        return Where(span=span, **told)
    if field == "dates":
        return When(span=span, **told)
    return Party(span=span, **told)


def _fallback(claim: Claim, said: Review) -> Span:
    """The words that a value without words of its own is shown at: those that tell the event."""
    return said.words or claim.evidence[0]


def _with(claim: Claim, field: str, values: Sequence[Value]) -> Claim:
    if field not in COUNTS:
        return replace(claim, **{field: tuple(values)})
    others = tuple(toll for toll in claim.tolls if toll.counted != field)
    return replace(claim, tolls=(*others, *values))


def _correction(claim_id: str, one: Settled, said: Review, step: _Step) -> Correction:
    return Correction(
        claim=claim_id,
        target=one.target,
        field=one.field,
        verdict=said.verdict,
        outcome=one.outcome,
        words=said.right or one.words,
        was=step.was,
        now=step.now,
        by=agreeing(one),
        at=said.at,
        why=said.why,
        review=said.id,
        applied=not step.failed,
        note=step.note,
    )

"""What was read of each event of a report, voice by voice, as the page and its twin tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import stance_name, title
from sayso.incidents.reviewed.coding import is_coded
from sayso.incidents.reviewed.values import format_value, span_of, values_of
from sayso.incidents.side_by_side.cells import cells_of
from sayso.records.mention import Counted
from sayso.records.shown.matrix import Column
from sayso.review.matrix_view import icon
from sayso.review.told_reasons import field_of, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.incidents.reviewed.values import Value
    from sayso.incidents.side_by_side.cells import Cell
    from sayso.records.claim import Account, Claim, Party
    from sayso.records.evidence import Span
    from sayso.review.told_reasons import Reasons

_ALWAYS = (Column.ACTOR, Column.RECIPIENT, Column.PLACE, Column.DATE)
_SOMETIMES = (Column.TARGET, Column.MEANS)
_COUNTS = {counted.value for counted in Counted}


def cards(
    accounts: Sequence[Account],
    homes: Mapping[str, str],
    reasons: Reasons,
    inside: tuple[int, int],
) -> list[dict[str, Any]]:
    """The events of a stretch of a report in the order of the text, numbered in the whole of it.

    Args:
        accounts: what its voices say, with people's words laid over.
        homes: the incident of each event that the person may see.
        reasons: why each value is what it is.
        inside: the stretch: code points, end-exclusive.
    """
    by_event: dict[str, list[Account]] = {}
    for one in sorted(accounts, key=lambda a: (a.claim.evidence[0].start, a.claim.id)):
        by_event.setdefault(one.claim.event_id, []).append(one)
    return [
        {"number": number, **_card(own, homes.get(event), reasons)}
        for number, (event, own) in enumerate(by_event.items(), 1)
        if inside[0] <= own[0].claim.evidence[0].start < inside[1]
    ]


def _card(accounts: list[Account], home: str | None, reasons: Reasons) -> dict[str, Any]:
    first = accounts[0].claim
    return {
        "event": first.event_id,
        "start": first.evidence[0].start,
        "type": first.event_type,
        "meaning": meaning("event_type", first.event_type),
        "incident": home,
        "accounts": [_account(one, reasons) for one in accounts],
    }


def _account(account: Account, reasons: Reasons) -> dict[str, Any]:
    claim = account.claim
    return {
        "claim": claim.id,
        "voice": _who(claim.voice) if claim.voice else None,
        "through": [_who(one) for one in claim.through],
        "publisher": account.publisher or account.report,
        "stance": claim.stance.value,
        "stance_name": stance_name(claim.stance),
        "icon": icon(claim.stance),
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "type": claim.event_type,
        "coded": claim.provenance.reason if is_coded(claim) else None,
        "reasons": [
            *meaning("stance", claim.stance.value),
            *reasons.of_value(claim, Column.STATUS, None),
        ],
        "words": [_words(span) for span in claim.evidence],
        "fields": _fields(claim, reasons),
    }


def _columns(claim: Claim) -> Iterator[Column]:
    told = {toll.counted.value for toll in claim.tolls}
    for column in Column:
        some = column in _SOMETIMES and values_of(claim, field_of(column))
        if column in _ALWAYS or some or column.value in told & _COUNTS:
            yield column


def _fields(claim: Claim, reasons: Reasons) -> list[dict[str, Any]]:
    told = cells_of([claim])
    return [_field(claim, column, told.get(column, ()), reasons) for column in _columns(claim)]


def _field(claim: Claim, column: Column, told: Sequence[Cell], reasons: Reasons) -> dict[str, Any]:
    values = values_of(claim, field_of(column))
    return {
        "field": field_of(column),
        "column": column.value,
        "name": title(column),
        "reasons": [] if values else reasons.of_none([claim], column),
        "values": [
            {**_shown(value, told), **_value(claim, column, value, reasons)} for value in values
        ],
    }


def _shown(value: Value, told: Sequence[Cell]) -> dict[str, Any]:
    """A value as the page of its incident shows it, without the codes by which it is written."""
    said = next((one.said for one in told if one.basis == value), None)
    if said is None:
        return {"shown": format_value(value), "notes": []}
    return {"shown": said.label, "notes": list(said.notes)}


def _value(claim: Claim, column: Column, value: Value, reasons: Reasons) -> dict[str, Any]:
    span = span_of(value)
    stance = getattr(value, "stance", claim.stance)
    words = _words(span) if span is not None else dict.fromkeys(("start", "end", "quote"))
    return {
        "label": format_value(value),
        **words,
        "stance": None if stance is claim.stance else stance_name(stance),
        "reasons": reasons.of_value(claim, column, span),
    }


def _words(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "quote": span.quote}


def _who(party: Party) -> dict[str, Any]:
    named = party.name if party.name and party.name != party.span.quote else None
    return {**_words(party.span), "name": named}

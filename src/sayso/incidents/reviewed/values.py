"""The values of an account as people read and write them, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from sayso.incidents.reviewed.codes import CODED, format_codes, parse_codes
from sayso.incidents.reviewed.counts import format_count, parse_count
from sayso.incidents.reviewed.days import format_days, parse_days
from sayso.incidents.reviewed.parties import format_party, parse_party
from sayso.incidents.reviewed.places import format_place, parse_place
from sayso.records.claim import Party, Toll, When, Where
from sayso.records.evidence import Span
from sayso.records.mention import Counted

if TYPE_CHECKING:
    from sayso.records.claim import Claim

Value = Party | Where | When | Toll | Span

COUNTS = frozenset(one.value for one in Counted)
"""The fields that are counts: each is those tolls of an account that count so."""

PARTIES = frozenset({"actors", "recipients", "voice"})
WORDS = frozenset({"targets", "weapons"})
"""The fields that are words of the report and nothing more."""

LISTS = frozenset({"actors", "recipients", "places", "dates", *WORDS, *COUNTS})
"""The fields that may hold several values, each at its words."""

FIELDS = tuple(sorted(CODED | LISTS | {"voice"}))
"""All fields of an account that a person can set right."""

_KINDS: dict[str, type[msgspec.Struct]] = {
    **dict.fromkeys(PARTIES, Party),
    "places": Where,
    "dates": When,
    "counts": Toll,
}

PUBLISHER = "-"
"""The value of `voice` where the report itself tells."""


def parse_value(field: str, value: str) -> dict[str, Any]:
    """What a value says, as the attributes of the record that it stands in.

    The grammars are those of `counts`, `days`, `places`, `parties` and `codes`; a value may also
    be the JSON object that exports of annotations have.

    Args:
        field: one of `FIELDS`.
        value: what a person wrote.

    Raises:
        ValueError: for a field that there is not, and a value that is none, with the grammar.
    """
    if value.lstrip().startswith("{"):
        return _from_json(field, value)
    if field in COUNTS:
        return parse_count(value)
    if field == "dates":
        return parse_days(value)
    if field == "places":
        return parse_place(value)
    if field in PARTIES:
        return {} if (field, value.strip()) == ("voice", PUBLISHER) else parse_party(value)
    if field in CODED:
        return parse_codes(field, value)
    if field in WORDS:
        raise ValueError(f"{field} are words of the report: mark the words")
    raise ValueError(f"{field!r} is no field of an account: {', '.join(FIELDS)}")


def format_value(value: Value) -> str:
    """A value as `parse_value` reads it; words as they stand."""
    if isinstance(value, Party):
        return format_party(value)
    if isinstance(value, Where):
        return format_place(value)
    if isinstance(value, When):
        return format_days(value)
    return format_count(value) if isinstance(value, Toll) else value.quote


def values_of(claim: Claim, field: str) -> tuple[Value, ...]:
    """The values of a field that may hold several, in the claim's order."""
    if field in COUNTS:
        return tuple(toll for toll in claim.tolls if toll.counted == field)
    found: tuple[Value, ...] = getattr(claim, field)
    return found


def value_of(claim: Claim, field: str, words: Span | None = None) -> str | None:
    """What an account says in a field, as a page shows it and a review keeps it in `shown`.

    Args:
        claim: the account.
        field: one of `FIELDS`.
        words: for a field that may hold several values, the words of the one that is meant; null
            for all, one after the other.

    Returns:
        The value as `format_value` writes it; null where the account has none there.
    """
    if field == "voice":
        return format_party(claim.voice) if claim.voice else PUBLISHER
    if field in CODED:
        return format_codes(claim, field)
    found = values_of(claim, field)
    if words is not None:
        found = tuple(one for one in found if span_of(one) == words)
    return "; ".join(format_value(one) for one in found) or None


def span_of(value: Value) -> Span | None:
    """The words of a value; null for the day of publication."""
    return value if isinstance(value, Span) else value.span


def _from_json(field: str, value: str) -> dict[str, Any]:
    try:
        told = msgspec.json.decode(value, type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise ValueError(f"the value of {field} is no JSON object: {error}") from None
    kind = _KINDS.get("counts" if field in COUNTS else field)
    if kind is None:
        raise ValueError(f"{field} is no object: write its words or its code")
    types = {part.name: part.type for part in msgspec.structs.fields(kind)}
    strange = sorted(told.keys() - types.keys() | (told.keys() & {"span", "id", "counted"}))
    if strange:
        raise ValueError(f"{strange[0]!r} is nothing that {field} have")
    try:
        return {name: msgspec.convert(part, types[name]) for name, part in told.items()}
    except msgspec.ValidationError as error:
        raise ValueError(f"the value of {field} cannot be read: {error}") from None

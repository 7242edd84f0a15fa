"""What coders said, as units of agreement: a question each, with the answer of each coder."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sayso.incidents.reviewed.settling import settled
from sayso.incidents.reviewed.values import COUNTS, parse_value
from sayso.lexicons.codes.coded_fields import coded_fields
from sayso.records.event import Certainty
from sayso.records.exchange.codec import decode
from sayso.records.review.act import ActKind
from sayso.records.review.coding import EVENT, Coding
from sayso.records.review.judgement import Review, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.ledger.acts.coded import Coded
    from sayso.records.review.settled import Settled

WHOLE = ("account", "incident")
"""What the table calls the whole of a record, by what it is the whole of."""
REJECTED = "(rejected)"
RANKS = {Certainty.POSSIBLE: 0.0, Certainty.PROBABLE: 1.0, Certainty.CERTAIN: 2.0}
"""The order of certainty; what is not known has no place in it."""

_NUMBER = re.compile(r"#(\d+)")


class Unit(NamedTuple):
    """One question: the answers of those who coded it, by name.

    `codes` are answers as categories, equal where coders say the same; `numbers` as numbers for
    a scale that has some, without the answers that are none.
    """

    field: str
    codes: Mapping[str, str]
    numbers: Mapping[str, float]


def field_name(review: Review) -> str:
    """What the table of fields calls the field of a review."""
    return review.field or WHOLE[review.doc_id is None]


def blind_words(said: Iterable[Coded], since: str | None = None) -> list[Review]:
    """What people said as coders: without what they said as referees, who had seen the others.

    Args:
        said: in the order recorded.
        since: an ISO 8601 day: only what was said from then on.
    """
    told = list(said)
    ruled = {one.review.matter for one in told if one.kind is ActKind.ADJUDICATE}
    return [
        one.review
        for one in told
        if one.review.matter not in ruled
        and (since is None or one.review.at[:10] >= since)
        and field_name(one.review) in coded_fields()
    ]


def units(reviews: Iterable[Review]) -> list[Unit]:
    """The units of what coders said, by question; of each coder the last word counts."""
    return [_unit(question) for question in settled(reviews, {})]


def code(review: Review, read: str | None) -> str:
    """What a person says of a value, as one word to compare by.

    Args:
        review: the word.
        read: what sayso had read there, for who accepts without noting what.
    """
    if review.verdict is Verdict.REJECT:
        return REJECTED
    if not review.field:
        return str(Verdict.ACCEPT)
    return code_of(review.field, _told(review, read))


def number(review: Review, read: str | None) -> float | None:
    """The same as a number, where the field has some; null where the word gives none."""
    if review.verdict is Verdict.REJECT:
        return None
    value = _told(review, read)
    with suppress(ValueError):
        if review.field == "certainty":
            return RANKS.get(Certainty(value))
        if review.field == "dates":
            told = parse_value("dates", value)
            day = told["earliest"] or told["latest"]
            return float(date.fromisoformat(day).toordinal()) if day else None
        if review.field in COUNTS:
            return _middle(parse_value(review.field, value))
    return None


def read_value(question: Settled) -> str | None:
    """What sayso had read where people decided, as far as any of them noted it."""
    noted = (one.shown for one in question.said if one.shown is not None)
    accepted = (one.value for one in question.said if one.verdict is not Verdict.CORRECT)
    return next(noted, None) or next((one for one in accepted if one), None)


def _unit(question: Settled) -> Unit:
    read = read_value(question)
    numbers = {one.by: number(one, read) for one in question.said}
    return Unit(
        field=field_name(question.said[0]),
        codes={one.by: code(one, read) for one in question.said},
        numbers={by: told for by, told in numbers.items() if told is not None},
    )


def code_of(field: str, value: str) -> str:
    """A value of a field as one word to compare by: places and counts by what they mean."""
    if field == EVENT:
        coding = decode(value, Coding)
        return " ".join((coding.event_type, *sorted(coding.modes)))
    with suppress(ValueError):
        if field == "places":
            known = _NUMBER.search(value)
            number = known[1] if known else parse_value("places", value)["geonameid"]
            return f"#{number}" if number is not None else value.casefold()
        if field in COUNTS:
            told = parse_value(field, value)
            return "-".join(str(told[bound]) for bound in ("low", "best", "high"))
    return " ".join(value.split()).casefold()


def _told(review: Review, read: str | None) -> str:
    if review.verdict is Verdict.ACCEPT:
        return review.value or review.shown or read or ""
    return review.value or (review.right.quote if review.right is not None else "")


def _middle(told: Mapping[str, int | None]) -> float | None:
    """The best number of a count, else the middle of its bounds, else the one that it has."""
    if told["best"] is not None:
        return float(told["best"])
    bounds = [bound for bound in (told["low"], told["high"]) if bound is not None]
    return sum(bounds) / len(bounds) if bounds else None

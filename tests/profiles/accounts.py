"""Accounts made by hand: one voice, one report, the counts that it gives and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.claim import Account, Claim, Party, Toll, Victims, When, Where
from sayso.records.event import Status
from sayso.records.evidence import Provenance, Span, content_id
from sayso.records.incident import Source, Sources
from sayso.records.mention import (
    Counted,
    PlacePrecision,
    QuantityOp,
    TimeBasis,
    TimePrecision,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

BY_HAND = Provenance(component="tests", version="0")
Number = int | tuple[int | None, int | None, int | None]


def span(quote: str, start: int = 0) -> Span:
    return Span(start=start, end=start + len(quote), quote=quote)


def toll(
    number: Number,
    *,
    op: QuantityOp = QuantityOp.EXACT,
    words: str = "",
    whom: Victims = Victims.UNKNOWN,
    counted: Counted = Counted.KILLED,
    at: int = 0,
    **more: Any,
) -> Toll:
    """A count; three numbers are its low, best and high."""
    low, best, high = (number,) * 3 if isinstance(number, int) else number
    quote = words or f"{low} to {high} people"
    return Toll(
        id=content_id("q", str(at), quote, counted, whom),
        counted=counted,
        of="people",
        whom=whom,
        low=low,
        best=best,
        high=high,
        op=op,
        span=span(quote, at),
        **more,
    )


def party(words: str, *, name: str | None = None, country: str | None = None) -> Party:
    return Party(span=span(words), name=name or words, country=country)


def account(
    *tolls: Toll,
    voice: Party | str | None = None,
    publisher: str = "Harbour Post",
    published: str | None = "2030-05-02",
    report: str = "",
    sentences: Sequence[tuple[int, int]] = ((0, 500),),
    **more: Any,
) -> Account:
    """An account; its sentences are given as offsets, by default one around everything."""
    name = report or f"{publisher} {published}"
    speaker = party(voice) if isinstance(voice, str) else voice
    key = "" if speaker is None else (speaker.name or speaker.span.quote).lower()
    told = "|".join(each.id for each in tolls)
    claim = Claim(
        id=content_id("c", name, key, told),
        doc_id=content_id("d", name),
        event_id=content_id("e", name),
        event_type="ASSAULT",
        voice=speaker,
        voice_key=key,
        status=more.pop("status", Status.OCCURRED),
        tolls=tolls,
        evidence=(span("attack"),),
        sentences=tuple(span("x" * (end - start), start) for start, end in sentences),
        provenance=BY_HAND,
        **more,
    )
    return Account(claim=claim, report=name, publisher=publisher, published=published)


def sources(*groups: Sequence[Account]) -> Sources:
    """Each group of accounts as one independent source."""
    every = [each for group in groups for each in group]
    return Sources(
        reports=len({each.report for each in every}),
        publishers=len({each.publisher for each in every}),
        sources=tuple(
            Source(
                id=f"s{number}",
                name=f"source {number}",
                claims=tuple(each.claim.id for each in group),
                known=True,
            )
            for number, group in enumerate(groups)
        ),
        blocs={"": len({each.publisher for each in every})},
    )


def place(name: str, at: int) -> Where:
    return Where(span=span(name, at), name=name, precision=PlacePrecision.NEAR)


def spell(earliest: str, latest: str) -> When:
    return When(
        span=span("for days"),
        earliest=earliest,
        latest=latest,
        precision=TimePrecision.DAYS,
        basis=TimeBasis.STATED,
    )

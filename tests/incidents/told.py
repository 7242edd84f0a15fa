"""Accounts built by hand: a voice in a report says who, whom, where, when and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.records.attribution import Stance
from sayso.records.claim import Account, Claim, Party, Toll, Victims, When, Where
from sayso.records.event import Status
from sayso.records.evidence import Provenance, Span, content_id
from sayso.records.incident import Incident, Source, Sources
from sayso.records.mention import (
    Counted,
    PlacePrecision,
    QuantityOp,
    TimeBasis,
    TimePrecision,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HAND = Provenance(component="test", version="0")


def span(words: str, start: int = 0) -> Span:
    """Words at a place of a report."""
    return Span(start=start, end=start + len(words), quote=words)


def party(words: str, name: str | None = None, **more: Any) -> Party:
    """Somebody, by words and by neutral name."""
    return Party(span=span(words, 10), name=name, **more)


def toll(
    number: int | None,
    *,
    to: int | None = None,
    op: QuantityOp = QuantityOp.EXACT,
    counted: Counted = Counted.KILLED,
    whom: Victims = Victims.UNKNOWN,
    **more: Any,
) -> Toll:
    """A count: exact, or from a number up."""
    high = number if op is QuantityOp.EXACT else to
    words = f"{number} people"
    return Toll(
        id=content_id("q", words, counted, str(more)),
        counted=counted,
        of="people",
        whom=whom,
        low=number,
        best=number if op is QuantityOp.EXACT else None,
        high=high,
        op=op,
        span=span(words, 30),
        **more,
    )


def place(
    name: str, country: str = "LBY", precision: PlacePrecision = PlacePrecision.EXACT, **more: Any
) -> Where:
    """A place of the gazetteer."""
    return Where(span=span(name, 50), name=name, country=country, precision=precision, **more)


def day(first: str | None, last: str | None = None, **more: Any) -> When:
    """A day, or a window of days."""
    more.setdefault("basis", TimeBasis.STATED)
    return When(
        span=None if more["basis"] is TimeBasis.PUBLICATION else span("then", 70),
        earliest=first,
        latest=last or first,
        precision=TimePrecision.DAY,
        **more,
    )


def account(
    doc: str = "d1",
    voice: str | None = None,
    *,
    publisher: str | None = None,
    published: str | None = "2031-05-02",
    event: str | None = None,
    bloc: str | None = None,
    **fields: Any,
) -> Account:
    """An account: what a voice says in a report (`fields` are those of the claim)."""
    fields.setdefault("event_type", "ASSAULT")
    fields.setdefault("status", Status.OCCURRED)
    fields.setdefault("evidence", (span("hit", 90),))
    fields.setdefault("sentences", (span("The port was hit.", 80),))
    speaker = party(voice, name=voice) if voice else None
    event_id = event or f"w-{doc}"
    claim = Claim(
        id=fields.pop("id", None) or content_id("c", event_id, voice or ""),
        doc_id=doc,
        event_id=event_id,
        voice=speaker,
        voice_key=(voice or "").casefold(),
        provenance=HAND,
        **fields,
    )
    return Account(
        claim=claim,
        report=f"{doc}.txt",
        publisher=publisher or f"Outlet {doc}",
        bloc=bloc,
        published=published,
    )


def denied(words: str, name: str) -> Party:
    """A doer whom the voice denies."""
    return party(words, name, stance=Stance.DENIES)


def incident(accounts: Iterable[Account]) -> Incident:
    """The incident that the accounts tell of."""
    return Incident(id="i1", event_ids=tuple(sorted({a.claim.event_id for a in accounts})))


def sources(accounts: Sequence[Account], *groups: Sequence[int]) -> Sources:
    """A source per account, but for groups of numbers of accounts that share one."""
    parts = [list(g) for g in groups]
    grouped = {n for g in parts for n in g}
    parts += [[n] for n in range(len(accounts)) if n not in grouped]
    return Sources(
        reports=len({a.claim.doc_id for a in accounts}),
        publishers=len({a.publisher for a in accounts}),
        sources=tuple(
            Source(
                id=f"s{number}",
                name=accounts[part[0]].publisher or "",
                claims=tuple(accounts[n].claim.id for n in part),
                known=len(part) > 1,
                reasons=("the same text",) if len(part) > 1 else (),
            )
            for number, part in enumerate(parts, 1)
        ),
        blocs={},
    )

"""Dossiers made by hand for the recorders' tables: who, whom, where, when and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from sayso.export.formats.contract import Context
from sayso.records.claim import Party, Victims, When, Where
from sayso.records.evidence import content_id
from sayso.records.incident import Incident
from sayso.records.mention import PlacePrecision, TimeBasis, TimePrecision
from sayso.records.shown.dossier import Dossier
from tests.profiles.accounts import account, sources, span, toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Account
    from sayso.records.reading import ReadDocument

__all__ = ["PLAIN", "Victims", "account", "dossier", "on", "place", "side", "told", "toll"]


def _no_reading(doc_id: str) -> ReadDocument:
    raise AssertionError(f"the format asks for the reading of {doc_id}")


PLAIN = Context(reading=_no_reading)


def context(**options: Any) -> Context:
    return Context(reading=_no_reading, **options)


def side(words: str, sector: str | None = None, country: str | None = "SYR", **more: Any) -> Party:
    """A party; its name is its words unless given."""
    return Party(
        span=span(words), name=more.pop("name", words), country=country, sector=sector, **more
    )


def place(
    name: str = "Marsa",
    precision: PlacePrecision = PlacePrecision.EXACT,
    country: str | None = "SYR",
    admin1: str | None = "Hill Province",
    at: int = 0,
    **more: Any,
) -> Where:
    point = precision in {PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2}
    return Where(
        span=span(name, at),
        name=name,
        country=country,
        admin1=admin1,
        precision=precision,
        lat=more.pop("lat", 35.5 if point else None),
        lon=more.pop("lon", 36.25 if point else None),
        **more,
    )


def on(
    first: str = "2030-05-02",
    last: str | None = None,
    precision: TimePrecision = TimePrecision.DAY,
    basis: TimeBasis = TimeBasis.STATED,
) -> When:
    words = None if basis is TimeBasis.PUBLICATION else span("on Tuesday")
    return When(span=words, earliest=first, latest=last or first, precision=precision, basis=basis)


def told(
    event_type: str = "ASSAULT",
    modes: tuple[str, ...] = (),
    *tolls: Any,
    by: Party | None = None,
    to: Party | Sequence[Party] | None = None,
    where: Where | Sequence[Where] | None = None,
    when: When | None = None,
    **more: Any,
) -> Account:
    """An account of an event; by default a strike of a day on a town."""
    made = account(*tolls, **more)
    where = place() if where is None else where
    suffering = () if to is None else ((to,) if isinstance(to, Party) else tuple(to))
    claim = msgspec.structs.replace(
        made.claim,
        event_type=event_type,
        modes=modes,
        actors=() if by is None else (by,),
        recipients=suffering,
        places=(where,) if isinstance(where, Where) else tuple(where),
        dates=(on(),) if when is None else (when,),
    )
    return msgspec.structs.replace(made, claim=claim)


def dossier(*accounts: Account, name: str = "one", alone: bool = True) -> Dossier:
    """An incident; each account is a source of its own, or all are one."""
    groups = [[each] for each in accounts] if alone else [list(accounts)]
    incident = Incident(
        id=content_id("i", name), event_ids=tuple(sorted(a.claim.event_id for a in accounts))
    )
    return Dossier(incident=incident, accounts=accounts, sources=sources(*groups))

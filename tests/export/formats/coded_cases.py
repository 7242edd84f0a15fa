"""Dossiers made by hand for the coded event tables: POLECAT, GDELT, ICEWS."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from sayso.export.formats.contract import Context
from sayso.records.claim import Party
from sayso.records.document import Document
from sayso.records.evidence import Span
from sayso.records.mention import PlacePrecision
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.shown.dossier import Dossier
from tests.incidents.told import account, day, incident, party, place, sources, span, toll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.claim import Account

TEXT = (
    "Raid on a depot\n\n"
    "Aircraft hit a depot in Marsa on Monday. Nobody spoke of it.\n\n"
    "Later the Red Front bombed the port, it said.\n"
)
"""A report of four sentences: a title, two in the first paragraph, one after it."""


def reading(doc_id: str) -> ReadDocument:
    """The same text for every report."""
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    document = Document(
        id=doc_id,
        report=f"{doc_id}.txt",
        address=f"{doc_id}.txt",
        text=TEXT,
        sha256_bytes=digest,
        sha256_text=digest,
        media_type="text/plain",
    )
    return ReadDocument(
        document=document, annotations=Annotations(), version="0", configuration="test"
    )


CONTEXT = Context(reading=reading)


def dossier(accounts: Sequence[Account], *groups: Sequence[int]) -> Dossier:
    """The dossier of some accounts; `groups` are numbers of accounts with one source."""
    return Dossier(
        incident=incident(accounts), accounts=tuple(accounts), sources=sources(accounts, *groups)
    )


def words(quote: str) -> Span:
    """The words where they stand in the text of the report."""
    start = TEXT.index(quote)
    return Span(start=start, end=start + len(quote), quote=quote)


def raid(doc: str = "d1", **more: Any) -> Account:
    """An air raid on a port, with everything that the formats have a column for."""
    url = more.pop("url", None)
    more.setdefault("modes", ("aerial",))
    more.setdefault("contexts", ("military",))
    more.setdefault(
        "actors", (Party(span=words("Aircraft"), name="Marsa Air Force", country="LBY",
                         sector="MIL"),)
    )  # fmt: skip
    more.setdefault("recipients", (party("fighters", "Red Front", country="LBY", sector="REB"),))
    more.setdefault("places", (marsa(),))
    more.setdefault("dates", (day("2031-05-01"),))
    more.setdefault("tolls", (toll(9),))
    more.setdefault("evidence", (words("hit"),))
    more.setdefault("confidence", 0.8)
    return replace(account(doc, **more), url=url)


def marsa(precision: PlacePrecision = PlacePrecision.EXACT, **more: Any) -> Any:
    """A town; a coarser precision has no point."""
    fine = precision in {PlacePrecision.EXACT, PlacePrecision.NEAR}
    point: dict[str, Any] = {"lat": 32.5, "lon": 20.25} if fine else {}
    return place("Marsa", admin1="Hill", precision=precision, geonameid=77, **point, **more)


__all__ = ["CONTEXT", "TEXT", "account", "day", "dossier", "marsa", "party", "place", "raid",
           "reading", "span", "toll", "words"]  # fmt: skip

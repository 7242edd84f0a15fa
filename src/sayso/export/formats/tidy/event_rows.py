"""The row of an event of a report: what all its accounts tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.tidy.values import Row, called, every, narrowness, one_line
from sayso.incidents.side_by_side.cells import AGAINST
from sayso.records.mention import PlacePrecision, TimeBasis

if TYPE_CHECKING:
    from sayso.records.claim import Account, When, Where

_PRECISIONS = tuple(PlacePrecision)


def event_row(incident: str, event_id: str, accounts: list[Account]) -> Row:
    """The row of an event of a report, by the accounts that tell of it."""
    claims = [account.claim for account in accounts]
    report = accounts[0]
    places = [place for claim in claims for place in claim.places]
    dates = [when for claim in claims for when in claim.dates]
    row: Row = {
        "event": event_id,
        "incident": incident,
        "document": report.claim.doc_id,
        "report": report.report,
        "publisher": report.publisher,
        "published": report.published,
        "event_types": every(claim.event_type for claim in claims),
        "modes": every(mode for claim in claims for mode in claim.modes),
        "contexts": every(context for claim in claims for context in claim.contexts),
        "incident_types": every(claim.incident_type for claim in claims),
        "statuses": every(claim.status.value for claim in claims),
        "accounts": len(claims),
        "actors": every(called(p) for c in claims for p in c.actors if p.stance not in AGAINST),
        "recipients": every(called(p) for c in claims for p in c.recipients),
        "targets": every(one_line(span.quote) for claim in claims for span in claim.targets),
        "weapons": every(one_line(span.quote) for claim in claims for span in claim.weapons),
    }
    if places:
        row |= _place(min(places, key=_finest))
    if dates:
        row |= _date(
            min(dates, key=lambda when: (when.basis is TimeBasis.PUBLICATION, narrowness(when)))
        )
    return row


def _finest(place: Where) -> tuple[bool, int, str]:
    return place.borrowed, _PRECISIONS.index(place.precision), place.name or place.span.quote


def _place(place: Where) -> Row:
    return {
        "place": place.name or one_line(place.span.quote),
        "country": place.country,
        "admin1": place.admin1,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "place_precision": place.precision.value,
        "place_borrowed": place.borrowed,
    }


def _date(when: When) -> Row:
    return {
        "earliest": when.earliest,
        "latest": when.latest,
        "date_precision": when.precision.value,
        "date_basis": when.basis.value,
    }

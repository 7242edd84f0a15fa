"""The row of an incident: what its accounts tell, what people hold right, its figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.formats.tidy.values import JOIN, Row, every, narrowness
from sayso.export.formats.told.figures import figures_of
from sayso.records.mention import Counted, TimeBasis
from sayso.records.shown.figures import Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.export.formats.contract import Context
    from sayso.records.claim import Claim
    from sayso.records.review.settled import Whole
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.figures import Figures


def incident_row(dossier: Dossier, context: Context) -> Row:
    """The row of an incident, with the figures of a profile where one is named."""
    claims = [account.claim for account in dossier.accounts]
    days = _days(claims)
    row: Row = {
        "incident": dossier.incident.id,
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "event_types": every(claim.event_type for claim in claims),
        "incident_types": every(claim.incident_type for claim in claims),
        "countries": every(p.country for c in claims for p in c.places if not p.borrowed),
        "places": every(p.name for c in claims for p in c.places if not p.borrowed),
        "accounts": len(claims),
        "reports": dossier.sources.reports,
        "publishers": dossier.sources.publishers,
        "sources": len(dossier.sources.sources),
        "statuses": every(claim.status.value for claim in claims),
        "stances": every(claim.stance.value for claim in claims),
    }
    row |= _held_right(dossier.whole)
    if context.profile is not None:
        row |= _figures(figures_of(dossier, context, context.profile))
    return row


def _held_right(whole: Whole) -> Row:
    """What people hold right of the incident as such, in the place of what its accounts tell."""
    row: Row = {}
    if whole.places is not None:
        row["countries"] = every(place.country for place in whole.places)
        row["places"] = every(place.name for place in whole.places)
    for when in whole.dates or ():
        row |= {"first_day": when.earliest or when.latest, "last_day": when.latest}
    if whole.event_type is not None:
        row["event_types"] = every(whole.event_type)
    if whole.incident_type is not None:
        row["incident_types"] = every(whole.incident_type)
    return row


def _figures(figures: Figures) -> Row:
    """The profile's own totals, the first figure of each measure."""
    row: Row = {"profile": figures.profile}
    flags = [flag.value for flag in figures.flags]
    for measure in (Counted.KILLED, Counted.INJURED):
        own = [figure for figure in figures.figures if figure.measure is measure]
        total = next((f for f in own if f.group is Group.ALL), own[0] if own else None)
        if total is None:
            continue
        name = measure.value
        row |= {f"{name}_low": total.low, f"{name}_best": total.best, f"{name}_high": total.high}
        flags += [f"{name}:{flag.value}" for flag in total.flags]
    return row | {"flags": JOIN.join(flags)}


def _days(claims: Iterable[Claim]) -> tuple[str, str] | None:
    """The narrowest stated window of days, of two the earlier; else the day of publication's."""
    whens = [w for claim in claims for w in claim.dates if w.earliest and w.latest]
    stated = [when for when in whens if when.basis is not TimeBasis.PUBLICATION] or whens
    if not stated:
        return None
    best = min(stated, key=narrowness)
    return str(best.earliest), str(best.latest)

"""Writes POLECAT: what most sources tell of an incident in one row of 40 cells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.export.formats.cells.parties import (
    day_of,
    district,
    division,
    first_report,
    place_loss,
    point,
    town,
)
from sayso.export.formats.contract import Tally
from sayso.export.formats.files.columns import columns
from sayso.export.formats.files.tabs import joined, write_tabs
from sayso.export.formats.told.coding import coded, count_lost
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.places import place_name
from sayso.export.formats.told.positions import remembering
from sayso.lexicons.places.country_codes import country_codes
from sayso.records.version import VERSION
from sayso.records.whole import FillerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Party
    from sayso.records.shown.dossier import Dossier

_NOBODY = "UNK"
_KOSOVO = {"XKX": "KOS"}


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes a row for each incident, in the order of the dossiers."""
    tally = Tally()
    names = [column.column for column in columns("polecat")]
    context = remembering(context)

    def rows() -> Iterator[list[str]]:
        for dossier in dossiers:
            cells = _cells(told_most(dossier), context, tally)
            if cells is not None:
                yield [cells.get(name, "") for name in names]

    tally.rows[target.name] = write_tabs(target, rows(), names)
    return tally


def _cells(told: Told, context: Context, tally: Tally) -> dict[str, str] | None:
    """The cells that are not empty, by column; null for an incident without any day."""
    if told.spell is None:
        tally.lost["no day: the incident has no row"] += 1
        return None
    codes = coded(told)
    count_lost(told, codes, tally.lost)
    first = first_report(told.accounts)
    urls = {account.url for account in told.dossier.accounts} - {None}
    later = told.dossier.sources.reports - 1
    tally.lost.update(+Counter({"URLs of reports": len(urls), "reports after the first": later}))
    return {
        "Event ID": told.dossier.incident.id,
        "Event Date": told.spell.first,
        "Event Type": codes.event_type,
        "Event Mode": codes.modes[0] if codes.modes else "",
        "Intensity": f"{codes.intensity:g}",
        "Quad Code": str(codes.quad),
        "Contexts": joined(codes.contexts),
        **_parties("Actor", told.doers),
        **_parties("Recipient", told.recipients),
        "Primary Actor Sector": _main_sector(told.doers) if told.doers else _NOBODY,
        **_place(told, tally),
        "Source": first.publisher or "",
        "Publication Date": day_of(first),
        **_story(told),
        "Language": context.reading(first.claim.doc_id).document.language,
        "Version": context.release or f"sayso {VERSION}",
    }


def _parties(side: str, parties: Sequence[Party]) -> dict[str, str]:
    """The columns of a side: lists side by side, one value for each party, empty ones too."""
    known = [country_codes().of(party.country) for party in parties]
    return {
        f"{side} Name": joined([party.name or "" for party in parties]),
        f"{side} Country": joined([_country(party.country) for party in parties]),
        f"{side} COW": joined([(row.cow or "") if row else "" for row in known]),
        f"Primary {side} Sector": _main_sector(parties),
        f"{side} Sectors": joined([party.sector or "" for party in parties]),
        f"{side} Name Raw": joined([party.span.quote for party in parties]),
    }


def _main_sector(parties: Sequence[Party]) -> str:
    return (parties[0].sector or "") if parties else ""


def _country(code: str | None) -> str:
    return _KOSOVO.get(code, code) if code else ""


def _place(told: Told, tally: Tally) -> dict[str, str]:
    place = told.place
    loss = place_loss(place)
    if loss:
        tally.lost[loss] += 1
    if place is None:
        return {}
    lat, lon = point(place)
    return {
        "Placename": place.name or "",
        "City": town(place),
        "District": district(place),
        "Province": division(place),
        "Country": _country(place.country),
        "Latitude": lat,
        "Longitude": lon,
        "GeoNames ID": "" if place.geonameid is None else str(place.geonameid),
        "Raw Placename": place.span.quote,
    }


def _story(told: Told) -> dict[str, str]:
    """Who and what the accounts name, each once; no account is left out for its stance."""
    claims = [account.claim for account in told.dossier.accounts]
    parties = [p for c in claims for p in (*c.actors, *c.recipients, *c.through)]
    parties += [claim.voice for claim in claims if claim.voice is not None]

    def named(kind: FillerKind) -> list[str]:
        return sorted({p.name for p in parties if p.name and p.kind is kind})

    return {
        "Story People": joined(named(FillerKind.PERSON)),
        "Story Organizations": joined(named(FillerKind.ORGANISATION)),
        "Story Locations": joined(sorted({place_name(p) for c in claims for p in c.places})),
    }

"""PLOVER as JSON Lines: one incident a line, as most sources tell it, its accounts inside.

Fields and types are those of the PLOVER 2.0 manual (plover_json_fields.tsv); sayso's own begin
with `sayso_`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from sayso.export.formats.contract import Tally
from sayso.export.formats.told.coding import coded
from sayso.export.formats.told.figures import figures_of
from sayso.export.formats.told.most import told_most
from sayso.export.formats.told.places import place_name
from sayso.records.mention import PlacePrecision
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.export.formats.told.coding import Coded
    from sayso.export.formats.told.most import Told
    from sayso.records.claim import Account, Party, Toll, Where
    from sayso.records.shown.dossier import Dossier


_CODEBOOK = "plover-base-2.0"
_UNKNOWN = "UNK"
_RESOLUTIONS = {
    PlacePrecision.EXACT: 4,
    PlacePrecision.NEAR: 4,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 2,
    PlacePrecision.AREA: 1,
    PlacePrecision.COUNTRY: 1,
    PlacePrecision.WATER: 1,
}
"""place_precision.tsv, column plover_resolution; the lower one where it has two."""
_OWN_CODES = {"XKX": "KOS"}
"""Codes that PLOVER has of its own (special_territories.tsv)."""
_CITIES = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR})


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes one record a line, UTF-8, in the order of the dossiers."""
    tally = Tally()
    encoder = msgspec.json.Encoder()
    with target.open("wb") as out:
        for dossier in dossiers:
            record = to_record(dossier, context, tally.lost)
            if record is not None:
                out.write(encoder.encode(record) + b"\n")
                tally.rows[target.name] += 1
    return tally


def to_record(dossier: Dossier, context: Context, lost: Counter[str]) -> dict[str, Any] | None:
    """The record of an incident; null where no account dates it, which PLOVER requires."""
    told = told_most(dossier)
    if told.spell is None:
        lost["incidents without any date, which PLOVER requires"] += 1
        return None
    codes = coded(told)
    _count(told, codes, lost)
    first = dossier.accounts[0]
    record = {
        "id": dossier.incident.id,
        "has_event": True,
        "date": told.spell.first,
        "enddate": told.spell.last if told.spell.last != told.spell.first else None,
        "actor": [_entity(party) for party in told.doers] or [{"sector": _UNKNOWN}],
        "recipient": [_entity(party) for party in told.recipients],
        "event": [codes.event_type],
        "event_loc": _location(told.place) if told.place is not None else None,
        "event_text": _quotes(told.accounts),
        "quad_code": codes.quad,
        "event_scale": codes.intensity,
        "mode": list(codes.modes),
        "context": list(codes.contexts),
        "link": dossier.incident.id,
        **_text(first, context),
        "cite_info": _citation(first, context),
        "coder": f"sayso {VERSION}",
        **_own(dossier, told, context),
    }
    return {name: value for name, value in record.items() if value not in (None, [], {})}


def _count(told: Told, codes: Coded, lost: Counter[str]) -> None:
    """What the record's own fields leave out; the accounts inside keep their quotes."""
    lost["further event types that other accounts give"] += len(codes.others)
    lost["further places that accounts give"] += len(told.places[1:])
    lost["further days or spells that accounts give"] += len(told.spells[1:])
    lost["doers whom only some accounts name instead"] += len(told.others)
    lost["incidents whose actor no account tells: UNK"] += not told.doers
    if told.place is not None:
        lost["places from other sentences than the event's own"] += told.place.borrowed
    if not told.spell or not told.spell.stated:
        lost["incidents whose day no account tells: that of the first report"] += 1


def _entity(party: Party) -> dict[str, Any]:
    entity = {
        "code": _OWN_CODES.get(party.country or "", party.country),
        "sector": party.sector,
        "entity_text": _one_line(party.span.quote),
        "sayso_name": party.name,
    }
    return {name: value for name, value in entity.items() if value is not None}


def _location(place: Where) -> dict[str, Any]:
    location = {
        "extracted_place": _one_line(place.span.quote),
        "resolved_place": place_name(place) if place.name else None,
        "geonameid": place.geonameid,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.precision in _CITIES else None,
        "province": place.admin1,
        "country_code": place.country,
        "resolution": _RESOLUTIONS[place.precision],
        "sayso_precision": place.precision.value,
    }
    return {name: value for name, value in location.items() if value is not None}


def _text(first: Account, context: Context) -> dict[str, Any]:
    """The first report's text and the place of its first quote; only with a right to it."""
    if not context.text_right:
        return {}
    evidence = first.claim.evidence[0]
    return {
        "text": context.reading(first.claim.doc_id).document.text,
        "text_info": {
            "start": evidence.start,
            "end": evidence.end,
            "text_story": [span.quote for span in first.claim.sentences],
        },
    }


def _citation(first: Account, context: Context) -> dict[str, Any]:
    """The report that was published first; the others stand with their accounts."""
    citation = {
        "citation": first.report,
        "url": first.url,
        "title": first.title,
        "publication": first.publisher,
        "license": context.text_right or None,
        "coder": f"sayso {VERSION}",
        "codebook": _CODEBOOK,
        "version": context.release or None,
    }
    return {name: value for name, value in citation.items() if value is not None}


def _own(dossier: Dossier, told: Told, context: Context) -> dict[str, Any]:
    """What PLOVER has no field for: who says so, how many, on how many sources."""
    sources = dossier.sources
    fields: dict[str, Any] = {
        "sayso_status": sorted({a.claim.status.value for a in dossier.accounts}),
        "sayso_actor_basis": None if told.doers else "unstated",
        "sayso_incident": {
            "accounts": len(dossier.accounts),
            "reports": sources.reports,
            "publishers": sources.publishers,
            "independent_sources": len(sources.sources),
        },
        "sayso_claims": [_claim(account) for account in dossier.accounts],
        "sayso_casualties": [
            _toll(account, toll) for account in dossier.accounts for toll in account.claim.tolls
        ],
    }
    if context.profile is not None:
        figures = figures_of(dossier, context, context.profile)
        fields["sayso_figures"] = {
            "profile": figures.profile,
            "figures": [
                {
                    "measure": figure.measure.value,
                    "group": figure.group.value,
                    "low": figure.low,
                    "best": figure.best,
                    "high": figure.high,
                    "flags": [flag.value for flag in figure.flags],
                }
                for figure in figures.figures
            ],
        }
    return fields


def _claim(account: Account) -> dict[str, Any]:
    claim = account.claim
    voice = claim.voice
    fields = {
        "id": claim.id,
        "report": account.report,
        "publisher": account.publisher,
        "bloc": account.bloc,
        "published": account.published,
        "url": account.url,
        "voice": (voice.name or _one_line(voice.span.quote)) if voice else None,
        "through": [party.name or _one_line(party.span.quote) for party in claim.through],
        "event_type": claim.event_type,
        "status": claim.status.value,
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "confidence": claim.confidence,
        "start": claim.evidence[0].start,
        "end": claim.evidence[0].end,
        "quote": _one_line(claim.evidence[0].quote),
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _toll(account: Account, toll: Toll) -> dict[str, Any]:
    return {
        "claim": account.claim.id,
        "what": toll.counted.value,
        "of": _one_line(toll.of),
        "whom": toll.whom.value,
        "low": toll.low,
        "best": toll.best,
        "high": toll.high,
        "op": toll.op.value,
        "cumulative": toll.cumulative,
        "stance": toll.stance.value,
        "quote": _one_line(toll.span.quote),
    }


def _quotes(accounts: Sequence[Account]) -> list[str]:
    """The words that tell of the event, each once."""
    quotes = (_one_line(span.quote) for account in accounts for span in account.claim.evidence)
    return list(dict.fromkeys(quotes))


def _one_line(words: str) -> str:
    return " ".join(words.split())

"""Dossiers as rows of six tidy tables: incidents, events, accounts, actors, quantities, chains.

Each row has one value a column and the ids by which the tables join. Nothing is averaged; where a
cell holds several values they are joined by "; ".
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from sayso.export.formats.figures import figures_of
from sayso.incidents.side_by_side.cells import AGAINST
from sayso.records.figures import Group
from sayso.records.mention import Counted, PlacePrecision, TimeBasis, TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.export.formats.contract import Context
    from sayso.records.claim import Account, Claim, Party, When, Where
    from sayso.records.dossier import Dossier
    from sayso.records.figures import Figures
    from sayso.records.incident import Source
    from sayso.records.settled import Whole

JOIN = "; "
Row = dict[str, Any]

_PRECISIONS = tuple(PlacePrecision)
_TIMES = tuple(TimePrecision)


def rows_of(dossier: Dossier, context: Context) -> Iterator[tuple[str, Row]]:
    """The rows of an incident, each with the name of its table (tidy.tsv)."""
    yield "incidents", _incident(dossier, context)
    by_event = sorted(dossier.accounts, key=lambda account: account.claim.event_id)
    for event_id, told in groupby(by_event, key=lambda account: account.claim.event_id):
        yield "events", _event(dossier.incident.id, event_id, list(told))
    sources = {claim: one for one in dossier.sources.sources for claim in one.claims}
    for account in dossier.accounts:
        source = sources.get(account.claim.id)
        yield "accounts", _account(dossier.incident.id, account, source, context)
        ids = {"account": account.claim.id, "incident": dossier.incident.id}
        yield from (("actors", ids | row) for row in _parties(account.claim))
        yield from (("quantities", ids | row) for row in _tolls(account.claim))
        yield from (("attributions", ids | row) for row in _chain(account.claim, context))


def _incident(dossier: Dossier, context: Context) -> Row:
    claims = [account.claim for account in dossier.accounts]
    days = _days(claims)
    row: Row = {
        "incident": dossier.incident.id,
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "event_types": _every(claim.event_type for claim in claims),
        "incident_types": _every(claim.incident_type for claim in claims),
        "countries": _every(p.country for c in claims for p in c.places if not p.borrowed),
        "places": _every(p.name for c in claims for p in c.places if not p.borrowed),
        "accounts": len(claims),
        "reports": dossier.sources.reports,
        "publishers": dossier.sources.publishers,
        "sources": len(dossier.sources.sources),
        "statuses": _every(claim.status.value for claim in claims),
        "stances": _every(claim.stance.value for claim in claims),
    }
    row |= _held_right(dossier.whole)
    if context.profile is not None:
        row |= _figures(figures_of(dossier, context, context.profile))
    return row


def _held_right(whole: Whole) -> Row:
    """What people hold right of the incident as such, in the place of what its accounts tell."""
    row: Row = {}
    if whole.places is not None:
        row["countries"] = _every(place.country for place in whole.places)
        row["places"] = _every(place.name for place in whole.places)
    for when in whole.dates or ():
        row |= {"first_day": when.earliest or when.latest, "last_day": when.latest}
    if whole.event_type is not None:
        row["event_types"] = _every(whole.event_type)
    if whole.incident_type is not None:
        row["incident_types"] = _every(whole.incident_type)
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
    best = min(stated, key=_narrow)
    return str(best.earliest), str(best.latest)


def _narrow(when: When) -> tuple[int, str, str]:
    return _TIMES.index(when.precision), when.earliest or "", when.latest or ""


def _event(incident: str, event_id: str, accounts: list[Account]) -> Row:
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
        "event_types": _every(claim.event_type for claim in claims),
        "modes": _every(mode for claim in claims for mode in claim.modes),
        "contexts": _every(context for claim in claims for context in claim.contexts),
        "incident_types": _every(claim.incident_type for claim in claims),
        "statuses": _every(claim.status.value for claim in claims),
        "accounts": len(claims),
        "actors": _every(_called(p) for c in claims for p in c.actors if p.stance not in AGAINST),
        "recipients": _every(_called(p) for c in claims for p in c.recipients),
        "targets": _every(_line(span.quote) for claim in claims for span in claim.targets),
        "weapons": _every(_line(span.quote) for claim in claims for span in claim.weapons),
    }
    if places:
        row |= _place(min(places, key=_finest))
    if dates:
        row |= _date(
            min(dates, key=lambda when: (when.basis is TimeBasis.PUBLICATION, _narrow(when)))
        )
    return row


def _finest(place: Where) -> tuple[bool, int, str]:
    return place.borrowed, _PRECISIONS.index(place.precision), place.name or place.span.quote


def _place(place: Where) -> Row:
    return {
        "place": place.name or _line(place.span.quote),
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


def _account(incident: str, account: Account, source: Source | None, context: Context) -> Row:
    claim, voice = account.claim, account.claim.voice
    sentence = claim.sentences[0] if claim.sentences else None
    return {
        "account": claim.id,
        "incident": incident,
        "event": claim.event_id,
        "document": claim.doc_id,
        "report": account.report,
        "publisher": account.publisher,
        "bloc": account.bloc,
        "bloc_reason": account.bloc_reason,
        "published": account.published,
        "url": account.url,
        "credit": account.credit,
        "title": account.title,
        "source": source.id if source else None,
        "source_name": source.name if source else None,
        "voice": _called(voice) if voice else None,
        "voice_words": _line(voice.span.quote) if voice else None,
        "voice_country": voice.country if voice else None,
        "voice_sector": voice.sector if voice else None,
        "through": JOIN.join(_called(party) for party in claim.through),
        "field_stances": _field_stances(claim),
        "sentence_start": sentence.start if sentence else None,
        "sentence_end": sentence.end if sentence else None,
        "sentence": _line(sentence.quote) if sentence and context.text_right else None,
        **_telling(claim),
    }


def _telling(claim: Claim) -> Row:
    first = claim.evidence[0]
    return {
        "event_type": claim.event_type,
        "modes": JOIN.join(claim.modes),
        "contexts": JOIN.join(claim.contexts),
        "incident_type": claim.incident_type,
        "stance": claim.stance.value,
        "status": claim.status.value,
        "certainty": claim.certainty.value,
        "confidence": claim.confidence,
        "start": first.start,
        "end": first.end,
        "quote": JOIN.join(_line(span.quote) for span in claim.evidence),
    }


def _field_stances(claim: Claim) -> str:
    fields: Mapping[str, Any] = claim.field_stances
    return JOIN.join(f"{name} {stance.value}" for name, stance in sorted(fields.items()))


def _parties(claim: Claim) -> Iterator[Row]:
    voices = (claim.voice,) if claim.voice is not None else ()
    roles = (
        ("actor", claim.actors),
        ("recipient", claim.recipients),
        ("voice", voices),
        ("through", claim.through),
    )
    for role, parties in roles:
        for number, party in enumerate(parties, 1):
            yield {
                "role": role,
                "number": number,
                "words": _line(party.span.quote),
                "name": party.name,
                "country": party.country,
                "sector": party.sector,
                "epithet": party.epithet,
                "kind": party.kind.value if party.kind else None,
                "fate": party.fate.value if party.fate else None,
                "stance": party.stance.value,
                "start": party.span.start,
                "end": party.span.end,
            }


def _tolls(claim: Claim) -> Iterator[Row]:
    for toll in claim.tolls:
        yield {
            "quantity": toll.id,
            "counted": toll.counted.value,
            "of": _line(toll.of),
            "whom": toll.whom.value,
            "low": toll.low,
            "best": toll.best,
            "high": toll.high,
            "op": toll.op.value,
            "cumulative": toll.cumulative,
            "part_of": toll.part_of,
            "includes_perpetrator": toll.includes_perpetrator,
            "stance": toll.stance.value,
            "start": toll.span.start,
            "end": toll.span.end,
            "quote": _line(toll.span.quote),
        }


def _chain(claim: Claim, context: Context) -> Iterator[Row]:
    if not claim.chain:
        return
    found = context.reading(claim.doc_id).annotations
    known = {one.id: one for one in found.attributions}
    actors = {actor.id: actor for actor in found.actors}
    for number, key in enumerate(claim.chain, 1):
        link = known.get(key)
        if link is None:
            continue
        actor = actors.get(link.voice or "")
        yield {
            "attribution": link.id,
            "number": number,
            "depth": len(claim.chain),
            "source": _line(link.source.quote) if link.source else None,
            "name": actor.name if actor else None,
            "cue": _line(link.cue.quote),
            "kind": link.kind.value,
            "stance": link.stance.value,
            "start": link.cue.start,
            "end": link.cue.end,
        }


def _called(party: Party) -> str:
    return party.name or _line(party.span.quote)


def _every(values: Iterable[str | None]) -> str:
    """All values, each once, in the order of the alphabet."""
    return JOIN.join(sorted({value for value in values if value}))


def _line(words: str) -> str:
    return " ".join(words.split())

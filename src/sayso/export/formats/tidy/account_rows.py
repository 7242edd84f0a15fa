"""The rows of an account: what it tells, and its parties, quantities and chain of voices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.formats.tidy.values import JOIN, Row, called, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.export.formats.contract import Context
    from sayso.records.claim import Account, Claim
    from sayso.records.incident import Source


def account_row(incident: str, account: Account, source: Source | None, context: Context) -> Row:
    """The row of an account: whose it is, in which report, what it tells as a whole."""
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
        "voice": called(voice) if voice else None,
        "voice_words": one_line(voice.span.quote) if voice else None,
        "voice_country": voice.country if voice else None,
        "voice_sector": voice.sector if voice else None,
        "through": JOIN.join(called(party) for party in claim.through),
        "field_stances": _field_stances(claim),
        "sentence_start": sentence.start if sentence else None,
        "sentence_end": sentence.end if sentence else None,
        "sentence": one_line(sentence.quote) if sentence and context.text_right else None,
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
        "quote": JOIN.join(one_line(span.quote) for span in claim.evidence),
    }


def _field_stances(claim: Claim) -> str:
    fields: Mapping[str, Any] = claim.field_stances
    return JOIN.join(f"{name} {stance.value}" for name, stance in sorted(fields.items()))


def party_rows(claim: Claim) -> Iterator[Row]:
    """The rows of its doers, recipients and voices, numbered within each part."""
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
                "words": one_line(party.span.quote),
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


def toll_rows(claim: Claim) -> Iterator[Row]:
    """The rows of its quantities."""
    for toll in claim.tolls:
        yield {
            "quantity": toll.id,
            "counted": toll.counted.value,
            "of": one_line(toll.of),
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
            "quote": one_line(toll.span.quote),
        }


def chain_rows(claim: Claim, context: Context) -> Iterator[Row]:
    """The rows of the voices that vouch for it, outermost first."""
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
            "source": one_line(link.source.quote) if link.source else None,
            "name": actor.name if actor else None,
            "cue": one_line(link.cue.quote),
            "kind": link.kind.value,
            "stance": link.stance.value,
            "start": link.cue.start,
            "end": link.cue.end,
        }

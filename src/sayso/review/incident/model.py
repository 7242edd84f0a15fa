"""Everything that the page of an incident says, in one place for page, twin and static page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from sayso.export.matrix import counts_words, heading_words, overview_words
from sayso.incidents.reviewed.settling import agreeing
from sayso.review.incident import doing, said
from sayso.review.incident.backing import figures_view, sources_view
from sayso.review.incident.known import known_view
from sayso.review.incident.whole import not_counted, whole_view
from sayso.review.matrix_view import TableContext, table_view
from sayso.review.told_reasons import Reasons, by_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sayso.records.reading import ReadDocument
    from sayso.review.desk import Desk, Shown


def incident_model(desk: Desk, shown: Shown, *, profile: str | None = None) -> dict[str, Any]:
    """Everything that the page of an incident says.

    Args:
        desk: the desk of the person who looks.
        shown: the incident, as far as it is shown.
        profile: the profile of which the counts behind the figures are told; null for none.
    """
    docs = {account.claim.doc_id for account in shown.told.accounts}
    apart = doing.unlinked(desk, (a.claim.doc_id for a in shown.told.accounts if a.apart))
    model = told_model(shown, desk.readings(docs), apart, profile=profile)
    return {**model, **_people(desk, shown, docs)}


def told_model(
    shown: Shown,
    readings: Iterable[ReadDocument],
    apart: Mapping[str, str],
    *,
    profile: str | None = None,
) -> dict[str, Any]:
    """What the accounts of an incident say, without what people decided beside.

    Args:
        shown: the incident, as far as it is shown.
        readings: those of its reports, from which reasons are told.
        apart: for each report that somebody holds apart, the act to undo, where it is known.
        profile: the profile of which the counts behind the figures are told; null for none.
    """
    told, matrix = shown.told, shown.told.matrix
    address = _address(shown)
    claims = {account.claim.id: account.claim for account in told.accounts}
    held = not_counted(matrix.headline)
    figures = figures_view(told.figures, told.accounts, profile, address)
    context = TableContext(address, Reasons.of(readings, told.corrections), claims)
    return {
        "id": matrix.incident.id,
        "heading": heading_words(matrix.headline),
        "counts": counts_words(matrix.headline),
        "overview": overview_words(matrix.headline),
        "headline": matrix.headline,
        "rejected": told.rejected,
        "without": shown.without,
        "as_of": shown.as_of,
        "days": shown.days,
        "blocs": shown.blocs,
        "hidden": shown.hidden,
        "every": len(shown.every),
        **table_view(matrix, context),
        "known": known_view(shown),
        "sources": sources_view(matrix, told.accounts, apart, address),
        "figures": {**figures, "cautions": [*figures["cautions"], *([held] if held else [])]},
        "whole_set": whole_view(matrix.headline),
    }


def _people(desk: Desk, shown: Shown, docs: set[str]) -> dict[str, Any]:
    """What people decided, noted and did, and what they may do next."""
    told, id_ = shown.told, shown.told.matrix.incident.id
    whole = not shown.hidden
    spoken = [one.target for one in told.of_incident]
    spoken += [one.target for one in told.corrections]
    subjects = [id_, *dict.fromkeys(key for key in spoken if key != id_)]
    events = {account.claim.event_id for account in told.accounts}
    acts = said.acts(desk, subjects) if shown.as_of is None else []
    reviews = said.said_of(desk, id_, docs)
    return {
        "seen": desk.last_act(),
        "whole": whole,
        "events": _events(shown) if whole else [],
        "suggestions": [one._asdict() for one in doing.suggestions(desk, id_)] if whole else [],
        "differences": [
            {"number": number, "told": one, "gone": one.gone}
            for number, one in enumerate(doing.differences(desk, docs))
        ],
        "corrections": [
            {"told": one, "words": by_person(one)["words"]} for one in told.corrections
        ],
        "open": told.open,
        "of_incident": told.of_incident,
        "partly_rejected": [
            {
                "incident": one.target,
                "own": one.target == id_,
                "by": agreeing(one),
                "at": one.holds.at,
                "why": one.holds.why,
            }
            for one in told.partly_rejected
            if one.holds is not None
        ],
        "remarks": said.remarks(reviews),
        "acts": acts,
        "chosen": said.chosen(acts, reviews),
        "history": [
            {
                "kind": step.kind.value,
                "added": len(events.intersection(step.added)),
                "removed": len(step.removed),
                "other": step.other,
            }
            for step in (told.history if whole else ())
        ],
    }


def _events(shown: Shown) -> list[dict[str, Any]]:
    """The events of the incident, each with the rows that tell it: what a split takes apart."""
    rows = {claim: row for row in shown.told.matrix.rows for claim in row.claims}
    found: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for account in shown.told.accounts:
        claim = account.claim
        found.setdefault(claim.event_id, []).append(rows[claim.id].number)
        outlet = account.publisher or account.report
        names.setdefault(claim.event_id, f"{outlet}, {account.published or 'no date'}")
    return [
        {"id": event, "name": names[event], "rows": sorted(set(numbers))}
        for event, numbers in found.items()
    ]


def _address(shown: Shown) -> str:
    """The page's own address, with what it leaves out."""
    question = [("without", bloc) for bloc in shown.without]
    question += [("as_of", shown.as_of)] if shown.as_of else []
    path = f"/incident/{shown.told.matrix.incident.id}"
    return f"{path}?{urlencode(question)}" if question else path

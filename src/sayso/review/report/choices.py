"""What the forms of a report's page offer: its accounts, the fields, the codes and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import stance_name
from sayso.incidents.reviewed import counts, days, parties, places
from sayso.incidents.reviewed.codes import known_codes
from sayso.lexicons.codes.definitions import defined
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.review.matrix_view import icon
from sayso.review.report.doing import PART_FIELDS

if TYPE_CHECKING:
    from sayso.review.report.told import Told

_NAMES = {
    "voice": "voice (who says so)",
    "actors": "doer",
    "recipients": "to whom",
    "targets": "target",
    "places": "place",
    "dates": "date",
    "weapons": "means",
}
_GRAMMARS = {
    "voice": parties.GRAMMAR,
    "actors": parties.GRAMMAR,
    "recipients": parties.GRAMMAR,
    "places": places.GRAMMAR,
    "dates": days.GRAMMAR,
    "targets": "",
    "weapons": "",
}


def choices(told: Told) -> dict[str, Any]:
    """What the forms offer."""
    ordered = sorted(told.accounts, key=lambda one: one.claim.evidence[0].start)
    return {
        "accounts": [
            {
                "claim": one.claim.id,
                "name": f"{one.claim.event_type} “{one.claim.evidence[0].quote}”, according to "
                f"{one.claim.voice.span.quote if one.claim.voice else 'the report itself'}",
            }
            for one in ordered
        ],
        "fields": [
            {
                "key": key,
                "name": _NAMES.get(key, key),
                "grammar": _GRAMMARS.get(key, counts.GRAMMAR),
            }
            for key in PART_FIELDS
        ],
        "types": [{"value": d.code, "meaning": d.words} for d in defined("event_type")],
        "modes": sorted(known_codes("plover_modes", 1)),
        "statuses": [one.value for one in Status],
        "certainties": [one.value for one in Certainty],
        "stances": [
            {"value": one.value, "name": stance_name(one), "icon": icon(one)} for one in Stance
        ],
    }

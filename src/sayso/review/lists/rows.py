"""An incident as a row of a list: values as accounts give them, each count with its own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso.export.matrix import held_words, names_words, range_words, title

if TYPE_CHECKING:
    from sayso.records.shown.matrix import Headline


def incident_row(head: Headline) -> dict[str, Any]:
    """What a row shows of an incident, and where it leads."""
    return {
        "id": head.id,
        "address": f"/incident/{head.id}",
        "day": head.day,
        "days": head.days,
        "place": names_words(head.places),
        "places": head.places,
        "types": head.types,
        "who": names_words(head.actors),
        "whom": names_words(head.recipients),
        "actors": head.actors,
        "recipients": head.recipients,
        "killed": range_words(head.killed),
        "killed_range": head.killed,
        "accounts": head.accounts,
        "reports": head.reports,
        "publishers": head.publishers,
        "sources": head.sources,
        "blocs": head.blocs,
        "disputed": [title(column) for column in head.disputed],
        "statuses": [status.value for status in head.statuses],
        "settled": [held_words(one) for one in head.settled if one.applied],
    }

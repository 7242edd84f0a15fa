"""The place and the day of an event that stand beside its sentence, as in logs and headlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.margins import in_margin
from sayso.analysis.syntax import token_at
from sayso.events.circumstances.said_on import date_word
from sayso.lexicons.codes.quads import material_types
from sayso.records.mention import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.events.triggers.trigger import Trigger
    from sayso.records.mention import PlaceMention, TimeMention


def place_beside(
    parsed: Parsed, trigger: Trigger, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """The place of "{X}: three killed" and "Three killed in attack, {X}, Tuesday".

    A country is none: it may be the speaker's ("Israel: three rockets fell").
    """
    sent = trigger.head.sent
    if trigger.event_type not in material_types():
        return None
    for place in places:
        token = token_at(parsed.doc, place.head)
        if place.precision is PlacePrecision.COUNTRY or token is None or token.sent != sent:
            continue
        if in_margin(sent, token):
            return place
    return None


def day_beside(
    parsed: Parsed, trigger: Trigger, dates: Iterable[TimeMention]
) -> TimeMention | None:
    """The day of "{4 May}, X: three killed" and "Three killed in attack ({Tuesday})"."""
    sent = trigger.head.sent
    if trigger.event_type not in material_types():
        return None
    for date in dates:
        token = date_word(parsed, date)
        if token is not None and token.sent == sent and in_margin(sent, token):
            return date
    return None

"""What was read from a report already, as signs on its words: what the recorder looks at, too.

So it need not learn grammar and gazetteers again from a few hundred incidents.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.codes.signs import NONE, sign_of
from sayso.records.event import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.records.event import EventMention
    from sayso.records.evidence import Span
    from sayso.records.reading import Annotations

Sign = tuple[int, int, str]

_TOLD = frozenset({Status.OCCURRED, Status.ATTEMPTED, Status.HISTORICAL})
SIGNS = (
    "assault", "assault untold", "coercion", "threat", "other event", "abduction", "aimed",
    "blast", "destruction", "seizure", "shooting", "assault actor", "assault recipient",
    "coerce actor", "coerce recipient", "other actor", "other recipient", "weapon", "place",
    "event place", "time", "event time", "killed", "injured", "abducted", "other count", "rebel",
    "criminal", "military", "government", "political", "other sector", "no sector", "epithet",
    "source", "cue", "accused", "suspected", "claimed", "denied",
)  # fmt: skip


def signs_of(found: Annotations) -> Iterator[Sign]:
    """The signs on a report's words: code points, end-exclusive, and one of `SIGNS`.

    Which codes are which sign is told by `signs.tsv`.
    """
    for actor in found.actors:
        yield from _on(actor.span, sign_of("sector", actor.sector or NONE))
        if actor.epithet:
            yield from _on(actor.span, "epithet")
    for quantity in found.quantities:
        yield from _on(quantity.span, sign_of("counted", quantity.what.value))
    for place in found.places:
        yield from _on(place.span, "place")
    for date in found.dates:
        yield from _on(date.span, "time")
    for attribution in found.attributions:
        yield from _on(attribution.source, "source")
        yield from _on(attribution.cue, "cue")
        for part in attribution.content:
            yield from _on(part, sign_of("stance", attribution.stance.value))
    spans: dict[str, Span | None] = {actor.id: actor.span for actor in found.actors}
    spans |= {place.id: place.span for place in found.places}
    spans |= {date.id: date.span for date in found.dates}
    for event in found.events:
        yield from _signs_of_event(event, spans)


def _signs_of_event(event: EventMention, spans: Mapping[str, Span | None]) -> Iterator[Sign]:
    code = event.event_type
    yield from _on(event.trigger, sign_of("told" if event.status in _TOLD else "untold", code))
    for mode in event.modes:
        yield from _on(event.trigger, sign_of("mode", mode))
    for key in event.actors:
        yield from _on(spans.get(key), sign_of("actor", code))
    for key in event.recipients:
        yield from _on(spans.get(key), sign_of("recipient", code))
    for span in event.weapon:
        yield from _on(span, sign_of("weapon", code))
    yield from _on(spans.get(event.place or ""), sign_of("place", code))
    yield from _on(spans.get(event.date or ""), sign_of("date", code))


def _on(span: Span | None, sign: str | None) -> Iterator[Sign]:
    """The sign on the words, where there are words and a sign."""
    if span is not None and sign is not None:
        yield span.start, span.end, sign

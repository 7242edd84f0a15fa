"""Why an event mention says what it says: for each field its value, words, rule and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group

from sayso.export.reasons import Field, Part, count, reasons
from sayso.export.wording import bounds, party, stance, unwrapped, voice, whereabouts, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.lexicons.files.load import Rule
    from sayso.records.evidence import Provenance
    from sayso.records.mention import (
        ActorMention,
        PlaceMention,
        QuantityMention,
        TimeMention,
    )
    from sayso.records.reading import Annotations, ReadDocument
    from sayso.records.rows.mentions import EventRow, Words


def explanation(row: EventRow, read: ReadDocument, rules: Mapping[str, Rule]) -> Group:
    """A block per field: what it is, from which words, by which component and rule, and why.

    `row` is one of the events of `read`; `rules` are known rules by id, of which the sentences
    that test them are shown where they decided.
    """
    row, found = unwrapped(row), unwrapped(read.annotations)
    return Group(*reasons(list(_fields(row, found)), rules))


def decided_by(found: Annotations) -> dict[str, Provenance]:
    """What read each actor, place, date and quantity of a report, by the mention's id."""
    mentions: list[ActorMention | PlaceMention | TimeMention | QuantityMention]
    mentions = [*found.actors, *found.places, *found.dates, *found.quantities]
    return {mention.id: mention.provenance for mention in mentions}


def _fields(row: EventRow, found: Annotations) -> Iterator[Field]:
    decided = decided_by(found)
    event = next(event for event in found.events if event.id == row.id)
    why = row.provenance.get
    yield Field("event_type", row.event_type, why("event_type"), [Part(row.quote, "")])
    yield Field("modes", ", ".join(row.modes), why("modes"))
    yield Field("contexts", ", ".join(row.contexts), why("contexts"))
    yield Field("cameo", row.cameo or "", why("cameo"))
    yield Field("status", ", ".join([row.status, row.certainty, *row.aux]), why("status"))
    value = "" if row.factuality is None else f"{row.factuality:g}, on a scale from -3 to 3"
    yield Field("factuality", value, why("factuality"))
    for name, actors, ids in (
        ("actors", row.actors, event.actors),
        ("recipients", row.recipients, event.recipients),
    ):
        pairs = zip(actors, ids, strict=True)
        parts = [Part(a.text, party(a), [decided[i]]) for a, i in pairs]
        yield Field(name, count(parts), why(name), parts)
    yield _place(row, decided.get(event.place or ""))
    yield _date(row, decided.get(event.date or ""))
    counts = zip(row.quantities, event.quantities, strict=True)
    parts = [Part(q.text, f"{q.what} {bounds(q)}", [decided[i]]) for q, i in counts]
    yield Field("quantities", count(parts), why("quantities"), parts)
    yield Field("weapon", _quoted(row.weapon), why("weapon") if row.weapon else None)
    yield _attribution(row, found)
    yield Field("event", row.event, why("event"))
    yield Field("confidence", f"{row.confidence:.2f}", why("confidence"))


def _place(row: EventRow, decided: Provenance | None) -> Field:
    place, why = row.place, row.provenance.get("place")
    if place is None or decided is None:
        return Field("place", "", why)
    value = f"{whereabouts(place)} ({place.precision})"
    geonames = f"GeoNames {place.geonameid}" if place.geonameid else whereabouts(place)
    return Field("place", value, why, [Part(place.text, geonames, [decided])])


def _date(row: EventRow, decided: Provenance | None) -> Field:
    date, why = row.date, row.provenance.get("date")
    if date is None or decided is None:
        return Field("date", "", why)
    value = f"{window(row) or 'unknown'} ({date.precision}, {date.basis})"
    parts = [Part(date.text, window(row), [decided])] if date.text else []
    return Field("date", value, why, parts)


def _attribution(row: EventRow, found: Annotations) -> Field:
    by_cue = {(a.cue.start, a.cue.end): a.provenance for a in found.attributions}
    parts = [
        Part(
            link.cue.text,
            f"{voice(link)} ({stance(link)})",
            [by_cue[link.cue.start, link.cue.end]],
        )
        for link in row.attribution
    ]
    value = count(parts) or "the report's own voice"
    return Field("attribution", value, row.provenance.get("attribution"), parts)


def _quoted(words: Iterable[Words]) -> str:
    return "; ".join(f"“{w.text}”" for w in words)

"""Why an event says what it says: for each field its value, words, rule and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export.wording import bounds, party, stance, unwrapped, voice, whereabouts, window
from sayso.lexicons.marks import parse_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.lexicons.load import Rule
    from sayso.records.evidence import Provenance
    from sayso.records.mention import (
        ActorMention,
        PlaceMention,
        QuantityMention,
        TimeMention,
    )
    from sayso.records.reading import Annotations, ReadDocument
    from sayso.records.rows import EventRow, Words

_SENTENCES_OF_A_RULE = 2


class _Part(NamedTuple):
    """Words that a field rests on, what they stand for, and what decided that."""

    words: str
    meaning: str
    provenance: Provenance | None


class _Field(NamedTuple):
    """A field of the event: its value in words, and the key of its provenance."""

    name: str
    value: str
    decided: str
    parts: Sequence[_Part] = ()


def explanation(row: EventRow, read: ReadDocument, rules: Mapping[str, Rule]) -> Group:
    """A block per field: what it is, from which words, by which component and rule, and why.

    `row` is one of the events of `read`; `rules` are known rules by id, of which the sentences
    that test them are shown where they decided.
    """
    row, found = unwrapped(row), unwrapped(read.annotations)
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column()
    for field in _fields(row, found):
        table.add_row(field.name, _block(field, row.provenance.get(field.decided)))
    named = dict.fromkeys(p.rule for p in _deciding(row, found) if p.rule in rules)
    examples = [_examples(rules[name]) for name in named if name]
    return Group(Padding(table, (0, 0, 1, 2)), *examples)


def by(provenance: Provenance) -> str:
    """The component and the rule or model that gave a value."""
    decided = provenance.rule or provenance.model
    return f"{provenance.component} {provenance.version}" + (f", {decided}" if decided else "")


def _block(field: _Field, provenance: Provenance | None) -> Text:
    block = Text(field.value or "none")
    for part in field.parts:
        block.append("\n“").append(part.words, "italic").append("”")
        block.append(f" → {part.meaning}" if part.meaning else "")
        if part.provenance is not None:
            block.append(f"\n  {_because(part.provenance)}", "dim")
    if provenance is not None:
        block.append(f"\n{_because(provenance)}", "dim")
    return block


def _because(provenance: Provenance) -> str:
    return f"{provenance.reason} ({by(provenance)})" if provenance.reason else by(provenance)


def _examples(rule: Rule) -> Padding:
    text = Text()
    text.append(rule.id, "bold")
    for example in rule.matches[:_SENTENCES_OF_A_RULE]:
        text.append(f"\n  matches  {parse_marks(example.text).text}")
    for example in rule.rejects[:_SENTENCES_OF_A_RULE]:
        why = f" ({example.why})" if example.why else ""
        text.append(f"\n  refuses  {parse_marks(example.text).text}{why}")
    return Padding(text, (0, 0, 1, 2))


def _fields(row: EventRow, found: Annotations) -> Iterable[_Field]:
    mentions: list[ActorMention | PlaceMention | TimeMention | QuantityMention]
    mentions = [*found.actors, *found.places, *found.dates, *found.quantities]
    provenances = {mention.id: mention.provenance for mention in mentions}
    event = next(event for event in found.events if event.id == row.id)

    def decided(mention_id: str | None) -> Provenance | None:
        return provenances[mention_id] if mention_id else None

    trigger = [_Part(row.quote, "", None)]
    yield _Field("event_type", row.event_type, "event_type", trigger)
    yield _Field("modes", ", ".join(row.modes), "modes")
    yield _Field("contexts", ", ".join(row.contexts), "contexts")
    yield _Field("cameo", row.cameo or "", "cameo")
    yield _Field("status", ", ".join([row.status, row.certainty, *row.aux]), "status")
    value = "" if row.factuality is None else f"{row.factuality:g}, on a scale from -3 to 3"
    yield _Field("factuality", value, "factuality")
    for name, actors, ids in (
        ("actors", row.actors, event.actors),
        ("recipients", row.recipients, event.recipients),
    ):
        parts = [_Part(a.text, party(a), decided(i)) for a, i in zip(actors, ids, strict=True)]
        yield _Field(name, _count(parts), name, parts)
    yield _Field("place", *_place(row, decided(event.place)))
    yield _Field("date", *_date(row, decided(event.date)))
    counts = zip(row.quantities, event.quantities, strict=True)
    parts = [_Part(q.text, f"{q.what} {bounds(q)}", decided(i)) for q, i in counts]
    yield _Field("quantities", _count(parts), "quantities", parts)
    yield _Field("weapon", _quoted(row.weapon), "weapon" if row.weapon else "")
    yield _attribution(row, found)
    yield _Field("event", row.event, "event")
    yield _Field("confidence", f"{row.confidence:.2f}", "confidence")


def _place(row: EventRow, decided: Provenance | None) -> tuple[str, str, list[_Part]]:
    place = row.place
    if place is None:
        return "", "place", []
    value = f"{whereabouts(place)} ({place.precision})"
    geonames = f"GeoNames {place.geonameid}" if place.geonameid else whereabouts(place)
    return value, "place", [_Part(place.text, geonames, decided)]


def _date(row: EventRow, decided: Provenance | None) -> tuple[str, str, list[_Part]]:
    date = row.date
    if date is None:
        return "", "date", []
    value = f"{window(row) or 'unknown'} ({date.precision}, {date.basis})"
    return value, "date", [_Part(date.text, window(row), decided)] if date.text else []


def _attribution(row: EventRow, found: Annotations) -> _Field:
    by_cue = {(a.cue.start, a.cue.end): a.provenance for a in found.attributions}
    parts = [
        _Part(
            link.cue.text,
            f"{voice(link)} ({stance(link)})",
            by_cue.get((link.cue.start, link.cue.end)),
        )
        for link in row.attribution
    ]
    return _Field("attribution", _count(parts) or "the report's own voice", "attribution", parts)


def _deciding(row: EventRow, found: Annotations) -> Iterable[Provenance]:
    """Whatever decided a field of the event or read one of its parts."""
    yield from row.provenance.values()
    for field in _fields(row, found):
        yield from (part.provenance for part in field.parts if part.provenance is not None)


def _count(parts: Sequence[_Part]) -> str:
    return str(len(parts)) if parts else ""


def _quoted(words: Iterable[Words]) -> str:
    return "; ".join(f"“{w.text}”" for w in words)

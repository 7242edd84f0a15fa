"""A reading as notebooks show it: the text with its marks, and every event with its voices.

Plain HTML: no script, nothing from the network, every word of the report escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from sayso.export.cards import STYLES, event_card, spans_of
from sayso.export.marked_text import Mark, marked_text
from sayso.export.wording import bounds, days, party, stance, voice, whereabouts
from sayso.lexicons.files.load import DATA
from sayso.records.rows.mentions import to_actor, to_date, to_place, to_quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records.document import Document
    from sayso.records.reading import ReadDocument
    from sayso.records.rows.mentions import AttributionRow, EventRow

_LONGEST = 40_000
_MOST_EVENTS = 200
_OPEN = 3
_AROUND = 400


@dataclass(frozen=True)
class EventView:
    """One event, or the mentions that tell of it: a card in the terminal, a panel in notebooks."""

    document: Document
    rows: Sequence[EventRow]

    def __rich__(self) -> Any:
        """The mentions as cards."""
        from rich.console import Group  # noqa: PLC0415 (rich loads when printing)

        return Group(*(event_card(row, self.document) for row in self.rows))

    def _repr_html_(self) -> str:
        text = self.document.text
        marks = [mark for row in self.rows for mark in _marks_of(row)]
        start = max(min(mark.start for mark in marks) - _AROUND, 0)
        end = min(max(mark.end for mark in marks) + _AROUND, len(text))
        start = text.find(" ", start) + 1 if start else 0
        body = (
            ("…" if start else "")
            + marked_text(text, marks, start, end)
            + ("…" if end < len(text) else "")
        )
        kinds = [kind for kind in STYLES if any(mark.kind == kind for mark in marks)]
        return _panel(self.document, body, kinds, self.rows, opened=len(self.rows))


def reading_html(read: ReadDocument, rows: Sequence[EventRow]) -> str:
    """The whole report: what was found in it is marked, the events are listed beneath.

    A text of more than 40,000 characters is shown up to there, and 200 events are listed; a line
    says what is left out.
    """
    text = read.document.text
    marks = [*_found(read), *_triggers(rows)]
    body = marked_text(text, marks, 0, min(len(text), _LONGEST))
    kinds = [kind for kind in STYLES if kind != "recipient"]
    left_out = []
    if len(text) > _LONGEST:
        left_out.append(f"{len(text) - _LONGEST:,} more characters")
    if len(rows) > _MOST_EVENTS:
        left_out.append(f"{len(rows) - _MOST_EVENTS:,} more events")
    panel = _panel(read.document, body, kinds, rows[:_MOST_EVENTS], opened=_OPEN)
    if not left_out:
        return panel
    note = f"Not shown: {', '.join(left_out)}. reading.show(id) shows one event."
    return panel.removesuffix("</div>") + f'<p class="sayso-faint">{note}</p></div>'


def _found(read: ReadDocument) -> Iterator[Mark]:
    found = read.annotations
    for actor in found.actors:
        yield Mark(actor.span.start, actor.span.end, "actor", party(to_actor(actor)))
    for place in found.places:
        meaning = f"{whereabouts(to_place(place))} ({place.precision.value})"
        yield Mark(place.span.start, place.span.end, "place", meaning)
    for date in found.dates:
        if date.span is not None:
            meaning = days(to_date(date)) or "no day"
            yield Mark(date.span.start, date.span.end, "date", meaning)
    for count in found.quantities:
        meaning = f"{count.what.value}, {bounds(to_quantity(count))}"
        yield Mark(count.span.start, count.span.end, "quantity", meaning)
    for said in found.attributions:
        meaning = said.stance.value.replace("_", " ")
        yield Mark(said.cue.start, said.cue.end, "cue", meaning)
        if said.source is not None:
            yield Mark(said.source.start, said.source.end, "source", meaning)


def _triggers(rows: Sequence[EventRow]) -> Iterator[Mark]:
    for number, row in enumerate(rows, 1):
        yield Mark(row.start, row.end, "trigger", _what(row), f"{number} {_what(row)}")


def _marks_of(row: EventRow) -> Iterator[Mark]:
    for kind, spans in spans_of(row):
        for start, end in spans:
            tag = _what(row) if kind == "trigger" else ""
            yield Mark(start, end, kind, tag, tag)


def _what(row: EventRow) -> str:
    return f"{row.event_type} {row.status.value}"


def _panel(
    document: Document, body: str, kinds: Sequence[str], rows: Sequence[EventRow], *, opened: int
) -> str:
    """The parts of a view, one under the other."""
    known = (document.title, document.publisher, document.published)
    title = " · ".join(escape(part) for part in known if part) or escape(document.report)
    name = escape(f"Text of {document.title or document.report}")
    return (
        f"<style>{_style()}</style>"
        f'<div class="sayso"><p class="sayso-title"><bdi>{title}</bdi></p>'
        f"{_legend(kinds)}"
        f'<div class="sayso-text" role="region" tabindex="0" dir="auto" aria-label="{name}">'
        f"{body}</div>{_list(rows, document, opened)}</div>"
    )


def _legend(kinds: Sequence[str]) -> str:
    items = "".join(f'<li><mark class="sayso-{kind}">{kind}</mark></li>' for kind in kinds)
    return f'<ul class="sayso-legend" aria-label="What the marks mean">{items}</ul>'


def _list(rows: Sequence[EventRow], document: Document, opened: int) -> str:
    if not rows:
        return '<p class="sayso-faint">No events.</p>'
    return "".join(
        _event(number, row, document, opened=number <= opened)
        for number, row in enumerate(rows, 1)
    )


def _event(number: int, row: EventRow, document: Document, *, opened: bool) -> str:
    modes = "".join(f"/{escape(mode)}" for mode in row.modes)
    fields = "".join(
        f"<dt>{name}</dt>" + "".join(f"<dd>{value}</dd>" for value in values)
        for name, values in _fields(row)
        if values
    )
    return (
        f"<details{' open' if opened else ''}><summary>{number} · <b>{escape(row.event_type)}</b>"
        f"{modes} · <b>{row.status.value}</b> · {row.certainty.value} · {_quoted(row.quote)} "
        f'<span class="sayso-faint">{escape(row.id[:9])}</span>'
        f'<span class="sayso-chain">{_chain(row, document)}</span></summary>'
        f"<dl>{fields}</dl></details>"
    )


def _chain(row: EventRow, document: Document) -> str:
    """Who says so, from the outlet inwards, each with stance and cue."""
    outlet = f"<bdi>{escape(document.publisher or document.report)}</bdi>"
    if not row.attribution:
        return f"{outlet} says so itself"
    return " › ".join([outlet, *map(_link, row.attribution)])


def _link(link: AttributionRow) -> str:
    name = f"<b><bdi>{escape(voice(link))}</bdi></b>"
    return f"{name} {escape(stance(link))} ({_quoted(link.cue.text)})"


def _fields(row: EventRow) -> Iterator[tuple[str, list[str]]]:
    """The fields of an event, each with its values as HTML."""
    yield "who", [_said(actor.text, party(actor)) for actor in row.actors]
    yield "whom", [_said(actor.text, party(actor)) for actor in row.recipients]
    if row.place:
        where = f"{whereabouts(row.place)} ({row.place.precision.value})"
        yield "where", [_said(row.place.text, where)]
    if row.date:
        when = f"{days(row.date) or 'unknown'} ({row.date.basis.value})"
        yield "when", [_said(row.date.text, when)]
    for count in row.quantities:
        note = "; a running total, not this event's own" if count.cumulative else ""
        meaning = f"{bounds(count)} ({count.op.value.replace('_', ' ')}{note})"
        yield count.what.value, [_said(count.text, meaning)]
    yield "with", [_quoted(words.text) for words in row.weapon]


def _said(words: str | None, meaning: str) -> str:
    told = f"{_quoted(words)} → " if words else ""
    return f"{told}<bdi>{escape(meaning)}</bdi>"


def _quoted(words: str) -> str:
    return f"“<bdi>{escape(words)}</bdi>”"


@cache
def _style() -> str:
    return (DATA / "views" / "notebook.css").read_text(encoding="utf-8")

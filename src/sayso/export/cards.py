"""An event as a card: the chain of say-so above the quote, its parts marked, its fields below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export.wording import (
    bounds,
    party,
    stance,
    unwrap,
    unwrapped,
    voice,
    whereabouts,
    window,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.document import Document
    from sayso.records.rows.mentions import ActorRow, EventRow, QuantityRow

STYLES = {
    "trigger": "bold red",
    "actor": "bold cyan",
    "recipient": "bold magenta",
    "place": "green",
    "date": "yellow",
    "quantity": "bold blue",
    "source": "italic",
    "cue": "italic underline",
}


def event_card(row: EventRow, document: Document) -> Group:
    """A card for one event mention of a document."""
    row = unwrapped(row)
    head = Text.assemble(
        (row.event_type, "bold"),
        *(f"/{mode}" for mode in row.modes),
        " · ",
        (row.status.value, "bold"),
        f" · {row.certainty.value} · {row.id[:9]}",
    )
    return Group(
        chain(row, document),
        Padding(head, (0, 0, 0, 2)),
        Padding(_sentence(row, document), (0, 0, 0, 4)),
        Padding(_fields(row), (0, 0, 1, 4)),
    )


def heading(document: Document, width: int) -> Text:
    """Title, publisher and date of a report; the title gives way where `width` is too little."""
    known = [part for part in (document.publisher, document.published) if part]
    title = Text(document.title or ("" if known else document.report))
    rest = Text(" · ".join(known))
    if title and rest:
        title.truncate(max(width - rest.cell_len - 3, 0), overflow="ellipsis")
        title.append(" · ")
    return title.append_text(rest)


def legend() -> Text:
    """What the marks in the quotes mean."""
    text = Text("marks: ")
    for name, style in STYLES.items():
        text.append(name, style)
        text.append("  ")
    return text


def chain(row: EventRow, document: Document) -> Text:
    """Who says so, from the outlet inwards, each with stance and cue."""
    text = Text(document.publisher or document.report, style="dim")
    if not row.attribution:
        text.append(" says so itself")
    for link in row.attribution:
        text.append(" › ")
        text.append(voice(link), "bold")
        text.append(f" ({stance(link)}: “{link.cue.text}”)")
    return text


def _sentence(row: EventRow, document: Document) -> Text:
    start, end = row.sentence.start, row.sentence.end
    text = Text(unwrap(document.text[start:end]))
    for name, spans in spans_of(row):
        for first, last in spans:
            if first < end and last > start:
                text.stylize(STYLES[name], max(first, start) - start, min(last, end) - start)
    return text


def spans_of(row: EventRow) -> Iterable[tuple[str, list[tuple[int, int]]]]:
    """Where the parts of an event stand in the text (code points), each under its style."""
    yield "source", [(a.source.start, a.source.end) for a in row.attribution if a.source]
    yield "cue", [(a.cue.start, a.cue.end) for a in row.attribution]
    yield "actor", [(a.start, a.end) for a in row.actors]
    yield "recipient", [(a.start, a.end) for a in row.recipients]
    yield "quantity", [(q.start, q.end) for q in row.quantities]
    if row.place:
        yield "place", [(row.place.start, row.place.end)]
    if row.date and row.date.start is not None and row.date.end is not None:
        yield "date", [(row.date.start, row.date.end)]
    yield "trigger", [(row.start, row.end)]


def _fields(row: EventRow) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("what", Text(f"“{row.quote}”"))
    if row.actors:
        table.add_row("who", Text("; ".join(map(_party, row.actors))))
    if row.recipients:
        table.add_row("whom", Text("; ".join(map(_party, row.recipients))))
    if row.place:
        where = f"{whereabouts(row.place)} ({row.place.precision.value})"
        table.add_row("where", Text(f"“{row.place.text}” → {where}"))
    if row.date:
        said = f"“{row.date.text}” → " if row.date.text else ""
        table.add_row("when", Text(f"{said}{window(row) or 'unknown'} ({row.date.basis.value})"))
    for quantity in row.quantities:
        table.add_row(quantity.what.value, Text(_quantity(quantity)))
    if row.weapon:
        table.add_row("with", Text("; ".join(f"“{w.text}”" for w in row.weapon)))
    return table


def _party(actor: ActorRow) -> str:
    return f"“{actor.text}” → {party(actor)}"


def _quantity(quantity: QuantityRow) -> str:
    note = "; a running total, not this event's own" if quantity.cumulative else ""
    op = quantity.op.value.replace("_", " ")
    return f"“{quantity.text}” → {bounds(quantity)} ({op}{note})"

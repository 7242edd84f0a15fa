"""Event rows as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.rows import ActorRow, EventRow


def event_table(rows: Iterable[EventRow]) -> Table:
    """The events, one line each: what became of it, who, whom, where, when, on whose say-so."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for name in ("id", "type", "status", "actor", "recipient", "place", "date", "says"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(
            row.id[:9],
            row.event_type,
            row.status.value,
            _names(row.actors),
            _names(row.recipients),
            (row.place.name or row.place.text) if row.place else "",
            window(row),
            say_so(row),
        )
    return table


def say_so(row: EventRow) -> str:
    """The chain of voices in words, outermost first; "the report" where none is named."""
    if not row.attribution:
        return "the report"
    return " › ".join(
        f"{_name(link.source) if link.source else 'unnamed'} ({link.stance.value})"
        for link in row.attribution
    )


def _names(actors: Iterable[ActorRow]) -> str:
    return ", ".join(_name(actor) for actor in actors)


def _name(actor: ActorRow) -> str:
    return actor.name or f"“{actor.text}”"


def window(row: EventRow) -> str:
    """The days of an event: one, or the first and last of a window; empty when unknown."""
    date = row.date
    if date is None or (date.earliest is None and date.latest is None):
        return ""
    if date.earliest == date.latest:
        return str(date.earliest)
    return f"{date.earliest or ''}…{date.latest or ''}"

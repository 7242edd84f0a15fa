"""Event rows as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from sayso.export.wording import bounds, chain_words, days, unwrapped, window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.rows.events import PartyValue, TollRow, WholeEventRow
    from sayso.records.rows.mentions import ActorRow, EventRow

_WIDTH_OF_A_DAY = 11


def event_table(rows: Iterable[EventRow]) -> Table:
    """The events, one line each: what became of it, who, whom, where, when, on whose say-so."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("id", no_wrap=True)
    table.add_column("event", min_width=10, overflow="fold")
    table.add_column("who → whom", overflow="fold")
    table.add_column("where", overflow="fold")
    table.add_column("when", min_width=_WIDTH_OF_A_DAY, overflow="fold")
    table.add_column("says", overflow="fold")
    for row in map(unwrapped, rows):
        table.add_row(
            row.id[:9],
            f"{row.event_type} {row.status.value}",
            sides(row),
            (row.place.name or f"“{row.place.text}”") if row.place else "",
            window(row),
            say_so(row),
        )
    return table


def whole_event_table(rows: Iterable[WholeEventRow]) -> Table:
    """Whole events, one line each: the surest value of each slot, and how the doer is told."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    table.add_column("id", no_wrap=True)
    table.add_column("event", min_width=10, overflow="fold")
    table.add_column("told", justify="right")
    table.add_column("who → whom", overflow="fold")
    table.add_column("where", overflow="fold")
    table.add_column("when", min_width=_WIDTH_OF_A_DAY, overflow="fold")
    table.add_column("killed", justify="right")
    table.add_column("injured", justify="right")
    table.add_column("doer", overflow="fold")
    for row in map(unwrapped, rows):
        place = row.places[0] if row.places else None
        table.add_row(
            row.id[:9],
            f"{row.incident_type or row.event_type} {row.status.value}",
            f"{len(row.mentions)}x",
            _whole_sides(row),
            (place.name or f"“{place.text}”") if place else "",
            days(row.dates[0]) if row.dates else "",
            _toll(row.killed),
            _toll(row.injured),
            row.stance.value.replace("_", " ") if row.actors else "",
        )
    return table


def _whole_sides(row: WholeEventRow) -> str:
    struck = [*row.recipients, *row.targets]
    if not row.actors and not struck:
        return ""
    return f"{_names(row.actors) or '?'} → {_names(struck) or '?'}"


def _toll(toll: TollRow | None) -> str:
    return "" if toll is None else bounds(toll)


def sides(row: EventRow) -> str:
    """Who did it to whom; "?" for a side that the text leaves open, empty when both are."""
    if not row.actors and not row.recipients:
        return ""
    return f"{_names(row.actors) or '?'} → {_names(row.recipients) or '?'}"


def say_so(row: EventRow) -> str:
    """The chain of voices in words, outermost first; "the report" where none is named."""
    return chain_words(row.attribution)


def _names(actors: Iterable[ActorRow | PartyValue]) -> str:
    return ", ".join(_name(actor) for actor in actors)


def _name(actor: ActorRow | PartyValue) -> str:
    return actor.name or f"“{actor.text}”"

"""A list of incidents: one line each in the terminal, one row each in CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.export.matrix import disputed_words, held_words, names_words, range_signs
from sayso.export.wording import JOIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.records.shown.matrix import Headline, Range

COLUMNS = (
    "id",
    "day",
    "days",
    "places",
    "countries",
    "types",
    "actors",
    "recipients",
    "killed_low",
    "killed_high",
    "killed_open",
    "injured_low",
    "injured_high",
    "injured_open",
    "accounts",
    "reports",
    "publishers",
    "sources",
    "blocs",
    "disputed",
    "statuses",
    "stances",
    "set_by_people",
)
"""The columns of the CSV, in order."""

_SHORT_ID = 9


def incident_table(heads: Iterable[Headline]) -> Table:
    """One line an incident; its counts stand apart, each with its unit."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0), expand=True)
    for name, width, ratio in _LAYOUT:
        table.add_column(name, width=width, ratio=ratio, no_wrap=True, overflow="ellipsis")
    for head in heads:
        disputed = disputed_words(head)
        table.add_row(
            head.id[:_SHORT_ID],
            head.day or "no day",
            Text(names_words(head.places)),
            Text(", ".join(head.types)),
            Text(f"{_named(head.actors)} → {_named(head.recipients)}"),
            range_signs(head.killed),
            f"{head.accounts:,} acc {head.reports:,} rep {head.sources:,} src",
            Text(f"≠ {disputed}" if disputed else ""),
        )
    return table


_LAYOUT = (
    ("id", _SHORT_ID, None),
    ("day", 10, None),
    ("place", None, 3),
    ("type", 8, None),
    ("who → to whom", None, 6),
    ("killed", 12, None),
    ("accounts, reports, sources", 26, None),
    ("disputed", None, 4),
)
"""The columns of the terminal's list: name, width in characters, share of what is left."""


def _named(names: tuple[str, ...]) -> str:
    return names_words(names) or "?"


def flat(head: Headline) -> dict[str, Any]:
    """An incident as one row of a table of strings and numbers; several values joined by " | "."""
    return {
        "id": head.id,
        "day": head.day,
        "days": JOIN.join(head.days),
        "places": JOIN.join(head.places),
        "countries": JOIN.join(head.countries),
        "types": JOIN.join(head.types),
        "actors": JOIN.join(head.actors),
        "recipients": JOIN.join(head.recipients),
        **_bounds("killed", head.killed),
        **_bounds("injured", head.injured),
        "accounts": head.accounts,
        "reports": head.reports,
        "publishers": head.publishers,
        "sources": head.sources,
        "blocs": JOIN.join(head.blocs),
        "disputed": JOIN.join(head.disputed),
        "statuses": JOIN.join(head.statuses),
        "stances": JOIN.join(head.stances),
        "set_by_people": JOIN.join(held_words(one) for one in head.settled if one.applied),
    }


def _bounds(name: str, told: Range | None) -> dict[str, Any]:
    if told is None:
        return {f"{name}_low": None, f"{name}_high": None, f"{name}_open": None}
    return {f"{name}_low": told.low, f"{name}_high": told.high, f"{name}_open": told.open}

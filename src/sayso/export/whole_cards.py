"""A whole event as a card: what it is, who says what of it, slot by slot, and where it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sayso.export.cards import STYLES
from sayso.export.whole_values import Told, slots, toll_words
from sayso.export.wording import chain_words, unwrapped

if TYPE_CHECKING:
    from sayso.records.rows.events import WholeEventRow

_NAMES = {
    "actors": ("who", "actor"),
    "recipients": ("whom", "recipient"),
    "targets": ("what", "recipient"),
    "weapon": ("with", "bold"),
    "places": ("where", "place"),
    "dates": ("when", "date"),
    "quantities": ("how many", "quantity"),
}


def whole_event_card(row: WholeEventRow) -> Group:
    """A card for one event of a report, with every value of every slot, and who says it."""
    row = unwrapped(row)
    kind = f" · {row.incident_type}" if row.incident_type else ""
    head = Text.assemble(
        (row.event_type, "bold"),
        *(f"/{mode}" for mode in row.modes),
        kind,
        " · ",
        (row.status.value, "bold"),
        f" · {row.certainty.value} · {row.id[:9]}",
    )
    return Group(Padding(head, (0, 0, 0, 2)), Padding(_fields(row), (0, 0, 1, 4)))


def _fields(row: WholeEventRow) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    table.add_row("told", _mentions(row))
    for slot, values in slots(row):
        name, style = _NAMES[slot]
        for number, told in enumerate(values):
            table.add_row(name if number == 0 else "", _value(told, STYLES.get(style, style)))
    for name, toll in (("killed", row.killed), ("injured", row.injured)):
        if toll is not None:
            table.add_row(name, Text(toll_words(toll), style="bold"))
    return table


def _mentions(row: WholeEventRow) -> Text:
    if not row.mentions:
        return Text("read from the report as a whole", style="dim")
    text = Text()
    for number, mention in enumerate(row.mentions):
        text.append("; " if number else "").append("“").append(mention.quote, STYLES["trigger"])
        text.append(f"” {mention.status.value}, {mention.id[:9]}")
    return text


def _value(told: Told, style: str) -> Text:
    text = Text("“").append(told.words, style).append(f"” → {told.meaning}")
    also = [words.text for words in told.value.also]
    if also:
        text.append("; also " + ", ".join(f"“{words}”" for words in also))
    stance = told.value.stance.value.replace("_", " ")
    voices = chain_words(told.value.attribution)
    said = voices if voices.endswith(f"({stance})") else f"{voices}, {stance}"
    return text.append(f" · {said}", "dim")

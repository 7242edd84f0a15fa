"""Why an event says what it says: for each field its value, words, rule and reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from sayso.export.table import window

if TYPE_CHECKING:
    from sayso.records.evidence import Provenance
    from sayso.records.rows import EventRow


def explanation(row: EventRow) -> Table:
    """A line per field: what it is, from which words, by which component and rule, and why."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("field", "value", "words", "by", "why"):
        table.add_column(name, overflow="fold")
    for name, value, words in _values(row):
        provenance = row.provenance.get(name)
        table.add_row(name, value, Text(words, "italic"), by(provenance), _why(provenance, value))
    return table


def by(provenance: Provenance | None) -> str:
    """The component and the rule or model that gave a value."""
    if provenance is None:
        return ""
    decided = provenance.rule or provenance.model
    return f"{provenance.component} {provenance.version}" + (f"\n{decided}" if decided else "")


def _why(provenance: Provenance | None, value: str) -> str:
    if provenance is not None and provenance.reason:
        return provenance.reason
    return "" if value else "nothing in the text says it"


def _values(row: EventRow) -> list[tuple[str, str, str]]:
    place, date = row.place, row.date
    return [
        ("event_type", row.event_type, row.quote),
        ("modes", ", ".join(row.modes), ""),
        ("contexts", ", ".join(row.contexts), ""),
        ("cameo", row.cameo or "", ""),
        ("status", f"{row.status.value}, {row.certainty.value}", ""),
        ("actors", _names(row.actors), _words(row.actors)),
        ("recipients", _names(row.recipients), _words(row.recipients)),
        ("place", (place.name or "unresolved") if place else "", place.text if place else ""),
        ("date", window(row), (date.text or "") if date else ""),
        (
            "quantities",
            ", ".join(f"{q.what.value} {q.low}–{q.high}" for q in row.quantities),
            _words(row.quantities),
        ),
        ("weapon", "", _words(row.weapon)),
        (
            "attribution",
            " › ".join(a.stance.value for a in row.attribution),
            " › ".join(a.source.text if a.source else "–" for a in row.attribution),
        ),
        ("confidence", f"{row.confidence:.2f}", ""),
    ]


def _names(actors: Any) -> str:
    return "; ".join(a.name or "unresolved" for a in actors)


def _words(spans: Any) -> str:
    return "; ".join(span.text for span in spans)

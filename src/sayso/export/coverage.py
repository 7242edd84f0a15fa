"""How much of the input was read, as a table; every count names its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from sayso.records.coverage import Coverage


def coverage_table(coverage: Coverage) -> Table:
    """The counts of a ledger: documents, event mentions, rejects by reason, publishers."""
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for label, number in (
        ("documents stored", coverage.documents),
        ("  read", coverage.read),
        ("    without event mentions", coverage.without_events),
        ("  not read: no words for their language", coverage.unread),
        ("documents rejected", sum(coverage.rejected.values())),
        *((f"  {reason}", number) for reason, number in coverage.rejected.items()),
        ("documents erased", coverage.erased),
        ("event mentions", coverage.events),
        ("  without place", coverage.without_place),
        ("  without date", coverage.without_date),
    ):
        table.add_row(label, f"{number:,}")
    table.add_section()
    for publisher, part in coverage.by_publisher.items():
        table.add_row(
            f"{publisher or '(no publisher)'}: {part.read:,} of {part.documents:,} documents read",
            f"{part.events:,} event mentions",
        )
    return table

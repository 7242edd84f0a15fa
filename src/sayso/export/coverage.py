"""How much of the input was read, as a table; every count names its unit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.document import Document
    from sayso.records.shown.coverage import Coverage


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


def duplicates_text(groups: Sequence[Sequence[Document]]) -> str:
    """The groups of reports of nearly the same text: one line a report, `=` before exact copies.

    Each stays a report of its own; that several tell the same does not make them several sources.
    """
    reports = sum(map(len, groups))
    unit = "group" if len(groups) == 1 else "groups"
    lines = [f"near-duplicates: {reports:,} reports in {len(groups):,} {unit}"]
    for group in groups:
        texts = Counter(document.sha256_text for document in group)
        lines.append("")
        for document in sorted(group, key=lambda d: (d.published or "9", d.address, d.id)):
            mark = "=" if texts[document.sha256_text] > 1 else "~"
            day = (document.published or "no date")[:10].ljust(10)
            publisher = document.publisher or "(no publisher)"
            lines.append(f"  {mark} {day}  {publisher}  {document.address}")
    return "\n".join(lines)

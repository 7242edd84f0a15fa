"""The page of the views that `sayso sql` asks, from the tables that make them."""

from __future__ import annotations

from sayso.ledger.sql.views import views

_INTRODUCTION = """# The views of a ledger

[`sayso sql`](../howto/sql.md) and `sayso.open(…).sql(…)` ask these views. They tell what the
ledger holds now, under the same names and with the same values on SQLite and PostgreSQL. Ids lead
from one to another: columns of one name hold the same ids.

Kinds: **text**; **list**, text with "; " between the values; **integer**; **number**; **truth**,
1 or 0. Days are ISO 8601, times UTC, offsets Unicode code points of the text, 0-based,
end-exclusive. What is not known is null, and so is an open bound.
"""


def sql_page() -> str:
    """Every view and column, with what it means."""
    parts = [_INTRODUCTION]
    for view in views().values():
        parts.append(f"## {view.name}\n\nRows: {view.rows}.\n")
        parts.append("| column | kind | meaning |\n|---|---|---|")
        for column in view.columns:
            meaning = column.meaning.replace("|", "\\|")
            parts.append(f"| `{column.name}` | {column.kind} | {meaning} |")
        parts.append("")
    return "\n".join(parts)

"""Links, changes and summaries of incidents to rows and back."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from sayso.ledger.linkage.linked_tables import LINKED, linking
from sayso.records.exchange.codec import decode, encode, encode_all
from sayso.records.incident import Change, Link
from sayso.records.linking import IncidentSummary, Linking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

Row = dict[str, Any]

PACKED = ("event_types", "incident_types", "countries", "places", "actors", "blocs")
"""Columns of `incident` that hold several words."""

_COUNTS = ("events", "accounts", "reports", "publishers", "sources")


def packed(words: Iterable[str]) -> str:
    """Words as one column holds them, to be searched for whole: in lower case, each on a line."""
    lines = [" ".join(word.split()).casefold() for word in words]
    return "\n".join(("", *lines, "")) if lines else ""


def incident_row(summary: IncidentSummary) -> Row:
    """The columns of `incident` that the record itself gives."""
    return {
        "id": summary.id,
        "first_day": summary.first_day,
        "last_day": summary.last_day,
        **{name: packed(getattr(summary, name)) for name in PACKED},
        **{name: getattr(summary, name) for name in _COUNTS},
        "body": encode(summary).decode(),
    }


def empty_row(incident_id: str) -> Row:
    """The row of an incident that is no more."""
    return incident_row(
        IncidentSummary(id=incident_id, events=0, accounts=0, reports=0, publishers=0, sources=0)
    )


def change_rows(changes: Sequence[Change]) -> list[Row]:
    """The rows of changes, in their order."""
    return [
        {
            "n": n,
            "incident_id": change.incident_id,
            "kind": str(change.kind),
            "other": change.other,
            "body": body,
        }
        for n, (change, body) in enumerate(zip(changes, encode_all(changes), strict=True))
    ]


def link_row(link: Link) -> Row:
    """The columns that a link has in both tables that hold links."""
    return {
        "left_id": link.left_id,
        "right_id": link.right_id,
        "id": link.id,
        "body": encode(link).decode(),
    }


def to_linking(body: str) -> Linking:
    """The linking of a row's body."""
    return decode(body, Linking)


def to_change(body: str) -> Change:
    """The change of a row's body."""
    return decode(body, Change)


def to_link(body: str) -> Link:
    """The link of a row's body."""
    return decode(body, Link)


def to_summary(body: str) -> IncidentSummary:
    """The summary of a row's body."""
    return decode(body, IncidentSummary)


def linking_hash(connection: Connection, seq: int) -> str:
    """SHA-256 over a linking and all rows that became different with it.

    It is what the last custody row of the linking vouches for.
    """
    whole = hashlib.sha256()
    for table, column in ((linking, linking.c.seq), *((t, t.c.linking) for t in LINKED)):
        query = select(table).where(column == seq).order_by(*table.primary_key.columns)
        for row in connection.execute(query.execution_options(yield_per=1000)):
            whole.update("\x1f".join(map(str, row)).encode())
            whole.update(b"\x1e")
    return whole.hexdigest()

"""What a linking found, on its way into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.records.incident import Change, Link
    from sayso.records.linking import IncidentSummary
    from sayso.records.trace import Trace


class Found(NamedTuple):
    """What a linking found: all that became different.

    `links` are those that hold events of `relinked` together; whatever held any of these before
    and is not among them holds no more. `near` are the pairs of them that a person should judge.
    `summaries` are of the incidents that became different. `traces` is what
    is kept of `relinked` for the next linking.
    """

    changes: Sequence[Change]
    summaries: Sequence[IncidentSummary]
    links: Sequence[Link]
    relinked: Collection[str]
    events: int
    reports: int
    incidents: int
    shared: int
    near: Sequence[Link] = ()
    traces: Iterable[Trace] = ()

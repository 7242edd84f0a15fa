"""What a linking leaves of each event, so that the next one need only do what is new."""

from __future__ import annotations

from sayso.records.evidence import Record


class Trace(Record, frozen=True, kw_only=True):
    """The pairs of an event that were compared and nearly hold, and how it came to its group.

    `pairs` has the log odds of each pair with another event that hold together, or nearly do.
    `into` is the first event of the cluster that took in the cluster of this one, which had `size`
    members by then, `odds` the mean by which it did: null where a person held the two together.
    `into` is null of the first event of a group. Outcomes that go with an event have no trace.
    """

    event_id: str
    pairs: dict[str, float]
    into: str | None = None
    size: int = 0
    odds: float | None = None

"""Pairs of incidents that may be one, and that nobody has judged: what a person should look at."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sayso.records.incident import Judgement
from sayso.records.linking import SuggestedPair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.ledger.store import Ledger
    from sayso.records.incident import Link


def suggested_pairs(
    ledger: Ledger,
    incident_id: str | None = None,
    *,
    least: float = 0.0,
    limit: int | None = None,
) -> list[SuggestedPair]:
    """The pairs of incidents that the last linking held apart but nearly joined, likeliest first.

    Never a pair of which a person said that any two events of it are different happenings, nor
    one that a person joined since. Each pair comes once, with its likeliest events.

    Args:
        ledger: a ledger whose events are linked.
        incident_id: only pairs of this incident, by its whole id.
        least: only pairs that are at least so likely, 0 to 1.
        limit: at most so many.
    """
    events = None
    if incident_id is not None:
        (*found,) = ledger.incidents_with([incident_id])
        events = [event for one in found for event in one.event_ids]
    near = ledger.near_links(events)
    judged = [link for link in ledger.judgements() if link.judgement is not Judgement.UNSURE]
    homes = ledger.homes({side for link in (*near, *judged) for side in _sides(link)})
    settled = {_pair(link, homes) for link in judged}
    likeliest = sorted(near, key=lambda link: (-(link.score or 0), link.left_id, link.right_id))
    return list(islice(_pairs(likeliest, homes, settled, least), limit))


def _pairs(
    near: list[Link],
    homes: dict[str, str],
    settled: set[tuple[str, str]],
    least: float,
) -> Iterator[SuggestedPair]:
    seen = set(settled)
    for link in near:
        pair = _pair(link, homes)
        if pair not in seen and pair[0] != pair[1] and (link.score or 0) >= least:
            seen.add(pair)
            yield SuggestedPair(left=homes[link.left_id], right=homes[link.right_id], link=link)


def _sides(link: Link) -> tuple[str, str]:
    return link.left_id, link.right_id


def _pair(link: Link, homes: dict[str, str]) -> tuple[str, str]:
    """The incidents of the two events; an event that is no more stands for itself."""
    one, other = (homes.get(side, side) for side in _sides(link))
    return min(one, other), max(one, other)

"""Judgements by people that cannot all hold: same, same, and yet different."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from sayso.records.incident import Judgement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.records.incident import Link


def contradicted(judged: Iterable[Link]) -> tuple[Link, list[Link]] | None:
    """A "different" with the chain of "same" that joins what it keeps apart; null where none is.

    Args:
        judged: the last judgement of each pair.
    """
    known = sorted(judged, key=lambda link: (link.left_id, link.right_id))
    same: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in known:
        if link.judgement is Judgement.SAME:
            same[link.left_id].append((link.right_id, link))
            same[link.right_id].append((link.left_id, link))
    for link in known:
        if link.judgement is Judgement.DIFFERENT and (chain := _chain(same, link)):
            return link, chain
    return None


def _chain(same: Mapping[str, list[tuple[str, Link]]], apart: Link) -> list[Link]:
    """The shortest chain from one event to the other; empty where there is none."""
    if apart.left_id not in same or apart.right_id not in same:
        return []
    reached: dict[str, list[Link]] = {apart.left_id: []}
    waiting = deque([apart.left_id])
    while waiting:
        here = waiting.popleft()
        for there, link in same[here]:
            if there not in reached:
                reached[there] = [*reached[here], link]
                waiting.append(there)
    return reached.get(apart.right_id, [])

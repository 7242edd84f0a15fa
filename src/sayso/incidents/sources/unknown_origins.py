"""Texts of which nobody knows the origin, counted by publisher: the fewest that can stand behind.

A text that several outlets carry, and of which none says where it is from, was written by one of
them or by somebody unknown. It is a source of its own only where none of its outlets is counted
anyway; texts without such an outlet that are chained by common outlets are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.incidents.unions import Unions

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def count_by_publisher(
    texts: Sequence[Sequence[str]], counted: Collection[str] = ()
) -> tuple[str, ...]:
    """The publisher as which each text counts.

    A further copy of a text never makes the publishers more; the order of the texts does not
    matter. Who is told first is preferred.

    Args:
        texts: the publishers of each text, the first to publish first; none is empty.
        counted: those that count in any case.
    """
    fixed = {*counted, *(carriers[0] for carriers in texts if len(set(carriers)) == 1)}
    chains: Unions[str] = Unions()
    for carriers in texts:
        for carrier in carriers:
            chains.join(carriers[0], carrier)
    standing: dict[str, str] = {}
    for carriers in sorted(tuple(c) for c in texts):
        for carrier in carriers:
            if carrier in fixed:
                standing.setdefault(chains.root(carrier), carrier)
    return tuple(
        next((c for c in carriers if c in fixed), None)
        or standing.get(chains.root(carriers[0]), chains.root(carriers[0]))
        for carriers in texts
    )

"""The ties of a network, each counted over all incidents that are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sqlalchemy import bindparam
from sqlalchemy import text as sql

from sayso.ledger.lists.listed import condition
from sayso.ledger.recording import CHUNK
from sayso.records.shown.drawn import TieCount
from sayso.records.shown.network import NodeKind, Telling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from sayso.ledger.lists.held import Held, Ties
    from sayso.records.shown.drawn import TieFilter
    from sayso.records.shown.listing import ListFilter


class Network(NamedTuple):
    """The strongest ties of some incidents, those in most incidents first.

    `every` is how many ties there are, `tied` how many incidents have any of them, however few
    have the same; `weights` is in how many incidents each node of the ties shown has any of these.
    """

    ties: list[TieCount]
    every: int
    tied: int
    weights: dict[str, int]


def network(  # noqa: PLR0913 (what is asked, each by its name)
    connection: Connection,
    wanted: ListFilter,
    number: int,
    of: TieFilter,
    *,
    held: Held,
    limit: int,
) -> Network:
    """The ties between those who are in the incidents of a list.

    Args:
        connection: where to read.
        wanted: which incidents.
        number: which view's words are laid over; 0 for nobody's.
        of: which ties.
        held: what the incidents of lists have.
        limit: how many ties are given at most.
    """
    told = held.ties(connection, condition(connection, wanted, number))
    bonds = f"SELECT b.id FROM listed_bond b WHERE {_bonds(of)}"  # noqa: S608
    meant = np.array(connection.scalars(sql(bonds), _values(of)).all(), np.int64)
    told = type(told)(*(column[np.isin(told.bonds, meant)] for column in told))
    incidents = np.bincount(told.bonds)
    accounts, sources = (_summed(told.bonds, one) for one in (told.accounts, told.sources))
    found = np.flatnonzero(incidents >= max(1, of.least))
    strongest = found[np.lexsort((found, -accounts[found], -incidents[found]))][:limit]
    rows = _rows(connection, [int(bond) for bond in strongest])
    ties = [
        _tie(row, int(incidents[row.id]), int(accounts[row.id]), int(sources[row.id]))
        for row in rows.values()
    ]
    ties.sort(key=lambda t: (-t.incidents, -t.accounts, t.actor, t.recipient, t.tie, t.told))
    return Network(ties, len(found), len(np.unique(told.seqs)), _weights(told, rows))


def _summed(bonds: Any, numbers: Any) -> Any:
    return np.bincount(bonds, weights=numbers).astype(np.int64)


def _rows(connection: Connection, bonds: Sequence[int]) -> dict[int, Any]:
    """The rows of ties by their numbers."""
    query = sql("SELECT * FROM listed_bond WHERE id IN :ids").bindparams(
        bindparam("ids", expanding=True)
    )
    found: dict[int, Any] = {}
    for start in range(0, len(bonds), CHUNK):
        chunk = list(bonds[start : start + CHUNK])
        found.update((row.id, row) for row in connection.execute(query, {"ids": chunk}))
    return found


def _weights(told: Ties, rows: Mapping[int, Any]) -> dict[str, int]:
    """In how many incidents each node of some ties has any of them."""
    seqs: dict[str, list[Any]] = {}
    for bond, row in rows.items():
        own = told.seqs[told.bonds == bond]
        for node in {row.actor, row.recipient}:
            seqs.setdefault(node, []).append(own)
    return {node: len(np.unique(np.concatenate(parts))) for node, parts in seqs.items()}


def _bonds(of: TieFilter) -> str:
    parts = ["b.by = :by"]
    if not of.words:
        parts.append("b.is_words = 0")
    if of.told is not None:
        parts.append("b.told = :telling")
    if of.node is not None:
        parts.append("(b.actor = :node OR b.recipient = :node)")
    return " AND ".join(parts)


def _values(of: TieFilter) -> dict[str, Any]:
    told = {} if of.told is None else {"telling": str(of.told)}
    node = {} if of.node is None else {"node": of.node}
    return {"by": str(of.by), **told, **node}


def _tie(row: Any, incidents: int, accounts: int, sources: int) -> TieCount:
    return TieCount(
        id=row.id,
        by=NodeKind(row.by),
        actor=row.actor,
        recipient=row.recipient,
        is_words=bool(row.is_words),
        tie=row.tie,
        sign=row.sign,
        mutual=bool(row.mutual),
        told=Telling(row.told),
        incidents=incidents,
        accounts=accounts,
        sources=sources,
    )

"""The actor network as GraphML: who does what to whom, by whose account, denied ties apart."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sayso.export.formats.contract import Tally
from sayso.export.formats.registry import FormatError
from sayso.export.network import to_graphml
from sayso.incidents.drawn.network import Material, Shape, to_network
from sayso.records.shown.network import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sayso.export.formats.contract import Context
    from sayso.records.shown.dossier import Dossier
    from sayso.records.shown.network import LeftOut


_NODES = (NodeKind.ACTOR, NodeKind.COUNTRY, NodeKind.SECTOR)


def write(dossiers: Iterable[Dossier], target: Path, context: Context) -> Tally:
    """Writes the network of the dossiers: a node a party, a directed edge a tie.

    Options: `by` (actor, country or sector), `words` for sides that no table resolves, `month`
    for each tie apart by month.

    Raises:
        FormatError: for another value of `by`.
    """
    network = to_network(
        (Material(one.incident.id, one.accounts, one.sources) for one in dossiers),
        _shape(context.options),
    )
    target.write_bytes(to_graphml(network))
    return Tally(
        rows=Counter({target.name: len(network.nodes) + len(network.ties)}),
        lost=Counter(_lost(network.left_out)),
    )


def _shape(options: Mapping[str, str]) -> Shape:
    by = options.get("by", NodeKind.ACTOR.value)
    if by not in _NODES:
        known = ", ".join(kind.value for kind in _NODES)
        raise FormatError(f"by={by}: a node is one of {known}")
    return Shape(by=NodeKind(by), words="words" in options, monthly="month" in options)


def _lost(left: LeftOut) -> dict[str, int]:
    return {
        "accounts that name one side alone": left.one_side,
        "accounts of somebody whom no table knows (option words shows them)": left.unresolved,
        "accounts that name one party on both sides": left.itself,
        "accounts of a type that ties nobody": left.no_tie,
    }

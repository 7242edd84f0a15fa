"""An actor network as GraphML and as a table for the terminal."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

from rich.table import Table

from sayso.records.shown.network import Telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.records.shown.network import Network, Node, Teller, Tie

_XMLNS = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {str: "string", int: "int", bool: "boolean"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JOIN = "|"
_SHOWN = 3
_ID = 9
_TOLD = {Telling.DONE: "", Telling.DENIED: " (denied)", Telling.NOT_DONE: " (not done)"}

Values = dict[str, str | int | bool]


def to_graphml(network: Network) -> bytes:
    """The network as GraphML in UTF-8, for Gephi, Cytoscape, networkx and igraph.

    One directed edge a tie, its id that of the tie; lists are joined by `|`, months as
    "2016-08:3" (incidents), what is null is left out. Characters that XML cannot hold become
    U+FFFD.
    """
    root = ET.Element("graphml", xmlns=_XMLNS)
    keys: dict[tuple[str, str], str] = {}
    graph = ET.Element("graph", id="network", edgedefault="directed")
    _data(graph, "graph", _totals(network), keys)
    for node in network.nodes:
        element = ET.SubElement(graph, "node", id=_clean(node.id))
        _data(element, "node", node_values(node), keys)
    for tie in network.ties:
        ends = {"id": tie.id, "source": _clean(tie.actor), "target": _clean(tie.recipient)}
        _data(ET.SubElement(graph, "edge", ends), "edge", tie_values(tie), keys)
    for (place, name), key in keys.items():
        place_, kind = place.split()
        attributes = {"id": key, "for": place_, "attr.name": name, "attr.type": kind}
        ET.SubElement(root, "key", attributes)
    root.append(graph)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _data(
    parent: ET.Element, place: str, values: Mapping[str, str | int | bool], keys: dict[Any, str]
) -> None:
    for name, value in values.items():
        at = (f"{place} {_TYPES[type(value)]}", name)
        element = ET.SubElement(parent, "data", key=keys.setdefault(at, f"k{len(keys)}"))
        element.text = str(value).lower() if isinstance(value, bool) else _clean(str(value))


def _clean(words: str) -> str:
    return _NOT_XML.sub("\ufffd", words)


def _totals(network: Network) -> Values:
    return {
        "by": network.by.value,
        "incidents": network.incidents,
        "accounts": network.accounts,
        "tied": network.tied,
        **{f"left_out_{name}": count for name, count in _left_out(network)},
    }


def _left_out(network: Network) -> Iterator[tuple[str, int]]:
    left = network.left_out
    return ((name, getattr(left, name)) for name in left.__struct_fields__)


def node_values(node: Node) -> Values:
    """What is told of a node, flat; what is null is not there."""
    known = {"country": node.country, "sector": node.sector}
    return {
        "label": node.id,
        "kind": node.kind.value,
        **{name: value for name, value in known.items() if value is not None},
        "incidents": node.incidents,
        "accounts": node.accounts,
    }


def tie_values(tie: Tie) -> Values:
    """What is told of a tie, flat. `weight` is the number of incidents."""
    return {
        "tie": tie.tie,
        "sign": tie.sign,
        "told": tie.told.value,
        "mutual": tie.mutual,
        "weight": len(tie.incidents),
        "incidents": len(tie.incidents),
        "accounts": tie.accounts,
        "sources": tie.sources,
        "event_types": _JOIN.join(tie.event_types),
        "months": _JOIN.join(f"{m.month or 'unknown'}:{m.incidents}" for m in tie.months),
        "told_by": _JOIN.join(teller_words(teller) for teller in tie.told_by),
        "blocs": _JOIN.join(sorted({t.bloc for t in tie.told_by if t.bloc is not None})),
        "incident_ids": _JOIN.join(tie.incidents),
    }


def teller_words(teller: Teller) -> str:
    """By whose account: "mayor in Orontes Gazette"; the publisher alone where it tells itself."""
    publisher = teller.publisher or "no publisher"
    return f"{teller.voice} in {publisher}" if teller.voice else publisher


def network_table(network: Network) -> Table:
    """The ties, one line each: who, what, whom, how much, by whose account, in which incidents."""
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    if network.monthly:
        table.add_column("month", no_wrap=True)
    for name in ("who", "ties", "whom"):
        table.add_column(name, overflow="fold")
    for name in ("incidents", "accounts", "sources"):
        table.add_column(name, justify="right")
    table.add_column("by whose account", overflow="fold")
    table.add_column("incident", overflow="fold")
    for tie in network.ties:
        table.add_row(
            *((tie.months[0].month or "unknown",) if network.monthly else ()),
            tie.actor,
            _words(tie),
            tie.recipient,
            str(len(tie.incidents)),
            str(tie.accounts),
            str(tie.sources),
            _some([teller_words(teller) for teller in tie.told_by]),
            _some([incident[:_ID] for incident in tie.incidents]),
        )
    return table


def _words(tie: Tie) -> str:
    """The tie as a person reads it: "− fights (denied)", "+ talks with"."""
    sign = "+" if tie.sign > 0 else "−"
    return f"{sign} {tie.tie}{' (both)' if tie.mutual else ''}{_TOLD[tie.told]}"


def _some(words: list[str]) -> str:
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return "; ".join(words[:_SHOWN]) + more

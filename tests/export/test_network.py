"""A network in GraphML and JSON is the same network to other programs."""

from __future__ import annotations

import io
import json
from typing import Any

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from sayso.export.network import network_table, node_values, tie_values, to_graphml
from sayso.incidents.drawn.network import Shape, to_network
from sayso.records.event import Status
from sayso.records.exchange.codec import decode, encode
from sayso.records.shown.network import Network
from tests.incidents.test_network import material, materials, told


def graph(network: Network) -> Any:
    return nx.read_graphml(io.BytesIO(to_graphml(network)), force_multigraph=True)


@settings(max_examples=40, deadline=None)
@given(made=materials(), words=st.booleans(), monthly=st.booleans())
def test_networkx_reads_what_was_written(made: Any, words: bool, monthly: bool) -> None:
    network = to_network(made, Shape(words=words, monthly=monthly))
    read = graph(network)
    assert dict(read.nodes(data=True)) == {node.id: node_values(node) for node in network.nodes}
    edges = {key: (one, other, data) for one, other, key, data in read.edges(keys=True, data=True)}
    assert edges == {tie.id: (tie.actor, tie.recipient, tie_values(tie)) for tie in network.ties}
    assert read.is_directed()
    assert read.graph["left_out_unresolved"] == network.left_out.unresolved


@settings(max_examples=40, deadline=None)
@given(made=materials())
def test_json_is_read_back_and_by_networkx(made: Any) -> None:
    network = to_network(made)
    written = encode(network)
    assert decode(written, Network) == network
    read = nx.node_link_graph(
        json.loads(written),
        directed=True,
        multigraph=True,
        source="actor",
        target="recipient",
        key="id",
        edges="ties",
    )
    assert set(read.nodes) == {node.id for node in network.nodes}
    assert {key for *_, key in read.edges(keys=True)} == {tie.id for tie in network.ties}


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    network = to_network([material(told(voice="the\x0bmayor & <sons>"))])
    ((_, _, data),) = graph(network).edges(data=True)
    assert data["told_by"] == "the\ufffdmayor & <sons> in Outlet d1"


def test_the_table_says_what_was_not_done_and_by_whose_account() -> None:
    network = to_network([material(told(voice="mayor", status=Status.THREATENED))])
    out = Console(file=io.StringIO(), width=140)
    out.print(network_table(network))
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "− fights (not done)" in text
    assert "mayor in Outlet d1" in text
    monthly = to_network([material(told())], Shape(monthly=True))
    out.print(network_table(monthly))
    assert "2031-05" in out.file.getvalue()  # type: ignore[attr-defined]

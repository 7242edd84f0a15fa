"""The network's page and twin: ties as accounts tell them, each leading to its incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.incidents.drawn.network import Shape
from sayso.pipeline.showing.network import Asked, read_network
from sayso.review.pages import network

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.records.shown.network import NodeKind
    from sayso.review.room import Room


@pytest.mark.parametrize("by", list(network._NODES))
def test_ties_are_those_that_sayso_network_counts(
    client: TestClient, room: Room, by: NodeKind
) -> None:
    twin = client.get(f"/network.json?by={by}&words=1&all=1").json()
    whole = read_network(room.ledger, Asked(shape=Shape(by=by, words=True)))
    counted = {
        (tie.actor, tie.recipient, tie.tie, tie.told): (
            len(tie.incidents),
            tie.accounts,
            tie.sources,
        )
        for tie in whole.ties
    }
    assert counted == {
        (tie["actor"], tie["recipient"], tie["tie"], tie["told"]): (
            tie["incidents"],
            tie["accounts"],
            tie["sources"],
        )
        for tie in twin["ties"]
    }
    assert twin["every"] == len(whole.ties) > 0
    assert {n["id"]: n["weight"] for n in twin["nodes"]} == {
        node.id: node.incidents for node in whole.nodes
    }


def test_each_tie_leads_to_its_incidents(client: TestClient) -> None:
    twin = client.get("/network.json?words=1&all=1").json()
    assert any(tie["told"] == "denied" for tie in twin["ties"])
    for tie in twin["ties"]:
        path, _, query = tie["address"].partition("?")
        found = client.get(f"{path}.json?{query}").json()
        assert found["total"] == tie["incidents"]
        words = next(one["words"] for one in found["chosen"] if one["name"] == "tie")
        assert f"{tie['actor']} {tie['tie']} {tie['recipient']}" in words


def test_a_page_has_every_tie_in_its_table(client: TestClient) -> None:
    twin = client.get("/network.json?words=1&all=1").json()
    page = client.get("/network?words=1&all=1").text
    assert 'data-src="/network.json?words=1&amp;all=1"' in page
    for tie in twin["ties"]:
        assert f"<bdi>{tie['actor']}</bdi>" in page
        assert tie["told_words"] in page


def test_ties_can_be_of_one_node_or_of_one_telling(client: TestClient) -> None:
    whole = client.get("/network.json?words=1&all=1").json()
    node = whole["nodes"][0]
    path, _, query = node["href"].partition("?")
    own = client.get(f"{path}.json?{query}").json()
    assert 0 < own["every"] <= whole["every"]
    assert all(node["id"] in {tie["actor"], tie["recipient"]} for tie in own["ties"])
    denied = client.get("/network.json?words=1&all=1&told_as=denied").json()
    assert {tie["told"] for tie in denied["ties"]} == {"denied"}


def test_what_is_not_shown_is_said(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    every = client.get("/network.json?words=1&all=1").json()["every"]
    monkeypatch.setattr(network, "TIES", 1)
    page = client.get("/network?words=1&all=1").text
    assert "the 1 in most incidents are shown" in page
    assert f"<b>{every} ties</b>" in page


def test_ties_of_few_incidents_can_be_left_out(client: TestClient) -> None:
    assert client.get("/network.json?words=1&all=1&least=50").json()["every"] == 0
    assert "No ties here" in client.get("/network?words=1&all=1&least=50").text


@pytest.mark.parametrize("query", ["by=colour", "told_as=maybe", "least=few"])
def test_what_no_network_can_be_asked_for_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/network?{query}")
    assert answer.status_code == 400
    assert "it is one of" in answer.text or "write it as" in answer.text

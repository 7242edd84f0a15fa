"""Decisions on many: clusters, a preview that counts what changes, one act, one undo."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

    from sayso.review.room import Room

GUNMEN = "/bulk?by=actors&words=gunmen"
_HIDDEN = re.compile(r'name="(csrf|stamp|seen|act)" value="([^"]*)"')


def fields(answer: Response) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return dict(_HIDDEN.findall(answer.text))


def twin(client: TestClient, address: str) -> dict[str, Any]:
    """What the JSON twin of an address says."""
    found: dict[str, Any] = client.get(address.replace("/bulk", "/bulk.json")).json()
    return found


def apply(client: TestClient, address: str = GUNMEN, **form: str) -> Response:
    """Opens a preview and applies a decision to all of it."""
    page = client.get(address)
    chosen = dict(part.split("=") for part in address.split("?")[1].split("&"))
    sent = {**chosen, **fields(page), "why": "one group", "verdict": "correct", **form}
    return client.post("/bulk/apply", data=sent)


def test_what_goes_by_the_same_words_is_one_cluster(client: TestClient) -> None:
    told = twin(client, "/bulk?by=actors")
    lines = {one["words"]: one for one in told["clusters"]}
    assert lines["Gunmen"]["count"] == 2
    assert lines["Gunmen"]["incidents"] == 1
    assert [one["count"] for one in told["clusters"]] == sorted(
        (one["count"] for one in told["clusters"]), reverse=True
    )


@pytest.mark.parametrize("by", ["incidents", "actors", "recipients", "places", "outlet"])
def test_every_kind_has_a_page(client: TestClient, by: str) -> None:
    told = twin(client, f"/bulk?by={by}")
    assert told["selected"] == 2
    assert told["clusters"] or told["preview"]["count"]
    for cluster in told["clusters"]:
        preview = twin(client, cluster["address"])["preview"]
        assert preview["count"] == cluster["count"] == len(preview["targets"])


def test_as_many_change_as_the_preview_counts_by_one_act(client: TestClient, room: Room) -> None:
    count = twin(client, GUNMEN)["preview"]["count"]
    done = apply(client, value="Coastal Brigade")
    assert f'<b id="changed">{count}</b>' in done.text
    (act,) = room.ledger.acts()
    assert act.kind is ActKind.BULK
    assert (len(act.reviews), act.why) == (count, "one group")
    reviews = room.ledger.reviews()
    assert {(one.verdict, one.field, one.value) for one in reviews} == {
        (Verdict.CORRECT, "actors", "Coastal Brigade")
    }
    assert "Coastal Brigade" in client.get(f"/incident/{act.subjects[-1]}").text


def test_one_step_undoes_all_of_it(client: TestClient, room: Room) -> None:
    done = apply(client, value="Coastal Brigade")
    client.post("/history/undo", data={**fields(done), "act": room.ledger.acts()[0].id})
    kinds = [act.kind for act in room.ledger.acts()]
    assert kinds == [ActKind.BULK, ActKind.UNDO]
    assert len(room.ledger.acts()[1].reviews) == 2
    assert twin(client, GUNMEN)["preview"]["count"] == 2
    assert "undone" in client.get(str(done.url)).text
    assert room.ledger.check() == []


def test_what_the_person_spoke_of_already_is_left_out(client: TestClient) -> None:
    apply(client, verdict="reject")
    preview = twin(client, GUNMEN)["preview"]
    assert (preview["count"], preview["left_out"]) == (0, 2)


def test_a_preview_that_is_no_more_the_same_is_refused(client: TestClient, room: Room) -> None:
    page = client.get(GUNMEN)
    target = twin(client, GUNMEN)["preview"]["targets"][0]["id"]
    apply(client, "/bulk?by=outlet&words=harbour post", verdict="accept")
    kept = {**fields(page), "by": "actors", "words": "gunmen", "verdict": "reject", "why": "no"}
    assert client.post("/bulk/apply", data=kept).status_code == 200
    stale = client.post("/bulk/apply", data=kept)
    assert stale.status_code == 409
    assert "look at it again" in stale.text
    assert len(room.ledger.acts()) == 2
    assert target


def test_what_somebody_decided_meanwhile_is_not_overruled_unseen(
    client: TestClient, room: Room
) -> None:
    page = client.get(GUNMEN)
    first = twin(client, GUNMEN)["preview"]["targets"][0]
    account = room.ledger.claim_like(first["id"])
    assert account is not None
    claim = account.claim
    said = Review.make(
        claim.id, Verdict.ACCEPT, doc_id=claim.doc_id, by="ben", at="2031-06-01", origin="room",
        field="actors", words=claim.actors[0].span,
    )  # fmt: skip
    decide(room.ledger, by="ben", kind=ActKind.DECIDE, reviews=[said], seen=None)
    sent = {**fields(page), "by": "actors", "words": "gunmen", "verdict": "reject", "why": "no"}
    late = client.post("/bulk/apply", data=sent)
    assert late.status_code == 409
    assert "ben decided on it" in late.text
    assert len(room.ledger.acts()) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"value": ""}, "what is right"),
        ({"value": "Coastal Brigade", "why": " "}, "says why"),
        ({"verdict": "skip"}, "accept, reject or correct"),
    ],
)
def test_mistakes_are_told_and_nothing_is_recorded(
    client: TestClient, room: Room, form: dict[str, str], words: str
) -> None:
    answer = apply(client, **form)
    assert answer.status_code == 400
    assert words in answer.text
    assert room.ledger.acts() == []


def test_a_place_that_is_none_is_told_with_the_grammar(client: TestClient) -> None:
    cluster = twin(client, "/bulk?by=places")["clusters"][0]["address"].replace("+", " ")
    answer = apply(client, cluster, value="{")
    assert answer.status_code == 400
    assert "JSON" in answer.text


def test_whole_incidents_are_rejected_together(client: TestClient, room: Room) -> None:
    apply(client, "/bulk?by=incidents&disputed=1", verdict="reject")
    (act,) = room.ledger.acts()
    assert len(act.reviews) == 1
    assert client.get("/queue.json").json()["found"] == 1


def test_only_what_can_be_chosen(client: TestClient) -> None:
    assert client.get("/bulk?by=colour").status_code == 400

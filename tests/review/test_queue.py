"""The queue: order by stated points, pages by key, deciding without script, undo, stale pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sayso.lexicons.queue_weights import queue_weights
from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.records.review.queue import Need, Reason
from tests.review.people import guarded, sign_in

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

    from sayso.review.room import Room

_HIDDEN = re.compile(r'name="(csrf|item|seen|act)" value="([^"]*)"')


def fields(answer: Response) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return dict(_HIDDEN.findall(answer.text))


def post(client: TestClient, verdict: str, **more: str) -> Response:
    """Opens the first incident that is left and decides on it."""
    form = fields(client.get("/queue/next"))
    return client.post("/queue/decide", data={**form, "verdict": verdict, **more})


def twin(client: TestClient, address: str) -> dict[str, Any]:
    """What the JSON twin of an address says."""
    found: dict[str, Any] = client.get(address).json()
    return found


def test_the_order_is_that_of_the_stated_points(client: TestClient) -> None:
    told = twin(client, "/queue.json")
    scores = [(-one["score"], one["id"]) for one in told["incidents"]]
    assert scores == sorted(scores)
    assert len(scores) == told["found"] == told["progress"]["total"] == 2
    for one in told["incidents"]:
        assert one["score"] == sum(share["points"] for share in one["why"])
        assert all(0 < share["points"] <= share["of"] for share in one["why"])


def test_each_incident_says_why_it_is_here(client: TestClient) -> None:
    first, second = twin(client, "/queue.json")["incidents"]
    reasons = {share["reason"]: share["words"] for share in first["why"]}
    assert "doer" in reasons["disagreement"]
    assert reasons["toll"] == "an account counts up to 22 killed"
    assert "single_source" in {share["reason"] for share in second["why"]}
    shown = client.get("/queue").text
    for words in reasons.values():
        assert words in shown


def test_the_weights_are_stated_on_the_page(client: TestClient) -> None:
    shown = client.get("/queue").text
    for weight in queue_weights().values():
        assert f"{weight.name} gives up to {weight.points} points" in shown
    assert set(queue_weights()) == set(Reason)


def test_only_disagreements(client: TestClient) -> None:
    told = twin(client, "/queue.json?disputed=1")
    assert len(told["incidents"]) == told["found"] == 1
    assert "disagreement" in {share["reason"] for share in told["incidents"][0]["why"]}


@pytest.mark.parametrize(
    ("asked", "number"),
    [("country=lby", 1), ("country=NGA", 0), ("event_type=ASSAULT", 1), ("place=Sirte", 1)],
)
def test_filters_narrow_the_queue(client: TestClient, asked: str, number: int) -> None:
    told = twin(client, f"/queue.json?{asked}")
    assert (len(told["incidents"]), told["found"]) == (number, number)
    assert told["progress"]["total"] == number


@pytest.mark.parametrize("asked", ["need=sleep", "after=here", "after=12"])
def test_what_nobody_can_ask_is_refused_in_words(client: TestClient, asked: str) -> None:
    answer = client.get(f"/queue?{asked}")
    assert answer.status_code == 400
    assert asked.split("=")[1] in answer.text


def test_pages_go_by_key_and_leave_nothing_out(client: TestClient) -> None:
    first, second = (one["id"] for one in twin(client, "/queue.json")["incidents"])
    place = f"{twin(client, '/queue.json')['incidents'][0]['score']}:{first}"
    assert [one["id"] for one in twin(client, f"/queue.json?after={place}")["incidents"]] == [
        second
    ]


def test_deciding_without_script_leads_to_the_next(client: TestClient) -> None:
    first, second = (one["id"] for one in twin(client, "/queue.json")["incidents"])
    page = client.get("/queue/next")
    assert fields(page)["item"] == first
    assert '<span id="progress">0 of 2</span>' in page.text
    done = post(client, "accept", why="read it twice")
    assert done.history[0].status_code == 303
    assert fields(done)["item"] == second
    assert '<span id="progress">1 of 2</span>' in done.text
    end = post(client, "skip")
    assert "The end of the queue" in end.text
    assert twin(client, "/queue.json")["found"] == 0
    assert twin(client, "/queue.json?need=all")["found"] == 2


def test_what_was_decided_says_who_when_why_and_what_was_shown(
    client: TestClient, room: Room
) -> None:
    post(client, "reject", why="a film")
    (act,) = room.ledger.acts()
    (review,) = room.ledger.reviews()
    assert (act.kind, act.by, act.why) == (ActKind.DECIDE, "maria", "a film")
    assert "Sirte" in act.shown
    assert "killed 9 to 22" in act.shown
    assert (review.verdict, review.target) == (Verdict.REJECT, act.subjects[0])


def test_undo_restores_and_adds_a_row(client: TestClient, room: Room) -> None:
    before = twin(client, "/queue.json")["incidents"]
    done = post(client, "flag")
    assert twin(client, "/queue.json?need=flagged")["found"] == 1
    undone = client.post("/queue/undo", data=fields(done))
    assert undone.history[0].status_code == 303
    assert '<span id="progress">0 of 2</span>' in undone.text
    assert twin(client, "/queue.json")["incidents"] == before
    assert twin(client, "/queue.json?need=flagged")["found"] == 0
    assert [act.kind for act in room.ledger.acts()] == [ActKind.DECIDE, ActKind.UNDO]
    assert len(room.ledger.reviews()) == 2


def test_undoing_again_takes_back_the_decision_before(client: TestClient, room: Room) -> None:
    post(client, "accept")
    page = post(client, "reject")
    page = client.post("/queue/undo", data=fields(page))
    assert '<span id="progress">1 of 2</span>' in page.text
    page = client.post("/queue/undo", data=fields(page))
    assert '<span id="progress">0 of 2</span>' in page.text
    assert 'name="act"' not in page.text
    assert room.ledger.check() == []


def test_a_stale_page_is_offered_again_and_keeps_what_was_typed(
    client: TestClient, room: Room
) -> None:
    form = fields(client.get("/queue/next"))
    other = Review.make(
        form["item"], Verdict.REJECT, doc_id=None, by="ben", at="2031-06-01", origin="room"
    )
    decide(room.ledger, by="ben", kind=ActKind.DECIDE, reviews=[other], seen=None)
    late = client.post(
        "/queue/decide", data={**form, "verdict": "accept", "why": "typed with care"}
    )
    assert late.status_code == 409
    assert "ben decided on it" in late.text
    assert 'value="typed with care"' in late.text
    assert [act.by for act in room.ledger.acts()] == ["ben"]
    again = client.post("/queue/decide", data={**fields(late), "verdict": "accept"})
    assert again.status_code == 200
    assert [act.by for act in room.ledger.acts()] == ["ben", "maria"]


def test_staying_shows_the_same_incident_with_its_verdict(client: TestClient) -> None:
    form = fields(client.get("/queue/next"))
    stayed = client.post("/queue/decide", data={**form, "verdict": "accept", "stay": "1"})
    assert fields(stayed)["item"] == form["item"]
    assert 'data-verdict="accept"' in stayed.text


@pytest.mark.parametrize("verdict", ["", "correct", "delete"])
def test_only_what_the_queue_offers_can_be_said(client: TestClient, verdict: str) -> None:
    answer = post(client, verdict)
    assert answer.status_code == 400
    assert "accept, reject, skip, flag" in answer.text


def test_the_filter_goes_along(client: TestClient) -> None:
    form = fields(client.get("/queue/next?disputed=1"))
    done = client.post("/queue/decide", data={**form, "disputed": "1", "verdict": "accept"})
    assert "disputed=1" in str(done.url)
    assert "1 of 1" in done.text


def test_before_and_behind(client: TestClient) -> None:
    first, second = (one["id"] for one in twin(client, "/queue.json")["incidents"])
    told = twin(client, "/queue/next.json")
    assert told["before"] is None
    behind = twin(client, told["behind"].replace("/queue/next", "/queue/next.json"))
    assert (told["item"]["id"], behind["item"]["id"]) == (first, second)
    assert first in behind["before"]


def test_the_item_shows_tolls_with_voices_and_quotes(client: TestClient) -> None:
    item = twin(client, "/queue/next.json")["item"]
    killed = next(one for one in item["answers"] if one["column"] == "killed")
    told = {one["label"]: one["voices"] for one in killed["answers"]}
    assert told["22 / at least 9"] == ["“the mayor”"]
    quotes = [q["quote"] for account in item["accounts"] for q in account["quotes"]]
    assert "Gunmen killed 22 people in Sirte on Thursday, the mayor said." in quotes
    stances = {s["name"] for account in item["accounts"] for s in account["stances"]}
    assert "denies" in stances


def test_a_coder_sees_their_own_progress_and_nothing_of_others(room: Room) -> None:
    own = guarded(room.ledger)
    ana, ben, rosa = (sign_in(own, name) for name in ("ana", "ben", "rosa"))
    for client in (ana, ben, rosa):
        client.follow_redirects = True
    post(ana, "flag", why="jacaranda")
    for address in ("/queue", "/queue/next", "/queue?need=all", "/queue?need=flagged", "/history"):
        assert "jacaranda" not in ben.get(address).text
    assert twin(ben, "/queue.json")["progress"] == {"done": 0, "total": 2}
    assert twin(ben, "/queue.json?need=flagged")["found"] == 0
    assert twin(ana, "/queue.json")["progress"] == {"done": 1, "total": 2}
    assert twin(rosa, "/queue.json?need=flagged")["found"] == 1


def test_a_reader_looks_and_does_not_decide(room: Room) -> None:
    luc = sign_in(guarded(room.ledger), "luc")
    page = luc.get("/queue/next")
    assert 'action="/queue/decide"' not in page.text
    assert luc.get("/bulk?by=incidents").status_code == 200


def test_questions_reach_whom_they_are_asked_of(room: Room) -> None:
    own = guarded(room.ledger)
    ana, ben, rosa = (sign_in(own, name) for name in ("ana", "ben", "rosa"))
    key = twin(ana, "/queue.json")["incidents"][0]["id"]
    for why in ("@ben is this one place?", "who settles this?"):
        asked = Review.make(
            key, Verdict.ASK, doc_id=None, by="ana", at="2031-06-01", origin="room", why=why
        )
        decide(room.ledger, by="ana", kind=ActKind.ASK, reviews=[asked], seen=None)
    assert twin(ben, "/queue.json?need=asked")["found"] == 1
    assert twin(rosa, "/queue.json?need=asked")["found"] == 1
    assert twin(ana, "/queue.json?need=asked")["found"] == 0


def test_every_need_has_a_page(client: TestClient) -> None:
    for need in Need:
        assert client.get(f"/queue?need={need}").status_code == 200
        assert client.get(f"/queue/next?need={need}").status_code == 200

"""Two coders and a referee: assignment, blind coding, rulings, feedback, questions, agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sayso.incidents.reviewed.values import value_of
from sayso.records.linking import IncidentFilter
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from tests.review.people import csrf_of, guarded, sign_in
from tests.review.test_blind import say

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.ledger.store import Ledger
    from sayso.records.claim import Claim
    from sayso.review.room import Room


@pytest.fixture
def ledger(room: Room) -> Ledger:
    return room.ledger


@pytest.fixture
def own(ledger: Ledger) -> Room:
    return guarded(ledger)


def send(client: TestClient, address: str, **form: Any) -> Any:
    return client.post(address, data={**form, "csrf": csrf_of(client)})


def killed(ledger: Ledger) -> tuple[str, Claim]:
    """The incident of most accounts and a claim of it with a toll."""
    first = max(ledger.incidents(IncidentFilter()), key=lambda one: one.accounts)
    accounts = ledger.accounts(ledger.incident(first.id).event_ids)
    return first.id, next(one.claim for one in accounts if one.claim.tolls)


def differ(ledger: Ledger) -> str:
    """Lets ana and ben set the toll of one account to 8 and 7; gives the incident."""
    incident, claim = killed(ledger)
    words = claim.tolls[0].span
    for by, value in (("ana", "8"), ("ben", "7")):
        review = Review.make(
            claim.id,
            Verdict.CORRECT,
            doc_id=claim.doc_id,
            field="killed",
            words=words,
            value=value,
            shown=value_of(claim, "killed", words),
            by=by,
            at="2031-06-01T10:00:00Z",
            why=f"{by} counts {value}",
            origin="test",
        )
        say(ledger, by, review)
    return incident


def test_the_referee_sees_both_rules_and_the_coder_is_told(own: Room, ledger: Ledger) -> None:
    incident = differ(ledger)
    rosa = sign_in(own, "rosa")
    listed = rosa.get("/adjudicate.json").json()
    assert [(one["id"], one["open"]) for one in listed["incidents"]] == [(incident, 1)]
    told = rosa.get(f"/adjudicate/{incident}.json").json()
    (asked,) = told["questions"]
    assert [(a["coder"], a["by"], a["value"]) for a in asked["answers"]] == [
        (1, None, "8"), (2, None, "7"),
    ]  # fmt: skip
    assert asked["quote"] in asked["sentence"]
    assert "according to" in rosa.get(f"/adjudicate/{incident}").text.lower()
    named = rosa.get(f"/adjudicate/{incident}.json?names=1").json()
    assert [a["by"] for a in named["questions"][0]["answers"]] == ["ana", "ben"]
    ruled = send(
        rosa, f"/adjudicate/{incident}", question=asked["key"], choice="2", why="the later count",
        seen=told["seen"],
    )  # fmt: skip
    assert ruled.status_code == 303, ruled.text
    assert rosa.get("/adjudicate.json").json()["found"] == 0
    (heard,) = sign_in(own, "ana").get("/feedback.json").json()["rulings"]
    assert (heard["own"], heard["ruled"], heard["why"]) == ("8", "7", "the later count")
    assert (heard["same"], heard["new"]) == (False, True)
    (kept,) = sign_in(own, "ben").get("/feedback.json").json()["rulings"]
    assert kept["same"]
    assert "8" not in kept.values()


def test_a_ruling_that_cannot_be_keeps_what_was_typed(own: Room, ledger: Ledger) -> None:
    incident = differ(ledger)
    rosa = sign_in(own, "rosa")
    told = rosa.get(f"/adjudicate/{incident}.json").json()
    form = {"question": told["questions"][0]["key"], "choice": "other", "seen": told["seen"]}
    page = send(rosa, f"/adjudicate/{incident}", **form, value="a lot", why="as I see it")
    assert page.status_code == 400
    assert "is no count" in page.text
    assert 'value="a lot"' in page.text
    assert 'value="as I see it"' in page.text
    _, claim = killed(ledger)
    late = Review.make(
        claim.id, Verdict.REJECT, doc_id=claim.doc_id, field="killed", words=claim.tolls[0].span,
        by="ben", at="2031-06-02T10:00:00Z", origin="test",
    )  # fmt: skip
    say(ledger, "ben", late)
    stale = send(rosa, f"/adjudicate/{incident}", **form, value="6", why="as I see it")
    assert stale.status_code == 409
    assert "ben decided on it" in stale.text
    assert not ledger.acts(kind=ActKind.ADJUDICATE)


def test_only_referees_adjudicate_and_assign(own: Room, ledger: Ledger) -> None:
    incident = differ(ledger)
    ana = sign_in(own, "ana")
    for address in ("/adjudicate", f"/adjudicate/{incident}", "/assign"):
        for suffix in ("", ".json"):
            assert ana.get(address + suffix).status_code == 403
        if address != "/adjudicate":
            assert send(ana, address).status_code == 403


def test_a_sample_is_given_to_two_and_stands_in_their_queue(own: Room, ledger: Ledger) -> None:
    rosa = sign_in(own, "rosa")
    form = {"how": "sample", "size": "1", "seed": "7", "coder": ["ana", "ben"], "each": "2"}
    assert send(rosa, "/assign", **form).status_code == 303
    (given,) = rosa.get("/assign.json").json()["given"]
    assert given["coders"] == ["ana", "ben"]
    (act,) = ledger.acts(kind=ActKind.ASSIGN)
    assert act.shown.startswith("a random sample of 1 with seed 7 of ")
    ana = sign_in(own, "ana")
    mine = ana.get("/queue.json").json()
    assert mine["filter"]["need"] == "mine"
    assert [one["id"] for one in mine["incidents"]] == [given["id"]]
    assert "seed 7" in ana.get("/feedback.json").json()["given"][0]["how"]
    accepted = Review.make(given["id"], Verdict.ACCEPT, doc_id=None, by="ana",
                           at="2031-06-01T10:00:00Z", origin="test")  # fmt: skip
    say(ledger, "ana", accepted)
    assert ana.get("/queue.json").json()["filter"]["need"] == "open"
    assert rosa.get("/assign.json").json()["given"][0]["done"] == ["ana"]
    assert send(rosa, "/assign/take-away", incident=given["id"]).status_code == 303
    assert rosa.get("/assign.json").json()["found"] == 0


def test_giving_to_nobody_says_so_and_keeps_the_form(own: Room) -> None:
    rosa = sign_in(own, "rosa")
    page = send(rosa, "/assign", how="every", step="3", coder="ana", each="2")
    assert page.status_code == 400
    assert "choose at least 2 coders" in page.text
    assert 'name="step" min="1" aria-label="one of every so many" value="3"' in page.text
    assert "is no coder" in send(rosa, "/assign", how="all", coder="luc", each="1").text


def test_asking_answering_and_what_is_unread(own: Room, ledger: Ledger) -> None:
    incident, _ = killed(ledger)
    ana, rosa, ben = (sign_in(own, name) for name in ("ana", "rosa", "ben"))
    assert send(ana, f"/ask/{incident}", words="").status_code == 400
    assert send(ana, f"/ask/{incident}", words="x", whom="otto").status_code == 400
    assert send(ana, f"/ask/{incident}", words="Is this one raid?", whom="").status_code == 303
    assert ben.get("/feedback.json").json()["threads"] == []
    assert "1 for you" in rosa.get("/about").text
    (asked,) = rosa.get("/feedback.json").json()["threads"]
    answered = send(rosa, "/feedback/answer", question=asked["id"], words="Yes, one.")
    assert answered.status_code == 303
    assert send(ben, "/feedback/answer", question=asked["id"], words="No.").status_code == 400
    assert rosa.get("/feedback.json").json()["waiting"] == 0
    heard = ana.get("/feedback.json").json()
    assert heard["waiting"] == 1
    assert [one["words"] for one in heard["threads"][0]["answers"]] == ["Yes, one."]
    assert send(ana, "/feedback/read").status_code == 303
    assert ana.get("/feedback.json").json()["waiting"] == 0
    assert "for you" not in ana.get("/about").text
    send(ana, f"/ask/{incident}", words="And you?", whom="ben")
    assert len(ben.get(f"/ask/{incident}.json").json()["threads"]) == 1


def test_agreement_is_the_referee_s_and_each_coder_s_own(own: Room, ledger: Ledger) -> None:
    differ(ledger)
    told = sign_in(own, "rosa").get("/agreement.json?pairs=1&rules=1").json()
    (field,) = told["fields"]
    assert (field["field"], field["units"], field["share"]["value"]) == ("killed", 1, 0.0)
    assert [(one["first"], one["second"]) for one in told["by_pair"]] == [("ana", "ben")]
    assert told["reading"][0]["counts"]["open"] == 1
    own_words = sign_in(own, "ben").get("/agreement.json?pairs=1&rules=1").json()
    assert (own_words["coders"], own_words["by_pair"]) == (["ben"], [])
    assert own_words["reading"][0]["counts"]["corrected"] == 1
    assert own_words["made"]
    page = sign_in(own, "rosa").get("/agreement?rules=1").text
    assert "Krippendorff’s α" in page
    assert sign_in(own, "rosa").get("/agreement?since=May").status_code == 400


def test_coders_who_set_other_places_of_an_incident_are_ruled_on(
    own: Room, ledger: Ledger
) -> None:
    incident, _ = killed(ledger)
    for by, value in (("ana", "Tripoli, LBY"), ("ben", "Misrata, LBY")):
        client = sign_in(own, by)
        address = f"/incident/{incident}"
        assert "Sirte" in client.get(f"{address}.json").json()["heading"]
        sent = send(client, f"{address}/set", field="places", value=value, seen="0")
        assert sent.status_code == 303
        assert value.split(",")[0] in client.get(f"{address}.json").json()["heading"]
    rosa = sign_in(own, "rosa")
    assert "Sirte" in rosa.get(f"/incident/{incident}.json").json()["heading"]
    told = rosa.get(f"/adjudicate/{incident}.json").json()
    (asked,) = told["questions"]
    assert [a["value"] for a in asked["answers"]] == ["Tripoli, LBY", "Misrata, LBY"]
    form = {"question": asked["key"], "choice": "other", "seen": told["seen"], "why": "the map"}
    page = send(rosa, f"/adjudicate/{incident}", **form, value="Nowhereville")
    assert (page.status_code, "the gazetteer has no" in page.text) == (400, True)
    ruled = send(rosa, f"/adjudicate/{incident}", **form, value="Tripoli, LBY; Sirte, LBY")
    assert ruled.status_code == 303
    heading = rosa.get(f"/incident/{incident}.json").json()["heading"]
    assert "Tripoli, LBY or Sirte, LBY" in heading or "Tripoli" in heading
    assert "ana" not in sign_in(own, "ben").get(f"/incident/{incident}").text


def test_a_reader_sets_nothing(own: Room, ledger: Ledger) -> None:
    incident, _ = killed(ledger)
    luc = sign_in(own, "luc")
    sent = send(luc, f"/incident/{incident}/set", field="places", value="Tripoli, LBY")
    assert sent.status_code == 403
    assert luc.post(f"/incident/{incident}/set", data={"field": "places"}).status_code == 403

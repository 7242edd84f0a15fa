"""Coders are blind to each other: no answer of the room to ben holds a trace of ana's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.routing import Route

from sayso.pipeline.deciding.deciding import decide
from sayso.records.linking import IncidentFilter
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.pages import routes
from tests.review.people import csrf_of, guarded, sign_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from starlette.testclient import TestClient

    from sayso.ledger.store import Ledger
    from sayso.review.room import Room

MARKS = ("zyxxa-value", "zyxxa-why", "zyxxa-note", "zyxxa-question", "977431")
"""What ana wrote, each a word that stands nowhere else."""

QUESTIONS = ("", "?q=zyxxa&need=all&by=ana&names=1&rules=1&pairs=1")
"""What ben asks of every page."""


def say(ledger: Ledger, by: str, review: Review, kind: ActKind = ActKind.DECIDE) -> None:
    """Records a word of somebody, as a page of theirs would."""
    decide(ledger, by=by, kind=kind, reviews=[review], why=review.why, seen=None, blind=True)


def incident_and_claim(ledger: Ledger) -> tuple[str, str, str, str]:
    """The incident of most accounts; a claim with a toll, its report and the toll's value."""
    first = max(ledger.incidents(IncidentFilter()), key=lambda one: one.accounts)
    accounts = ledger.accounts(ledger.incident(first.id).event_ids)
    claim = next(one.claim for one in accounts if one.claim.tolls)
    return first.id, claim.id, claim.doc_id, str(claim.tolls[0].best or claim.tolls[0].low)


def speak(ledger: Ledger, by: str = "ana") -> None:
    """All that a coder can say: corrections, notes, questions, a rejection, with unique words."""
    incident, claim, doc_id, shown = incident_and_claim(ledger)
    made: dict[str, Any] = {"by": by, "at": "2031-06-01T10:00:00Z", "origin": "test"}
    told = {**made, "doc_id": doc_id}
    say(ledger, by, Review.make(claim, Verdict.CORRECT, field="killed", value=MARKS[4],
                                shown=shown, why=MARKS[1], **told))  # fmt: skip
    say(ledger, by, Review.make(claim, Verdict.CORRECT, field="actors", value=MARKS[0], **told))
    say(ledger, by, Review.make(incident, Verdict.NOTE, doc_id=None, why=MARKS[2], **made),
        ActKind.NOTE)  # fmt: skip
    say(ledger, by, Review.make(incident, Verdict.ASK, doc_id=None, why=MARKS[3], **made),
        ActKind.ASK)  # fmt: skip
    say(ledger, by, Review.make(incident, Verdict.CORRECT, doc_id=None, field="recipients",
                                value=MARKS[0], why=MARKS[2], **made))  # fmt: skip
    say(ledger, by, Review.make(incident, Verdict.REJECT, doc_id=None, why=MARKS[1], **made))


def addresses(ledger: Ledger) -> Iterator[str]:
    """Every address of the room that can be asked for, with the ids of this ledger."""
    incident, claim, doc_id, _ = incident_and_claim(ledger)
    ids = [incident, claim, doc_id, *(act.id for act in ledger.acts())]
    for route in routes():
        if not isinstance(route, Route) or "GET" not in (route.methods or ()):
            continue
        if "{" not in route.path:
            yield route.path
            continue
        name = route.path[route.path.index("{") : route.path.index("}") + 1]
        for one in ids:
            yield route.path.replace(name, one)


@pytest.fixture
def ledger(room: Room) -> Ledger:
    return room.ledger


def traces(client: TestClient, ledger: Ledger) -> list[str]:
    """The addresses whose answers tell of ana."""
    found = []
    for address in addresses(ledger):
        for question in QUESTIONS:
            answer = client.get(address + question)
            if any(mark in answer.text for mark in MARKS):
                found.append(address + question)
    return found


def test_no_answer_tells_a_coder_of_another(ledger: Ledger) -> None:
    own = guarded(ledger)
    speak(ledger)
    assert traces(sign_in(own, "ben"), ledger) == []


def twins(client: TestClient, addresses: Iterable[str]) -> dict[str, Any]:
    """What the JSON twins of some addresses say, without the number of the last act."""
    told: dict[str, Any] = {}
    for address in addresses:
        answer = client.get(f"{address}.json?need=all")
        if answer.status_code == 200 and "json" in answer.headers["content-type"]:
            told[address] = {k: v for k, v in answer.json().items() if k not in {"seen", "act"}}
    return told


def test_everything_is_for_a_coder_as_if_the_other_had_said_nothing(ledger: Ledger) -> None:
    ben = sign_in(guarded(ledger), "ben")
    asked = [one for one in addresses(ledger) if not one.endswith(".json")]
    before = twins(ben, asked)
    speak(ledger)
    assert len(before) > 5
    assert twins(ben, asked) == before


def test_a_word_of_another_is_no_reason_to_refuse_a_coder_s(ledger: Ledger) -> None:
    ben = sign_in(guarded(ledger), "ben")
    incident, claim, _, _ = incident_and_claim(ledger)
    page = ben.get(f"/incident/{incident}.json").json()
    speak(ledger)
    form = {"claim": claim, "column": "status", "verdict": "accept", "seen": page["seen"]}
    done = ben.post(f"/incident/{incident}/cell", data={**form, "csrf": csrf_of(ben)})
    assert done.status_code == 303
    (first, *_) = ledger.acts(by="ana")
    undone = ben.post(f"/incident/{incident}/undo", data={"act": first.id, "csrf": csrf_of(ben)})
    assert undone.status_code == 400
    assert "ana" not in undone.text.replace("explanation", "").split("<main", 1)[1]


def test_a_coder_and_the_referee_see_the_coder_s_words(ledger: Ledger) -> None:
    own = guarded(ledger)
    speak(ledger)
    incident = f"/incident/{incident_and_claim(ledger)[0]}.json"
    assert "977,431" in sign_in(own, "ana").get(incident).text.replace("977431", "977,431")
    assert "977,431" in sign_in(own, "rosa").get(incident).text.replace("977431", "977,431")

"""The history: who did what, what they were shown, why; filters, pages, undo, JSON Lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from sayso.ledger.store import open_ledger
from sayso.pipeline.deciding.deciding import decide
from sayso.pipeline.deciding.replaying import replay_file
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.pages.history import AT_ONCE
from tests.cli.commands import run
from tests.review.people import guarded, sign_in

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from sayso.records.review.act import Act
    from sayso.review.room import Room


def say(room: Room, by: str, verdict: Verdict, why: str = "") -> Act:
    """Somebody says something of the first incident of the list."""
    key = next(iter(room.ledger.incidents())).id
    review = Review.make(
        key, verdict, doc_id=None, by=by, at="2031-06-01T10:00:00+00:00", origin="room", why=why
    )
    return decide(
        room.ledger, by=by, kind=ActKind.DECIDE, reviews=[review], why=why, shown="as told",
        seen=None,
    )  # fmt: skip


def acts(client: TestClient, asked: str = "") -> list[dict[str, Any]]:
    """The acts that the JSON twin tells."""
    found: list[dict[str, Any]] = client.get(f"/history.json{asked}").json()["acts"]
    return found


def csrf(client: TestClient) -> str:
    """The token of the client's pages."""
    found = re.search(r'name="csrf" content="([^"]+)"', client.get("/history").text)
    assert found is not None
    return found[1]


def test_an_act_tells_who_when_what_and_why(client: TestClient, room: Room) -> None:
    made = say(room, "maria", Verdict.REJECT, "a film, not a report")
    (told,) = acts(client)
    assert (told["by"], told["at"], told["shown"]) == ("maria", made.at, "as told")
    assert told["why"] == "a film, not a report"
    assert [one["word"] for one in told["said"]] == ["rejected"]
    shown = client.get("/history").text
    for words in ("maria", "rejected", "a film, not a report", "as told", made.at[:10]):
        assert words in shown


def test_undo_is_one_more_act_and_can_be_undone(client: TestClient, room: Room) -> None:
    made = say(room, "maria", Verdict.REJECT)
    token = csrf(client)
    client.post("/history/undo", data={"csrf": token, "act": made.id})
    undone, first = acts(client)
    assert (undone["kind"], undone["undoes"]) == ("undo", made.id)
    assert (first["undone"], first["can_undo"]) == (True, False)
    client.post("/history/undo", data={"csrf": token, "act": undone["id"]})
    again, gone, first = acts(client)
    assert (again["kind"], gone["undone"], first["undone"]) == ("undo", True, False)
    assert len(room.ledger.acts()) == 3


def test_what_was_decided_since_stands_in_the_way(client: TestClient, room: Room) -> None:
    made = say(room, "maria", Verdict.REJECT)
    say(room, "maria", Verdict.ACCEPT)
    answer = client.post("/history/undo", data={"csrf": csrf(client), "act": made.id})
    assert answer.status_code == 409
    assert "undo that first" in answer.text
    assert len(room.ledger.acts()) == 2


def test_an_act_that_is_none_is_told(client: TestClient) -> None:
    answer = client.post("/history/undo", data={"csrf": csrf(client), "act": "k00"})
    assert answer.status_code == 404
    assert "no act k00" in answer.text


def test_filters_and_pages(client: TestClient, room: Room) -> None:
    for number in range(AT_ONCE + 3):
        say(room, "ben" if number % 2 else "maria", Verdict.NOTE, f"note {number}")
    first = client.get("/history.json").json()
    assert [one["seq"] for one in first["acts"]] == list(range(AT_ONCE + 3, 3, -1))
    rest = client.get(first["older"].replace("/history", "/history.json")).json()
    assert [one["seq"] for one in rest["acts"]] == [3, 2, 1]
    assert rest["older"] is None
    assert {one["by"] for one in acts(client, "?by=ben")} == {"ben"}
    today = room.ledger.acts()[0].at[:10]
    assert len(acts(client, f"?since={today}&until={today}")) == AT_ONCE
    assert acts(client, "?until=2001-01-01") == []
    assert acts(client, "?kind=merge") == []
    assert len(acts(client, f"?target={room.ledger.acts()[0].subjects[0]}")) == AT_ONCE


@pytest.mark.parametrize(
    ("asked", "status"), [("kind=party", 400), ("before=x", 400), ("since=soon", 404)]
)
def test_what_nobody_can_ask_is_refused_in_words(
    client: TestClient, asked: str, status: int
) -> None:
    answer = client.get(f"/history?{asked}")
    assert answer.status_code == status
    assert asked.split("=")[1] in answer.text


def test_the_lines_are_those_of_the_command_and_can_be_replayed(
    client: TestClient, room: Room, small: Path, tmp_path: Path
) -> None:
    say(room, "maria", Verdict.REJECT, "a film")
    say(room, "ben", Verdict.FLAG)
    made = say(room, "maria", Verdict.ACCEPT)
    client.post("/history/undo", data={"csrf": csrf(client), "act": made.id})
    lines = client.get("/history.jsonl")
    assert lines.headers["content-type"].startswith("application/jsonl")
    assert lines.text == run("ledger", "history", tmp_path / "room.db").stdout
    file, fresh = tmp_path / "history.jsonl", tmp_path / "fresh.db"
    file.write_bytes(lines.content)
    fresh.write_bytes(small.read_bytes())
    with open_ledger(str(fresh)) as ledger:
        assert replay_file(ledger, file).new == 4
        assert ledger.digest_of_people() == room.ledger.digest_of_people()
    assert len(client.get("/history.jsonl?by=ben").text.splitlines()) == 1


def test_coders_see_and_undo_their_own_acts_alone(room: Room) -> None:
    made = say(room, "ana", Verdict.REJECT, "jacaranda")
    own = guarded(room.ledger)
    ana, ben, rosa, luc = (sign_in(own, name) for name in ("ana", "ben", "rosa", "luc"))
    for address in ("/history", "/history.json", "/history.jsonl", "/history?by=ana"):
        assert "jacaranda" in ana.get(address).text
        assert "jacaranda" not in ben.get(address).text
        assert made.id not in ben.get(address).text
    assert "jacaranda" in rosa.get("/history").text
    refused = ben.post("/history/undo", data={"csrf": csrf(ben), "act": made.id})
    assert refused.status_code == 404
    assert "ana" not in refused.text.replace("sayso", "")
    assert "login" not in {act["kind"] for act in acts(luc)}
    assert rosa.post("/history/undo", data={"csrf": csrf(rosa), "act": made.id}).status_code == 303

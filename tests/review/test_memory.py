"""What a room keeps of what it counted: never longer than it holds, never for others."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING

import pytest

from sayso.ledger.errors import LedgerError
from sayso.pipeline.deciding.deciding import decide
from sayso.records.review.act import ActKind
from sayso.records.review.judgement import Review, Verdict
from sayso.review.memory import Memory

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room


def test_the_same_is_made_once_and_the_longest_unused_goes_first() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    memory = Memory(most=2)
    for key in ("a", "a", "b", "a", "c", "a", "b"):
        assert memory.get(key, lambda key=key: make(key)) == key.upper()  # type: ignore[misc]
    assert made == ["a", "b", "c", "b"]


def test_what_cannot_be_made_is_made_when_asked_again() -> None:
    memory, tries = Memory(), iter([None, "made"])

    def make() -> str:
        made = next(tries)
        if made is None:
            raise LedgerError("another process is writing")
        return made

    with pytest.raises(LedgerError):
        memory.get("key", make)
    assert memory.get("key", make) == memory.get("key", make) == "made"


def test_who_asks_while_it_is_made_waits_for_it() -> None:
    memory, began, go_on = Memory(), Event(), Event()
    made: list[int] = []

    def make() -> int:
        began.set()
        assert go_on.wait(10)
        made.append(len(made))
        return made[-1]

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(memory.get, "key", make)
        assert began.wait(10)
        second = threads.submit(memory.get, "key", make)
        go_on.set()
        assert (first.result(), second.result()) == (0, 0)
    assert made == [0]


def test_what_people_say_is_counted_at_once(client: TestClient, room: Room) -> None:
    before = client.get("/map.json").json()
    rejected = before["rows"][0]["id"]
    said = Review.make(
        rejected,
        Verdict.REJECT,
        doc_id=None,
        by="maria",
        at="2031-06-01T10:00:00Z",
        origin="tests",
    )
    decide(room.ledger, by="maria", kind=ActKind.DECIDE, reviews=[said], seen=0)
    after = client.get("/map.json").json()
    assert after["total"] == before["total"] - 1
    assert client.get("/timeline.json").json()["total"] == after["total"]

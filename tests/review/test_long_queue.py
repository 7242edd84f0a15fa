"""A queue of ten thousand is walked page by page: each incident once, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from sayso.ledger.store import Ledger, open_ledger
from sayso.records.review.queue import QueueFilter
from sayso.review.app import make_app
from sayso.review.room import Room, alone
from tests.ledger.queues import decided, fill_queue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANY, BY = 10_000, "maria"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    target = str(tmp_path / "long.db")
    with open_ledger(target, create=True) as made:
        fill_queue(made, target, MANY)
        yield made


def walk(client: TestClient, ledger: Ledger) -> Iterator[dict[str, Any]]:
    """The pages of what is left to maria, who decides on some of each before the next one."""
    address: str | None = "/queue"
    while address is not None:
        page: dict[str, Any] = client.get(address.replace("/queue", "/queue.json", 1)).json()
        yield page
        decided(ledger, [one["id"] for one in page["incidents"][::25]], by=BY)
        address = page["more"]


def test_the_pages_have_each_incident_once_while_some_are_decided(ledger: Ledger) -> None:
    order = [one.summary.id for one in ledger.queue(QueueFilter(), limit=MANY)]
    with TestClient(make_app(Room(ledger, "long.db", alone(BY)))) as client:
        pages = list(walk(client, ledger))
        assert [one["id"] for page in pages for one in page["incidents"]] == order
        assert len({len(page["incidents"]) for page in pages}) == 1
        assert {page["progress"]["total"] for page in pages} == {MANY}
        done = sum(len(page["incidents"][::25]) for page in pages)
        first = client.get("/queue.json").json()
    assert first["progress"] == {"done": done, "total": MANY}
    assert first["found"] == MANY - done

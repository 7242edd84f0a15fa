"""A room counts what goes over the whole ledger before it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never

import pytest

from sayso.ledger.errors import LedgerError
from sayso.ledger.store import Ledger
from sayso.review.warming import warm

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room

COUNTS = (
    "covered", "list_facets", "drawn_located", "drawn_days", "drawn_network", "queue_choices",
)  # fmt: skip


@pytest.mark.parametrize("address", ["/", "/incidents", "/timeline", "/network", "/queue"])
def test_the_first_pages_find_their_counts_made(
    client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    def count(*_: object, **__: object) -> Never:
        raise LedgerError("counted while somebody waits")

    warm(room)
    for name in COUNTS:
        monkeypatch.setattr(Ledger, name, count)
    assert client.get(address).status_code == 200

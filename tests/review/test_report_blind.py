"""Coders who code events in one report do not see each other's; where they differ none stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.people import csrf_of, guarded, sign_in
from tests.review.test_report import report_of

if TYPE_CHECKING:
    from starlette.testclient import TestClient

    from sayso.review.room import Room

QUOTE = "urged the Red Cross"
NAME = "Zyxxa Brigade"


@pytest.fixture
def guarded_room(room: Room) -> Room:
    return guarded(room.ledger)


def code(room: Room, client: TestClient, **fields: str) -> None:
    doc_id = report_of(room, "Coast Daily")
    seen = str(room.ledger.last_act())
    form = {"csrf": csrf_of(client), "seen": seen, "quote": QUOTE, **fields}
    done = client.post(f"/report/{doc_id}/event", data=form)
    assert done.status_code == 303, done.text


def coded(room: Room, client: TestClient) -> list[str]:
    """What the report's page says of the event, as somebody sees it."""
    twin = client.get(f"/report/{report_of(room, 'Coast Daily')}.json").json()
    accounts = [one for event in twin["events"] for one in event["accounts"]]
    return [one["type"] for one in accounts if one["coded"]]


def test_a_coder_sees_their_own_coding_alone(guarded_room: Room) -> None:
    ana, ben, rosa = (sign_in(guarded_room, name) for name in ("ana", "ben", "rosa"))
    code(
        guarded_room, ana, event_type="ASSAULT", actors="The Libyan government", actors_value=NAME
    )
    assert coded(guarded_room, ana) == coded(guarded_room, rosa) == ["ASSAULT"]
    assert coded(guarded_room, ben) == []
    twin = ana.get(f"/report/{report_of(guarded_room, 'Coast Daily')}.json").json()
    home = next(e["incident"] for e in twin["events"] if e["accounts"][0]["coded"])
    assert NAME in ana.get(f"/incident/{home}").text
    assert "Brigade" not in ben.get(f"/incident/{home}").text
    for address in ("/", "/incidents", "/queue", "/reports", "/history", "/map", "/timeline",
                    "/network", "/search?q=zyxxa", "/incidents?name=zyxxa"):  # fmt: skip
        path, _, query = address.partition("?")
        twin = f"{path.rstrip('/') or '/index'}.json?{query}"
        for asked in (address, twin):
            assert "brigade" not in ben.get(asked).text.lower(), asked


def test_of_two_codings_that_differ_none_stands(guarded_room: Room) -> None:
    ana, ben, rosa = (sign_in(guarded_room, name) for name in ("ana", "ben", "rosa"))
    code(guarded_room, ana, event_type="ASSAULT")
    code(guarded_room, ben, event_type="REQUEST")
    assert coded(guarded_room, ana) == ["ASSAULT"]
    assert coded(guarded_room, ben) == ["REQUEST"]
    assert coded(guarded_room, rosa) == []


def test_of_two_codings_that_agree_one_stands(guarded_room: Room) -> None:
    ana, ben, rosa = (sign_in(guarded_room, name) for name in ("ana", "ben", "rosa"))
    for client in (ana, ben):
        code(guarded_room, client, event_type="ASSAULT")
        assert coded(guarded_room, client) == ["ASSAULT"]
    assert coded(guarded_room, rosa) == ["ASSAULT"]

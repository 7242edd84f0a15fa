"""What a deed is called once its status is known."""

from __future__ import annotations

import pytest

import sayso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The kingdom will send tents to the refugees.", "AGREE"),
        ("The army opened a road to bring aid to the villagers.", "AID"),
        ("The army will withdraw from the valley.", "CONCEDE"),
        ("The government will not negotiate with the rebels.", "REJECT"),
    ],
)
def test_an_announcement_is_not_the_deed_and_an_aim_is_no_announcement(
    text: str, expected: str
) -> None:
    assert [event.event_type for event in sayso.read(text).events] == [expected]

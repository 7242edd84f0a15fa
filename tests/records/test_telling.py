"""Which mention tells most of an event, and which mentions are one."""

from __future__ import annotations

import msgspec
import pytest

from sayso.merging.groups import event_id, group_mentions
from sayso.records.attribution import Stance
from sayso.records.event import Certainty, Status
from sayso.records.telling import tells_most
from tests.merging.scene import Scene


@pytest.mark.parametrize(
    ("surer", "other"),
    [
        ({}, {"status": Status.DEMANDED}),
        ({}, {"status": Status.NEGATED}),
        ({"status": Status.ATTEMPTED}, {"status": Status.NEGATED}),
        ({}, {"certainty": Certainty.POSSIBLE}),
        ({"confidence": 0.9}, {"confidence": 0.6}),
        ({"confidence": 0.5}, {"certainty": Certainty.PROBABLE, "confidence": 0.9}),
    ],
)
def test_a_deed_told_as_done_beats_its_plan_denial_and_doubt(
    surer: dict[str, object], other: dict[str, object]
) -> None:
    scene = Scene("He fired. He fired.")
    less, more = scene.event("fired", **other), scene.event("fired", **surer)
    assert tells_most([less, more], {}) == more
    assert tells_most([more, less], {}) == more


def test_the_reports_own_voice_beats_an_accusation() -> None:
    scene = Scene("They blamed him for the fire. The fire was laid.")
    blame = scene.says("blamed", Stance.ACCUSES)
    accused = scene.event("fire", attribution=(blame.id,))
    laid = scene.event("fire")
    assert tells_most([accused, laid], scene.tables().attributions) == laid


def test_mentions_that_share_an_event_are_one_group_with_its_id() -> None:
    scene = Scene("It blew up. They met. The blast hurt ten.")
    scene.event("blew up", event="x")
    scene.event("met", event="y")
    scene.event("blast", event="x")
    one, other = group_mentions(reversed(scene.found["events"]))
    assert [m.trigger.quote for m in one.mentions] == ["blew up", "blast"]
    assert {m.event for m in one.mentions} == {one.id} == {event_id(one.mentions[0].id)}
    assert one.id.startswith("w")
    assert [m.trigger.quote for m in other.mentions] == ["met"]


def test_the_id_stays_when_a_later_mention_leaves() -> None:
    scene = Scene("It blew up. The blast hurt ten.")
    first, later = scene.event("blew up", event="x"), scene.event("blast", event="x")
    alone = msgspec.structs.replace(first, event=first.id)
    assert group_mentions([first, later])[0].id == group_mentions([alone])[0].id

"""An attack and what it did are one event where one clause tells both; else they stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from sayso.records.event import Status
from sayso.records.mention import Counted, QuantityMention, QuantityOp
from tests.linking.test_events import BY, actor, linked, place, replaced, report

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed


@pytest.mark.parametrize(
    "marked",
    [
        "Five people {event|were killed} and ten {event|were wounded} in the market.",
        "Five people {event|were killed} in {event|an attack} on a bus.",
        "A clerk {event|was killed} by {event|an explosion}.",
        "Rebels {event|opened fire} on a bus, {event|killing} three.",
        "Two men {event|were killed} when a bomb {event|exploded} in the street.",
        "{event|The attack}, which {event|killed} 12 people, lasted an hour.",
        "{event|The attack} {event|killed} one person.",
        "It told of {event|the killing} of 80 men and {event|the destruction} of ten tanks.",
        "It ended after {event|the killing} of 80 men, {event|the destruction} of 4 tanks.",
        "Police {event|shot} and {event|wounded} three men.",
        "Police {event|shot} the man and left him {event|wounded}.",
    ],
)
def test_one_clause_tells_one_event(marked: str) -> None:
    parsed, events = report(marked)
    assert [e.event for e in linked(parsed, events)] == ["e0", "e0"]


@pytest.mark.parametrize(
    "marked",
    [
        "Rebels {event|shelled} a mill and {event|stormed} a farm.",
        "{event|The onslaught} ended after {event|the killing} of ten men.",
        "Rebels {event|killed} two men, and the army {event|killed} three women.",
        "In {event|two separate attacks} gunmen {event|killed} five men in a village.",
        "Rebels {event|burned} an office and {event|destroyed} a shop.",
        "Rebels {event|bombed} a mill. Ten men {event|were killed}.",
        "He {event|was wounded} in the street where {event|an attack} failed a year ago.",
    ],
)
def test_other_deeds_stay_apart(marked: str) -> None:
    parsed, events = report(marked)
    assert [e.event for e in linked(parsed, events)] == ["e0", "e1"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "monday"}, {"date": "sunday"}),
        ({"modes": ("abduct",)}, {}),
        ({"status": Status.PLANNED}, {}),
        ({"event_type": "COERCE"}, {}),
    ],
)
def test_what_differs_is_not_the_outcome(one: dict[str, object], other: dict[str, object]) -> None:
    parsed, (first, second) = report("Rebels {event|attacked} a bus, {event|killing} three.")
    events = linked(parsed, [replaced(first, **one), replaced(second, **other)])
    assert [e.event for e in events] == ["e0", "e1"]


def test_deaths_in_two_places_are_two_events() -> None:
    parsed, (first, second) = report(
        "Rebels {event|killed} two men in Tarnab and {event|wounded} three in Malo."
    )
    tarnab, malo = place(parsed, "Tarnab"), place(parsed, "Malo")
    first, second = replaced(first, place=tarnab.id), replaced(second, place=malo.id)
    events = linked(parsed, [first, second], places=(tarnab, malo))
    assert [e.event for e in events] == ["e0", "e1"]


def test_a_person_dies_once() -> None:
    parsed, (first, second) = report(
        "Gunmen {event|murdered} Carlos Mendez. Carlos {event|was killed} at home."
    )
    by = msgspec.structs.replace(BY, rule="en.actors.person")
    names = [
        msgspec.structs.replace(actor(parsed, words, "Carlos Mendez"), provenance=by)
        for words in ("Carlos Mendez", "Carlos was")
    ]
    first = replaced(first, recipients=(names[0].id,))
    second = replaced(second, recipients=(names[1].id,))
    events = linked(parsed, [first, second], actors=tuple(names))
    assert [e.event for e in events] == ["e0", "e0"]


def test_the_victims_are_those_told_of() -> None:
    parsed, (first, second) = report(
        "Gunmen {event|killed} six young priests. {event|The murder} of the priests was a shock."
    )
    told, again = actor(parsed, "six young priests", None), actor(parsed, "the priests", None)
    first = replaced(first, recipients=(told.id,))
    second = replaced(second, recipients=(again.id,))
    events = linked(parsed, [first, second], actors=(told, again))
    assert [e.event for e in events] == ["e0", "e0"]


@pytest.mark.parametrize(("voice", "ids"), [((), ["e0", "e1"]), (("v1",), ["e0", "e0"])])
def test_only_one_voice_contradicts_itself(voice: tuple[str, ...], ids: list[str]) -> None:
    parsed, (first, second) = report("Rebels {event|killed} 12. {event|The attack} killed 5.")
    counts = [count(parsed, "12", 12), count(parsed, "5", 5)]
    first = replaced(first, quantities=(counts[0].id,))
    second = replaced(second, quantities=(counts[1].id,), attribution=voice)
    events = linked(parsed, [first, second], quantities=tuple(counts))
    assert [e.event for e in events] == ids


def count(parsed: Parsed, words: str, number: int) -> QuantityMention:
    start = parsed.document.text.index(words)
    return QuantityMention(
        id=f"q{start}", span=parsed.span(start, start + len(words)), head=start,
        what=Counted.KILLED, of="", low=number, best=number, high=number, op=QuantityOp.EXACT,
        provenance=BY,
    )  # fmt: skip

"""Mentions of one event share an id; definite ones inherit; what differs stays apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lexicons.files.marks import parse_marks
from sayso.linking.events import link_events
from sayso.records.event import EventMention, Status
from sayso.records.evidence import Provenance
from sayso.records.mention import (
    ActorMention,
    PlaceMention,
    PlacePrecision,
    TimeBasis,
    TimeMention,
    TimePrecision,
)
from sayso.records.reading import Annotations
from tests.events.reading import parse_report

if TYPE_CHECKING:
    from sayso.analysis.parsed import Parsed

BY = Provenance(component="tests", version="0")
MONDAY, SUNDAY, OUT = "2016-08-01", "2016-07-31", "2016-08-03"


def actor(
    parsed: Parsed,
    words: str,
    name: str | None,
    *,
    country: str | None = None,
    sector: str | None = None,
) -> ActorMention:
    start = parsed.document.text.index(words)
    return ActorMention(
        id=f"a{start}", span=parsed.span(start, start + len(words)), head=start, name=name,
        country=country, sector=sector, provenance=BY,
    )  # fmt: skip


def place(parsed: Parsed, words: str) -> PlaceMention:
    start = parsed.document.text.index(words)
    return PlaceMention(
        id=f"p{start}", span=parsed.span(start, start + len(words)), head=start, name=words,
        country="TCD", precision=PlacePrecision.EXACT, provenance=BY,
    )  # fmt: skip


def day(name: str, iso: str, basis: TimeBasis = TimeBasis.RELATIVE) -> TimeMention:
    return TimeMention(
        id=name, span=None, earliest=iso, latest=iso, precision=TimePrecision.DAY, basis=basis,
        provenance=BY,
    )  # fmt: skip


DATES = (
    day("monday", MONDAY), day("sunday", SUNDAY), day("out", OUT, TimeBasis.PUBLICATION),
)  # fmt: skip


def report(marked: str) -> tuple[Parsed, list[EventMention]]:
    """The parse and one bare ASSAULT for each {event|…}."""
    text = parse_marks(marked)
    parsed = parse_report(text.text)
    events = []
    for number, (_, start, end) in enumerate(text.spans):
        token = parsed.doc.char_span(start, end, alignment_mode="expand")
        assert token is not None
        events.append(
            EventMention(
                id=f"e{number}", trigger=parsed.span(start, end), event=f"e{number}",
                sentence=parsed.sentence(token.root), event_type="ASSAULT",
                status=Status.OCCURRED,
            )
        )  # fmt: skip
    return parsed, events


def linked(parsed: Parsed, events: list[EventMention], **found: object) -> list[EventMention]:
    annotations = Annotations(events=tuple(events), dates=DATES, **found)  # type: ignore[arg-type]
    return list(link_events(parsed, annotations).events)


def replaced(event: EventMention, **values: object) -> EventMention:
    return msgspec.structs.replace(event, **values)


def test_this_attack_points_back() -> None:
    parsed, events = report("Rebels {event|stormed} the mill. {event|This attack} failed.")
    assert [e.event for e in linked(parsed, events)] == ["e0", "e0"]


def test_the_onslaught_points_back_and_inherits() -> None:
    parsed, (first, second) = report(
        "Rebels {event|stormed} Tarnab. The army said {event|the onslaught} was over."
    )
    tarnab, rebels = place(parsed, "Tarnab"), actor(parsed, "Rebels", "Rebels of the Delta")
    first = replaced(first, place=tarnab.id, actors=(rebels.id,), date="monday")
    _, later = linked(parsed, [first, second], places=(tarnab,), actors=(rebels,))
    assert (later.event, later.place, later.actors, later.date) == (
        "e0", tarnab.id, (rebels.id,), "monday",
    )  # fmt: skip
    assert later.provenance["place"].rule == "event.inherited"
    assert "stormed" in later.provenance["place"].reason


def test_another_voice_tells_the_same_strikes() -> None:
    parsed, (first, second) = report(
        "Chad {event|launched strikes} on Tarnab. Its army {event|conducted strikes} on Tarnab."
    )
    chad = actor(parsed, "Chad", "Chad", country="TCD", sector="GOV")
    army = actor(parsed, "Its army", "Chadian Army", country="TCD", sector="MIL")
    tarnab = place(parsed, "Tarnab")
    first = replaced(first, actors=(chad.id,), place=tarnab.id, date="monday")
    second = replaced(second, actors=(army.id,), place=tarnab.id, date="out")
    _, later = linked(parsed, [first, second], actors=(chad, army), places=(tarnab,))
    assert later.event == "e0"
    assert later.date == "monday"
    assert later.provenance["date"].rule == "event.inherited"


def test_deeds_of_one_sentence_share_its_one_place() -> None:
    parsed, (first, second) = report(
        "{event|The storming} of Tarnab ended after {event|the killing} of ten men."
    )
    tarnab = place(parsed, "Tarnab")
    first = replaced(first, place=tarnab.id)
    _, later = linked(parsed, [first, second], places=(tarnab,))
    assert (later.event, later.place) == ("e1", tarnab.id)
    assert later.provenance["place"].rule == "event.scene"


def test_an_earlier_fallback_date_gives_way_too() -> None:
    parsed, (first, second) = report(
        "Rebels {event|stormed} a mill. {event|The Monday onslaught} was over at noon."
    )
    first, second = replaced(first, date="out"), replaced(second, date="monday")
    assert [e.date for e in linked(parsed, [first, second])] == ["monday", "monday"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"date": "monday"}, {"date": "sunday"}),
        ({"event_type": "ASSAULT"}, {"event_type": "COERCE"}),
        ({"modes": ("aerial",)}, {"modes": ("beat",)}),
        ({"status": Status.OCCURRED}, {"status": Status.PLANNED}),
        ({"status": Status.HISTORICAL}, {"status": Status.OCCURRED}),
    ],
)
def test_what_differs_stays_apart(one: dict[str, object], other: dict[str, object]) -> None:
    parsed, (first, second) = report("Rebels {event|stormed} mills. {event|This attack} failed.")
    events = linked(parsed, [replaced(first, **one), replaced(second, **other)])
    assert [e.event for e in events] == ["e0", "e1"]


def test_other_places_stay_apart() -> None:
    parsed, (first, second) = report(
        "Rebels {event|stormed} Tarnab. {event|The attack} on Malo failed."
    )
    tarnab, malo = place(parsed, "Tarnab"), place(parsed, "Malo")
    first, second = replaced(first, place=tarnab.id), replaced(second, place=malo.id)
    events = linked(parsed, [first, second], places=(tarnab, malo))
    assert [e.event for e in events] == ["e0", "e1"]


def test_other_participants_stay_apart() -> None:
    parsed, (first, second) = report(
        "Rebels {event|stormed} a mill. {event|The attack} by Chad failed."
    )
    rebels, chad = actor(parsed, "Rebels", "Rebels of the Delta"), actor(parsed, "Chad", "Chad")
    first, second = replaced(first, actors=(rebels.id,)), replaced(second, actors=(chad.id,))
    events = linked(parsed, [first, second], actors=(rebels, chad))
    assert [e.event for e in events] == ["e0", "e1"]


@pytest.mark.parametrize(
    "marked",
    [
        "Rebels {event|stormed} a mill. {event|An attack} on a ferry failed.",
        "Rebels {event|shelled} a mill. Rebels {event|shot} a priest.",
        "The onslaught was over: {event|the storming} ended after {event|the killing} of ten men.",
        "Rebels {event|launched an attack}. They want to continue {event|their attacks}.",
    ],
)
def test_what_does_not_point_back_stays_apart(marked: str) -> None:
    parsed, events = report(marked)
    assert [e.event for e in linked(parsed, events)] == ["e0", "e1"]


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(4)))
def test_order_does_not_matter(order: list[int]) -> None:
    parsed, events = report(
        "Rebels {event|stormed} a mill. {event|This attack} failed. "
        "Troops {event|shelled} a farm. {event|The shelling} went on."
    )
    expected = linked(parsed, events)
    assert linked(parsed, [events[i] for i in order]) == expected
    assert [e.event for e in expected] == ["e0", "e0", "e2", "e2"]


def test_the_bomb_that_went_off_is_the_one_told_of() -> None:
    parsed, events = report(
        "A bomb {event|exploded} in Tarnab. Police came. The bomb {event|exploded} at noon."
    )
    assert [e.event for e in linked(parsed, events)] == ["e0", "e0"]


@pytest.mark.parametrize(
    ("marked", "ids"),
    [
        ("A bomb {event|exploded}. The blast {event|wounded} ten.", ["e0", "e0"]),
        ("Rebels {event|stormed} a post. Two {event|died} in the fighting.", ["e0", "e0"]),
        ("Chad {event|bombed} Tarnab. {event|The strikes} were heavy.", ["e0", "e0"]),
        ("A bomb {event|exploded}. {event|The second bombing} failed.", ["e0", "e1"]),
        ("A bomb {event|exploded}. {event|The other attack} failed.", ["e0", "e1"]),
        ("A bomb {event|exploded}. The fire {event|wounded} ten.", ["e0", "e1"]),
    ],
)
def test_the_cause_of_harm_points_back(marked: str, ids: list[str]) -> None:
    parsed, events = report(marked)
    assert [e.event for e in linked(parsed, events)] == ids


def test_the_weapon_told_of_points_back() -> None:
    parsed, (first, second) = report(
        "Rebels {event|fired} rockets at a mill. The rockets {event|wounded} three."
    )
    start = parsed.document.text.index("rockets")
    first = replaced(first, weapon=(parsed.span(start, start + len("rockets")),))
    assert [e.event for e in linked(parsed, [first, second])] == ["e0", "e0"]


def test_the_day_of_the_clause_is_not_that_of_this_attack() -> None:
    parsed, (first, second) = report(
        "Rebels {event|stormed} a mill. In the face of {event|this attack} he left on Monday."
    )
    start = parsed.document.text.index("Monday")
    monday = msgspec.structs.replace(
        day("left", MONDAY), span=parsed.span(start, start + len("Monday"))
    )
    found = Annotations(
        events=(replaced(first, date="sunday"), replaced(second, date="left")),
        dates=(*DATES, monday),
    )
    later = link_events(parsed, found).events[1]
    assert (later.event, later.date) == ("e0", "sunday")

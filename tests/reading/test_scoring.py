"""The examiner: what counts as right, as found and as invented."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from sayso.records.rows.mentions import EventRow
from tests.reading.fields import wrong_fields
from tests.reading.items import Expected, Item
from tests.reading.score import Score, score_item

TEXT = "It shelled Azaz on Tuesday, killing 12, the Observatory said. The shelling lasted an hour."
NOBODY = {"country": None, "sector": None}


def row(words: str = "shelled", **given: Any) -> EventRow:
    """An event at `words` of `TEXT`; all that is not given is empty."""
    start = TEXT.index(words)
    empty: dict[str, Any] = {
        "id": words, "report": "r", "start": start, "end": start + len(words), "quote": words,
        "sentence": {"start": 0, "end": len(TEXT)}, "event": "e1", "event_type": "ASSAULT",
        "modes": [], "contexts": [], "cameo": None, "actors": [], "recipients": [],
        "place": None, "date": None, "quantities": [], "weapon": [], "status": "occurred",
        "certainty": "certain", "aux": [], "attribution": [], "confidence": 0.5,
        "provenance": {}, "factuality": None,
    }  # fmt: skip
    return msgspec.convert(empty | given, EventRow)


def words(text: str) -> dict[str, Any]:
    return {"text": text, "start": 0, "end": len(text)}


def actor(text: str, name: str | None = None) -> dict[str, Any]:
    return words(text) | {"name": name} | NOBODY


def said(source: dict[str, Any] | None, stance: str = "asserts") -> dict[str, Any]:
    cue = words("said")
    return {"source": source, "cue": cue, "content": [], "kind": "indirect", "stance": stance}


def killed(low: int, best: int | None = None, high: int | None = None) -> dict[str, Any]:
    bounds = {"low": low, "best": best, "high": high, "op": "exact", "cumulative": False}
    return words("12") | {"what": "killed", "of": "people"} | bounds


DAY = {"text": "Tuesday", "start": 0, "end": 7, "earliest": "2016-08-02", "latest": "2016-08-02"}
TUESDAY = DAY | {"precision": "day", "basis": "relative"}
FALLBACK = TUESDAY | {"text": None, "start": None, "end": None, "basis": "publication"}
AZAZ = words("Azaz") | {"name": "A'zaz", "geonameid": 1, "country": "SYR", "admin1": None}
PLACE = AZAZ | {"lat": 36.5, "lon": 37.0, "precision": "near"}


@pytest.mark.parametrize(
    ("wanted", "read", "right"),
    [
        ({"actors": ["Syrian Army|army"]}, {"actors": [actor("It", "Syrian Army")]}, True),
        ({"actors": ["the army"]}, {"actors": [actor("two army units")]}, True),
        ({"actors": ["arm"]}, {"actors": [actor("army")]}, False),
        ({"actors": ["army"]}, {"actors": [actor("army"), actor("police")]}, False),
        ({"actors": []}, {"actors": [actor("army")]}, False),
        ({"status": "occurred|attempted"}, {"status": "attempted"}, True),
        ({"status": "occurred"}, {"status": "planned"}, False),
        ({"mode": "aerial"}, {"modes": ["destroy", "aerial"]}, True),
        ({"place": {"name": "Azaz", "precision": "near"}}, {"place": PLACE}, True),
        ({"place": {"name": "Azaz", "precision": "exact"}}, {"place": PLACE}, False),
        ({"place": None}, {"place": PLACE}, False),
        ({"date": "2016-08-02"}, {"date": TUESDAY}, True),
        ({"date": "2016-08-01/2016-08-02"}, {"date": TUESDAY}, False),
        ({"date": "2016-08-02"}, {"date": FALLBACK}, False),
        ({"date": "publication"}, {"date": FALLBACK}, True),
        ({"quantities": ["killed 12"]}, {"quantities": [killed(12, 12, 12)]}, True),
        ({"quantities": ["killed 12.."]}, {"quantities": [killed(12, 12, 12)]}, False),
        ({"quantities": ["killed 12..15"]}, {"quantities": [killed(12, None, 15)]}, True),
        ({"quantities": ["killed 9", "killed 3 part"]}, {"quantities": [killed(9, 9, 9)]}, True),
        ({"attribution": []}, {"attribution": [said(actor("army"))]}, False),
        ({"attribution": [{"source": "army"}]}, {"attribution": [said(None)]}, False),
        (
            {"attribution": [{"source": "army", "stance": "denies"}]},
            {"attribution": [said(actor("the army"), "denies"), said(None)]},
            True,
        ),
    ],
)  # fmt: skip
def test_a_field_is_right_or_not(
    wanted: dict[str, Any], read: dict[str, Any], right: bool
) -> None:
    expected = msgspec.convert({"trigger": "shelled", "type": "ASSAULT"} | wanted, Expected)
    assert (wrong_fields(expected, row(**read)) == {}) is right


def scored(events: list[dict[str, Any]], *rows: EventRow) -> Score:
    result = Score("one")
    score_item(result, msgspec.convert({"text": TEXT, "events": events}, Item), list(rows))
    return result


def shelled(**given: Any) -> dict[str, Any]:
    return {"trigger": "shelled|killing", "type": "ASSAULT"} | given


def test_an_event_that_is_not_read_has_no_field_right() -> None:
    result = scored([shelled(status="occurred")])
    assert (result.missed, result.asked.total(), result.right.total()) == (1, 2, 0)


def test_an_event_beside_the_expected_ones_is_invented() -> None:
    assert scored([shelled()], row()).occurred == 0
    assert scored([shelled()], row(), row("said")).occurred == 1
    assert scored([shelled()], row(), row("said", status="planned")).occurred == 0


def test_linked_mentions_share_what_they_tell() -> None:
    told = shelled(quantities=["killed 12"], mode="heavy-weapons")
    mode, count = row(modes=["heavy-weapons"]), row("killing", quantities=[killed(12, 12, 12)])
    assert scored([told], mode, count).share == 100
    apart = msgspec.structs.replace(count, event="e2")
    assert scored([told], mode, apart).share < 100


def test_sameness_is_judged_by_the_event_that_mentions_share() -> None:
    told = [shelled(same="a"), {"trigger": "shelling", "type": "ASSAULT", "same": "a"}]
    assert scored(told, row(), row("shelling")).share == 100
    assert scored(told, row(), row("shelling", event="e2")).right["same"] == 0


def test_words_that_are_not_in_the_text_are_a_mistake_of_the_test_set() -> None:
    with pytest.raises(ValueError, match="'bombed' is not in"):
        scored([{"trigger": "bombed", "type": "ASSAULT"}])

"""Times as TIMEX3 expressions."""

from __future__ import annotations

import pytest

import sayso
from evaluation.projections import to_times
from evaluation.timex import to_timexes


@pytest.mark.parametrize(
    ("words", "expression", "kind", "value"),
    [
        ("on Monday", "Monday", "DATE", "2016-08-01"),
        ("in June 2015", "June 2015", "DATE", "2015-06"),
        ("last week", "last week", "DATE", "2016-W30"),
        ("for three days", "three days", "DURATION", "P3D"),
        ("since 2011", "2011", "DATE", "2011"),
        ("until 6 a.m. on Monday", "6 a.m. on Monday", "TIME", "2016-08-01T06:00"),
        ("every Friday", "every Friday", "SET", "XXXX-WXX-5"),
    ],
)
def test_an_expression_has_its_type_and_value(
    words: str, expression: str, kind: str, value: str
) -> None:
    text = f"Rebels held the town {words}."
    reading = sayso.read(text, published="2016-08-03", lang="en")
    (found,) = [timex for mention in reading.dates for timex in to_timexes(mention)]
    assert text[found["start"] : found["end"]] == expression
    assert (found["type"], found["value"]) == (kind, value)


def test_a_stretch_is_two_expressions() -> None:
    text = "Rebels held the town from Monday to Tuesday."
    reading = sayso.read(text, published="2016-08-03", lang="en")
    found = to_times(reading)["times"]
    assert [text[t["start"] : t["end"]] for t in found] == ["Monday", "Tuesday"]
    assert [t["value"] for t in found] == ["2016-08-01", "2016-08-02"]


def test_a_day_of_saying_is_told_once() -> None:
    text = "The army said on Monday that rebels had shelled Aleppo."
    reading = sayso.read(text, published="2016-08-03", lang="en")
    assert len([d for d in reading.dates if d.span]) == 2
    assert [t["value"] for t in to_times(reading)["times"]] == ["2016-08-01"]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("at 6 a.m. on Monday", "2016-08-01T06:00"),
        ("from Monday to Tuesday", "2016-08-01/2016-08-02"),
    ],
)
def test_the_row_of_an_event_keeps_the_hour_and_both_ends(words: str, value: str) -> None:
    reading = sayso.read(f"Rebels shelled Aleppo {words}.", published="2016-08-03", lang="en")
    assert [row.date.value for row in reading.events if row.date] == [value]

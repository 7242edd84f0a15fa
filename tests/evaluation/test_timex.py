"""Windows of days as TIMEX3 values."""

from __future__ import annotations

import pytest

import sayso
from evaluation.timex import to_timex


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("on Monday", "DATE", "2016-08-01"),
        ("in June 2015", "DATE", "2015-06"),
        ("in 2011", "DATE", "2011"),
        ("last week", "DATE", "2016-W30"),
        ("for three days", "DURATION", "P3D"),
    ],
)
def test_windows_have_the_value_of_their_precision(words: str, kind: str, value: str) -> None:
    reading = sayso.read(f"Rebels held the town {words}.", published="2016-08-03", lang="en")
    found = [mention for mention in reading.dates if mention.span is not None]
    assert [to_timex(mention) for mention in found] == [(kind, value)]

"""Relative days are counted from the local day of the report, and the explanation says so."""

from __future__ import annotations

import pytest

import sayso

TEXT = "Gunmen killed two people in Homs last night."
INSTANT = "2016-08-03T22:30:00Z"


@pytest.mark.parametrize(
    ("published", "zone", "day", "said"),
    [
        (INSTANT, None, "2016-08-02", "by the clocks of UTC, as the report's own date gives it"),
        (INSTANT, "Asia/Damascus", "2016-08-03", "by the clocks of Asia/Damascus"),
        ("2016-08-03T22:30:00", "Asia/Damascus", "2016-08-02", "the day of publication:"),
    ],
)
def test_last_night_is_reckoned_from_the_day_where_the_report_was_written(
    published: str, zone: str | None, day: str, said: str
) -> None:
    found = sayso.read(TEXT, published=published, time_zone=zone, model=False)
    (killed,) = found.events
    assert killed.date is not None
    assert (killed.date.earliest, killed.date.latest) == (day, day)
    assert said in found.dates[-1].provenance.reason


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(sayso.UnreadableError, match="Mars"):
        sayso.read(TEXT, published=INSTANT, time_zone="Mars/Olympus", model=False)

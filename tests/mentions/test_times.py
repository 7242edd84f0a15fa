"""Times: each rule by its own examples, then the report's day, tense, names and traps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.lexicons.files.marks import parse_marks
from sayso.mentions.times.find import find_times, publication_time
from sayso.mentions.times.rules import TimeExample, TimeRule, load_time_rules
from sayso.mentions.times.windows import add_months, days, month, season, week, year
from sayso.records.document import Document
from sayso.records.mention import TimeBasis, TimeMention
from sayso.segment.passages import split_passages

RULES = load_time_rules()


def report(text: str, published: str | None = "2016-08-02") -> Document:
    return Document(
        id="d1", report="r1", address="r1", text=text, sha256_bytes="0", sha256_text="0",
        media_type="text/plain", published=published,
    )  # fmt: skip


def read(text: str, published: str | None = "2016-08-02") -> list[TimeMention]:
    passages = split_passages(text)
    parsed = Parsed(document=report(text, published), passages=tuple(passages),
                    doc=parse(text, passages))  # fmt: skip
    return find_times(parsed)


def shown(time: TimeMention) -> str:
    """A mention as the examples of times.yaml write it."""
    if time.duration:
        return "duration"
    if time.earliest is None and time.latest is None:
        return "?"
    mark = " deadline" if time.deadline else ""
    if time.earliest == time.latest and not mark:
        return f"{time.earliest}"
    return f"{time.earliest or ''}/{time.latest or ''} {time.precision.value}{mark}"


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.matches)],
)
def test_rule_matches(rule: TimeRule, example: TimeExample) -> None:
    marked = parse_marks(example.text)
    mine = [t for t in read(marked.text) if t.provenance.rule == rule.id and t.span]
    if example.gives == "nothing":
        assert read(marked.text) == []
        return
    assert [(t.span.start, t.span.end) for t in mine if t.span] == [s[1:] for s in marked.spans]
    assert [shown(t) for t in mine] == [example.gives] * len(mine)
    if example.value:
        assert [v.value for t in mine for v in t.values] == [example.value]


@pytest.mark.parametrize(
    ("rule", "example"),
    [pytest.param(r, e, id=f"{r.id}-{n}") for r in RULES for n, e in enumerate(r.rejects)],
)
def test_rule_rejects(rule: TimeRule, example: TimeExample) -> None:
    assert [t for t in read(example.text) if t.provenance.rule == rule.id] == []


def test_every_rule_has_an_example() -> None:
    assert [r.id for r in RULES if not r.matches] == []
    assert len({r.id for r in RULES}) == len(RULES)


def quotes(text: str, published: str | None = "2016-08-02") -> list[str]:
    return [t.span.quote for t in read(text, published) if t.span]


def test_without_a_day_to_count_from_there_are_no_bounds_but_a_reason() -> None:
    (time,) = read("Jets hit the town on Monday.", published=None)
    assert (time.earliest, time.latest) == (None, None)
    assert time.basis is TimeBasis.RELATIVE
    assert "no publication date" in time.provenance.reason


def test_the_dateline_stands_in_for_the_publication_date() -> None:
    text = "LA UNION, 12 JAN 90 (RADIO SIETE) -- [TEXT] THE PATROL WAS HIT YESTERDAY."
    dateline, yesterday = read(text, published=None)
    assert (dateline.earliest, dateline.basis) == ("1990-01-12", TimeBasis.DATELINE)
    assert (yesterday.earliest, yesterday.latest) == ("1990-01-11", "1990-01-11")


@pytest.mark.parametrize("published", ["2016-08-02", "2016-08-02T23:59:00Z"])
def test_publication_is_a_fallback_that_says_so(published: str) -> None:
    time = publication_time(report("Jets hit the town.", published))
    assert time is not None
    assert (time.earliest, time.latest, time.span) == ("2016-08-02", "2016-08-02", None)
    assert time.basis is TimeBasis.PUBLICATION


@pytest.mark.parametrize("published", [None, "", "last week", "2016-13-40"])
def test_no_fallback_without_a_publication_date(published: str | None) -> None:
    assert publication_time(report("Jets hit the town.", published)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The rebels will strike on Friday.", "2016-08-05"),
        ("The sides plan to sign a truce on Friday.", "2016-08-05"),
        ("The court meets on Friday.", "2016-08-05"),
        ("The rebels struck on Friday.", "2016-07-29"),
        ("The mayor said on Friday that the army would leave.", "2016-07-29"),
        ("The order, issued on Friday, would shut the camp.", "2016-07-29"),
        ("The record date is 5 August.", "2016-08-05"),
        ("He fled on 5 August.", "2015-08-05"),
        ("The army is gearing up to attack after the vote on 9 August.", "2016-08-09"),
    ],
)
def test_tense_gives_the_direction(text: str, day: str) -> None:
    assert [t.earliest for t in read(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "He may march on the capital with a T-72 and the S-300s.",
        "The sun shone; he sat in the second row of Room 2016.",
        "The 25th Brigade cited Resolution 2254 on Route 66.",
        "They had 1917 rifles, 155mm guns and 2,000 men.",
        "April Ryan spoke to June Carter.",
        "It rose 5.3 percent to 1999.5 points, from 12 to 15.",
        "A four-year-old girl and a man of 40 were hurt.",
    ],
)
def test_words_that_are_no_times(text: str) -> None:
    assert quotes(text) == []


def test_times_keep_their_words_in_capitals_and_across_lines() -> None:
    assert quotes("THE RAID OF 3\nOCTOBER 1989 FAILED IN\n   DECEMBER.") == [
        "3\nOCTOBER 1989",
        "DECEMBER",
    ]


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)))
def test_a_full_date_reads_back_in_any_order(day: date) -> None:
    name = day.strftime("%B")
    for words in (
        day.isoformat(),
        f"{day.day} {name} {day.year}",
        f"{name} {day.day}, {day.year}",
    ):
        (time,) = read(f"It fell on {words}.", published=None)
        assert (time.earliest, time.latest) == (day.isoformat(), day.isoformat())


@given(st.dates(date(1901, 1, 1), date(2090, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_the_latest_not_after_the_report(day: date, weekday: int) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    (time,) = read(f"Shells fell on {name}.", published=day.isoformat())
    found = date.fromisoformat(time.earliest or "")
    assert found.weekday() == weekday
    assert 0 <= (day - found).days < 7


@given(st.dates(date(1900, 1, 1), date(2090, 12, 31)), st.integers(0, 2))
def test_windows_hold_the_day_they_are_around(day: date, third: int) -> None:
    for window in (week(day), month(day.year, day.month), year(day.year)):
        assert window.earliest is not None
        assert window.latest is not None
        assert window.earliest <= day <= window.latest
    for part in (month(day.year, day.month, third), year(day.year, third), season(day.year, 6)):
        assert part.earliest is not None
        assert part.latest is not None
        assert part.earliest <= part.latest
    assert days(day, add_months(day, 1)).earliest == day


def test_months_end_where_they_end() -> None:
    assert add_months(date(2016, 1, 31), 1) == date(2016, 2, 29)
    with pytest.raises(ValueError, match="no date"):
        add_months(date(1, 1, 1), -1)

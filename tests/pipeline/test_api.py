"""What Python users call: read, read_many, open, and the views of a reading."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

import sayso
from sayso.ledger.store import LedgerError
from sayso.lexicons.files.load import DataFileError
from sayso.records.document import Reject

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "The army denied on Tuesday that its planes had bombed Aleppo."
GERMAN = "Die Armee hat am Dienstag bestritten, dass ihre Flugzeuge die Stadt getroffen haben."


@pytest.fixture(scope="module")
def reading() -> sayso.Reading:
    return sayso.read(TEXT, published="2016-08-03", publisher="Levant Wire", report="r7")


def test_a_reading_holds_what_was_found(reading: sayso.Reading) -> None:
    assert reading.text == TEXT
    assert reading.document.publisher == "Levant Wire"
    (event,) = reading.events
    assert (event.report, event.event_type, event.status) == ("r7", "ASSAULT", "negated")
    (said,) = reading.attributions
    assert said.stance == "denies"
    assert "The army" in [actor.span.quote for actor in reading.actors]
    assert [place.name for place in reading.places] == ["Aleppo"]
    stated = [day for day in reading.dates if day.span is not None]
    assert [day.earliest for day in stated] == ["2016-08-02"]
    assert reading.quantities == []


def test_counts_are_found() -> None:
    (count,) = sayso.read("At least 12 people were killed in Homs.").quantities
    assert (count.low, count.best, count.high) == (12, None, None)


@pytest.mark.parametrize(
    ("text", "options", "message"),
    [
        ("", {}, "empty"),
        (" \n\t", {}, "empty"),
        (TEXT, {"published": "yesterday"}, "'yesterday' cannot be read"),
        (GERMAN, {}, "'de'"),
        (TEXT, {"lang": "fr"}, "its language is 'fr'"),
        ("x" * 1_000_001, {}, "1,000,001"),
        ("The army\0 shelled the town.", {}, "NUL bytes"),
        ("The army \ud800 shelled the town.", {}, "surrogate"),
    ],
)
def test_a_text_that_cannot_be_read_says_why(
    text: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(sayso.UnreadableError, match=re.escape(message)) as raised:
        sayso.read(text, **options)
    assert raised.value.remedy


def test_a_broken_overlay_is_an_error_and_no_reject(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.tsv"
    with pytest.raises(DataFileError, match="no such overlay file"):
        sayso.read(TEXT, overlays=[overlay])
    overlay.write_text("name\tcolour\nA\tred\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"mine\.tsv:1: unknown column colour"):
        sayso.read(TEXT, overlays=[overlay])
    with pytest.raises(DataFileError, match=r"mine\.tsv:1: unknown column colour"):
        next(sayso.read_many([{"text": TEXT}], overlays=[overlay]))


def test_an_overlay_holds_for_its_reading_alone(tmp_path: Path) -> None:
    overlay = tmp_path / "mine.tsv"
    overlay.write_text(
        "name\taliases\tcountry\tsector\tkind\nQuay Guard\tthe Quayers\tSYR\tREB\tgroup\n",
        encoding="utf-8",
    )
    text = "The Quayers attacked Aleppo."
    with_it = sayso.read(text, overlays=[overlay])
    without = sayso.read(text)
    assert [actor.name for actor in with_it.events[0].actors] == ["Quay Guard"]
    assert "Quay Guard" not in [actor.name for actor in without.actors]
    assert with_it.read.configuration != without.read.configuration


def documents(number: int) -> list[dict[str, str | None]]:
    good: list[dict[str, str | None]] = [
        {"id": str(n), "text": f"Rebels shelled Homs on day {n}, the army said."}
        for n in range(number)
    ]
    good[3] = {"id": "3", "text": ""}
    good[5] = {"id": "5", "text": GERMAN}
    return good


def test_workers_change_nothing_and_order_is_kept() -> None:
    one = list(sayso.read_many(documents(20)))
    two = list(sayso.read_many(iter(documents(20)), workers=2))
    assert one == two
    for number, result in enumerate(one):
        if number in {3, 5}:
            assert isinstance(result, Reject)
            assert result.where == number + 1
            assert result.remedy
        else:
            assert isinstance(result, sayso.Reading)
            assert result.document.report == str(number)
            assert result.events


def test_many_are_read_as_they_come() -> None:
    taken = []

    def source() -> Iterator[dict[str, str]]:
        for n in range(1000):
            taken.append(n)
            yield {"text": f"Rebels shelled Homs on day {n}."}

    next(sayso.read_many(source()))
    assert len(taken) < 10


def test_open_needs_a_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger"):
        sayso.open(tmp_path / "none.db")


def test_schema_is_of_known_records() -> None:
    assert "EventRow" in sayso.schema("event")["$defs"]
    assert "ReadDocument" in sayso.schema("reading")["$defs"]
    with pytest.raises(KeyError, match="known are comparison, event, figures, incident, "):
        sayso.schema("weather")


def test_tables_hold_the_events(reading: sayso.Reading) -> None:
    (event,) = reading.events
    frames = (reading.to_pandas(), reading.to_polars().to_pandas())
    assert [frame["id"].tolist() for frame in frames] == [[event.id], [event.id]]
    (row,) = reading.to_arrow().to_pylist()
    assert row["status"] == "negated"
    assert row["attribution"][0]["source"]["text"] == "The army"
    assert date.fromisoformat(row["date"]["earliest"]) == date(2016, 8, 2)
    assert dict(row["provenance"])["event_type"]["rule"].startswith("en.assault.")


def test_tables_of_nothing_have_columns() -> None:
    empty = sayso.read("The weather was calm, and the markets were open all day.")
    assert empty.events == []
    assert empty.to_pandas().empty
    assert "event_type" in empty.to_polars().columns


def test_the_terminal_view_is_the_table(reading: sayso.Reading) -> None:
    console = Console(width=120)
    with console.capture() as printed:
        console.print(reading)
    assert "ASSAULT negated" in printed.get()

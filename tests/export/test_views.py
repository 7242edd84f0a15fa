"""Cards, tables and explanations: what a person sees, for any reading and any width."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType

import sayso
from sayso.export import whole_flat
from sayso.export.cards import event_card, heading
from sayso.export.coverage import coverage_table
from sayso.export.explain import explanation
from sayso.export.table import event_table, whole_event_table
from sayso.export.whole_cards import whole_event_card
from sayso.export.whole_explain import whole_explanation
from sayso.export.wording import bounds, unwrapped, voice, window
from sayso.lexicons.rules.examples import load_examples
from sayso.records.event import Status
from sayso.records.evidence import Provenance, Span
from sayso.records.mention import Counted, QuantityOp
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.rows.events import to_whole_rows
from sayso.records.rows.mentions import QuantityRow, to_rows
from sayso.records.shown.coverage import Coverage, PublisherCoverage
from sayso.records.whole import Event, Fate, Filler, FillerKind, Slot
from tests.strategies import make_document, read_documents

SEEN = Provenance(
    component="merging.seen", version="0", model="recorder-by-hand",
    reason="no mention; the whole was read",
)  # fmt: skip
REPORT = (
    "The agency quoted a doctor as saying that government forces had shelled the town of Idlib on"
    " 2 August 2016, killing at least 12 people and bringing the toll to more than 300."
)


@pytest.fixture(scope="module")
def reading() -> sayso.Reading:
    return sayso.read(REPORT, published="2016-08-03", publisher="Levant Wire", title="Shells")


def printed(view: RenderableType, width: int = 110) -> str:
    console = Console(width=width, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(view)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


@settings(max_examples=40, deadline=None)
@given(read_documents(), st.sampled_from([40, 80, 160]))
def test_any_reading_can_be_shown(read: ReadDocument, width: int) -> None:
    rows = to_rows(read)
    views: list[RenderableType] = [event_table(rows)]
    views += [event_card(row, read.document) for row in rows]
    views += [explanation(row, read, {}) for row in rows]
    whole = to_whole_rows(read)
    views.append(whole_event_table(whole))
    views += [whole_event_card(row) for row in whole]
    views += [whole_explanation(row, read, {}) for row in whole]
    for view in views:
        assert printed(view, width)


@settings(max_examples=40, deadline=None)
@given(read_documents())
def test_unwrapping_keeps_offsets(read: ReadDocument) -> None:
    assert len(unwrapped(read).document.text) == len(read.document.text)
    for row, flat in zip(to_rows(read), to_rows(unwrapped(read)), strict=True):
        assert len(row.quote) == len(flat.quote)
        assert "\n" not in flat.quote


def test_a_card_names_all_voices_from_the_outlet_inwards(reading: sayso.Reading) -> None:
    event = next(event for event in reading.events if len(event.attribution) > 1)
    first, *_ = printed(event_card(event, reading.document)).splitlines()
    outer, inner = (voice(link) for link in event.attribution)
    assert first.startswith(f"Levant Wire › {outer} (")
    assert f" › {inner} (" in first


def test_a_report_without_voices_speaks_for_itself() -> None:
    plain = sayso.read("Rebels shelled Homs.", publisher="Levant Wire")
    (event,) = plain.events
    assert printed(event_card(event, plain.document)).startswith("Levant Wire says so itself\n")


def test_an_event_that_no_mention_tells_of_says_where_it_was_read() -> None:
    text = "A charge; a clerk died."
    clerk = Filler(
        slot=Slot.RECIPIENT, kind=FillerKind.PERSON, fate=Fate.KILLED, provenance=SEEN,
        span=Span(start=12, end=17, quote="clerk"),
    )  # fmt: skip
    event = Event(
        id="w", event_type="ASSAULT", incident_type="bombing", status=Status.OCCURRED,
        fillers=(clerk,), provenance={"mentions": SEEN},
    )  # fmt: skip
    read = ReadDocument(
        document=make_document(text), annotations=Annotations(whole_events=(event,)),
        version="0", configuration="0",
    )  # fmt: skip
    (row,) = to_whole_rows(read)
    card = printed(whole_event_card(row))
    assert "    told    read from the report as a whole\n" in card
    assert "“clerk” → person, unknown, killed · the report, asserts\n" in card
    out = printed(whole_explanation(row, read, {}))
    assert "no mention; the whole was read (merging.seen 0, recorder-by-hand)" in out
    assert whole_flat.flat(row)["recipient_fates"] == "killed"


def test_a_running_total_is_marked(reading: sayso.Reading) -> None:
    cards = "".join(printed(event_card(event, reading.document)) for event in reading.events)
    totals = [q for event in reading.events for q in event.quantities if q.cumulative]
    assert cards.count("a running total, not this event's own") == len(totals)


def test_a_heading_keeps_publisher_and_date_when_the_title_is_long() -> None:
    document = make_document(
        "x", title="A very long title " * 9, publisher="Levant Wire", published="2016-08-03"
    )
    head = heading(document, 60)
    assert head.cell_len <= 60
    assert head.plain.endswith("… · Levant Wire · 2016-08-03")
    assert heading(make_document("x", report="r.txt"), 60).plain == "r.txt"


def test_explanations_hold_every_part_with_its_reason(reading: sayso.Reading) -> None:
    event = next(event for event in reading.events if event.quantities and event.attribution)
    out = printed(explanation(event, reading.read, load_examples()), 200)
    for part in (*event.actors, *event.recipients, *event.quantities):
        assert f"“{part.text}” → " in out
    for link in event.attribution:
        assert f"“{link.cue.text}” → {voice(link)}" in out
    for provenance in event.provenance.values():
        assert provenance.component in out
    rule = event.provenance["event_type"].rule
    assert f"\n  {rule}\n    matches  " in out
    assert "{trigger|" not in out


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (1200, None, "1,200 to open"),
        (0, 50, "0 to 50"),
        (None, 50, "? to 50"),
        (None, None, "? to open"),
    ],
)
def test_bounds_say_when_they_are_open(low: int | None, high: int | None, words: str) -> None:
    quantity = QuantityRow(
        text="x", start=0, end=1, what=Counted.KILLED, of="people", low=low, best=None,
        high=high, op=QuantityOp.RANGE, cumulative=False,
    )  # fmt: skip
    assert bounds(quantity) == words


@settings(max_examples=40, deadline=None)
@given(read_documents())
def test_a_window_names_its_first_and_last_day(read: ReadDocument) -> None:
    for row in to_rows(read):
        days = [day for day in (row.date.earliest, row.date.latest) if day] if row.date else []
        assert all(day in window(row) for day in days)
        assert bool(window(row)) == bool(days)


def test_coverage_counts_have_units() -> None:
    coverage = Coverage(
        documents=1200, read=1100, unread=100, without_events=30, events=5000, without_place=70,
        without_date=80, erased=1, rejected={"the text is empty": 9},
        by_publisher={
            "": PublisherCoverage(documents=1, read=1, events=1),
            "Post": PublisherCoverage(documents=1199, read=1099, events=4999),
        },
    )  # fmt: skip
    lines = printed(coverage_table(coverage)).splitlines()
    assert lines[0].split() == ["documents", "stored", "1,200"]
    assert "  the text is empty" in "\n".join(lines)
    assert any(line.startswith("(no publisher): 1 of 1 documents read") for line in lines)
    assert any("4,999 event mentions" in line for line in lines)


def test_the_table_fits_a_small_terminal(reading: sayso.Reading) -> None:
    lines = printed(event_table(reading.events), 80).splitlines()
    assert max(map(cell_len, lines)) <= 80
    # An id can be copied and a day read, however narrow the terminal is.
    assert any(event.id[:9] in lines[1] for event in reading.events)
    assert any("2016-08-02" in line for line in lines)

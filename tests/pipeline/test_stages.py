"""What holds of every reading, whatever the text: spans, ids, references, codes, bounds."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.ingest.options import IngestOptions
from sayso.ingest.sources import read_sources
from sayso.lexicons.codes.codebook import CODEBOOKS, Codebook
from sayso.lexicons.files.load import DATA
from sayso.pipeline.reading.config import ReadConfig
from sayso.pipeline.reading.stages import read_document
from sayso.records.document import Document
from sayso.records.rows.mentions import to_rows
from tests.pipeline.tables import column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records.reading import ReadDocument
    from sayso.records.rows.mentions import ActorRow, EventRow

REPORT = """\
The army denied on Tuesday that its planes had bombed Aleppo, but residents said that at least 12
people were killed in the strike.

A spokesman told reporters that the minister had accused the rebels of shelling two villages near
Homs on 3 July 2016 and of abducting some 40 farmers.

Protesters marched in Tripoli and Benghazi last week; police arrested between 20 and 30 of them, a
lawyer for the detainees said.

“We did not fire on the convoy,” said the commander, who warned that his men would attack the port
if the talks failed.

According to the agency, the envoy said that Russia had promised to send aid to Syria.

Hundreds of families fled the town of Sirte after air strikes; the UN condemned the attack and
urged both sides to stop.

Ukraine's president and the European Union agreed to hold talks in Kyiv in May.

Fighters seized a bridge 5 km north of Idlib, destroyed three tanks and withdrew overnight.

The court said that the general may have ordered the massacre of 1995 in which 300 people died.

NATO said it would send 2,000 troops to the region. The Kremlin called this a threat.
"""

# The key of `provenance` that tells of each field of a row.
PROVENANCE = {
    "event_type": "event_type",
    "cameo": "event_type",
    "confidence": "event_type",
    "modes": "modes",
    "contexts": "contexts",
    "actors": "actors",
    "recipients": "recipients",
    "place": "place",
    "date": "date",
    "quantities": "quantities",
    "weapon": "weapon",
    "status": "status",
    "certainty": "status",
    "factuality": "factuality",
    "aux": "status",
    "attribution": "attribution",
}


class Words(NamedTuple):
    """Words that a row claims to have read, and where."""

    text: str
    start: int
    end: int


@pytest.fixture(scope="module")
def demo() -> list[ReadDocument]:
    sources = read_sources([str(DATA / "demo")], IngestOptions())
    return [read_document(d, ReadConfig()) for d in sources if isinstance(d, Document)]


@pytest.fixture(scope="module")
def readings(demo: list[ReadDocument]) -> list[ReadDocument]:
    paragraphs = REPORT.split("\n\n")
    ours = [sayso.read(text, published="2016-08-03", lang="en").read for text in paragraphs]
    whole = sayso.read(REPORT, published="2016-08-03", title="A day of war").read
    return [*demo, *ours, whole]


@pytest.fixture(scope="module")
def rows(readings: list[ReadDocument]) -> list[tuple[EventRow, ReadDocument]]:
    found = [(row, read) for read in readings for row in to_rows(read)]
    assert len(found) > 60
    return found


def words_of(row: EventRow) -> Iterator[Words]:
    yield Words(row.quote, row.start, row.end)
    for part in (*row.actors, *row.recipients, *row.quantities, *row.weapon):
        yield Words(part.text, part.start, part.end)
    if row.place:
        yield Words(row.place.text, row.place.start, row.place.end)
    if row.date and row.date.start is not None:
        assert row.date.text is not None
        assert row.date.end is not None
        yield Words(row.date.text, row.date.start, row.date.end)
    for link in row.attribution:
        yield Words(link.cue.text, link.cue.start, link.cue.end)
        if link.source:
            yield Words(link.source.text, link.source.start, link.source.end)


def test_every_quote_is_what_the_text_says_there(
    rows: list[tuple[EventRow, ReadDocument]],
) -> None:
    for row, read in rows:
        for words in words_of(row):
            assert words.text == read.document.text[words.start : words.end], row
        for link in row.attribution:
            for extent in link.content:
                assert 0 <= extent.start < extent.end <= len(read.document.text)


def test_every_mention_quotes_its_text(readings: list[ReadDocument]) -> None:
    for read in readings:
        found, text = read.annotations, read.document.text
        spans = [
            *(m.span for m in found.actors),
            *(m.span for m in found.places),
            *(m.span for m in found.quantities),
            *(m.span for m in found.dates),
        ]
        for link in found.attributions:
            spans += [link.cue, *link.content, link.source]
        for span in filter(None, spans):
            assert span.quote == text[span.start : span.end]


def test_a_trigger_stands_in_its_sentence_and_a_sentence_in_one_paragraph(
    rows: list[tuple[EventRow, ReadDocument]],
) -> None:
    for row, read in rows:
        assert row.sentence.start <= row.start < row.end <= row.sentence.end
        assert "\n\n" not in read.document.text[row.sentence.start : row.sentence.end]


def test_ids_are_unique_and_the_same_on_every_run(readings: list[ReadDocument]) -> None:
    for read in readings:
        found = read.annotations
        for mentions in (
            found.actors, found.places, found.dates, found.quantities, found.attributions,
            found.events, found.whole_events,
        ):  # fmt: skip
            ids = [mention.id for mention in mentions]
            assert len(set(ids)) == len(ids)
    for read in readings[::4]:
        again = read_document(read.document, ReadConfig())
        assert again.annotations == read.annotations


def test_the_documents_read_before_change_nothing(readings: list[ReadDocument]) -> None:
    for read in reversed(readings):
        assert read_document(read.document, ReadConfig()).annotations == read.annotations


def test_references_are_to_records_of_the_report(readings: list[ReadDocument]) -> None:
    for read in readings:
        found = read.annotations
        whole = {event.id: event.mentions for event in found.whole_events}
        actors = {actor.id for actor in found.actors}
        attributions = {a.id for a in found.attributions}
        quantities = {q.id for q in found.quantities}
        for event in found.events:
            assert event.id in whole[event.event]
            assert {*event.actors, *event.recipients} <= actors
            assert set(event.quantities) <= quantities
            assert set(event.attribution) <= attributions
        for attribution in found.attributions:
            assert {attribution.voice, None} - {None} <= actors
            assert {attribution.parent, None} - {None} <= attributions
        assert {q.part_of for q in found.quantities} - {None} <= quantities


def test_every_mention_tells_of_one_whole_event(readings: list[ReadDocument]) -> None:
    for read in readings:
        told = [key for whole in read.annotations.whole_events for key in whole.mentions]
        assert sorted(told) == sorted(event.id for event in read.annotations.events)


def test_a_chain_runs_from_the_outermost_voice_inwards(
    rows: list[tuple[EventRow, ReadDocument]],
) -> None:
    for row, _ in rows:
        for outer, inner in zip(row.attribution, row.attribution[1:], strict=False):
            # "confirmed reports that …": both cues have the same content.
            assert inner.content == outer.content or any(
                extent.start <= inner.cue.start and inner.cue.end <= extent.end
                for extent in outer.content
            ), row
        if row.attribution:
            # What the innermost voice says holds the event.
            assert any(
                extent.start < row.end and row.start < extent.end
                for extent in row.attribution[-1].content
            ), row


def test_bounds_are_in_order(rows: list[tuple[EventRow, ReadDocument]]) -> None:
    for row, _ in rows:
        for quantity in row.quantities:
            known = [n for n in (quantity.low, quantity.best, quantity.high) if n is not None]
            assert known == sorted(known)
            assert all(number >= 0 for number in known)
        if row.date and row.date.earliest and row.date.latest:
            assert row.date.earliest <= row.date.latest
        assert 0 <= row.confidence <= 1


def test_wide_places_have_no_coordinates(rows: list[tuple[EventRow, ReadDocument]]) -> None:
    places = [row.place for row, _ in rows if row.place]
    assert places
    for place in places:
        if place.precision in {"admin1", "area", "country"}:
            assert (place.lat, place.lon) == (None, None)
        if place.lat is not None:
            assert place.lon is not None
            assert abs(place.lat) <= 90
            assert abs(place.lon) <= 180


def actors_of(row: EventRow) -> Iterator[ActorRow]:
    yield from (*row.actors, *row.recipients)
    yield from (link.source for link in row.attribution if link.source)


def test_all_codes_are_in_the_code_tables(rows: list[tuple[EventRow, ReadDocument]]) -> None:
    book = Codebook.load()
    contexts = column(CODEBOOKS / "plover_contexts.tsv", "context")
    aux = column(CODEBOOKS / "auxiliary_modes.tsv", "auxiliary_mode")
    sectors = column(CODEBOOKS / "sectors.tsv", "code")
    states = column(DATA / "places" / "countries.tsv", "country")
    parties = column(DATA / "actors" / "states.tsv", "code")
    parties |= column(CODEBOOKS / "international_actors.tsv", "code")
    for row, _ in rows:
        assert row.event_type in book.types
        assert all((row.event_type, mode) in book.modes for mode in row.modes)
        assert set(row.contexts) <= contexts
        assert set(row.aux) <= aux
        assert row.cameo is None or (row.event_type, row.cameo) in book.roots
        for actor in actors_of(row):
            assert actor.country is None or actor.country in parties, actor
            assert actor.sector is None or actor.sector in sectors, actor
        if row.place:
            assert row.place.country is None or row.place.country in states


def test_every_value_says_where_it_is_from(rows: list[tuple[EventRow, ReadDocument]]) -> None:
    for row, _ in rows:
        for field, key in PROVENANCE.items():
            if getattr(row, field) not in {None, ()}:
                assert key in row.provenance, (field, row)
        # An empty field of who, whom, where and when says why it is empty.
        for field in ("actors", "recipients", "place", "date"):
            assert row.provenance[field].reason, (field, row)


def test_no_epithet_is_a_name(rows: list[tuple[EventRow, ReadDocument]]) -> None:
    epithets = column(DATA / "lexicons" / "en" / "epithets.tsv", "forms")
    words = {word.casefold() for forms in epithets for word in forms.split("|")}
    for row, _ in rows:
        for actor in actors_of(row):
            assert (actor.name or "").casefold() not in words


# Before an event: what takes more bytes, code units or combining marks than code points.
_BEFORE = st.sampled_from(
    [
        *("😀 ", "👩🏽\u200d🚒 ", "سوريا ", "שלום ", "𐍈 ", "中文 "),
        *("Zu\u0308rich ", "e\u0301te\u0301 ", "a\u0300\u0301 "),
    ]
)
_EVENT = "Gunmen killed 12 people in Sirte on Monday, residents said."


@settings(max_examples=25, deadline=None)
@given(st.lists(_BEFORE, min_size=1, max_size=4).map("".join))
def test_characters_before_an_event_shift_nothing(before: str) -> None:
    text = f"{before.strip()}.\n\n{_EVENT}\n"
    reading = sayso.read(text, published="2016-08-03", lang="en")
    assert unicodedata.is_normalized("NFC", reading.text)
    offset = reading.text.index(_EVENT)
    (alone,) = sayso.read(_EVENT, published="2016-08-03", lang="en").events
    row = next(row for row in reading.events if row.start >= offset)
    assert [(w.text, w.start - offset) for w in words_of(row)] == [
        (w.text, w.start) for w in words_of(alone)
    ]
    for words in words_of(row):
        assert words.text == reading.text[words.start : words.end]


CALM = "The choir has new robes. Tea was served in the hall. The roof is to be mended in May. "
WAR = "Militants attacked a police post near Kano on Friday, killing four officers, police said."


def _document(text: str) -> Document:
    return sayso.read(text, published="2016-08-03", model=False).document


def test_stretches_that_tell_of_no_event_are_left_out_and_offsets_hold() -> None:
    text = f"{CALM * 3}\n\n{WAR}\n\n{CALM * 3}\n\n“{CALM}” he said of the choir."
    document = _document(text)
    whole = read_document(document, ReadConfig(every_sentence=True)).annotations
    skimmed = read_document(document, ReadConfig()).annotations
    assert [e.id for e in skimmed.events] == [
        e.id for e in whole.events if "Kano" in e.sentence.quote
    ]
    spans = [a.cue for a in skimmed.attributions] + [p.span for p in skimmed.places]
    assert spans
    assert all(text[s.start : s.end] == s.quote for s in spans)


def test_a_report_that_tells_of_no_event_is_stored_unread() -> None:
    read = read_document(_document(CALM * 4), ReadConfig())
    assert read.annotations.events == ()
    assert read.annotations.attributions == ()

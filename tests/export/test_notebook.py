"""The view in notebooks: every word of the report, every mark with its meaning, nothing active."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import sayso
from sayso.export.cards import STYLES
from sayso.export.marked_text import Mark, marked_text
from sayso.export.notebook import EventView, reading_html
from sayso.lexicons.files.load import DATA
from sayso.records.reading import Annotations, ReadDocument
from sayso.records.rows.mentions import to_rows
from tests.strategies import make_document, read_documents

CSS = (DATA / "views" / "notebook.css").read_text(encoding="utf-8")
HOSTILE = (
    "See <script>alert(\"1\")</script> & <b onload='x'>more</b>.\n\n"
    "Gunmen of <img src=x> killed three people in Sirte, the army said."
)
REPORT = (
    "The agency quoted a doctor as saying that government forces had shelled the town of Idlib on"
    " 2 August 2016, killing at least 12 people."
)
_ELEMENTS = {"div", "p", "ul", "li", "mark", "small", "bdi", "b", "span", "details", "summary"}
_ELEMENTS |= {"dl", "dt", "dd", "style"}
_ATTRIBUTES = {"class", "style", "title", "role", "tabindex", "dir", "aria-label", "open"}


class Page(HTMLParser):
    """What a browser makes of a view: its elements, and the words of the report in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[dict[str, str | None]] = []
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.opened.append((tag, dict(attrs)))
        if tag == "mark":
            self.marks.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        inside = any(attrs.get("class") == "sayso-text" for _, attrs in self.opened)
        if inside and not any(tag == "small" for tag, _ in self.opened):
            self.text += data


def page(html: str) -> Page:
    parsed = Page(html)
    assert parsed.opened == []
    assert parsed.elements <= _ELEMENTS
    assert parsed.attributes <= _ATTRIBUTES
    return parsed


@settings(max_examples=60, deadline=None)
@given(read_documents())
def test_any_reading_is_shown_whole(read: ReadDocument) -> None:
    rows = to_rows(read)
    shown = page(reading_html(read, rows))
    assert shown.text == read.document.text  # a browser shows a carriage return as a line end
    titles = {mark.get("title") for mark in shown.marks}
    assert {f"trigger: {row.event_type} {row.status}" for row in rows} <= titles
    for row in rows:
        assert page(EventView(read.document, [row])._repr_html_()).text


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\n\rb"])
def test_line_ends_of_other_systems_are_shown_as_they_are(text: str) -> None:
    read = ReadDocument(
        document=make_document(text), annotations=Annotations(), version="0", configuration="0"
    )
    assert page(reading_html(read, [])).text == text


_MARKS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(list(STYLES))).map(
        lambda m: Mark(min(m[:2]), max(m[:2]), m[2], "meaning")
    ),
    max_size=12,
)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30), _MARKS)
def test_marks_may_nest_and_cross(text: str, marks: list[Mark]) -> None:
    shown = page(f'<div class="sayso-text">{marked_text(text, marks)}</div>')
    assert shown.text == text
    html = marked_text("x" * 30, marks)
    assert html.count("sayso-unseen") == len({m for m in marks if m.start < m.end})


def test_lines_of_marks_that_overlap_do_not_lie_on_each_other() -> None:
    marks = [Mark(0, 9, "actor"), Mark(4, 9, "place"), Mark(6, 12, "date"), Mark(20, 24, "cue")]
    levels = re.findall(r'sayso-(\w+)" style="--level:(\d)', marked_text("x" * 30, marks))
    found = dict(levels)
    assert len({found["actor"], found["place"], found["date"]}) == 3
    assert found["cue"] == "0"


def test_what_the_report_says_is_escaped() -> None:
    reading = sayso.read(HOSTILE, publisher="<i>Wire</i>", title='"><script>')
    html = reading._repr_html_()
    assert page(html).text == HOSTILE
    assert "<script" not in html
    assert "&lt;i&gt;Wire" in html
    event = reading.events[0]
    assert "<script" not in reading.show(event.id)._repr_html_()


@pytest.fixture(scope="module")
def reading() -> sayso.Reading:
    return sayso.read(REPORT, published="2016-08-03", publisher="Levant Wire", title="Shells")


def test_each_event_shows_its_voices_and_fields(reading: sayso.Reading) -> None:
    html = reading._repr_html_()
    words = re.sub(r"<[^>]+>", "", html.split("</style>")[1])
    assert "Levant Wire › The agency asserts (“quoted”)" in words
    for row in reading.events:
        assert f"{row.event_type} {row.status}" in html
        assert row.id[:9] in words
    assert "12 to open (at least)" in words
    assert "Idlib, SYR (exact)" in words


def test_it_needs_no_network_and_no_script(reading: sayso.Reading) -> None:
    html = reading._repr_html_()
    assert not re.search(r"https?:|//|url\(|@import|<script| on\w+=", html.replace("/*", ""))


def test_one_event_is_found_by_the_start_of_an_id(reading: sayso.Reading) -> None:
    row = max(reading.events, key=lambda row: len(row.attribution))
    view = reading.show(row.id)
    assert [shown.id for shown in view.rows] == [row.id]
    assert {mark["class"] for mark in page(view._repr_html_()).marks} >= {
        "sayso-trigger",
        "sayso-cue",
        "sayso-source",
    }
    whole = reading.whole_events[0]
    assert {shown.event for shown in reading.show(whole.id).rows} == {whole.id}
    console = Console(width=100)
    with console.capture() as printed:
        console.print(view)
    assert row.event_type in printed.get()
    for wrong in ("", "nothing"):
        with pytest.raises(ValueError, match="must begin one id"):
            reading.show(wrong)


def test_a_long_report_says_what_is_left_out() -> None:
    text = "The weather was calm. " * 4000
    read = ReadDocument(
        document=make_document(text), annotations=Annotations(), version="0", configuration="0"
    )
    html = reading_html(read, [])
    assert len(page(html).text) == 40_000
    assert "Not shown: 48,000 more characters" in html


def test_every_kind_of_mark_has_a_colour_that_stands_out_and_a_line_of_its_own() -> None:
    colours = dict(re.findall(r"--(\w+): light-dark\((.*?)\);", CSS))
    for theme in (0, 1):
        ground = _shade(colours["ground"].split(", ")[theme])
        for name, pair in colours.items():
            if name not in {"ground", "rule", "trigger"}:
                shade = _shade(pair.split(", ")[theme])
                light, dark = max(shade, ground), min(shade, ground)
                assert (light + 0.05) / (dark + 0.05) >= 3, (name, theme)
    lines = dict(re.findall(r"mark\.sayso-(\w+) \{[^}]*?border-bottom: (\w+ \w+)", CSS, re.DOTALL))
    assert set(lines) == set(STYLES)
    looks = [(line, kind in {"source", "cue"}, kind == "trigger") for kind, line in lines.items()]
    assert len(set(looks)) == len(looks)


def _shade(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

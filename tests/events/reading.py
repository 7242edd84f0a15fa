"""Marked sentences as parsed reports with a trigger: what the tests of events share."""

from __future__ import annotations

from sayso.analysis.model import parse
from sayso.analysis.parsed import Parsed
from sayso.events.triggers.trigger import Trigger
from sayso.lexicons.files.marks import parse_marks
from sayso.records.document import Document, Passage, PassageKind
from sayso.segment.passages import split_passages

PUBLISHED = "2016-08-03"


def document(text: str, published: str | None = PUBLISHED) -> Document:
    return Document(
        id="d1", report="r1", address="r1", text=text, sha256_bytes="", sha256_text="",
        media_type="text/plain", published=published,
    )  # fmt: skip


def parse_report(text: str, *, title: bool | None = None) -> Parsed:
    """A report of one passage, or, with `title` null, of the passages that it has."""
    kind = PassageKind.TITLE if title else PassageKind.BODY
    passages = (
        tuple(split_passages(text))
        if title is None
        else (Passage(kind=kind, start=0, end=len(text)),)
    )
    return Parsed(document(text), passages, parse(text, passages))


def trigger_at(
    parsed: Parsed, start: int, end: int, event_type: str = "ASSAULT", modes: tuple[str, ...] = ()
) -> Trigger:
    """A trigger over the words from `start` to `end`, whose verb governs a noun as light verb."""
    words = parsed.doc.char_span(start, end, alignment_mode="expand")
    assert words is not None
    root = words.root
    nouns = [t for t in words if t.dep_ == "dobj" and t.head == root]
    head, light = (nouns[0], root) if nouns else (root, None)
    return Trigger(
        head=head, start=start, end=end, rule_id="en.test", event_type=event_type, modes=modes,
        cameo=None, confidence=0.5, light=light,
    )  # fmt: skip


def read_marked(marked: str, event_type: str = "ASSAULT") -> tuple[Parsed, list[Trigger]]:
    """The report of a marked text, and its triggers in the order of the text."""
    text = parse_marks(marked)
    parsed = parse_report(text.text)
    spans = [(start, end) for label, start, end in text.spans if label == "trigger"]
    return parsed, [trigger_at(parsed, start, end, event_type) for start, end in spans]

"""Sentences with inline marks: "{cue|said} the mayor" is "said the mayor" with a span "cue"."""

from __future__ import annotations

import re

from sayso.records.evidence import Record

_MARK = re.compile(r"\{(?P<label>[a-z_]+)\|(?P<words>[^{}]*)\}")


class Marked(Record, frozen=True, kw_only=True):
    """A sentence without its marks, and the spans they marked: (label, start, end)."""

    text: str
    spans: tuple[tuple[str, int, int], ...]


def parse_marks(marked: str) -> Marked:
    """The text and spans of a marked sentence. Offsets are code points, end-exclusive."""
    text, spans, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        spans.append((match["label"], len(text), len(text) + len(match["words"])))
        text += match["words"]
        done = match.end()
    return Marked(text=text + marked[done:], spans=tuple(spans))

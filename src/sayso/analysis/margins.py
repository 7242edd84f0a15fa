"""The margins of a line: names and days that stand before its colon, or behind its last comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ENDS = frozenset({":", "."})
_OPENINGS = frozenset({",", "("})
_DAYS = frozenset({"DATE", "TIME"})
_LONGEST = 10


def heading_end(doc: Doc, start: int) -> int | None:
    """Where a heading of names and days ends that opens a line: behind its colon or full stop.

    "{X:} three killed", "{4 May, X:} …", "{X, 4 May.} Three killed"; null where words are in it.
    """
    for token in doc[start : start + _LONGEST]:
        if token.text in _ENDS and token.i > start:
            return token.i + 1
        if not _is_name_or_day(token):
            return None
    return None


def in_margin(sent: Span, token: Token) -> bool:
    """Whether a word stands in the heading of a sentence or in its tail: "…, X, {Tuesday}."."""
    end = heading_end(sent.doc, sent.start)
    if end is not None and sent.start <= token.i < end < sent.end:
        return True
    start = _tail_start(sent)
    return start is not None and start <= token.i < sent.end


def _tail_start(sent: Span) -> int | None:
    """Where the names and days begin that a comma or bracket sets off at a sentence's end."""
    at = sent.end
    start = None
    while at > sent.start + 1 and _is_name_or_day(sent.doc[at - 1]):
        at -= 1
        if sent.doc[at].text in _OPENINGS:
            start = at + 1
    return start


def _is_name_or_day(token: Token) -> bool:
    dated = token.ent_type_ in _DAYS or token.like_num
    return dated or token.is_punct or token.text[0].isupper()

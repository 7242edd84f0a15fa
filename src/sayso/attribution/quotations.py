"""Quotation marks matched in the text: speech over sentences and paragraphs, no apostrophes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records.document import Passage

_OPENERS = {"“": "double", "„": "double", "«": "double", "‘": "single"}
_CLOSERS = {"”": "double", "»": "double", "’": "single"}
_STRAIGHT = {'"': "double", "'": "single"}
_BEFORE_OPENING = frozenset(" \t\n\r\xa0([{—–-/“‘\"'…:")
_TYPED = '"\x00'  # a double mark typed as two single ones, at its own length
_ELISION = re.compile(r"(?:\d\ds?|em|tis|twas|til|cause|n)\b", re.IGNORECASE)
_SHORT = 4
_SPEECH = 5


@dataclass(frozen=True)
class Quotation:
    """A stretch between quotation marks, marks included (code points, end-exclusive).

    `closed` is false where the speech runs on into the next paragraph or the closing mark is
    missing; `continues` is true where it takes up the unclosed speech of the paragraph before.
    """

    start: int
    end: int
    closed: bool = True
    continues: bool = False


@dataclass(frozen=True)
class _Mark:
    at: int
    kind: str
    opens: bool
    closes: bool
    weak: bool


def find_quotations(text: str, passages: Sequence[Passage]) -> list[Quotation]:
    """The quotations of a text in order, nested ones after those that hold them.

    A mark is told from an apostrophe by what stands around it; after a plural s ("the powers’
    ally") by whether another mark can close the quotation. A paragraph that opens with a mark
    while the one before it is unclosed continues the same speech.
    """
    text = text.replace("''", _TYPED).replace("``", _TYPED)
    found: list[Quotation] = []
    for kind in ("double", "single"):
        unclosed = False
        for number, passage in enumerate(passages):
            following = passages[number + 1 : number + 2]
            marks = [m for m in _marks(text, passage.start, passage.end) if m.kind == kind]
            here = _match(
                text, passage, marks, resumes=unclosed and not _opens_with(text, passage, kind)
            )
            unclosed_before, unclosed = unclosed, False
            for quotation in here:
                is_first = quotation.start == passage.start
                kept = quotation
                if is_first and unclosed_before:
                    kept = Quotation(
                        quotation.start, quotation.end, quotation.closed, continues=True
                    )
                if not kept.closed:
                    unclosed = _runs_on(text, kind, following)
                    if not unclosed and not _is_long(text, kept):
                        continue
                found.append(kept)
    return sorted(found, key=lambda q: (q.start, -q.end))


def _match(text: str, passage: Passage, marks: list[_Mark], *, resumes: bool) -> list[Quotation]:
    """The quotations of one paragraph; `resumes` when it begins inside a quotation."""
    found: list[Quotation] = []
    opened = passage.start if resumes else None
    for number, mark in enumerate(marks):
        if opened is None:
            opened = mark.at if mark.opens else None
        elif mark.closes:
            if mark.weak and _is_possessive(text, opened, mark, marks[number + 1 :]):
                continue
            length = 2 if text.startswith(_TYPED, mark.at) else 1
            found.append(Quotation(opened, mark.at + length))
            opened = None
        elif mark.opens:
            opened = mark.at
    if opened is not None and (not resumes or found or opened != passage.start):
        found.append(Quotation(opened, passage.end, closed=False))
    return found


def _is_possessive(text: str, opened: int, mark: _Mark, later: list[_Mark]) -> bool:
    """Whether a mark after a plural s is its apostrophe: a real end follows, and speech began."""
    for following in later:
        if following.opens and not following.closes:
            break
        if following.closes and not following.weak:
            words = text[opened + 1 : mark.at].split()
            return words[0][:1].isupper() or len(words) > _SHORT if words else False
    return False


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    return [
        mark
        for at in range(start, end)
        if text[at] in _OPENERS or text[at] in _CLOSERS or text[at] in _STRAIGHT
        if (mark := _read(text, at, start, end)) is not None
    ]


def _read(text: str, at: int, start: int, end: int) -> _Mark | None:
    sign = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    free_before = before in _BEFORE_OPENING
    can_close = not before.isspace() and not after.isalnum()
    if sign in _OPENERS:
        kind = _OPENERS[sign]
        if kind == "single" and (before.isalnum() or _ELISION.match(text, at + 1)):
            return None
        return _Mark(at, kind, opens=True, closes=False, weak=False)
    kind = _CLOSERS.get(sign) or _STRAIGHT[sign]
    if kind == "single" and before.isalnum() and after.isalnum():
        return None
    opens = sign in _STRAIGHT and free_before and not after.isspace()
    if kind == "single" and opens and _ELISION.match(text, at + 1):
        return None
    closes = can_close if kind == "single" else not before.isspace() or not opens
    weak = kind == "single" and before in "sS" and after == " " and text[at + 2 : at + 3].isalnum()
    return _Mark(at, kind, opens, closes, weak) if opens or closes else None


def _opens_with(text: str, passage: Passage, kind: str) -> bool:
    mark = (
        _read(text, passage.start, passage.start, passage.end)
        if _is_mark(text[passage.start])
        else None
    )
    return mark is not None and mark.opens and mark.kind == kind


def _is_mark(sign: str) -> bool:
    return sign in _OPENERS or sign in _CLOSERS or sign in _STRAIGHT


def _runs_on(text: str, kind: str, following: Sequence[Passage]) -> bool:
    """Whether the next paragraph takes up an unclosed quotation: it reopens it, or closes it."""
    if not following:
        return False
    passage = following[0]
    if _opens_with(text, passage, kind):
        return True
    curly = [m for m in _marks(text, passage.start, passage.end) if m.kind == kind]
    return bool(curly) and kind == "double" and curly[0].closes and not curly[0].opens


def _is_long(text: str, quotation: Quotation) -> bool:
    words = text[quotation.start + 1 : quotation.end].split()
    return len(words) >= _SPEECH and words[0][:1].isupper()

"""A report's passages: the stretches that are read on their own, and what each is for."""

from __future__ import annotations

import re

from sayso.lexicons.words.calendar import calendar_names
from sayso.records.document import Passage, PassageKind

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n\s*|[\u2028\u2029]+\s*")
_DATELINE = re.compile(r"(?P<dateline>[A-Z][^\n]{2,100}?)\s*(?:--+\s|[—–_]\s| - )\s*(?=\S)")
_ALONE = re.compile(r"(?P<dateline>[A-Z][^\n]{2,100}?)\s*(?:--+|[—–_-])")
_PLACE = re.compile(r"[A-Z][A-Z .'’/-]{2,40}")
_TITLED = re.compile(r"[A-Z][A-Za-z.'’-]{2,20}(?:[ /][A-Z][A-Za-z.'’-]*){0,3}")
_TITLE_LIMIT = 200
_WRAP_WIDTH = 60


def split_passages(text: str) -> list[Passage]:
    """The passages of a text, in order; together they cover everything but white space.

    Blank lines always end a passage. A single line end does so only where the lines are not
    hard-wrapped. A short first passage without a full stop is the title; a dateline
    ("BEIRUT, June 5 (Reuters) -") is a passage of its own, also on a line of its own, so that no
    sentence swallows it.
    """
    passages: list[Passage] = []
    for start, end in _blocks(text):
        alone = _ALONE.fullmatch(text[start:end])
        if alone and _is_dateline(alone["dateline"], ""):
            middle = start + alone.end("dateline")
            passages.append(Passage(kind=PassageKind.DATELINE, start=start, end=middle))
            continue
        if not passages and _is_title(text[start:end], start, end, text):
            passages.append(Passage(kind=PassageKind.TITLE, start=start, end=end))
            continue
        dateline = _DATELINE.match(text[start:end])
        if dateline and _is_dateline(dateline["dateline"], text[start + dateline.end() : end]):
            middle = start + dateline.end()
            passages.append(
                Passage(
                    kind=PassageKind.DATELINE, start=start, end=start + dateline.end("dateline")
                )
            )
            if middle < end:
                passages.append(Passage(kind=PassageKind.BODY, start=middle, end=end))
            continue
        passages.append(Passage(kind=PassageKind.BODY, start=start, end=end))
    return passages


def _blocks(text: str) -> list[tuple[int, int]]:
    bounds = [0]
    for match in _BLANK_LINE.finditer(text):
        bounds += [match.start(), match.end()]
    bounds.append(len(text))
    blocks: list[tuple[int, int]] = []
    for start, end in zip(bounds[::2], bounds[1::2], strict=True):
        blocks += _lines(text, start, end)
    return blocks


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The block itself when its lines are hard-wrapped, else its lines."""
    lines = [(m.start() + start, m.end() + start) for m in re.finditer(r"[^\n]+", text[start:end])]
    inner = [text[a:b].strip() for a, b in lines[:-1]]
    wrapped = bool(inner) and all(_WRAP_WIDTH <= len(x) <= 100 for x in inner)
    runs_on = bool(inner) and all(x and x[-1] not in '.!?:"”’' for x in inner) and len(lines) > 1
    blocks = [(start, end)] if wrapped or runs_on else lines
    return [trimmed for a, b in blocks if (trimmed := _trim(text, a, b))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    block = text[start:end]
    stripped = block.strip()
    if not stripped:
        return None
    start += block.index(stripped[0])
    return start, start + len(stripped)


def _is_title(block: str, start: int, end: int, text: str) -> bool:
    more = bool(text[end:].strip())
    return more and end - start <= _TITLE_LIMIT and "\n" not in block and block[-1] not in ".,;:"


def _is_dateline(dateline: str, after: str) -> bool:
    """Whether the words before a dash are a place in capitals, then perhaps a day and a source.

    A place in small letters needs a day behind it: "Colombo, Tuesday -".

    Without day or source, prose must follow that begins anew: "NATO – for once – agreed" and a
    parenthesis in a report in capitals are no datelines.
    """
    place, mark, rest = re.fullmatch(r"([^,(\d]*)([,(]?)(.*)", dateline, re.DOTALL).groups()  # type: ignore[union-attr]
    outside = re.findall(r"[^\W\d_]+", re.sub(r"\([^()]*\)", " ", mark + rest))
    days = bool(outside) and all(word in calendar_names() for word in outside)
    shape = _TITLED if days else _PLACE
    if not shape.fullmatch(place.strip()) or len(place.split()) > 4:
        return False
    if any(word[0].islower() for word in outside):
        return False
    told = "(" in dateline or any(c.isdigit() for c in dateline)
    if told or not after:
        return told
    return not after.isupper() and (after[0].isupper() or not after[0].isalpha())

"""Direct speech: which cue each quotation belongs to, by what stands beside it in the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribution.spans import content_ranges, extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.quotations import Quotation
    from sayso.attribution.report import Report
    from sayso.records.document import Passage

_ASIDE = re.compile(r"[^.!?:;\n]{0,60}")
_GAP = re.compile(r"[\s,.:;–—-]*")
_SCARE = 4


def is_speech(quotation: Quotation, doc: Doc) -> bool:
    """Whether quoted words are spoken words: more than four, or with a verb among them."""
    words = [
        t
        for t in tokens_in(doc, quotation.start, quotation.end)
        if not t.is_punct and not t.is_space
    ]
    return len(words) > _SCARE or any(t.pos_ in {"VERB", "AUX"} for t in words)


def tokens_in(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that begin in a range of code points."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return [] if span is None else [t for t in span if start <= t.idx < end]


def attach_quotations(
    reports: Sequence[Report],
    quotations: Sequence[Quotation],
    doc: Doc,
    passages: Sequence[Passage],
) -> list[Report]:
    """The reports with the speech that belongs to them.

    A quotation belongs to the cue whose content it overlaps; else to the cue that directly
    follows or precedes it; else it goes on with the speech before it: after the cue of an
    interrupted one, in the same unclosed speech, or as a paragraph of its own.
    """
    spoken = [q for q in _outermost(quotations) if is_speech(q, doc)]
    found = list(reports)
    owner: dict[int, int] = {}
    text = doc.text
    for number, quotation in enumerate(spoken):
        chosen = _overlapping(found, quotation)
        if chosen is None:
            chosen = _beside(found, quotation, text, passages)
        if chosen is None and number:
            chosen = _going_on(found, owner, spoken, number, text, passages)
        if chosen is None:
            continue
        owner[number] = chosen
        report = found[chosen]
        found[chosen] = replace(report, speech=(*report.speech, quotation))
    return found


def _outermost(quotations: Sequence[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for quotation in quotations:
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return kept


def _inside(report: Report, quotation: Quotation) -> bool:
    return quotation.start <= report.head.idx < quotation.end


def _overlapping(reports: list[Report], quotation: Quotation) -> int | None:
    """The cue outside a quotation whose content overlaps it; the nearest, if there are several."""
    best: tuple[int, int] | None = None
    for number, report in enumerate(reports):
        if _inside(report, quotation) or report.row is None:
            continue
        for start, end in content_ranges(report):
            if start < quotation.end and quotation.start < end:
                distance = min(
                    abs(report.head.idx - quotation.start), abs(report.head.idx - quotation.end)
                )
                if best is None or distance < best[0]:
                    best = (distance, number)
    return best[1] if best else None


def _beside(
    reports: list[Report], quotation: Quotation, text: str, passages: Sequence[Passage]
) -> int | None:
    """The cue whose clause directly follows or precedes a quotation in its paragraph."""
    for number, report in enumerate(reports):
        if not _takes_speech(report) or _inside(report, quotation):
            continue
        start, end = extent(report)
        if not _together(start, quotation.start, passages):
            continue
        if start >= quotation.end:
            gap = text[quotation.end : start]
            tail = text[quotation.start : quotation.end].rstrip("'\"”’»")[-1:]
            if _GAP.fullmatch(gap) and (
                tail in ",?!—-–…"
                or gap.strip() in {",", "–", "—", "-"}
                or (tail == "." and not report.content)
            ):
                return number
        elif (
            end <= quotation.start
            and not report.content
            and _ASIDE.fullmatch(text[end : quotation.start].rstrip(" :,—–-"))
        ):
            return number
    return None


def _takes_speech(report: Report) -> bool:
    return (
        report.match is not None
        and report.match.row("quote", "v") is not None
        and not report.speech
    )


def _going_on(  # noqa: PLR0913
    reports: list[Report],
    owner: dict[int, int],
    spoken: list[Quotation],
    number: int,
    text: str,
    passages: Sequence[Passage],
) -> int | None:
    """The report whose speech a quotation continues, or null when that cannot be known."""
    quotation, before = spoken[number], spoken[number - 1]
    previous = owner.get(number - 1)
    if previous is None:
        return None
    report = reports[previous]
    between = text[before.end : quotation.start]
    start, end = extent(report)
    if start >= before.end:
        between = text[end : quotation.start]
    if quotation.continues and not before.closed:
        return previous
    if _together(before.start, quotation.start, passages):
        return previous if len(between) < 80 and not re.search(r"[.!?]\W*\w+\W", between) else None
    alone = any(p.start == quotation.start for p in passages)
    return (
        previous if alone and not re.search(r"\w{2,}.*[.!?].*\w{2,}", between, re.DOTALL) else None
    )


def _together(left: int, right: int, passages: Sequence[Passage]) -> bool:
    return any(p.start <= left < p.end and p.start <= right < p.end for p in passages)

"""Direct speech: which cue each quotation belongs to, by what stands beside it in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.attribution.quotations import Quotation
from sayso.attribution.spans import content_ranges, extent
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.report import Report
    from sayso.records.document import Passage

_ASIDE = re.compile(r"[^.!?:;\n]{0,60}")
_GAP = re.compile(r"[\s,.:;–—-]*")
_EXCLAIMED = re.compile(r"^[A-Z].*(?:[!?]$|[.!?]\s)")
_COLON_AND_BREAK = re.compile(r"[^.!?:;\n]{0,60}:\s*\n\s*")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NEAR = 120
_SCARE = 4


def is_speech(quotation: Quotation, doc: Doc) -> bool:
    """Whether quoted words are spoken words: more than four, a verb, or a cry among them."""
    words = [
        t
        for t in tokens_in(doc, quotation.start, quotation.end)
        if not t.is_punct and not t.is_space
    ]
    if len(words) > _SCARE or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return True
    return bool(_EXCLAIMED.search(doc.text[quotation.start + 1 : quotation.end - 1]))


def tokens_in(doc: Doc, start: int, end: int) -> list[Token]:
    """The tokens that begin in a range of code points."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return [] if span is None else [t for t in span if start <= t.idx < end]


@dataclass(frozen=True)
class _Page:
    """The text and its paragraphs."""

    text: str
    passages: Sequence[Passage]

    def together(self, left: int, right: int) -> bool:
        """Whether two offsets stand in one paragraph."""
        return any(p.start <= left < p.end and p.start <= right < p.end for p in self.passages)

    def announces(self, left: int, right: int) -> bool:
        """Whether a paragraph that ends at a colon leads over from one offset to the other."""
        return bool(_COLON_AND_BREAK.fullmatch(self.text[left:right]))

    def opens(self, at: int) -> bool:
        """Whether a paragraph begins here."""
        return any(p.start == at for p in self.passages)


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
    page = _Page(doc.text, passages)
    found = list(reports)
    before: tuple[Quotation, int] | None = None
    for quotation in _outermost(quotations):
        if not is_speech(quotation, doc):
            continue
        chosen = _overlapping(found, quotation)
        if chosen is None:
            chosen = _beside(found, quotation, page)
        if chosen is None and before is not None and _goes_on(found, before, quotation, page):
            chosen = before[1]
        before = (quotation, chosen) if chosen is not None else None
        if chosen is not None:
            report = found[chosen]
            found[chosen] = replace(report, speech=(*report.speech, quotation))
    return [_with_statement(report, page) for report in found]


def _with_statement(report: Report, page: _Page) -> Report:
    """A report that announces a statement without quotation marks, with its paragraphs.

    "The minister said:" at the end of a paragraph announces the next one, and those after it in
    which a first person goes on speaking.
    """
    if report.content or not _takes_speech(report):
        return report
    end = extent(report)[1]
    for number, passage in enumerate(page.passages):
        if passage.start > end and page.announces(end, passage.start):
            paragraphs = [passage]
            for following in page.passages[number + 1 :]:
                words = page.text[following.start : following.end].lower().split()
                if not grammar("first_person_all") & set(words):
                    break
                paragraphs.append(following)
            speech = tuple(Quotation(p.start, p.end) for p in paragraphs)
            return replace(report, speech=speech)
    return report


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


def _beside(reports: list[Report], quotation: Quotation, page: _Page) -> int | None:
    """The cue whose clause directly follows or precedes a quotation in its paragraph."""
    for number, report in enumerate(reports):
        if not _takes_speech(report) or _inside(report, quotation):
            continue
        start, end = extent(report)
        if end <= quotation.start and page.announces(end, quotation.start):
            return number
        if not page.together(start, quotation.start):
            continue
        if start >= quotation.end:
            if _leads_to(page.text, quotation, start, bare=not report.content):
                return number
        elif end <= quotation.start and not report.content:
            between = page.text[end : quotation.start].rstrip(" :,—–-")
            if _ASIDE.fullmatch(between):
                return number
    return None


def _leads_to(text: str, quotation: Quotation, start: int, *, bare: bool) -> bool:
    """Whether the clause that begins at `start` takes up the quotation before it.

    A comma does, and a question or cry; a full stop only if the clause reports nothing else.
    """
    gap = text[quotation.end : start]
    last = text[quotation.start : quotation.end].rstrip("'\"”’»")[-1:]
    if not _GAP.fullmatch(gap):
        return False
    return last in ",?!—-–…" or gap.strip() in {",", "–", "—", "-"} or (last == "." and bare)


def _takes_speech(report: Report) -> bool:
    return (
        report.match is not None
        and any("quote" in row.frames for row in report.match.rows)
        and not report.speech
    )


def _goes_on(
    reports: list[Report], before: tuple[Quotation, int], quotation: Quotation, page: _Page
) -> bool:
    """Whether a quotation goes on with the speech of the one before it."""
    previous, number = before
    if quotation.continues and not previous.closed:
        return True
    start, end = extent(reports[number])
    between = page.text[end if start >= previous.end else previous.end : quotation.start]
    here = page.together(previous.start, quotation.start)
    if here and len(between) > _NEAR:
        return False
    if not here and not page.opens(quotation.start):
        return False
    rest = tokens_in(reports[number].head.doc, quotation.start - len(between), quotation.start)
    return not any(t.tag_ in _FINITE for t in rest)

"""From tokens to ranges of the text: contiguous, without the cue, trimmed of punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.attribution.report import Report

_EDGE = frozenset(" \t\r\n\xa0,;:–—-")


def content_ranges(report: Report) -> list[tuple[int, int]]:
    """The ranges of code points of a report's content, without the quotations it was given."""
    doc = report.head.doc
    barred = _barred(report)
    runs: list[list[int]] = []
    for i in sorted(report.content - barred):
        token = doc[i]
        if token.is_space:
            continue
        if runs and _only_marks(doc, runs[-1][-1] + 1, i, barred):
            runs[-1].append(i)
        else:
            runs.append([i])
    ranges = []
    for run in runs:
        tokens = [doc[i] for i in run]
        while tokens and (tokens[-1].text in {",", ";", ":", "-", "--", "–", "—", "(", "."}):
            tokens.pop()
        while tokens and tokens[0].text in {",", ";", ":", "-", "--", "–", "—", ".", ")"}:
            tokens.pop(0)
        if any(t.is_alpha or t.like_num or len(t.text) > 1 for t in tokens):
            ranges.append((tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)))
    return ranges


def _only_marks(doc: object, start: int, end: int, barred: frozenset[int]) -> bool:
    return all(
        (doc[i].is_punct or doc[i].is_space) and i not in barred  # type: ignore[index]
        for i in range(start, end)
    )


def _barred(report: Report) -> frozenset[int]:
    """The cue's tokens, and the source's when it stands outside the content."""
    first, last = report.cue
    own = (
        set(range(first, last + 1))
        if report.construction != "refusal" or len(report.content) > 1
        else set()
    )
    if report.source is not None and report.source.i not in report.content:
        own |= {t.i for t in report.source.subtree} - report.content
    return frozenset(own)


def extent(report: Report) -> tuple[int, int]:
    """The range of the clause that reports: from the source or cue to the end of both."""
    doc = report.head.doc
    first, last = report.cue
    if report.source is not None and abs(report.source.i - report.head.i) < 60:
        source = [t.i for t in report.source.subtree if t.i not in report.content]
        source = [i for i in source if doc[i].sent.start == report.head.sent.start]
        if source:
            first, last = min(first, *source), max(last, *source)
    return doc[first].idx, doc[last].idx + len(doc[last].text)


def joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, those that touch or overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A range without the white space, commas and dashes at its ends."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end

"""The attributions of a report: who is said, by which words, to have said what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.attribution.chains import link_chains
from sayso.attribution.headlines import find_headlines
from sayso.attribution.issuers import issuer_of
from sayso.attribution.labels import find_labels
from sayso.attribution.learned import MARKED, with_marks
from sayso.attribution.occasions import with_occasion
from sayso.attribution.quotations import find_quotations
from sayso.attribution.reports import find_reports
from sayso.attribution.sources import source_phrase
from sayso.attribution.spans import content_ranges, joined, trimmed
from sayso.attribution.speech import attach_quotations, is_speech, tokens_in
from sayso.attribution.stances import turned_stance
from sayso.attribution.transcripts import find_turns
from sayso.attribution.voices import voice_of
from sayso.records.attribution import Attribution, ReportKind
from sayso.records.evidence import Provenance, span_id
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from sayso.analysis.parsed import Parsed
    from sayso.attribution.quotations import Quotation
    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_COMPONENT = "attribution"
_LABELS = re.compile(r"(?:\s*\[[^\[\]]{1,300}\])+\s*")
_MOSTLY = 0.9
_RELATIVE = frozenset({"WP", "WDT"})
_WITH_RELATIVE = 3


@dataclass(frozen=True)
class _Text:
    """What the records of one document are made from."""

    parsed: Parsed
    quotations: Sequence[Quotation]
    actors: Sequence[ActorMention]
    verbs: ReportVerbs


def find_attributions(
    parsed: Parsed, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> list[Attribution]:
    """The attributions of a document in the order of their cues; what nobody says has none.

    Args:
        parsed: the document with its passages and parse.
        actors: its actor mentions, pronouns resolved.
        verbs: the reporting words of its language.
    """
    quotations = find_quotations(parsed.document.text, parsed.passages)
    reports = find_reports(parsed.doc, actors, verbs)
    reports.sort(key=lambda r: (r.cue, r.construction))
    labels = list(find_labels(parsed.doc, quotations, parsed.passages, verbs))
    labelled = {quotation for label in labels for quotation in label.speech}
    unlabelled = [quotation for quotation in quotations if quotation not in labelled]
    reports = attach_quotations(reports, unlabelled, parsed.doc, parsed.passages)
    labels += find_headlines(parsed.doc, parsed.passages, actors, verbs)
    reports = with_marks([*labels, *reports], parsed, verbs)
    reports.sort(key=lambda r: (r.cue, r.construction == MARKED))
    text = _Text(parsed, quotations, actors, verbs)
    found: list[Attribution] = []
    ids: dict[int, str] = {}
    under: dict[str, int] = {}
    before: Report | None = None
    speaker: ActorMention | None = None
    for report in reports:
        ranges = _ranges(report, text)
        if not ranges or (before is not None and before.cue[0] == report.cue[0]):
            continue
        voice = voice_of(report, actors, before, speaker) or _issuer(report, text)
        found.append(_attribution(report, ranges, voice, text))
        ids[report.head.i] = found[-1].id
        if report.under is not None:
            under[found[-1].id] = report.under
        before, speaker = (report, voice) if report.source is not None else (before, speaker)
    for report, voice in find_turns(parsed, actors, verbs):
        found.append(_attribution(report, _ranges(report, text), voice, text))
    found.sort(key=lambda a: (a.cue.start, a.content[0].start))
    passed_on = {inner: ids[outer] for inner, outer in under.items() if outer in ids}
    return link_chains(found, passed_on, parsed.document.text)


def _issuer(report: Report, text: _Text) -> ActorMention | None:
    return issuer_of(report.source, text.actors, text.verbs) if report.source else None


def _ranges(report: Report, text: _Text) -> list[tuple[int, int]]:
    """The content in code points: the reported clause, and whole quotations where it has them."""
    marked = list(report.mark.content) if report.mark is not None else []
    if report.construction == MARKED:
        return marked
    cue = report.head.idx
    ranges = [(q.start, q.end) for q in report.speech]
    for start, end in content_ranges(report):
        for quotation in text.quotations:
            overlaps = quotation.start < end and start < quotation.end
            if overlaps and not quotation.start <= cue < quotation.end:
                start, end = min(start, quotation.start), max(end, quotation.end)  # noqa: PLW2901
        ranges.append(trimmed(text.parsed.document.text, _unlabelled(text, start, end), end))
    return joined([r for r in ranges if r[0] < r[1]]) or marked


def _unlabelled(text: _Text, start: int, end: int) -> int:
    """Where a content begins after the editor's brackets: "[Text] The hill is lost"."""
    words = text.parsed.document.text[start:end]
    labels = _LABELS.match(words)
    return start + labels.end() if labels and labels.end() < len(words) else start


def _attribution(
    report: Report, ranges: list[tuple[int, int]], voice: ActorMention | None, text: _Text
) -> Attribution:
    parsed, doc = text.parsed, text.parsed.doc
    cue = parsed.span(*_cue(report, ranges, text))
    tokens = frozenset(t.i for start, end in ranges for t in tokens_in(doc, start, end))
    stance, why = turned_stance(report, tokens, voice, text.actors, text.verbs)
    source = _source(report, voice)
    whole = parsed.span(*ranges[0]) if report.construction == "turn" else cue
    return Attribution(
        id=span_id("v", parsed.document.id, whole),
        source=parsed.span(*source) if source is not None else None,
        source_head=report.source.idx if report.source is not None else None,
        voice=voice.id if voice is not None else None,
        cue=cue,
        content=tuple(parsed.span(start, end) for start, end in ranges),
        kind=_kind(report, ranges, text),
        stance=stance,
        effect=report.effect,
        provenance=_provenance(report, why, text),
    )


def _cue(report: Report, ranges: list[tuple[int, int]], text: _Text) -> tuple[int, int]:
    """The words of a cue in code points, with the occasion, as far as the reader marks them.

    No word that the reader adds at the end belongs to the content, or opens a phrase that goes on
    ("denied on | Tuesday"), and none that it adds before is a deed ("jailed him for | ordering").
    """
    doc = text.parsed.doc
    first, last = doc[report.cue[0]], doc[with_occasion(report, text.verbs)]
    start, end = first.idx, last.idx + len(last.text)
    if report.mark is None:
        return start, end
    added = [t for t in tokens_in(doc, *report.mark.cue) if t.i > last.i]
    while added and (added[-1].right_edge != added[-1] or _within(added[-1].idx, ranges)):
        added.pop()
    if added:
        end = added[-1].idx + len(added[-1].text)
    before = [t for t in tokens_in(doc, *report.mark.cue) if t.i < first.i]
    if any(text.verbs.is_mute(t.lemma_.lower()) for t in before):
        return start, end
    return min(start, report.mark.cue[0]), end


def _within(at: int, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in ranges)


def _source(report: Report, voice: ActorMention | None) -> tuple[int, int] | None:
    """The words of a source in code points, grown to what the reader marks of the same source."""
    marked = report.mark.source if report.mark is not None else None
    if report.label is not None:
        return report.label
    if report.source is None or report.construction == MARKED:
        return marked
    start, end = source_phrase(report.source, report.match)
    if voice is not None and voice.head == report.source.idx:
        start, end = min(start, voice.span.start), max(end, voice.span.end)
    if marked is not None and marked[0] < end and start < marked[1]:
        start, end = min(start, marked[0]), max(end, _unrelated(marked, report.head.doc))
    return start, end


def _unrelated(marked: tuple[int, int], doc: Doc) -> int:
    """Where a marked source ends before a relative clause: "the mayor, | who"."""
    words = tokens_in(doc, *marked)
    if len(words) < _WITH_RELATIVE or words[-1].tag_ not in _RELATIVE:
        return marked[1]
    last = words[-3] if words[-2].text == "," else words[-2]
    return last.idx + len(last.text)


def _provenance(report: Report, why: str, text: _Text) -> Provenance:
    tags, rule = text.parsed.tags, text.verbs.rules.get(report.construction)
    reason = _reason(report, why, text.verbs)
    if report.mark is not None:
        part = "sees" if rule is None else "marks the extent of"
        reason += f"; the trained reader {part} this cue ({report.mark.probability:.2f})"
    return Provenance(
        component=_COMPONENT,
        version=VERSION,
        rule=report.rule or (rule.id if rule is not None else None),
        model=tags.name if report.mark is not None and tags is not None else None,
        reason=reason,
    )


def _kind(report: Report, ranges: list[tuple[int, int]], text: _Text) -> ReportKind:
    """Direct when the content is quoted, mixed when words of it are, scare quotes apart."""
    quotations = (*text.quotations, *report.speech)
    length = sum(end - start for start, end in ranges)
    quoted = 0
    spoken = False
    for start, end in ranges:
        inside = [q for q in quotations if q.start < end and start < q.end]
        covered = joined([(max(q.start, start), min(q.end, end)) for q in inside])
        quoted += sum(b - a for a, b in covered)
        spoken = spoken or any(is_speech(q, text.parsed.doc) for q in inside)
    opens = any(q.start == ranges[0][0] for q in quotations)
    if opens and quoted >= _MOSTLY * length:
        return ReportKind.DIRECT
    return ReportKind.MIXED if spoken else ReportKind.INDIRECT


def _reason(report: Report, why: str, verbs: ReportVerbs) -> str:
    if report.row is not None:
        own = verbs.origins.get(f"{report.row.lemma}/{report.row.pos}")
        word = f"{report.row.lemma!r} in {own or 'report_verbs.tsv'}"
    elif report.rule is not None:
        word = f"a phrase of {verbs.origins[report.rule]}"
    else:
        word = "a fixed phrase" if report.construction != MARKED else "no word of report_verbs.tsv"
    negated = report.match is not None and (
        report.match.negated or report.match.refused is not None
    )
    parts = [word, "withheld or negated" if negated else "", why]
    if report.source is None:
        parts.append("the text names no source")
    return "; ".join(part for part in parts if part)

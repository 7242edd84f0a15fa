"""The attributions of a report: who is said, by which words, to have said what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.attribution.chains import link_chains
from sayso.attribution.phrases import find_phrases
from sayso.attribution.quotations import Quotation, find_quotations
from sayso.attribution.report import Report
from sayso.attribution.reports import find_reports
from sayso.attribution.spans import content_ranges, joined, trimmed
from sayso.attribution.speech import attach_quotations, is_speech, tokens_in
from sayso.attribution.stances import turned_stance
from sayso.attribution.voices import mention_at, source_phrase
from sayso.records.attribution import Attribution, ReportKind
from sayso.records.evidence import Provenance, span_id
from sayso.records.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.analysis.parsed import Parsed
    from sayso.lexicons.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_COMPONENT = "attribution"
_MOSTLY = 0.9
_SINGULAR = frozenset({"he", "she", "it"})


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
    reports += list(find_phrases(parsed.doc, verbs))
    reports.sort(key=lambda r: (r.cue, r.construction))
    reports = attach_quotations(reports, quotations, parsed.doc, parsed.passages)
    found: list[Attribution] = []
    speaker: ActorMention | None = None
    for report in reports:
        ranges = _ranges(report, parsed, quotations)
        if not ranges or (found and found[-1].cue.start == parsed.doc[report.cue[0]].idx):
            continue
        voice = _voice(report, actors, speaker)
        found.append(_attribution(report, ranges, voice, parsed, actors, quotations, verbs))
        speaker = voice or speaker
    return link_chains(found)


def _ranges(
    report: Report, parsed: Parsed, quotations: Sequence[Quotation]
) -> list[tuple[int, int]]:
    """The content in code points: the reported clause, and whole quotations where it has them."""
    text, cue = parsed.document.text, report.head.idx
    ranges = [(q.start, q.end) for q in report.speech]
    for start, end in content_ranges(report):
        for quotation in quotations:
            overlaps = quotation.start < end and start < quotation.end
            if overlaps and not quotation.start <= cue < quotation.end:
                start, end = min(start, quotation.start), max(end, quotation.end)  # noqa: PLW2901
        ranges.append(trimmed(text, start, end))
    return joined([r for r in ranges if r[0] < r[1]])


def _voice(
    report: Report, actors: Sequence[ActorMention], speaker: ActorMention | None
) -> ActorMention | None:
    """The mention that speaks; an unresolved pronoun is the last speaker where that can be."""
    voice = mention_at(report.source, actors)
    source = report.source
    if source is None or source.pos_ != "PRON":
        return voice
    if voice is not None and (voice.name or voice.antecedent):
        return voice
    return speaker if speaker is not None and source.lower_ in _SINGULAR | {"they"} else voice


def _attribution(  # noqa: PLR0913
    report: Report,
    ranges: list[tuple[int, int]],
    voice: ActorMention | None,
    parsed: Parsed,
    actors: Sequence[ActorMention],
    quotations: Sequence[Quotation],
    verbs: ReportVerbs,
) -> Attribution:
    doc = parsed.doc
    first, last = doc[report.cue[0]], doc[report.cue[1]]
    cue = parsed.span(first.idx, last.idx + len(last.text))
    tokens = frozenset(t.i for start, end in ranges for t in tokens_in(doc, start, end))
    stance, why = turned_stance(report, tokens, voice, actors, verbs)
    source = None
    if report.source is not None:
        source = parsed.span(*source_phrase(report.source, report.match))
    return Attribution(
        id=span_id("v", parsed.document.id, cue),
        source=source,
        source_head=report.source.idx if report.source is not None else None,
        voice=voice.id if voice is not None else None,
        cue=cue,
        content=tuple(parsed.span(start, end) for start, end in ranges),
        kind=_kind(ranges, quotations, parsed),
        stance=stance,
        effect=report.effect,
        provenance=Provenance(
            component=_COMPONENT,
            version=VERSION,
            rule=verbs.rules[report.construction].id,
            reason=_reason(report, why),
        ),
    )


def _kind(
    ranges: list[tuple[int, int]], quotations: Sequence[Quotation], parsed: Parsed
) -> ReportKind:
    """Direct when the content is quoted, mixed when words of it are, scare quotes apart."""
    length = sum(end - start for start, end in ranges)
    quoted = 0
    spoken = False
    for start, end in ranges:
        inside = [q for q in quotations if q.start < end and start < q.end]
        covered = joined([(max(q.start, start), min(q.end, end)) for q in inside])
        quoted += sum(b - a for a, b in covered)
        spoken = spoken or any(is_speech(q, parsed.doc) for q in inside)
    opens = any(q.start == ranges[0][0] for q in quotations)
    if opens and quoted >= _MOSTLY * length:
        return ReportKind.DIRECT
    return ReportKind.MIXED if spoken else ReportKind.INDIRECT


def _reason(report: Report, why: str) -> str:
    word = f"{report.row.lemma!r} in report_verbs.tsv" if report.row else "a fixed phrase"
    negated = report.match is not None and (
        report.match.negated or report.match.refused is not None
    )
    parts = [word, "withheld or negated" if negated else "", why]
    if report.source is None:
        parts.append("the text names no source")
    return "; ".join(part for part in parts if part)

"""Indirect speech: each reporting word with its source and the tokens it reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import SUBJECTS
from sayso.attribution.asides import citations, parenthetical, quoted_speakers, quoting
from sayso.attribution.complements import content_of
from sayso.attribution.cues import Cue, find_cues
from sayso.attribution.nouns import noun_report, rejected_nouns
from sayso.attribution.phrases import find_phrases
from sayso.attribution.report import Report, make_report
from sayso.attribution.sources import source_of
from sayso.attribution.voices import can_show, can_speak
from sayso.lexicons.words.grammar import grammar
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.lexicons.rules.report_verbs import ReportVerbs, ReportWord
    from sayso.records.mention import ActorMention

_VERB_FRAMES = (
    *("that", "wh", "as_saying", "obj_to", "to", "for_to", "of", "for", "on", "with", "at"),
    *("to_np", "as", "sc", "ing", "charge", "harm", "np"),
)
_INFINITIVES = frozenset({"to", "obj_to", "for_to", "ing"})
_OBJECT_AND_MORE = frozenset({"of", "for", "on", "with", "at", "to_np", "as", "sc"})
_WILLED = frozenset({Effect.DEMANDED, Effect.THREATENED, Effect.PLANNED})


def find_reports(doc: Doc, actors: Sequence[ActorMention], verbs: ReportVerbs) -> list[Report]:
    """The reports of a parse in the order of their cues.

    Verbs of speech without content of their own are kept with empty content: a quotation may
    stand beside them.
    """
    cues = list(find_cues(doc, verbs))
    found: list[Report] = []
    for cue in cues:
        report = noun_report(cue, actors, verbs) if cue.noun else _verb_report(cue, actors, verbs)
        if report is not None:
            found.append(report)
    found += find_phrases(doc, verbs)
    cited = citations(cues, found, actors, verbs)
    citing = {report.head.i for report in cited}
    found = [report for report in found if report.head.i not in citing]
    found += cited + quoted_speakers(cues, found)
    return _untangled(rejected_nouns(found))


def _verb_report(cue: Cue, actors: Sequence[ActorMention], verbs: ReportVerbs) -> Report | None:
    speaks, source = source_of(cue)
    if not speaks or (source is not None and _is_aside_on(source, cue.head, verbs)):
        return None
    if cue.refused is None:
        for kind in ("p", "v", "s", "e"):
            if kind == "p" and (not cue.passive or source is not None):
                continue
            if kind == "e" and not can_show(source, actors, verbs):
                continue
            report = _in_frames(cue, source, kind, actors, verbs)
            if report is not None:
                return report
    else:
        return _refusal(cue, source, verbs)
    row = cue.row("quote", "v") or (
        cue.row("quote", "s") if can_speak(source, actors, verbs) else None
    )
    if row is None or (cue.passive and source is None):
        return None
    return parenthetical(cue, source, row) or make_report(
        cue, source, row, "quotation", frozenset()
    )


def _is_aside_on(source: Token, verb: Token, verbs: ReportVerbs) -> bool:
    """Whether the claim that somebody answers stands before him: "…, a charge Oslo denies"."""
    before = [c for c in verb.lefts if c.dep_ == "dobj"]
    if source.pos_ == "PROPN":
        before += [c for c in source.lefts if c.dep_ == "compound"]
    return any(c.pos_ == "NOUN" and verbs.is_claim(c.lemma_.lower()) for c in before)


def _in_frames(
    cue: Cue, source: Token | None, kind: str, actors: Sequence[ActorMention], verbs: ReportVerbs
) -> Report | None:
    may_speak = source is None or kind == "e" or can_speak(source, actors, verbs)
    for frame in _VERB_FRAMES:
        row = cue.row(frame, kind)
        if row is None or not (may_speak or (frame == "that" and kind == "v")):
            continue
        if cue.negated and (row.effect in _WILLED or (frame == "that" and _is_unable(cue))):
            continue
        if cue.passive and source is None and not _is_impersonal(cue, frame, row):
            continue
        if frame == "as_saying":
            report = quoting(cue, source, row)
            if report is not None:
                return report
            continue
        content = content_of(cue, frame, verbs)
        if content and not (source is not None and source.i in content):
            return make_report(cue, source, row, _construction(frame, cue), content)
    return None


def _is_unable(cue: Cue) -> bool:
    """Whether the writer says that a thing cannot be said: "he cannot say that he was alone"."""
    return any(c.lower_ in {"can", "ca"} for c in cue.head.children if c.dep_ == "aux")


def _construction(frame: str, cue: Cue) -> str:
    if cue.passive:
        return "passive"
    if frame in {"that", "wh"}:
        return "clause"
    if frame in _INFINITIVES:
        return "infinitive"
    if frame in _OBJECT_AND_MORE:
        return "object_predicate"
    return "object"


def _refusal(cue: Cue, source: Token | None, verbs: ReportVerbs) -> Report | None:
    """Withheld speech: "refused to confirm that …", "declined to comment on …"."""
    for frame in _VERB_FRAMES:
        row = cue.row(frame, "v")
        if row is not None and (content := content_of(cue, frame, verbs)):
            return make_report(cue, source, row, "refusal", content)
    if cue.refused is None or cue.head.dep_ != "xcomp":
        return None
    content = frozenset(t.i for t in cue.head.subtree)
    before = (cue.refused.i, cue.refused.i)
    return replace(make_report(cue, source, cue.rows[0], "refusal", content), cue=before)


def _is_impersonal(cue: Cue, frame: str, row: ReportWord) -> bool:
    """Whether a passive reports without naming who speaks: "is said to have …", "was denied"."""
    if row.pos == "p" or row.stance in {Stance.ACCUSES, Stance.SUSPECTS}:
        return frame in {"to", "of", "to_np", "on", "for", "with"} or (
            frame == "that" and any(c.lower_ == "it" for c in cue.head.lefts)
        )
    clause = any(c.dep_ in {"nsubjpass", "expl", "auxpass"} for c in cue.head.children)
    future = any(c.lower_ in {"will", "would"} for c in cue.head.children)
    return clause and not future and frame in {"that", "wh", "np", "charge", "obj_to"}


def _untangled(reports: list[Report]) -> list[Report]:
    """Reports whose content the parse ran on into the subject of the next report, cut short.

    "… showed a tower while the rebels admitted …": the rebels are no part of what was shown.
    """
    return [
        replace(r, content=r.content - _foreign(r, reports) - _contrasted(r, reports))
        for r in reports
    ]


def _contrasted(report: Report, reports: list[Report]) -> frozenset[int]:
    """Clauses in which somebody else speaks, set against what is said by a comma.

    "The army said it took the hill, while the rebels said they held it": two voices side by side.
    """
    if report.source is None or report.construction not in {"clause", "parenthetical"}:
        return frozenset()
    parted = [
        other.source.left_edge.i
        for other in reports
        if other.source is not None
        and other.source.i in report.content
        and other.source.head == other.head
        and report.head.i < other.source.i
        and other.source.doc[max(other.source.left_edge.i - 1, 0)].text == ";"
    ]
    if parted:
        return frozenset(i for i in report.content if i >= min(parted))
    return frozenset(
        t.i
        for other in reports
        if other.head.i in report.content
        and other.source is not None
        and other.source.pos_ != "PRON"
        and other.source.head == other.head
        and _is_set_against(other.head)
        for t in other.head.subtree
    )


def _is_set_against(verb: Token) -> bool:
    first = verb.left_edge
    before = verb.doc[max(first.i - 1, 0)]
    if verb.dep_ == "advcl":
        return first.lower_ in grammar("contrasts") and before.text == ","
    joints = {c.lower_ for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i}
    return (
        verb.dep_ == "conj"
        and bool(joints)
        and any(t.text == "," for t in verb.doc[max(first.i - 2, 0) : first.i])
        and not any(c.dep_ == "mark" for c in verb.children)
    )


def _foreign(report: Report, reports: list[Report]) -> frozenset[int]:
    """Tokens from the clause mark on before a source whose own verb lies outside the content."""
    for other in reports:
        source = other.source
        if (
            source is None
            or source.i not in report.content
            or other.head.i in report.content
            or not report.head.i < source.i < other.head.i
            or any(c.dep_ in SUBJECTS for c in other.head.children)
        ):
            continue
        doc = source.doc
        marks = [i for i in report.content if doc[i].dep_ == "mark" and i < source.i]
        start = max([i for i in marks if i > report.head.i + 1], default=source.left_edge.i)
        return frozenset(i for i in report.content if i >= start)
    return frozenset()

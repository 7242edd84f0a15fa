"""What the trained reader adds to the reports that rules find, and which of those it doubts.

A report of which the reader sees the cue too keeps its content, its voice and what its words do;
cue and source grow to the extent that the reader sees. A cue that it alone sees makes a report
of its own: its stance and effect are those of the word in the lexicon, else it asserts. A report
whose cue the reader thinks improbable is left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.attribution.cues import cue_at
from sayso.attribution.marked_sources import believed, own_source
from sayso.attribution.marks import cue_probability, find_marks
from sayso.attribution.report import Report
from sayso.attribution.speech import tokens_in
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.analysis.parsed import Parsed
    from sayso.attribution.cues import Cue
    from sayso.attribution.marks import Mark, Range
    from sayso.lexicons.rules.report_verbs import ReportVerbs, ReportWord

MARKED = "marked"
_DOUBTED = 0.25
_DOUBTED_STAND = 0.08
_STRANGE = 0.6  # for a cue that the lexicon does not know
_PLAIN = frozenset({"that", "quote"})
_LEXICAL = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
_PARTICLES = frozenset({"ADP", "PART", "DET", "CCONJ", "SCONJ", "PRON", "SPACE"})


def with_marks(reports: Sequence[Report], parsed: Parsed, verbs: ReportVerbs) -> list[Report]:
    """The reports by rules that the trained reader does not doubt, and those it adds.

    Without its tags they are the reports by rules.
    """
    if parsed.tags is None or not parsed.tags.knows("cue"):
        return list(reports)
    marks = find_marks(parsed)
    kept: list[Report] = []
    used: set[Range] = set()
    for report in reports:
        cue = _cue_range(report)
        mark = next((m for m in marks if _touch(m.cue, cue) and m.cue not in used), None)
        if mark is not None:
            used.add(mark.cue)
            kept.append(replace(report, mark=believed(report, mark)))
        elif report.label is not None or cue_probability(parsed.tags, *cue) >= _least(report):
            kept.append(report)
    cues = [_cue_range(report) for report in reports]
    new = (m for m in marks if not any(_touch(m.cue, cue) for cue in cues))
    added = (_report(mark, parsed, verbs) for mark in new)
    return kept + [report for report in added if report is not None]


def _least(report: Report) -> float:
    """How probable a cue must be: one that does more than assert is seldom anything else."""
    plain = report.stance is Stance.ASSERTS and report.effect is Effect.ASSERTED
    return _DOUBTED if plain else _DOUBTED_STAND


def _report(mark: Mark, parsed: Parsed, verbs: ReportVerbs) -> Report | None:
    """The report of a cue that no rule found."""
    words = tokens_in(parsed.doc, *mark.cue)
    if all(t.pos_ in _PARTICLES for t in words):
        return None
    cue = next((c for t in words if (c := cue_at(t, verbs)) is not None), None)
    row = _row(cue) if cue is not None else None
    if row is None and mark.probability < _STRANGE:
        return None
    head = cue.head if cue is not None else _root(words)
    if row is None and _is_mute(words, verbs):
        return None
    mark = own_source(mark, head, verbs)
    stance, effect = cue.stands(row) if cue and row else (Stance.ASSERTS, Effect.ASSERTED)
    speaking = tokens_in(parsed.doc, *mark.source) if mark.source is not None else []
    return Report(
        cue=(words[0].i, words[-1].i),
        head=head,
        source=_root(speaking) if speaking else None,
        content=frozenset(t.i for part in mark.content for t in tokens_in(parsed.doc, *part)),
        construction=MARKED,
        stance=stance,
        effect=effect,
        row=row,
        match=cue,
        mark=mark,
    )


def _is_mute(words: Sequence[Token], verbs: ReportVerbs) -> bool:
    """Whether the words of a cue are but deeds that say nothing: "jailed", not "sent a note"."""
    lexical = [t for t in words if t.pos_ in _LEXICAL]
    return bool(lexical) and all(verbs.is_mute(t.lemma_.lower()) for t in lexical)


def _row(cue: Cue) -> ReportWord:
    """The row of a word that says something, where it has one."""
    return next((row for row in cue.rows if _PLAIN & {*row.frames}), cue.rows[0])


def _root(tokens: Sequence[Token]) -> Token:
    """The word of a phrase that its others hang on: no mark where it has a word."""
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head == t]
    return next((t for t in heads if not t.is_punct), heads[0])


def _cue_range(report: Report) -> Range:
    first, last = (report.head.doc[i] for i in report.cue)
    return first.idx, last.idx + len(last.text)


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]

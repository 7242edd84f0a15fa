"""Which words that the trained reader marks as a source can be the source of a cue.

The reader ties a cue to the likeliest source of the page, also where the text names none. The
sentence says more: nobody speaks from another one, and a passive names who says it after "by" or
not at all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import is_passive
from sayso.attribution.sources import source_phrase, subject_of
from sayso.attribution.speech import tokens_in
from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.attribution.marks import Mark
    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs

_SENTENCE_END = re.compile(r"[.!?]\W*\s|\n")


def believed(report: Report, mark: Mark) -> Mark:
    """The mark of a report that a rule found, without a source that the sentence rules out."""
    if report.source is not None or report.label is not None or mark.source is None:
        return mark
    accused = report.match is not None and report.match.passive
    if _is_elsewhere(mark, report.head) or (accused and not _is_agent(mark, report.head)):
        return replace(mark, source=None)
    return mark


def own_source(mark: Mark, head: Token, verbs: ReportVerbs) -> Mark:
    """The mark of a cue that the reader alone sees: for a source elsewhere its own subject.

    What merely seems so, and what is done to the subject, names nobody who says it.
    """
    if not _is_elsewhere(mark, head):
        return mark
    subject = subject_of(head) if head.pos_ == "VERB" and not is_passive(head) else None
    if subject is None or not _is_somebody(subject, verbs) or verbs.seems(head.lemma_.lower()):
        return replace(mark, source=None)
    start, end = source_phrase(subject, None)
    apart = end <= mark.cue[0] or mark.cue[1] <= start
    return replace(mark, source=(start, end) if apart else None)


def _is_somebody(noun: Token, verbs: ReportVerbs) -> bool:
    return (
        noun.pos_ == "PROPN"
        or noun.lower_ in grammar("personal")
        or verbs.people.has("human", noun.lemma_.lower())
    )


def _is_elsewhere(mark: Mark, head: Token) -> bool:
    """Whether a source stands in another sentence, with the end of one between."""
    if mark.source is None:
        return False
    source = tokens_in(head.doc, *mark.source)
    if any(t.sent.start == head.sent.start for t in source):
        return False
    start, end = min(mark.source[1], mark.cue[1]), max(mark.source[0], mark.cue[0])
    return _SENTENCE_END.search(head.doc.text[start:end]) is not None


def _is_agent(mark: Mark, head: Token) -> bool:
    """Whether a source stands after "by" behind a passive."""
    if mark.source is None or mark.source[0] < head.idx:
        return False
    first = tokens_in(head.doc, *mark.source)[0]
    return is_passive(head) and head.doc[first.i - 1].lower_ in grammar("by_or_from")

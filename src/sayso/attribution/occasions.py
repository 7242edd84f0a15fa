"""Where something is said, as a part of the cue: "said in a statement", "told him by phone"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.lexicons.words.grammar import grammar

if TYPE_CHECKING:
    from sayso.attribution.report import Report
    from sayso.lexicons.rules.report_verbs import ReportVerbs


def with_occasion(report: Report, verbs: ReportVerbs) -> int:
    """The index of the last token of a cue, with the phrase right after it for where it was said.

    The phrase is no longer than its noun: "said in a letter" of "said in a letter to his wife".
    """
    last = report.cue[1]
    if report.match is None or report.match.noun:
        return last
    for prep in report.head.children:
        if (
            prep.i != last + 1
            or prep.dep_ != "prep"
            or prep.lower_ not in grammar("occasion_prepositions")
        ):
            continue
        for noun in prep.children:
            kind = verbs.things.get(noun.lemma_.lower())
            if noun.dep_ == "pobj" and kind in {"document", "occasion"}:
                return noun.i
    return last

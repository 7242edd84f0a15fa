"""Nouns that report: "the claim that …", "Kiev's threat to …", "rejected allegations that …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, subject
from sayso.attribution.report import Report, make_report
from sayso.attribution.voices import mention_at
from sayso.lexicons.words.grammar import grammar
from sayso.records.attribution import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.lexicons.rules.report_verbs import ReportVerbs
    from sayso.records.mention import ActorMention

_COMPLEMENTS = OBJECTS | {"ccomp", "xcomp", "acomp", "attr"}


def noun_report(cue: Cue, actors: Sequence[ActorMention], verbs: ReportVerbs) -> Report | None:
    """The report that a noun makes: "the claim that …", "Kiev's threat to …", "reports of …"."""
    noun = cue.head
    if _is_fixed(noun) or any(c.lower_ == "no" for c in noun.children):
        return None
    source = _noun_source(noun, actors, verbs)
    if source is not None and source.lower_ in grammar("speech_persons"):
        return None
    for child in noun.children:
        frame = _noun_frame(child, noun, verbs)
        row = cue.row(frame, "r") if frame else None
        if row is None and frame and source is not None:
            row = cue.row(frame, "n")
        if row is not None:
            return make_report(cue, source, row, "noun", frozenset(t.i for t in child.subtree))
    return None


def _is_fixed(noun: Token) -> bool:
    """Whether a bare noun after "in" or "on" is part of a phrase: "in charge of", "on report"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "on"} and noun.n_lefts == 0


def _noun_frame(child: Token, noun: Token, verbs: ReportVerbs) -> str | None:
    if child.i <= noun.i:
        return None
    marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
    that = "that" in marks or any(c.lower_ == "that" and c.dep_ == "dobj" for c in child.lefts)
    if child.dep_ in {"acl", "ccomp", "relcl", "appos"} and that and _is_content(child, verbs):
        return "that"
    if child.dep_ in {"acl", "xcomp", "relcl"} and any(
        c.tag_ == "TO" and c.dep_ == "aux" for c in child.children
    ):
        return "to"
    if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
        return child.lower_
    return None


def _is_content(clause: Token, verbs: ReportVerbs) -> bool:
    """Whether a clause after "that" tells what was said, whatever the parse makes of the "that".

    A verb of making or telling without an object takes the noun itself: "the claim that he made".
    """
    if not any(c.dep_ in SUBJECTS and c.lower_ != "that" for c in clause.lefts):
        return False
    lemma = clause.lemma_.lower()
    tells = verbs.deeds.get((lemma, "utterance")) == "utter" or any(
        row.words == (lemma,) for row in verbs.starting_with(lemma)
    )
    told = any(c.i > clause.i and c.dep_ in _COMPLEMENTS for c in clause.children)
    return told or not tells


def _noun_source(noun: Token, actors: Sequence[ActorMention], verbs: ReportVerbs) -> Token | None:
    """The possessor, the "by" or "from" phrase, the name before it, or who utters it."""
    for child in noun.children:
        if child.dep_ == "poss" and child.ent_type_ not in {"DATE", "TIME"}:
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    for child in noun.lefts:
        if child.dep_ in {"compound", "amod", "nmod"} and mention_at(child, actors) is not None:
            return child
    verb = noun.head
    if noun.dep_ in OBJECTS and verbs.deeds.get((verb.lemma_.lower(), "utterance")) == "utter":
        return subject(verb)
    return None


def rejected_nouns(reports: list[Report]) -> list[Report]:
    """Reports whose object is a reporting noun without a source of its own, joined with it.

    "The army rejected allegations that it used gas": one voice, the army, on one content.
    """
    nouns = {r.head.i: r for r in reports if r.construction == "noun" and r.source is None}
    joined: list[Report] = []
    used: set[int] = set()
    for report in reports:
        inner = [
            nouns[i]
            for i in sorted(report.content)
            if i in nouns and nouns[i].head.head == report.head
        ]
        if report.construction in {"object", "passive"} and inner and report.row is not None:
            used.add(inner[0].head.i)
            joined.append(_absorb(report, inner[0]))
        else:
            joined.append(report)
    told = {r.content for r in joined if r.construction != "noun"}
    return [
        r
        for r in joined
        if r.construction != "noun"
        or not (r.head.i in used or (r.source is None and r.content in told))
    ]


def _absorb(report: Report, noun: Report) -> Report:
    first, last = report.cue
    if report.head.i < noun.head.i:
        last = max(last, noun.head.i)
    return Report(
        (first, last),
        report.head,
        report.source,
        noun.content,
        "rejected_noun",
        report.stance,
        report.effect if report.effect is not Effect.ASSERTED else noun.effect,
        report.row,
        report.match,
    )

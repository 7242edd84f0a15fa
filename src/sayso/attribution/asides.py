"""Reports beside the clause they report: "…, the ministry said", "as she put it", "citing …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS
from sayso.attribution.complements import is_finite
from sayso.attribution.report import Report, make_report
from sayso.attribution.voices import can_speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.lexicons.report_verbs import ReportVerbs, ReportWord
    from sayso.records.mention import ActorMention

_SUBORDINATE = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "appos", "relcl"})
_DASHES = frozenset({",", "-", "--", "–", "—", "("})


def parenthetical(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
    """ "The army, the ministry said, has left": the clause around the cue is its content."""
    head, host = cue.head, cue.head.head
    if host == head or head.dep_ not in _SUBORDINATE or host.pos_ not in {"VERB", "AUX", "NOUN"}:
        return None
    if not any(c.dep_ in SUBJECTS for c in head.children) or not is_finite(head):
        return None
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in head.children)
    before = head.doc[max(head.left_edge.i - 1, 0)]
    comma = before.text in {",", "-", "--", "–", "—", "("} or head.left_edge.text == ","
    if not (comma or (marked and head.left_edge.is_sent_start)):
        return None
    if any(c.dep_ == "mark" and c.lower_ != "as" for c in head.children):
        return None
    if head.dep_ in {"conj", "relcl"} or (
        host.i > head.i and not marked and host.left_edge.i >= head.left_edge.i
    ):
        return None
    clause = {t.i for t in host.subtree} - {t.i for t in head.subtree}
    if marked and not {"that", "wh"} & {f for r in cue.rows for f in r.frames} | _as_put(cue):
        return None
    name = "as_clause" if marked else "parenthetical"
    return make_report(cue, source, row, name, frozenset(clause)) if clause else None


def _as_put(cue: Cue) -> set[str]:
    """ "As the envoy put it": the pronoun stands for what was said."""
    objects = [c for c in cue.head.children if c.dep_ == "dobj"]
    return {"quote"} if objects and objects[0].lower_ == "it" else set()


def quoting(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
    """ "The agency quoted a doctor as saying …": all that follows is the agency's content."""
    saying = [
        verb
        for prep in cue.head.children
        if prep.lower_ == "as"
        for verb in prep.children
        if verb.dep_ == "pcomp"
    ]
    if not saying:
        return None
    whom = [c for c in cue.head.children if c.dep_ in OBJECTS or c.dep_ == "nsubjpass"]
    if cue.passive and source is None:
        return None
    inside = [t for head in whom for t in head.subtree] + list(saying[0].head.subtree)
    return make_report(cue, source, row, "quoted_as", frozenset(t.i for t in inside))


def citations(
    cues: Sequence[Cue],
    reports: Sequence[Report],
    actors: Sequence[ActorMention],
    verbs: ReportVerbs,
) -> list[Report]:
    """ "Reuters reported …, citing residents": the residents vouch for the same content."""
    found: list[Report] = []
    heads = {r.head.i: r for r in reports if r.content}
    for cue in cues:
        row = cue.row("as_saying", "v")
        outer = heads.get(cue.head.head.i)
        if row is None or outer is None or cue.head.tag_ != "VBG" or cue.head.i in heads:
            continue
        cited = [c for c in cue.head.children if c.dep_ in OBJECTS]
        if cited and can_speak(cited[0], actors, verbs):
            clause = frozenset(t.i for t in cue.head.subtree)
            report = make_report(cue, cited[0], row, "citing", outer.content - clause)
            found.append(replace(report, stance=outer.stance, effect=outer.effect))
    return found

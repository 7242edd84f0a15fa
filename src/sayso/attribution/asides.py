"""Reports beside the clause they report: "…, the ministry said", "as she put it", "citing …"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS, agents
from sayso.attribution.cue_syntax import is_finite
from sayso.attribution.report import Report, make_report
from sayso.attribution.voices import can_speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from sayso.attribution.cues import Cue
    from sayso.lexicons.rules.report_verbs import ReportVerbs, ReportWord
    from sayso.records.mention import ActorMention

_SUBORDINATE = frozenset({"parataxis", "ccomp", "advcl", "dep", "appos"})
_HOSTS = frozenset({"VERB", "AUX", "NOUN"})
_DASHES = frozenset({",", "-", "--", "–", "—", "("})


def parenthetical(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
    """The clause around a cue as its content: "The army, the ministry said, has left"."""
    head, host = cue.head, cue.head.head
    marked = any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in head.children)
    if not _is_aside(head, host, marked=marked):
        return None
    if marked and not (_as_put(cue) or any({"that", "wh"} & set(r.frames) for r in cue.rows)):
        return None
    clause = frozenset(t.i for t in host.subtree) - frozenset(t.i for t in head.subtree)
    name = "as_clause" if marked else "parenthetical"
    return make_report(cue, source, row, name, clause) if clause else None


def _is_aside(head: Token, host: Token, *, marked: bool) -> bool:
    """Whether a finite clause with its own subject is set off from the clause that it is in."""
    if host == head or head.dep_ not in _SUBORDINATE or host.pos_ not in _HOSTS:
        return False
    if not is_finite(head) or not any(c.dep_ in SUBJECTS for c in head.children):
        return False
    if any(c.dep_ == "mark" and c.lower_ != "as" for c in head.children):
        return False
    first = head.left_edge
    before = head.doc[max(first.i - 1, 0)]
    if before.text not in _DASHES and first.text != "," and not (marked and first.is_sent_start):
        return False
    return marked or host.i < head.i or host.left_edge.i < first.i


def _as_put(cue: Cue) -> bool:
    """Whether a pronoun stands for what was said: "as the envoy put it"."""
    return any(c.dep_ == "dobj" and c.lower_ == "it" for c in cue.head.children)


def quoting(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
    """All that somebody says whom an agency quotes: "quoted a doctor as saying …"."""
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
    """Who vouches for a content besides its voice: "Reuters reported …, citing residents"."""
    found: list[Report] = []
    heads = {r.head.i: r for r in reports if r.content}
    for cue in cues:
        row = cue.row("as_saying", "v")
        own = heads.get(cue.head.i)
        if row is None or cue.head.tag_ != "VBG" or (own and own.construction != "object"):
            continue
        outer = next((heads[t.i] for t in cue.head.ancestors if t.i in heads), None)
        if outer is None:
            outer = next((r for r in reports if cue.head.head.i in r.content), None)
        cited = [c for c in cue.head.children if c.dep_ in OBJECTS]
        if outer is not None and cited and can_speak(cited[0], actors, verbs):
            clause = frozenset(t.i for t in cue.head.subtree)
            report = make_report(cue, cited[0], row, "citing", outer.content - clause)
            found.append(
                replace(report, stance=outer.stance, effect=outer.effect, under=outer.head.i)
            )
    return found


def quoted_speakers(cues: Sequence[Cue], reports: Sequence[Report]) -> list[Report]:
    """Who passes on what a speaker says: "the mayor, quoted by the agency, said …"."""
    found: list[Report] = []
    for cue in cues:
        row = cue.row("as_saying", "v")
        by = agents(cue.head)
        if row is None or not by or cue.head.dep_ not in {"acl", "relcl", "advcl"}:
            continue
        speaker = cue.head.head
        inner = next((r for r in reports if r.content and speaker in {r.source, r.head}), None)
        if inner is not None and inner.head != cue.head:
            first, last = inner.cue
            content = inner.content | frozenset(range(first, last + 1))
            found.append(make_report(cue, by[0], row, "quoted_by", content))
    return found

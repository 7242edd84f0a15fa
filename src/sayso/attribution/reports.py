"""Indirect speech: each reporting word with its source and the tokens it reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.analysis.syntax import OBJECTS, SUBJECTS
from sayso.attribution.complements import content_of, is_finite
from sayso.attribution.cues import Cue, find_cues
from sayso.attribution.voices import mention_at, source_of
from sayso.records.attribution import Effect, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from sayso.attribution.quotations import Quotation
    from sayso.lexicons.report_verbs import ReportVerbs, ReportWord
    from sayso.records.mention import ActorMention

_CLAUSAL = ("that", "wh")
_VERB_FRAMES = (
    *("that", "wh", "as_saying", "obj_to", "to", "for_to", "of", "for", "on", "with", "at", "as"),
    *("sc", "ing", "charge", "np"),
)
_SUBORDINATE = frozenset({"parataxis", "ccomp", "advcl", "dep", "conj", "appos", "relcl"})


@dataclass(frozen=True)
class Report:
    """A cue, its source's head, and the token indices of its content; spoken words come later.

    `rule` names the construction in report_cues.yaml; `row` the row of the lexicon.
    """

    cue: tuple[int, int]
    head: Token
    source: Token | None
    content: frozenset[int]
    construction: str
    stance: Stance
    effect: Effect
    row: ReportWord | None = None
    match: Cue | None = None
    speech: tuple[Quotation, ...] = ()
    under: int | None = None


def find_reports(doc: Doc, actors: Sequence[ActorMention], verbs: ReportVerbs) -> list[Report]:
    """The reports of a parse in the order of their cues.

    Verbs of speech without content of their own are kept with empty content: a quotation may
    stand beside them.
    """
    found: list[Report] = []
    for cue in find_cues(doc, verbs):
        if cue.head.pos_ in {"NOUN", "PROPN"}:
            report = _noun_report(cue)
        else:
            report = _verb_report(cue, actors, verbs)
        if report is not None:
            found.append(report)
    return found


def _verb_report(cue: Cue, actors: Sequence[ActorMention], verbs: ReportVerbs) -> Report | None:
    speaks, source = source_of(cue)
    if not speaks:
        return None
    if cue.refused is None:
        for kind in ("p", "v", "e"):
            if kind == "p" and (not cue.passive or source is not None):
                continue
            if kind == "e" and not _can_show(source, actors, verbs):
                continue
            report = _in_frames(cue, source, kind, verbs)
            if report is not None:
                return report
    else:
        return _refusal(cue, source, verbs)
    row = cue.row("quote", "v") or (
        cue.row("quote", "e") if _can_show(source, actors, verbs) else None
    )
    if row is None or (cue.passive and source is None):
        return None
    return _parenthetical(cue, source, row) or _report(cue, source, row, "quotation", frozenset())


def _in_frames(cue: Cue, source: Token | None, kind: str, verbs: ReportVerbs) -> Report | None:
    for frame in _VERB_FRAMES:
        row = cue.row(frame, kind)
        if row is None:
            continue
        if frame == "as_saying":
            report = _quoting(cue, source, row)
            if report is not None:
                return report
            continue
        content = content_of(cue, frame, verbs)
        if content and not (source is not None and source.i in content):
            return _report(cue, source, row, _construction(frame, cue), content)
    return None


def _construction(frame: str, cue: Cue) -> str:
    if cue.passive:
        return "passive"
    if frame in _CLAUSAL:
        return "clause"
    if frame in {"to", "obj_to", "for_to", "ing"}:
        return "infinitive"
    if frame in {"of", "for", "on", "with", "at", "as", "sc"}:
        return "object_predicate"
    return "object"


def _report(
    cue: Cue, source: Token | None, row: ReportWord, construction: str, content: frozenset[int]
) -> Report:
    stance, effect = cue.stands(row)
    return Report(cue.group, cue.head, source, content, construction, stance, effect, row, cue)


def _refusal(cue: Cue, source: Token | None, verbs: ReportVerbs) -> Report | None:
    """Withheld speech: "refused to confirm that …", "declined to comment on …"."""
    for frame in _VERB_FRAMES:
        row = cue.row(frame, "v")
        if row is not None and (content := content_of(cue, frame, verbs)):
            return _report(cue, source, row, "refusal", content)
    content = frozenset(t.i for t in cue.head.subtree if t.i > cue.group[1])
    if not content:
        content = frozenset({cue.head.i})
    return _report(cue, source, cue.rows[0], "refusal", content)


def _can_show(source: Token | None, actors: Sequence[ActorMention], verbs: ReportVerbs) -> bool:
    """Whether a subject can show or tell: an actor, a name, a person, a medium, evidence."""
    if source is None:
        return False
    if source.lemma_.lower() in verbs.things or source.pos_ == "PROPN":
        return True
    if source.pos_ == "PRON":
        return source.lower_ in {"he", "she", "they"} or mention_at(source, actors) is not None
    return mention_at(source, actors) is not None


def _quoting(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
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
    return _report(cue, source, row, "quoted_as", frozenset(t.i for t in inside))


def _parenthetical(cue: Cue, source: Token | None, row: ReportWord) -> Report | None:
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
    name = "as_clause" if marked else "parenthetical"
    return _report(cue, source, row, name, frozenset(clause)) if clause else None


def _noun_report(cue: Cue) -> Report | None:
    """ "the claim that …", "Kiev's threat to …", "allegations of …"."""
    noun = cue.head
    content: frozenset[int] = frozenset()
    row = None
    for child in noun.children:
        frame = _noun_frame(child, noun)
        row = cue.row(frame, "n") if frame else None
        if row is not None:
            content = frozenset(t.i for t in child.subtree)
            break
    if row is None:
        return None
    source = _noun_source(noun)
    if source is not None and source.lower_ in {"my", "our", "your", "us", "me"}:
        return None
    return _report(cue, source, row, "noun", content)


def _noun_frame(child: Token, noun: Token) -> str | None:
    if child.i <= noun.i:
        return None
    marks = {c.lower_ for c in child.children if c.dep_ == "mark"}
    if child.dep_ in {"acl", "ccomp", "relcl", "appos"} and "that" in marks:
        return "that"
    if child.dep_ in {"acl", "xcomp", "relcl"} and any(
        c.tag_ == "TO" and c.dep_ == "aux" for c in child.children
    ):
        return "to"
    if child.dep_ == "prep" and child.lower_ in {"of", "for"}:
        return child.lower_
    return None


def _noun_source(noun: Token) -> Token | None:
    """The possessor, the "by" or "from" phrase, or the subject of the verb it is the object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
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
    return [r for r in joined if not (r.construction == "noun" and r.head.i in used)]


def untangled(reports: list[Report]) -> list[Report]:
    """Reports whose content the parse ran on into the subject of the next report, cut short.

    "… showed a tower while the rebels admitted …": the rebels are no part of what was shown.
    """
    return [replace(r, content=r.content - _foreign(r, reports)) for r in reports]


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
